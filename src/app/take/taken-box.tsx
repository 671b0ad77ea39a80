// What came of a file or text, in words: what is here now, what was refused and why, and of a carrier whether its page is
// the one that its data makes.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AppError } from '../../core/errors.ts';
import type { Outcome } from '../../core/ingest/ingest.ts';
import type { TakenSlip } from '../../core/slip/take-slip.ts';
import { CopyWarnings } from '../guides/copy-warning.tsx';
import { GuideOffer } from '../guides/guide-offer.tsx';
import { metHere } from '../guides/met-here.ts';
import { OtherGuide } from '../guides/other-guide.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { openSeat } from '../seat/open-seat.ts';
import { SlipNames } from '../slip/slip-names.tsx';
import { SlipVerdict } from '../slip/slip-verdict.tsx';
import { getState } from '../world.ts';
import { saveClean, type Taking } from './take-all.ts';
import type { Taken } from './take-in.ts';

/** Which part of the guide: worth telling to whoever made it. */
const mirrorPath = /^(?:metadata|targets|blobs)\//;

export function TakenBox({ taking, result }: { readonly taking: Pick<Taking, 'page'>; readonly result: Taken }) {
  if (result.kind === 'refused') return <Refused error={result.error} />;
  if (result.kind === 'stranger') return <GuideOffer offer={result.offer} />;
  if (result.kind === 'slip') return <SlipTaken taken={result.taken} />;
  if (result.kind === 'text') {
    const { is, text } = result;
    return is === 'message' ? <MessageTaken text={text} /> : <TextBox is={is} text={text} />;
  }
  return (
    <>
      <OutcomeBox outcome={result.outcome} changes={result.changes} />
      {taking.page && <PageBox page={taking.page} />}
      {result.addresses.length > 0 && <Addresses addresses={result.addresses} />}
    </>
  );
}

function OutcomeBox({ outcome, changes }: { readonly outcome: Outcome; readonly changes: number }) {
  const { edition } = outcome;
  if (outcome.kind === 'unchanged') {
    return <Box tone="good" title={t('hop.unchanged')} isAlert />;
  }
  if (outcome.kind === 'older') {
    return (
      <Box tone="old" title={t('hop.older')} isAlert>
        <span>{t('hop.older-text', { held: outcome.held, edition })}</span>
        {outcome.regions.length > 0 && <span>{t('take.older-regions', { n: outcome.regions.length })}</span>}
      </Box>
    );
  }
  return (
    <Box tone="good" title={t('hop.installed', { edition })} isAlert>
      <span>{t('take.installed-text', { n: outcome.regions.length })}</span>
      {changes > 0 && <span>{t('take.changes', { n: changes })}</span>}
      {changes > 0 && <Button icon="news" label={t('news.title')} onPress={() => void go({ screen: 'news' })} />}
      <Button icon="ballot" label={t('find.title')} kind="main" onPress={() => void go({ screen: 'find' })} />
    </Box>
  );
}

/** A reserve that somebody carries by hand: never asked before the voter says so. */
function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const add = (address: string): void => {
    setAdded(new Set([...added, address]));
    void import('../sources/mirrors.ts').then(({ addMirror }) => addMirror(address));
  };
  return (
    <Box tone="note" title={t('take.addresses', { n: addresses.length })}>
      <span>{t('take.addresses-text')}</span>
      {addresses.map((address) => (
        <div key={address}>
          <bdi dir="ltr">{address}</bdi>
          <CopyWarnings met={metHere({ addresses: [address] })} />
          {added.has(address) ? (
            <p role="status">{t('take.address-added')}</p>
          ) : (
            <Button icon="add" label={t('sources.add-it')} onPress={() => add(address)} />
          )}
        </div>
      ))}
    </Box>
  );
}

function Refused({ error }: { readonly error: AppError }) {
  const { words, head } = getState();
  const { path, got } = error.details;
  const stays = <span>{t(head ? 'trouble.kept' : 'trouble.nothing')}</span>;
  if (error.code === 'trust/other-publisher') {
    return (
      <>
        <Box tone="bad" title={t('take.other')} isAlert>
          <span>{t('take.other-text')}</span>
          {stays}
        </Box>
        {typeof got === 'string' && /^[0-9a-f]{16,64}$/.test(got) && (
          <OtherGuide ours={t('take.ours')} theirs={t('take.theirs')} digits={got} />
        )}
      </>
    );
  }
  return (
    <Box tone={error.code.startsWith('trust/') ? 'bad' : 'old'} title={words.failure(error.code)} isAlert>
      {typeof path === 'string' && mirrorPath.test(path) && <bdi dir="ltr">{path}</bdi>}
      {stays}
    </Box>
  );
}

/** The data was verified; this is about what a reader of the page saw. */
function PageBox({ page }: { readonly page: NonNullable<Taking['page']> }) {
  if (page.state === 'same') return <Box tone="good" title={t('take.page-same')} />;
  const isChanged = page.state === 'changed';
  return (
    <Box
      tone={isChanged ? 'bad' : 'note'}
      title={t(isChanged ? 'take.page-changed' : 'take.page-unknown')}
      isAlert={isChanged}
    >
      <span>{t(isChanged ? 'take.page-changed-text' : 'take.page-unknown-text')}</span>
      <Button icon="saving" label={t('take.save-clean')} onPress={() => saveClean(page.clean)} />
    </Box>
  );
}

/** What it says is shown here too: several may have come at once. */
function SlipTaken({ taken }: { readonly taken: TakenSlip }) {
  const { slip, kind } = taken;
  return (
    <>
      <h2>
        <bdi>{slip.contest}</bdi>
      </h2>
      <SlipVerdict taken={taken} />
      {kind !== 'older' && <SlipNames slip={slip} isChecked={kind !== 'unchecked'} />}
      {kind !== 'unchecked' && (
        <Button icon="ballot" label={t('slip.open')} kind="main" onPress={() => void openSeat(slip.contest)} />
      )}
    </>
  );
}

/** What checks a message is loaded when one comes. */
function MessageTaken({ text }: { readonly text: string }) {
  const [Verdict, setVerdict] = useState<FunctionComponent<{ readonly message: string }> | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    import('../check/message-verdict.tsx').then(
      ({ MessageVerdict }) => setVerdict(() => MessageVerdict),
      () => setLost(true),
    );
  }, []);
  if (isLost) return <Box tone="old" title={getState().words.failure('source/unreachable')} />;
  return Verdict ? <Verdict message={text} /> : <p role="status">{t('take.reading')}</p>;
}

function TextBox({ is, text }: { readonly is: 'frame' | 'link'; readonly text: string }) {
  // Only what stands behind the mark is used, in this app: no other address is opened.
  const [hash = ''] = /#\/\S+/.exec(text) ?? [];
  const open = (): void => {
    location.hash = hash;
  };
  return (
    <Box tone="note" title={t(`take.${is}`)}>
      <span>{t(`take.${is}-text`)}</span>
      {is !== 'frame' && <Button icon="forward" label={t('take.go-on')} onPress={open} />}
    </Box>
  );
}
