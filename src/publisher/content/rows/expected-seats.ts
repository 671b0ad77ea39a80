// seats.csv: which seats the country votes on, one by one or from … to …, as the law or the delimitation names them. No list of
// candidates says what it left out; this does.
import type { Content, ContestEntry, ExpectedEntry } from '../content.ts';

/** A row has no more than this; a whole country has less. */
export const maxSeatsOfRow = 5_000;

/** A seat that is expected, and the row that says so. */
export interface ExpectedSeat {
  readonly id: string;
  readonly entry: ExpectedEntry;
}

/** What a list says against what is expected. */
export interface SeatsCompared {
  /** Nothing of these is in the list. */
  readonly absent: readonly ExpectedSeat[];
  /** These are in the list, and nobody expects them. */
  readonly strange: readonly string[];
}

const numbered = /^(.*?)(\d{1,6})$/;

/** @returns the ids from one to the other, both included; null where they are no run */
export function seatsBetween(first: string, last: string): readonly string[] | null {
  const [, letters = '', from = ''] = numbered.exec(first) ?? [];
  const [, same = '', to = ''] = numbered.exec(last) ?? [];
  const count = Number(to) - Number(from) + 1;
  if (from === '' || to === '' || letters !== same || count < 1 || count > maxSeatsOfRow) return null;
  // "R-001" keeps its noughts.
  const width = from.startsWith('0') ? from.length : 0;
  return Array.from({ length: count }, (_, i) => `${letters}${String(Number(from) + i).padStart(width, '0')}`);
}

/** Every seat that seats.csv names, each once. */
export function expectedSeats({ expected }: Pick<Content, 'expected'>): ReadonlyMap<string, ExpectedSeat> {
  const seats = new Map<string, ExpectedSeat>();
  for (const entry of expected) for (const id of entry.seats) if (!seats.has(id)) seats.set(id, { id, entry });
  return seats;
}

/**
 * @param listed ids of seats, of a list or of a whole guide
 * @param isPart the list may be of some ballots alone: only kinds of seats that it has are missed
 */
export function compareSeats(
  expected: ReadonlyMap<string, ExpectedSeat>,
  listed: ReadonlySet<string>,
  isPart: boolean,
): SeatsCompared {
  if (expected.size === 0) return { absent: [], strange: [] };
  const kinds = new Set([...listed].map(kindOf));
  const absent = [...expected.values()].filter(({ id }) => !listed.has(id) && (!isPart || kinds.has(kindOf(id))));
  return { absent, strange: [...listed].filter((id) => !expected.has(id)) };
}

/** The letters before the number, which tell the ballots apart: "NA-". */
function kindOf(id: string): string {
  return numbered.exec(id)?.[1] ?? id;
}

/** "NA-8, NA-9, NA-12 and 3 more" */
export function someSeats(ids: readonly string[], most = 12): string {
  return ids.length <= most ? ids.join(', ') : `${ids.slice(0, most).join(', ')} and ${ids.length - most} more`;
}

/** Contests that are not open and in which nobody stands: where "under review" was forgotten, voters wait for nothing. */
export function withoutCandidates({ contests, candidates }: Content): readonly ContestEntry[] {
  const filled = new Set(candidates.map(({ contest }) => contest));
  return contests.filter(
    ({ id, kind, state }) => kind !== 'referendum' && state !== 'open' && state !== 'withdrawn' && !filled.has(id),
  );
}
