// The names on a slip in ballot order, with the guide's own symbols where the slip was checked.
import type { Slip, SlipCandidate } from '../../core/slip/slip.ts';
import { Content } from '../kit/content.tsx';
import { Picture } from '../pictures/picture.tsx';
import { count, t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './slip-names.module.css';

export function SlipNames({ slip, isChecked }: { readonly slip: Slip; readonly isChecked: boolean }) {
  return (
    <ol class={styles.list}>
      {slip.candidates.map((candidate) => (
        <Row key={candidate.serial} candidate={candidate} isChecked={isChecked} />
      ))}
    </ol>
  );
}

function Row({ candidate, isChecked }: { readonly candidate: SlipCandidate; readonly isChecked: boolean }) {
  const { serial, name, isWithdrawn } = candidate;
  const symbol = isChecked && candidate.symbol !== null ? getState().head?.symbols.get(candidate.symbol) : undefined;
  return (
    <li class={isWithdrawn ? `${styles.row} ${styles.out}` : styles.row}>
      <b class={styles.serial}>{count(serial)}</b>
      {symbol && (
        <span class={styles.symbol}>
          <Picture blob={symbol.picture} description="" name="" />
        </span>
      )}
      <span class={styles.names}>
        <b>
          <Content of={name} />
        </b>
        {symbol && (
          <span>
            <Content of={symbol.name} />
          </span>
        )}
        {isWithdrawn && <span>{t('candidate.withdrawn')}</span>}
      </span>
    </li>
  );
}
