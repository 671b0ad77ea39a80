// Giving the guide to a friend: what, then two questions with pictures, and the way that suits the answers. Sizes are said
// before; the voter's seat stays here, and the screen says so.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Exported } from '../../core/bundle/export.ts';
import { blockCount } from '../../core/optical/frame.ts';
import type { WordKey } from '../../words/locale.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { Icon, type IconName } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { hopLink } from '../sources/hop-link.ts';
import { openMirrors } from '../sources/mirrors.ts';
import { getState, getWorld, isOwnGuide } from '../world.ts';
import styles from './give.module.css';
import {
  bundleFile,
  chooseRegions,
  givenAddress,
  heldRegions,
  makePage,
  packCodes,
  packGiven,
  saveGiven,
  shareGiven,
} from './pack-given.ts';
import { Qr } from './qr.tsx';
import { canShareFile, type GivenFile, type Shared } from './share-file.ts';
import { noteTried } from './tried.ts';

/** Codes a second at which the time is told. */
const usualPace = 10;

export function Give() {
  const { head, giving, installs } = getState();
  const [pack, setPack] = useState<Exported | 'packing' | null>('packing');
  const [hasApp, setHasApp] = useState<boolean | null>(null);
  const [hasNet, setHasNet] = useState<boolean | null>(null);
  useEffect(() => {
    let isLatest = true;
    setPack('packing');
    void packGiven().then((packed) => isLatest && setPack(packed));
    return () => {
      isLatest = false;
    };
  }, [giving, installs]);
  const way = useRef<HTMLDivElement>(null);
  const isAnswered = pack !== null && pack !== 'packing' && hasApp !== null && hasNet !== null;
  // On a small screen it comes up below what can be seen.
  useEffect(() => {
    if (isAnswered) way.current?.scrollIntoView({ block: 'nearest' });
  }, [isAnswered, hasApp, hasNet]);
  return (
    <>
      <h1 tabIndex={-1}>{t('give.title')}</h1>
      <p>{t('give.what')}</p>
      {!head && <NoGuideYet />}
      {head && (
        <>
          <Ask
            question={t('give.app')}
            answer={hasApp}
            onAnswer={setHasApp}
            yes={['phone', 'give.app-yes']}
            no={['close', 'give.app-no']}
          />
          <Ask
            question={t('give.net')}
            answer={hasNet}
            onAnswer={setHasNet}
            yes={['globe', 'give.net-yes']}
            no={['offline', 'give.net-no']}
          />
          <Regions />
          {pack === 'packing' && <p role="status">{t('give.packing')}</p>}
          {pack === null && <Box tone="old" title={t('give.nothing')} isAlert />}
          {isAnswered && (
            <div ref={way} class={styles.ways}>
              <WayOf pack={pack} hasApp={hasApp} hasNet={hasNet} />
            </div>
          )}
        </>
      )}
    </>
  );
}

interface AskProps {
  readonly question: string;
  readonly answer: boolean | null;
  readonly onAnswer: (answer: boolean) => void;
  readonly yes: readonly [IconName, WordKey];
  readonly no: readonly [IconName, WordKey];
}

