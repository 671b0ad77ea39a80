// Where the guide comes from: each mirror with what came of asking it last, in words, and the voter's own list of them.
import { useEffect, useRef, useState } from 'preact/hooks';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { CopyWarnings } from '../guides/copy-warning.tsx';
import { metHere } from '../guides/met-here.ts';
import { screenSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { CopyButton } from '../kit/buttons/copy-button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { StateMark } from '../kit/state-mark.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { isBusy } from '../sync/job.ts';
import { LastLook } from '../sync/last-look.tsx';
import { checkNow } from '../sync/sync.ts';
import { getState } from '../world.ts';
import { mirrorRank, mirrorTones } from './mirror-sign.ts';
import {
  addMirror,
  type MirrorRow,
  mirrorRows,
  openMirrors,
  removeMirror,
  stopTests,
  switchMirror,
  testMirrors,
  undoRemoval,
} from './mirrors.ts';
import styles from './sources.module.css';

export function Sources() {
  const { testing, work, book } = getState();
  useEffect(() => void openMirrors(), []);
  const rows = useSorted(mirrorRows(), testing.size > 0);
  const tried = rows.filter(({ isOn, result }) => isOn && result !== 'untried');
  const working = tried.filter(({ result }) => result === 'fine');
  return (
    <>
      <h1 tabIndex={-1}>{t('sources.title')}</h1>
      <p>{t('sources.what')}</p>
      <Editions />
      <TroubleBox />
      <LastLook />
      <Button
        icon="saving"
        label={t(work?.kind === 'check' ? 'who.checking' : 'who.check-now')}
        kind="main"
        onPress={() => !isBusy() && void checkNow()}
      />
      {rows.some(isDeadOrigin) && (
        <Button icon="forward" label={t('hop.title')} onPress={() => void go({ screen: 'hop' })} />
      )}
      <section class={sheet.list} aria-busy={testing.size > 0}>
        <h2>{t('sources.list')}</h2>
        {tried.length > 0 && testing.size === 0 && (
          <p class={sheet.soft} role="status">
            {t('sources.tested', { n: working.length, all: tried.length })}
          </p>
        )}
        {book && rows.length === 0 && <Box tone="note" title={t('sources.empty')} />}
        <ul class={sheet.list}>
          {rows.map((row) => (
            <Mirror key={row.url} row={row} />
          ))}
        </ul>
        <Removed />
        {rows.length > 0 &&
          (testing.size > 0 ? (
            <Button icon="close" label={t('progress.stop')} onPress={stopTests} />
          ) : (
            <Button
              icon="search"
              label={t('sources.test-all')}
              onPress={() => void testMirrors(rows.filter(({ isOn }) => isOn).map(({ url }) => url))}
            />
          ))}
        <p class={sheet.soft}>{t('sources.private')}</p>
      </section>
      <Add />
      <Box tone="note" title={t('sources.trust')}>
        <span>{t('sources.trust-text')}</span>
      </Box>
    </>
  );
}

/** The address that this app came from does not work any more: the app can go on at another one. */
function isDeadOrigin({ from, result }: MirrorRow): boolean {
  return from === 'page' && mirrorTones[result] !== 'good' && result !== 'untried' && result !== 'old';
}

/** Working ones first; while they are being asked nothing moves under the finger. */
function useSorted(rows: readonly MirrorRow[], isAsking: boolean): readonly MirrorRow[] {
  const order = useRef<readonly string[]>([]);
  const sorted = [...rows].sort((a, b) => mirrorRank(a) - mirrorRank(b));
  const isSame = rows.length === order.current.length && rows.every(({ url }) => order.current.includes(url));
  if (!isAsking || !isSame) order.current = sorted.map(({ url }) => url);
  return order.current.flatMap((url) => rows.find((row) => row.url === url) ?? []);
}

function Editions() {
  const { head } = getState();
  const sign = screenSign();
  if (!head || !sign) return <Box tone="note" title={t('sources.none-held')} />;
  const { newest, tone } = sign;
  return (
    <Box tone={tone} title={t('sources.held', { edition: head.edition })}>
      <span>{t(sign.word)}</span>
      {newest !== null && <b>{t('state.newer', { newest, edition: sign.edition })}</b>}
    </Box>
  );
}

function Mirror({ row }: { readonly row: MirrorRow }) {
  const { url, host, name, kind, from, isOn, isReserve, isAsked, result, edition } = row;
  const word = isAsked ? 'sources.testing' : isOn ? (`sources.${result}` as const) : 'sources.off';
  const text = isOn ? (`sources.${result}-text` as const) : 'sources.off-text';
  return (
    <li class={styles.mirror} data-mirror={url} data-result={result}>
      <p class={styles.host}>
        <bdi dir="ltr">{host}</bdi>
      </p>
      {name && (
        <p class={sheet.soft}>
          <Content of={name} />
        </p>
      )}
      <p class={`${styles.result} ${styles[isOn ? mirrorTones[result] : 'note']}`} role="status">
        {isAsked ? <span class={styles.spinner} /> : <StateMark tone={isOn ? mirrorTones[result] : 'note'} />}
        <b>{t(word)}</b>
      </p>
      {!isAsked && <p>{t(text)}</p>}
      {from === 'voter' && <CopyWarnings met={metHere({ addresses: [url] })} />}
      <p class={sheet.soft}>
        {[
          t(`sources.from.${from}`),
          t(`sources.kind.${kind}`),
          ...(edition === null ? [] : [t('sources.edition', { edition })]),
          ...(isReserve ? [t('sources.reserve')] : []),
        ].join(' · ')}
      </p>
      <div class={styles.tools}>
        {isOn && <Button icon="search" label={t('sources.test')} onPress={() => !isAsked && void testMirrors([url])} />}
        <CopyButton text={url} label={t('sources.copy')} />
        {from === 'voter' && <Button icon="trash" label={t('sources.remove')} onPress={() => void removeMirror(url)} />}
        {from === 'guide' && (
          <Button
            icon={isOn ? 'close' : 'add'}
            label={t(isOn ? 'sources.switch-off' : 'sources.switch-on')}
            onPress={() => void switchMirror(url, !isOn)}
          />
        )}
      </div>
    </li>
  );
}

function Removed() {
  const { removed } = getState();
  if (!removed) return null;
  return (
    <div class={styles.removed}>
      <Box tone="note" title={t('sources.removed', { name: removed.host })} isAlert>
        <Button icon="back" label={t('sources.undo')} onPress={() => void undoRemoval()} />
      </Box>
    </div>
  );
}

function Add() {
  const [typed, setTyped] = useState(getState().place.typed);
  const [refusal, setRefusal] = useState<'address' | 'http' | 'password' | 'known' | 'full' | null>(null);
  const add = async (): Promise<void> => {
    const refused = await addMirror(typed);
    setRefusal(refused);
    // What was pasted meanwhile stays.
    if (refused === null) setTyped((now) => (now === typed ? '' : now));
  };
  return (
    <form
      class={sheet.list}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h2>{t('sources.add')}</h2>
      <p class={sheet.soft}>{t('sources.add-text')}</p>
      <label class={sheet.label}>
        <b>{t('sources.address')}</b>
        <input
          class={sheet.field}
          type="text"
          inputMode="url"
          dir="ltr"
          placeholder="https://"
          value={typed}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setRefusal(null);
          }}
        />
      </label>
      {typed.trim() !== '' && <CopyWarnings met={metHere({ addresses: [typed] })} />}
      {refusal && <Box tone="old" title={t(`sources.bad.${refusal}`)} isAlert />}
      <Button icon="add" label={t('sources.add-it')} onPress={() => void add()} />
      <Button icon="code" label={t('sources.scan')} onPress={() => void go({ screen: 'scan' })} />
    </form>
  );
}
