// From one address of the app to another: what this one saves and opens, and what the other one brings in. A code does
// the same for a second phone. The voter's seat never goes along, and the screen says so.
import { useEffect, useState } from 'preact/hooks';
import type { Exported } from '../../core/bundle/export.ts';
import { AppError } from '../../core/errors.ts';
import type { Outcome } from '../../core/ingest/ingest.ts';
import { Qr } from '../give/qr.tsx';
import { noteTried } from '../give/tried.ts';
import { GuideOffer } from '../guides/guide-offer.tsx';
import type { Offer } from '../guides/offer.ts';
import { OtherGuide } from '../guides/other-guide.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { FileButton } from '../kit/buttons/file-button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { getState, getWorld } from '../world.ts';
import { type Address, otherAddresses } from './addresses.ts';
import styles from './hop.module.css';
import { type HopClaim, readClaim } from './hop-claim.ts';
import { type HopVerdict, hopLink, judgeHop } from './hop-link.ts';
import { openMirrors } from './mirrors.ts';
import { bringFile, followClaim, judgeClaim, packGuide, savePack } from './move-guide.ts';

export function Hop() {
  const { place, head } = getState();
  const claim = readClaim(place.claim);
  // Who comes from elsewhere is served first.
  const isArriving = claim !== null || head === null;
  const isStranger =
    claim !== null && judgeHop(claim, { guideId: getWorld().guideId, edition: null, root: 0 }) === 'other';
  return (
    <>
      <h1 tabIndex={-1}>{t('hop.title')}</h1>
      {isStranger && (
        <>
          <Box tone="bad" title={t('hop.other')} isAlert>
            <span>{t('hop.other-text')}</span>
          </Box>
          <OtherGuide digits={claim.guide} ours={t('compare.this-page')} theirs={t('compare.of.link')} />
          <p>{t('offer.file-next')}</p>
        </>
      )}
      {!isStranger && claim && <Claim key={place.claim} claim={claim} />}
      {!isArriving && <Leave />}
      <Arrive />
      {!isStranger && isArriving && head && <Leave />}
    </>
  );
}

/** What a link of the same publisher said, and how this address stands to it. */
function Claim({ claim }: { readonly claim: HopClaim }) {
  const [verdict, setVerdict] = useState<HopVerdict | null>(null);
  const { head, installs } = getState();
  const edition = head?.newest.edition ?? 0;
  const follow = (): void => {
    setVerdict(null);
    void followClaim(claim).then(setVerdict);
  };
  useEffect(follow, []);
  // It may come as a file in the meantime.
  useEffect(() => {
    if (head) void judgeClaim(claim).then((judged) => judged === 'same' && setVerdict(judged));
  }, [installs]);
  if (verdict === null) return <Box tone="note" title={t('hop.asking', { edition: claim.edition })} />;
  if (verdict === 'same') {
    return (
      <Box tone="good" title={t('hop.same')}>
        <span>{t('hop.same-text', { edition })}</span>
      </Box>
    );
  }
  return (
    <Box tone="old" title={t(verdict === 'behind' ? 'hop.behind' : 'hop.waiting')} isAlert>
      <span>
        {verdict === 'behind'
          ? t('hop.behind-text', { want: claim.edition, edition })
          : t('hop.waiting-text', { edition: claim.edition })}
      </span>
      <Button icon="saving" label={t('trouble.again')} onPress={follow} />
    </Box>
  );
}

/** The file that was saved at the old address. */
function Arrive() {
  const [outcome, setOutcome] = useState<Outcome | AppError | Offer | 'reading' | null>(null);
  const bring = async (file: File): Promise<void> => {
    setOutcome('reading');
    setOutcome(await bringFile(file));
  };
  return (
    <section class={sheet.sheet}>
      <h2>{t('hop.arrive')}</h2>
      <p>{t('hop.arrive-text')}</p>
      <FileButton label={t('hop.pick')} isMain={getState().head === null} onFile={(file) => void bring(file)} />
      {outcome === 'reading' && <p role="status">{t('hop.reading')}</p>}
      {outcome !== null && outcome !== 'reading' && <Brought outcome={outcome} />}
    </section>
  );
}

