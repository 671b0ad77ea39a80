// A guide's fingerprint to compare: a picture for who does not read, words to say aloud, digits.
import { type FingerprintCell, fingerprintCells, fingerprintDigits, fingerprintWords } from '../fingerprint.ts';
import { t } from '../say.ts';
import styles from './fingerprint.module.css';

/** Four colours that are told apart by who sees few. */
const colours = ['#0b5fa5', '#d55e00', '#117a52', '#1b1b1b'];
const cellSize = 24;
const inARow = 4;

export function Fingerprint({ id }: { readonly id: string }) {
  return (
    <div class={styles.fingerprint}>
      <svg class={styles.picture} viewBox="-2 -2 100 100" role="img" aria-label={t('who.picture')}>
        {fingerprintCells(id).map((cell, i) => (
          <g
            key={`${i}`}
            transform={`translate(${(i % inARow) * cellSize} ${Math.floor(i / inARow) * cellSize})`}
            fill={colours[cell.colour]}
            stroke={colours[cell.colour]}
          >
            <Shape shape={cell.shape} />
          </g>
        ))}
      </svg>
      <div class={styles.texts}>
        <h3>{t('who.words')}</h3>
        <p class={styles.words} dir="ltr" lang="en" translate={false}>
          {fingerprintWords(id).map((word, i) => (
            <bdi key={`${i}`}>{word}</bdi>
          ))}
        </p>
        <h3>{t('who.digits')}</h3>
        <p class={styles.digits} dir="ltr" translate={false}>
          {fingerprintDigits(id).map((group, i) => (
            <bdi key={`${i}`}>{group}</bdi>
          ))}
        </p>
      </div>
    </div>
  );
}

/** Drawn in a cell of 24 by 24. */
function Shape({ shape }: Pick<FingerprintCell, 'shape'>) {
  switch (shape) {
    case 'disc':
      return <circle cx="12" cy="12" r="9" stroke="none" />;
    case 'ring':
      return <circle cx="12" cy="12" r="7" fill="none" stroke-width="4" />;
    case 'square':
      return <path d="M4 4h16v16H4z" stroke="none" />;
    case 'frame':
      return <path d="M6 6h12v12H6z" fill="none" stroke-width="4" />;
    case 'up':
      return <path d="M12 3l10 18H2z" stroke="none" />;
    case 'down':
      return <path d="M12 21L2 3h20z" stroke="none" />;
    case 'diamond':
      return <path d="M12 1.5L22.5 12 12 22.5 1.5 12z" stroke="none" />;
    case 'bar':
      return <path d="M2 8.5h20v7H2z" stroke="none" />;
  }
}
