// The shape and colour of an edition's state. The word stands beside it.
import type { Tone } from '../held/edition-sign.ts';
import styles from './state-mark.module.css';

const outlines: Readonly<Record<Tone, string>> = {
  good: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z',
  calm: 'M3 3h18v18H3z',
  old: 'M12 2l11 20H1z',
  note: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z',
  bad: 'M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z',
};
const signs: Readonly<Record<Tone, string>> = {
  good: 'M7 12.5l3.5 3.5L17 9',
  calm: 'M7 12.5l3.5 3.5L17 9',
  old: 'M12 9.5v6M12 18.8v.01',
  bad: 'M8 8l8 8M16 8l-8 8',
  note: 'M12 11v6M12 7v.01',
};

export function StateMark({ tone }: { readonly tone: Tone }) {
  return (
    <svg class={`${styles.mark} ${styles[tone]}`} viewBox="0 0 24 24" aria-hidden="true">
      <path class={styles.outline} d={outlines[tone]} />
      <path class={styles.sign} d={signs[tone]} />
    </svg>
  );
}
