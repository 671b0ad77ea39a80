// A guide's fingerprint to compare: a picture for who does not read, words to say aloud, digits.
import {
  type FingerprintCell,
  fingerprintCells,
  fingerprintColours,
  fingerprintDigits,
  fingerprintShapes,
  fingerprintWords,
} from '../../core/compare/fingerprint.ts';
import { t } from '../say.ts';
import styles from './fingerprint.module.css';

const cellSize = 24;
const inARow = 4;

const digitBits = 4;
const wordBits = 11;
const groupBits = 40;

interface FingerprintProps {
  /** 64 hex digits; of a link perhaps only the first ones, and then only the words and digits that they give. */
  readonly id: string;
  /** Two stand side by side. */
  readonly isNarrow?: boolean;
}

export function Fingerprint({ id, isNarrow = false }: FingerprintProps) {
  const bits = id.length * digitBits;
  return (
    <div class={isNarrow ? `${styles.fingerprint} ${styles.narrow}` : styles.fingerprint}>
      {bits === 256 && (
        <span class={styles.picture}>
          <FingerprintPicture id={id} />
        </span>
      )}
      <div class={styles.texts}>
        <h3>{t('who.words')}</h3>
        <FingerprintWords id={id} />
        <h3>{t('who.digits')}</h3>
        <p class={styles.digits} dir="ltr" translate={false}>
          {fingerprintDigits(id)
            .slice(0, Math.floor(bits / groupBits))
            .map((group, i) => (
              <bdi key={`${i}`}>{group}</bdi>
            ))}
        </p>
      </div>
    </div>
  );
}

/** Its words alone; of fewer digits only those that they give. */
export function FingerprintWords({ id }: { readonly id: string }) {
  return (
    <p class={styles.words} dir="ltr" lang="en" translate={false}>
      {fingerprintWords(id)
        .slice(0, Math.floor((id.length * digitBits) / wordBits))
        .map((word, i) => (
          <bdi key={`${i}`}>{word}</bdi>
        ))}
    </p>
  );
}

/** Its picture alone, as large as what is around it. @param props.id 64 hex digits */
export function FingerprintPicture({ id }: { readonly id: string }) {
  return (
    <svg class={styles.drawing} viewBox="-2 -2 100 100" role="img" aria-label={t('who.picture')}>
      {fingerprintCells(id).map((cell, i) => (
        <g key={`${i}`} transform={`translate(${(i % inARow) * cellSize} ${Math.floor(i / inARow) * cellSize})`}>
          <Shape cell={cell} />
        </g>
      ))}
    </svg>
  );
}

/** Drawn in a cell of 24 by 24. */
function Shape({ cell }: { readonly cell: FingerprintCell }) {
  const { path, isOutline } = fingerprintShapes[cell.shape];
  const colour = fingerprintColours[cell.colour];
  return isOutline ? <path d={path} fill="none" stroke={colour} stroke-width="4" /> : <path d={path} fill={colour} />;
}
