// The official list of one ballot, in ballot order, whoever is backed by whom.
import { countLabel } from '../candidate-sign.ts';
import { Ballot } from '../parts/ballot.tsx';
import { CandidateList } from '../parts/candidate-row.tsx';
import { ContestState } from '../parts/contest-state.tsx';
import { WaitForSeat } from '../parts/wait-for-seat.tsx';
import { shownBallot } from '../shown-ballot.ts';

export function Candidates() {
  const ballot = shownBallot();
  if (!ballot) return <WaitForSeat />;
  const { card } = ballot;
  return (
    <Ballot seat={card.seat} isTitle>
      <h2>{countLabel(card)}</h2>
      <ContestState card={card} />
      <CandidateList ballot={ballot} />
    </Ballot>
  );
}
