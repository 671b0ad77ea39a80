// "Not the same": where a ballot has symbols that can be taken for this one, one tap shows them side by side.
import { alikeCandidates } from '../../core/guide/meaning/alike.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { Icon } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import styles from './alike-button.module.css';
import { isOverruled, symbolView } from './candidate-sign.ts';

interface AlikeButtonProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly sign: EditionSign;
}

/** Nothing where no other symbol of the ballot is near, or symbols may not be drawn. */
export function AlikeButton({ card, candidate, sign }: AlikeButtonProps) {
  const { contest, candidates } = card;
  const isKnown = (contest.mark === 'symbol' || contest.mark === 'logo') && !isOverruled(contest.id, candidate);
  const isDrawn = isKnown && symbolView(sign, contest.id) === 'shown';
  const others = isDrawn ? alikeCandidates(candidates, candidate) : [];
  if (others.length === 0) return null;
  const names = others.map(({ symbol }) => plain(symbol?.name)).join(t('alike.comma'));
  return (
    <button
      type="button"
      class={styles.button}
      onClick={() => void go({ screen: 'alike', contest: contest.id, row: candidates.indexOf(candidate) })}
    >
      <Icon name="differ" />
      <span>{t('alike.open', { symbols: names })}</span>
      <Icon name="forward" />
    </button>
  );
}
