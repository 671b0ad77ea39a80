// A candidate's photograph where the ballot's list has any: who has none gets the same room, so that nobody stands out.
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { Icon } from '../kit/icon.tsx';
import { plain, t } from '../say.ts';
import { Picture } from './picture.tsx';
import styles from './portrait.module.css';

interface PortraitProps {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly size: 'row' | 'large';
}

/** Nothing where nobody has one, or where the photograph is what marks the ballot and stands there already. */
export function Portrait({ card, candidate, size }: PortraitProps) {
  const { photo, name } = candidate;
  if (card.contest.mark === 'photograph' || !card.candidates.some((each) => each.photo)) return null;
  return (
    <span class={`${styles.portrait} ${styles[size]}`}>
      {photo ? (
        <Picture blob={photo} description={t('candidate.photo', { name: plain(name) })} name="" />
      ) : (
        <span class={styles.nobody} role="img" aria-label={t('candidate.no-photo')}>
          <Icon name="person" />
        </span>
      )}
    </span>
  );
}
