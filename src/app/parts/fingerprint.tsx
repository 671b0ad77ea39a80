// A guide's fingerprint to compare: a picture for who does not read, words to say aloud, digits.
import {
  type FingerprintCell,
  fingerprintCells,
  fingerprintColours,
  fingerprintDigits,
  fingerprintShapes,
  fingerprintWords,
} from '../../core/fingerprint.ts';
import { t } from '../say.ts';
import styles from './fingerprint.module.css';

const cellSize = 24;
const inARow = 4;

export function Fingerprint({ id }: { readonly id: string }) {
  return (
    <div class={styles.fingerprint}>
      <svg class={styles.picture} viewBox="-2 -2 100 100" role="img" aria-label={t('who.picture')}>
        {fingerprintCells(id).map((cell, i) => (
          <g key={`${i}`} transform={`translate(${(i % inARow) * cellSize} ${Math.floor(i / inARow) * cellSize})`}>
            <Shape cell={cell} />
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
function Shape({ cell }: { readonly cell: FingerprintCell }) {
  const { path, isOutline } = fingerprintShapes[cell.shape];
  const colour = fingerprintColours[cell.colour];
  return isOutline ? <path d={path} fill="none" stroke={colour} stroke-width="4" /> : <path d={path} fill={colour} />;
}
