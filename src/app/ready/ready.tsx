// Is this phone ready for a shutdown: each point with a shape, a word, a sentence and at most one button that mends it;
// then a drill, to see it.
import { useEffect, useState } from 'preact/hooks';
import { TroubleBox } from '../frame/trouble-box.tsx';
import { storeShell } from '../install/shell.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import type { IconName } from '../kit/icon.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { canDrill, startDrill } from './begin-drill.ts';
import { checkReady, mend } from './check-ready.ts';
import type { Mend, ReadyLine } from './readiness.ts';
import styles from './ready.module.css';

const buttons = {
  install: ['phone', 'install.add'],
  'save-app': ['saving', 'ready.app-save'],
  fetch: ['saving', 'kept.fetch-all'],
  persist: ['saved', 'ready.lasting-ask'],
  check: ['saving', 'who.check-now'],
  test: ['search', 'ready.second-test'],
  hop: ['forward', 'ready.shared-try'],
} as const satisfies Readonly<Record<Mend, readonly [IconName, string]>>;

export function Ready() {
  const { installs, shell, canInstall, marks, testing, work } = getState();
  const [lines, setLines] = useState<readonly ReadyLine[] | null>(null);
  const look = (): void => void checkReady().then(setLines);
  // Only once it is asked does the worker say that all is stored.
  useEffect(() => void storeShell(), []);
  useEffect(look, [installs, shell, canInstall, marks, testing.size, work === null]);
  return (
    <>
      <h1 tabIndex={-1}>{t('ready.title')}</h1>
      <Summary lines={lines} />
      <TroubleBox />
      <ul class={styles.lines}>
        {lines?.map((line) => (
          <li key={line.id} class={styles.line} data-ready={line.id} data-state={line.isReady ? 'yes' : 'no'}>
            <StateMark tone={line.tone} />
            <div class={styles.text}>
              <p class={styles.title}>
                <b>{t(line.title)}</b>
                <span>{t(line.isReady ? 'ready.yes' : 'ready.no')}</span>
              </p>
              <p>{t(line.text, line.blanks)}</p>
              {line.mend && <MendButton what={line.mend} onDone={look} />}
            </div>
          </li>
        ))}
      </ul>
      <Drill />
    </>
  );
}

function Summary({ lines }: { readonly lines: readonly ReadyLine[] | null }) {
  if (!lines) {
    return (
      <div role="status">
        <Box tone="note" title={t('ready.checking')} />
      </div>
    );
  }
  const missing = lines.filter(({ isReady }) => !isReady).length;
  return missing === 0 ? (
    <Box tone="good" title={t('ready.all')} />
  ) : (
    <Box tone="old" title={t('ready.missing', { n: missing })} />
  );
}

function MendButton({ what, onDone }: { readonly what: Mend; readonly onDone: () => void }) {
  const [icon, label] = buttons[what];
  return <Button icon={icon} label={t(label)} onPress={() => void mend(what).then(onDone)} />;
}

function Drill() {
  const { drill } = getState();
  return (
    <section class={styles.drill}>
      <h2>{t('drill.title')}</h2>
      <p>{t('drill.what')}</p>
      {!canDrill() && <p>{t('drill.needs')}</p>}
      {canDrill() && !drill && <Button icon="offline" label={t('drill.begin')} kind="main" onPress={startDrill} />}
    </section>
  );
}
