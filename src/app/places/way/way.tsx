// How far a place is, and where: an arrow on a map's rose, and the same in words.
import { compassPoint } from '../../../core/guide/meaning/near.ts';
import { Icon } from '../../kit/icon.tsx';
import { t } from '../../say.ts';
import styles from './way.module.css';

interface WayProps {
  readonly metres: number;
  /** Degrees clockwise from north; null where only the distance counts. */
  readonly bearing: number | null;
}

/** A whole number of tens of metres, then tenths of kilometres, then kilometres. */
export function sayDistance(metres: number): string {
  if (metres < 995) return t('near.metres', { n: Math.max(10, Math.round(metres / 10) * 10) });
  const km = metres / 1_000;
  return t('near.kilometres', { n: km < 10 ? km.toFixed(1) : String(Math.round(km)) });
}

export function Way({ metres, bearing }: WayProps) {
  const distance = sayDistance(metres);
  if (bearing === null) return <b class={styles.way}>{distance}</b>;
  const point = compassPoint(bearing);
  return (
    <b class={styles.way}>
      <span class={styles.arrow} style={{ transform: `rotate(${Math.round(bearing)}deg)` }}>
        <Icon name="north" />
      </span>
      {t('near.way', { distance, direction: t(`near.${point}`) })}
    </b>
  );
}
