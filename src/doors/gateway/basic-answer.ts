// Answers by what is found alone: a seat, seats to choose from, one candidate.
import { seatsForTyped } from '../../core/guide/questions.ts';
import type { Answered, Answerer } from './answerer.ts';
import type { EditionContent } from './edition.ts';

const nothing: Answered = { kind: 'unknown', seats: [], candidates: [], text: '' };

export function basicAnswerer({ head, search, shards }: EditionContent): Answerer {
  return (question) => {
    const typed = seatsForTyped(head.guide, question);
    if (typed.length > 0) return ofSeats(typed.map(({ code }) => code));
    const hits = search.find(question);
    const [best, second] = hits;
    if (best?.kind === 'candidate' && best.score > (second?.score ?? 0)) {
      const shard = shards.find(({ region }) => region === best.region);
      const serial = shard?.candidates.serial[best.row];
      if (serial !== undefined) {
        return { ...nothing, kind: 'candidate', seats: [best.seat], candidates: [{ seat: best.seat, serial }] };
      }
    }
    return ofSeats([...new Set(hits.flatMap((hit) => ('seat' in hit ? hit.seat : [])))]);
  };
}

function ofSeats(seats: readonly string[]): Answered {
  if (seats.length === 0) return nothing;
  return { ...nothing, kind: seats.length === 1 ? 'seat' : 'choose', seats };
}
