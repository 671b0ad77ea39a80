// The official list of one ballot, in ballot order, whoever is backed by whom.
import { freshChanges } from '../change-sign.ts';
import { Ballot } from '../parts/ballot.tsx';
import styles from '../parts/ballot-card.module.css';
import { CandidateRow } from '../parts/candidate-row.tsx';
import { ContestState } from '../parts/contest-state.tsx';
import { WaitForSeat } from '../parts/wait-for-seat.tsx';
import { regionSign } from '../region-sign.ts';
import { t } from '../say.ts';
import { shownBallot } from '../shown-ballot.ts';
import { getState } from '../world.ts';

export function Candidates() {
  const ballot = shownBallot();
  if (!ballot) return <WaitForSeat />;
  const { card, held } = ballot;
  const sign = regionSign(held);
  const changes = freshChanges(held, card.contest.id, getState());
  return (
    <Ballot seat={card.seat} isTitle>
      <h2>{t('seat.candidates', { n: card.candidates.length })}</h2>
      <ContestState card={card} />
      <ol class={styles.list}>
        {card.candidates.map((candidate) => (
          <CandidateRow key={candidate.row} card={card} candidate={candidate} sign={sign} changes={changes} />
        ))}
      </ol>
    </Ballot>
  );
}