/** A question with two pictures. */
function Ask({ question, answer, onAnswer, yes, no }: AskProps) {
  return (
    <fieldset class={styles.ask}>
      <legend>{question}</legend>
      {[yes, no].map(([icon, word], i) => (
        <button
          type="button"
          key={word}
          class={styles.answer}
          aria-pressed={answer === (i === 0)}
          onClick={() => onAnswer(i === 0)}
        >
          <Icon name={icon} />
          <span>{t(word)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** All that is here, or some regions of it. */
function Regions() {
  const { head, giving, installs } = getState();
  const [held, setHeld] = useState<readonly string[]>([]);
  useEffect(() => void heldRegions().then(setHeld), [installs]);
  if (!head || held.length < 2) return null;
  const turn = (id: string): void => {
    const next = giving.includes(id) ? giving.filter((each) => each !== id) : [...giving, id];
    chooseRegions(next);
  };
  return (
    <details class={styles.regions}>
      <summary>
        {giving.length === 0
          ? t('give.all', { n: held.length })
          : t('give.some', { n: giving.length, all: held.length })}
      </summary>
      <div class={styles.list}>
        <label class={styles.region}>
          <input type="checkbox" checked={giving.length === 0} onChange={() => chooseRegions([])} />
          <span>{t('give.all', { n: held.length })}</span>
        </label>
        {head.guide.regions
          .filter(({ id }) => held.includes(id))
          .map(({ id, name }) => (
            <label class={styles.region} key={id}>
              <input type="checkbox" checked={giving.includes(id)} onChange={() => turn(id)} />
              <span>
                <Content of={name} />
              </span>
            </label>
          ))}
      </div>
    </details>
  );
}

interface WayProps {
  readonly pack: Exported;
  readonly hasApp: boolean;
  readonly hasNet: boolean;
}

/** The way that suits best first, then the others. */
function WayOf({ pack, hasApp, hasNet }: WayProps) {
  if (hasNet) {
    return (
      <>
        <AddressWay pack={pack} hasApp={hasApp} />
        {!hasApp && <PageWay pack={pack} isMain={false} />}
      </>
    );
  }
  if (!hasApp) return <PageWay pack={pack} isMain />;
  return (
    <>
      <CodesWay pack={pack} />
      <BundleWay pack={pack} />
      <PageWay pack={pack} isMain={false} />
    </>
  );
}

function Sheet({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class={`${sheet.sheet} ${styles.sheet}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** An address that any camera opens. */
function AddressWay({ pack, hasApp }: { readonly pack: Exported; readonly hasApp: boolean }) {
  const { guideId } = getWorld();
  // Of a guide that was added it is one of its mirrors, which have to be read first.
  useEffect(() => void (isOwnGuide() || openMirrors()), []);
  const address = givenAddress();
  if (address === null) return hasApp ? <BundleWay pack={pack} /> : null;
  const host = address.replace(/^https?:\/\/|\/$/g, '');
  return (
    <Sheet title={t('give.address')}>
      <Qr
        text={hasApp ? hopLink(address, guideId, pack) : address}
        label={t('give.address-label', { host })}
        onShown={() => void noteTried('code')}
      />
      <p>
        <bdi dir="ltr">{host}</bdi>
      </p>
      <p>{t(hasApp ? 'give.address-app' : 'give.address-new')}</p>
    </Sheet>
  );
}

/** Moving codes on this screen. */
function CodesWay({ pack }: { readonly pack: Exported }) {
  const [bytes, setBytes] = useState(0);
  // Packing takes a moment on a slow phone: the questions are drawn before.
  useEffect(() => {
    const timer = setTimeout(() => setBytes(packCodes(pack).length), 0);
    return () => clearTimeout(timer);
  }, [pack]);
  return (
    <Sheet title={t('give.codes')}>
      <p>{t('give.codes-text')}</p>
      {bytes > 0 && (
        <p class={sheet.soft}>
          {t('give.codes-size', { n: Math.ceil(bytes / 1000), s: Math.ceil(blockCount(bytes) / usualPace) })}
        </p>
      )}
      <Button icon="code" label={t('give.codes-show')} kind="main" onPress={() => void go({ screen: 'stream' })} />
    </Sheet>
  );
}

/** One page that reads on any phone, and that the app takes in. */
function PageWay({ pack, isMain }: { readonly pack: Exported; readonly isMain: boolean }) {
  const [page, setPage] = useState<GivenFile | 'making' | null>('making');
  const [shared, setShared] = useState<Shared | null>(null);
  useEffect(() => {
    let isLatest = true;
    setPage('making');
    void makePage(pack).then((made) => isLatest && setPage(made));
    return () => {
      isLatest = false;
    };
  }, [pack]);
  if (page === null) return <BundleWay pack={pack} />;
  const canSend = page !== 'making' && canShareFile(page) && shared !== 'refused';
  return (
    <Sheet title={t('give.page')}>
      <p>{t('give.page-text')}</p>
      {page === 'making' ? (
        <p role="status">{t('give.packing')}</p>
      ) : (
        <>
          <p class={sheet.soft}>
            {t('give.size', { n: Math.ceil(page.bytes.length / 1000) })} · <bdi dir="ltr">{page.name}</bdi>
          </p>
          {canSend && (
            <Button
              icon="give"
              label={t('give.send')}
              kind="main"
              onPress={() => void shareGiven(page).then(setShared)}
            />
          )}
          {shared === 'refused' && <Box tone="note" title={t('give.refused')} isAlert />}
          <Button
            icon="saving"
            label={t('give.save')}
            kind={isMain && !canSend ? 'main' : 'plain'}
            onPress={() => saveGiven(page)}
          />
        </>
      )}
    </Sheet>
  );
}

/** The guide alone, for a phone that has the app. */
function BundleWay({ pack }: { readonly pack: Exported }) {
  const file = bundleFile(pack);
  return (
    <Sheet title={t('give.bundle')}>
      <p>{t('give.bundle-text')}</p>
      <p class={sheet.soft}>
        {t('give.size', { n: Math.ceil(file.bytes.length / 1000) })} · <bdi dir="ltr">{file.name}</bdi>
      </p>
      <Button icon="saving" label={t('give.save')} onPress={() => saveGiven(file)} />
    </Sheet>
  );
}
