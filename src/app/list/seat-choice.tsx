// One of the seats that may be on the voter's other ballot, with the first pictures of its list in ballot order: who does
// not know the number knows the signs that hang in the street.
import { contestCard } from '../../core/guide/questions.ts';
import { regionSign } from '../held/region-sign.ts';
import { SymbolMark } from '../pictures/symbol.tsx';
import { getState } from '../world.ts';
import { SeatButton } from './seat-button.tsx';
import { hasPictures } from './second-ballot.ts';

const shown = 5;

export function SeatChoice({ code }: { readonly code: string }) {
  for (const held of getState().regions.values()) {
    const { guide, symbols, parties } = held.head;
    const card = contestCard(guide, symbols, parties, held.shard, code);
    if (!card || !hasPictures(card)) continue;
    const sign = regionSign(held);
    return (
      <SeatButton code={code} isAnother>
        {card.candidates.slice(0, shown).map((candidate) => (
          <span key={candidate.row} aria-hidden="true">
            <SymbolMark candidate={candidate} card={card} sign={sign} size="strip" />
          </span>
        ))}
      </SeatButton>
    );
  }
  return <SeatButton code={code} isAnother />;
}
