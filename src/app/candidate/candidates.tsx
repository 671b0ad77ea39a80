// The official list of one ballot, in ballot order, whoever is backed by whom.

import { Ballot } from '../pictures/ballot.tsx';
import { ContestState } from '../seat/contest-state.tsx';
import { shownBallot } from '../seat/shown-ballot.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { CandidateList } from './candidate-row.tsx';
import { countLabel } from './candidate-sign.ts';

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
