// Everything away at once: what goes, the button that is held, a way for those who cannot hold, and what no page can delete.
import { useState } from 'preact/hooks';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { HoldButton } from './hold-button.tsx';
import styles from './wipe.module.css';
import { wipeNow } from './wipe-now.ts';

const staying = [
  'wipe.stays-icon',
  'wipe.stays-history',
  'wipe.stays-files',
  'wipe.stays-bytes',
  'wipe.stays-host',
] as const;

export function Wipe() {
  const [isFailed, setFailed] = useState(false);
  const [isShort, setShort] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const wipe = (): void => void wipeNow().then((isGone) => setFailed(!isGone));
  return (
    <>
      <h1 tabIndex={-1}>{t('wipe.title')}</h1>
      {isFailed && (
        <Box tone="bad" title={t('wipe.left')} isAlert>
          <span>{t('wipe.left-text')}</span>
        </Box>
      )}
      <p>{t('wipe.what')}</p>
      <HoldButton label={t('wipe.hold')} holding={t('wipe.holding')} onHeld={wipe} onShort={() => setShort(true)} />
      {isShort && !isAsked && <p role="status">{t('wipe.short')}</p>}
      {!isAsked && <Button icon="trash" label={t('wipe.tap')} onPress={() => setAsked(true)} />}
      {isAsked && (
        <Box tone="bad" title={t('wipe.tap-ask')} isAlert>
          <div class={styles.choice}>
            <Button icon="back" label={t('kept.delete-no')} onPress={() => setAsked(false)} />
            <Button icon="trash" label={t('wipe.tap-yes')} kind="danger" onPress={wipe} />
          </div>
        </Box>
      )}
      <p>{t('wipe.quick')}</p>
      <section class={sheet.sheet}>
        <h2>{t('wipe.stays')}</h2>
        <ul class={styles.list}>
          {staying.map((what) => (
            <li key={what}>{t(what)}</li>
          ))}
        </ul>
        <p>{t('wipe.again')}</p>
      </section>
    </>
  );
}
