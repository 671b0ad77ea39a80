// The voters whose seats are remembered, each one tap from their card; nothing while a number is being typed.
import { seatByCode } from '../../core/guide/questions.ts';
import { Content } from '../kit/content.tsx';
import { ballotColours } from '../pictures/ballot.tsx';
import { t } from '../say.ts';
import { openVoter } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import styles from './family-row.module.css';

export function FamilyRow() {
  const { voters, place, head } = getState();
  if (voters.length === 0 || place.typed !== '' || place.isAnother || place.district >= 0) return null;
  return (
    <nav class={styles.family} aria-label={t('find.family')}>
      {voters.map((seats) => {
        const seat = head && seatByCode(head.guide, seats[0] ?? '');
        return (
          <button
            type="button"
            key={seats.join()}
            class={styles.voter}
            style={seat ? ballotColours(seat) : {}}
            onClick={() => void openVoter(seats)}
          >
            <b>
              <bdi>{seats.join(' + ')}</bdi>
            </b>
            {seat && (
              <span class={styles.name}>
                <Content of={seat.name} />
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
