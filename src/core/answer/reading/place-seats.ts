// Seats by the name of a place: a district, a seat's own name.
import { allSeats } from '../../guide/questions.ts';
import type { AskedGuide } from '../asked-guide.ts';
import type { Reading } from './read-question.ts';

/** Seats that a place’s name may mean. */
export interface PlaceSeats {
  /** Codes of the seats there. */
  readonly seats: readonly string[];
  /** Nothing else fits as well. */
  readonly isSure: boolean;
}

const none: PlaceSeats = { seats: [], isSure: false };
const leastScore = 0.8;
const sureScore = 0.95;

/** @returns the seats of the place that the words name best */
export function seatsInDistrict(asked: AskedGuide, { words, isNoise, symbols }: Reading): PlaceSeats {
  const { guide, search } = asked.content;
  const isSymbol = new Set(symbols.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
  const content = words.filter((_, at) => !isNoise[at] && !isSymbol.has(at));
  if (content.length === 0) return none;
  const hits = search.find(content.join(' '));
  const best = hits[0]?.score ?? 0;
  const hit = hits.find(({ kind }) => kind === 'district' || kind === 'seat');
  if (!hit || hit.score < leastScore || hit.score < best - 0.05) return none;
  const isSure = hit.score >= sureScore && hit.score >= best;
  if (hit.kind === 'seat') return { seats: [hit.seat], isSure };
  if (hit.kind !== 'district') return none;
  const name = guide.districts[hit.district];
  return { seats: allSeats(guide).flatMap(({ code, district }) => (district === name ? [code] : [])), isSure };
}
