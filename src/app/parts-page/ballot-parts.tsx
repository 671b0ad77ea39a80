// The parts of a ballot, in the states that a list can be in.
import { Ballot } from '../pictures/ballot.tsx';
import { SymbolMark } from '../pictures/symbol.tsx';
import { ContestState } from '../seat/contest-state.tsx';
import { card, seat, signOf } from './fixtures.ts';
import { Group } from './group.tsx';

const sizes = ['row', 'half', 'hero', 'full'] as const;
const views = ['shown', 'tap', 'never'] as const;
const states = ['postponed', 'uncontested', 'withdrawn', 'symbols-not-final', 'under-review'] as const;

export function BallotParts() {
  const [first] = card.candidates;
  return (
    <>
      <Group name="A ballot and its states">
        <Ballot seat={seat}>
          {states.map((state) => (
            <ContestState key={state} card={{ ...card, contest: { ...card.contest, state } }} />
          ))}
          <ContestState card={{ ...card, contest: { ...card.contest, incomplete: true } }} />
          <ContestState card={{ ...card, candidates: [] }} />
        </Ballot>
      </Group>
      {first &&
        views.map((view) => (
          <Group key={view} name={`A symbol: ${view}`}>
            {sizes.map((size) => (
              <SymbolMark key={size} candidate={first} card={card} sign={signOf(view)} size={size} />
            ))}
          </Group>
        ))}
    </>
  );
}
