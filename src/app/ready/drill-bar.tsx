// The bar that every screen has while a drill is on, and what it says when it is over.
import { useEffect, useState } from 'preact/hooks';
import { drillLeft } from '../../core/drill.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { closeDrill } from './begin-drill.ts';
import { endDrill } from './drill.ts';
import styles from './drill-bar.module.css';

const minuteMs = 60_000;
/** How often the minutes are counted. */
const tickMs = 5_000;

export function DrillBar() {
  const { drill } = getState();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), tickMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class={styles.bar} role="status">
      <span class={styles.text}>
        <b>{t('drill.on')}</b>
        <span>{t('drill.left', { n: Math.ceil(drillLeft(drill, Date.now()) / minuteMs) })}</span>
      </span>
      <button type="button" class={styles.end} onClick={endDrill}>
        {t('drill.end')}
      </button>
    </div>
  );
}

export function DrillReport() {
  const { drillEnd, head } = getState();
  if (!drillEnd) return null;
  return (
    <Box tone="good" title={t('drill.over')} isAlert>
      {drillEnd.opened > 0 && <span>{t('drill.opened', { n: drillEnd.opened })}</span>}
      {drillEnd.refused > 0 && <span>{t('drill.refused', { n: drillEnd.refused })}</span>}
      {head && <span>{t('hop.same-text', { edition: head.edition })}</span>}
      <Button icon="close" label={t('trouble.close')} onPress={closeDrill} />
    </Box>
  );
}