function Brought({ outcome }: { readonly outcome: Outcome | AppError | Offer }) {
  const { words, head } = getState();
  if ('place' in outcome) return <GuideOffer offer={outcome} />;
  if (outcome instanceof AppError) {
    return (
      <Box tone={outcome.code.startsWith('trust/') ? 'bad' : 'old'} title={words.failure(outcome.code)} isAlert>
        <span>{t(head ? 'trouble.kept' : 'trouble.nothing')}</span>
      </Box>
    );
  }
  if (outcome.kind === 'installed') {
    return (
      <Box tone="good" title={t('hop.installed', { edition: outcome.edition })} isAlert>
        <span>{t('hop.installed-text', { n: outcome.regions.length })}</span>
        <Button icon="ballot" label={t('find.title')} kind="main" onPress={() => void go({ screen: 'find' })} />
      </Box>
    );
  }
  if (outcome.kind === 'unchanged') return <Box tone="good" title={t('hop.unchanged')} isAlert />;
  return (
    <Box tone="old" title={t('hop.older')} isAlert>
      <span>{t('hop.older-text', { held: outcome.held, edition: outcome.edition })}</span>
    </Box>
  );
}

/** Where to go from here, with the guide packed so that one tap is enough. */
function Leave() {
  const [pack, setPack] = useState<Exported | null>(null);
  const { work, head } = getState();
  const isQuiet = work === null;
  useEffect(() => void openMirrors(), []);
  useEffect(() => {
    // At once, then again when all that was being fetched is here: not for each picture.
    if (pack && !isQuiet) return;
    let isLatest = true;
    void packGuide().then((packed) => isLatest && setPack(packed));
    return () => {
      isLatest = false;
    };
  }, [isQuiet]);
  const addresses = otherAddresses();
  return (
    <section class={sheet.sheet}>
      <h2>{t('hop.leave')}</h2>
      <p>{t('hop.what')}</p>
      {addresses.length > 0 && <p>{t('hop.leave-text')}</p>}
      <p class={sheet.soft} role="status">
        {pack && head
          ? t('hop.pack', {
              n: Math.ceil(pack.bytes.length / 1000),
              edition: pack.edition,
              held: pack.regions.length,
              all: head.guide.regions.length,
            })
          : t('hop.packing')}
      </p>
      {pack && pack.leftOut.length > 0 && <Box tone="note" title={t('hop.left-out', { n: pack.leftOut.length })} />}
      {addresses.length === 0 && (
        <Box tone="note" title={t('hop.none')}>
          <span>{t('hop.none-next')}</span>
        </Box>
      )}
      <ul class={sheet.list}>
        {addresses.map((address) => (
          <Other key={address.url} address={address} pack={pack} />
        ))}
      </ul>
      {pack && <Button icon="saving" label={t('hop.save')} onPress={() => savePack(pack)} />}
      <Button icon="list" label={t('sources.list')} onPress={() => void go({ screen: 'sources' })} />
    </section>
  );
}

function Other({ address, pack }: { readonly address: Address; readonly pack: Exported | null }) {
  const [isCode, setCode] = useState(false);
  const { url, host, name, result } = address;
  const link = pack && hopLink(url, getWorld().guideId, pack);
  return (
    <li class={styles.address} data-address={url}>
      <p class={styles.host}>
        <bdi dir="ltr">{host}</bdi>
      </p>
      {name && (
        <p class={sheet.soft}>
          <Content of={name} />
        </p>
      )}
      <p class={sheet.soft}>{t(`sources.${result}`)}</p>
      {pack && link && (
        <a class={styles.go} href={link} target="_blank" rel="noopener noreferrer" onClick={() => savePack(pack)}>
          <Icon name="saving" />
          <span>{t('hop.go')}</span>
        </a>
      )}
      {link && (
        <Button
          icon={isCode ? 'close' : 'phone'}
          label={t(isCode ? 'hop.code-hide' : 'hop.code')}
          isOn={isCode}
          onPress={() => setCode(!isCode)}
        />
      )}
      {isCode && link && (
        <>
          <Qr text={link} label={t('hop.code-label', { host })} onShown={() => void noteTried('code')} />
          <p>{t('hop.code-text', { host })}</p>
        </>
      )}
    </li>
  );
}
