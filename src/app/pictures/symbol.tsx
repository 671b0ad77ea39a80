// What marks a candidate on the ballot: a symbol, a photograph, a number. The ground is always white, as on paper.
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { candidateSign, symbolView } from '../candidate/candidate-sign.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { Icon } from '../kit/icon.tsx';
import { count, plain, t } from '../say.ts';
import { Picture } from './picture.tsx';
import { openSymbols } from './show-symbols.ts';
import styles from './symbol.module.css';

interface SymbolProps {
  readonly candidate: Candidate;
  readonly card: ContestCard;
  readonly sign: EditionSign;
  readonly size: 'strip' | 'row' | 'slip' | 'half' | 'hero' | 'full';
}

export function SymbolMark({ candidate, card, sign, size }: SymbolProps) {
  const { mark, id } = card.contest;
  const own = candidateSign(sign, id, candidate);
  const view = mark === 'symbol' || mark === 'logo' ? symbolView(own, id) : 'shown';
  const isLarge = size !== 'row' && size !== 'strip';
  const box = `${styles.box} ${styles[size]}`;
  if (view === 'never') {
    return <span class={`${box} ${styles.hidden}`}>{isLarge ? t('symbol.never') : <Icon name="close" />}</span>;
  }
  if (view === 'tap') {
    return isLarge ? (
      <button type="button" class={`${box} ${styles.hidden}`} onClick={() => openSymbols(id)}>
        <b>{t('symbol.hidden')}</b>
        <span class={styles.show}>{t('symbol.show')}</span>
      </button>
    ) : (
      <span class={`${box} ${styles.hidden}`} role="img" aria-label={t('symbol.hidden')}>
        ?
      </span>
    );
  }
  return (
    <span class={box}>
      <Drawn candidate={candidate} mark={mark} />
      {own.symbols === 'tap' && isLarge && <span class={styles.warning}>{t('symbol.not-final')}</span>}
    </span>
  );
}

function Drawn({ candidate, mark }: { readonly candidate: Candidate; readonly mark: ContestCard['contest']['mark'] }) {
  const { symbol, photo, serial, name } = candidate;
  if (mark === 'number') return <b class={styles.number}>{count(serial)}</b>;
  if (mark === 'photograph') {
    const label = t('candidate.photo', { name: plain(name) });
    return <Picture blob={photo} description={label} name={t('candidate.no-picture')} />;
  }
  return (
    <Picture
      blob={symbol?.picture ?? null}
      description={plain(symbol?.description) || plain(symbol?.name)}
      name={plain(symbol?.name) || t('candidate.no-picture')}
    />
  );
}

/** Whether this contest's ballot has a mark beside the names at all. */
export function hasMark({ contest }: ContestCard): boolean {
  return contest.mark !== 'nothing';
}
