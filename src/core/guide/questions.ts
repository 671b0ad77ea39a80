// What the screens ask of a guide: which seats a number fits, who stands there, which pictures that needs.
// Pure reading over parsed content; search across regions is in search.ts.

import { fold, westernDigit } from '../spelling/fold.ts';
import type { Blob } from './format/blob.ts';
import { type Text, textAt } from './format/text.ts';
import type { Ballot, Guide } from './guide.ts';
import type { ContestRow, Endorsement, Shard, VotingArea } from './shard.ts';
import type { BallotSymbol, Party } from './symbols.ts';

/** A seat of the directory. */
export interface Seat {
  readonly code: string;
  /** The number in the code ("130" in "NA-130"); null where it has none. */
  readonly number: string | null;
  readonly name: Text;
  readonly district: Text;
  readonly ballot: Ballot;
  /** Ids of the regions that hold its contest. */
  readonly regions: readonly string[];
}

/** A candidate as a screen shows one. */
export interface Candidate {
  /** Its row in the shard. */
  readonly row: number;
  readonly serial: number;
  readonly name: Text;
  readonly party: Party | null;
  readonly symbol: BallotSymbol | null;
  readonly photo: Blob | null;
  readonly sound: Blob | null;
  readonly isWithdrawn: boolean;
}

/** A contest with its candidates in ballot order. */
export interface ContestCard {
  readonly contest: ContestRow;
  readonly seat: Seat;
  readonly candidates: readonly Candidate[];
  /** Who is endorsed here; never a reason to change the list. */
  readonly endorsements: readonly Endorsement[];
}

/** The number at a seat code's end, without leading zeros, in Western digits. */
export function seatNumber(code: string): string | null {
  const plain = /^[ -~]*$/.test(code) ? /([0-9]+)[^0-9]*$/.exec(code) : null;
  if (plain) return (plain[1] as string).replace(/^0+(?=\d)/, '');
  const digits = /(\p{Nd}+)\P{Nd}*$/u.exec(code)?.[1];
  if (digits === undefined) return null;
  return digits.replace(/\p{Nd}/gu, westernDigit).replace(/^0+(?=\d)/, '');
}

/** The seat at a row of the directory. */
export function seatAt(guide: Guide, row: number): Seat | null {
  const { seats } = guide;
  const code = seats.code[row];
  if (code === undefined) return null;
  // The parser holds every column to the same length, and every index inside its list.
  const region = seats.region[row] as number | readonly number[];
  const rows = typeof region === 'number' ? [region] : region;
  return {
    code,
    number: seatNumber(code),
    name: textAt(seats.name, row),
    district: guide.districts[seats.district[row] as number] ?? {},
    ballot: guide.ballots[seats.ballot[row] as number] as Ballot,
    regions: rows.flatMap((each) => guide.regions[each]?.id ?? []),
  };
}

/** Every seat, in the directory's order. */
export function allSeats(guide: Guide): readonly Seat[] {
  return guide.seats.code.flatMap((_, row) => seatAt(guide, row) ?? []);
}

/** The seat with exactly this code; null when the directory has none. */
export function seatByCode(guide: Guide, code: string): Seat | null {
  const row = guide.seats.code.indexOf(code);
  return row < 0 ? null : seatAt(guide, row);
}

/**
 * The seats that what was typed may mean: "130" fits that number on every ballot, "na130" and "NA 130" one seat.
 * A number alone is not a seat: where several fit, the voter chooses.
 * @param typed in any script's digits
 * @returns in the directory's order; empty when no seat has that number
 */
export function seatsForTyped(guide: Guide, typed: string): readonly Seat[] {
  const wanted = fold(typed).replace(/ /g, '');
  const parts = /^(\D*)0*(\d+)$/.exec(wanted);
  if (!parts) return [];
  const [, letters, number] = parts as unknown as readonly [string, string, string];
  const found: Seat[] = [];
  for (let row = 0; row < guide.seats.code.length; row++) {
    const code = guide.seats.code[row] as string;
    if (seatNumber(code) !== number) continue;
    if (letters !== '' && !fold(code).replace(/ /g, '').startsWith(letters)) continue;
    const seat = seatAt(guide, row);
    if (seat) found.push(seat);
  }
  return found;
}

/**
 * Whether more digits after what was typed can still lead to a seat: "12" where there is a NA-124, not where there is
 * only a NA-12.
 * @param typed in any script's digits; letters before them are those of a code
 */
export function isNumberBegun(guide: Guide, typed: string): boolean {
  const parts = /^(\D*)0*(\d*)$/.exec(fold(typed).replace(/ /g, ''));
  if (!parts) return false;
  const [, letters, number] = parts as unknown as readonly [string, string, string];
  return guide.seats.code.some((code) => {
    const own = seatNumber(code);
    if (own === null || own.length <= number.length || !own.startsWith(number)) return false;
    return letters === '' || fold(code).replace(/ /g, '').startsWith(letters);
  });
}

/**
 * The list that speaks for a seat, of those that are at hand: of a seat of several regions that of the first, as it is for
 * slips, whichever was opened first.
 * @returns undefined where none of the seat's own regions is among them
 */
export function homeOf(guide: Guide, shards: Iterable<Shard>, code: string): Shard | undefined {
  const order = seatByCode(guide, code)?.regions ?? [];
  const holding = [...shards].filter(
    ({ region, contests }) => order.includes(region) && contests.some(({ id }) => id === code),
  );
  return holding.sort((a, b) => order.indexOf(a.region) - order.indexOf(b.region))[0];
}

/** The contest of a seat as a screen shows it; null when this shard does not hold it. */
export function contestCard(
  guide: Guide,
  symbols: ReadonlyMap<string, BallotSymbol>,
  parties: ReadonlyMap<string, Party>,
  shard: Shard,
  contestId: string,
): ContestCard | null {
  const seat = seatByCode(guide, contestId);
  let first = 0;
  for (const contest of shard.contests) {
    if (contest.id === contestId && seat) {
      const candidates = Array.from({ length: contest.count }, (_, i) =>
        candidateAt(symbols, parties, shard, first + i),
      );
      const endorsements = shard.endorsements.filter((each) => each.contest === contestId);
      return { contest, seat, candidates, endorsements };
    }
    first += contest.count;
  }
  return null;
}

/** The candidate at a row of a shard. */
export function candidateAt(
  symbols: ReadonlyMap<string, BallotSymbol>,
  parties: ReadonlyMap<string, Party>,
  shard: Shard,
  row: number,
): Candidate {
  const { candidates } = shard;
  return {
    row,
    serial: candidates.serial[row] as number,
    name: textAt(candidates.name, row),
    party: parties.get(shard.partyIds[candidates.party[row] as number] ?? '') ?? null,
    symbol: symbols.get(shard.symbolCodes[candidates.symbol[row] as number] ?? '') ?? null,
    photo: candidates.photo.get(row) ?? null,
    sound: candidates.sound.get(row) ?? null,
    isWithdrawn: candidates.withdrawn.has(row),
  };
}

/** Whether a list is told by its state alone: nobody votes by it, or nobody may rely on it. */
export function isOff({ contest: { state } }: Pick<ContestCard, 'contest'>): boolean {
  return state === 'postponed' || state === 'withdrawn' || state === 'under-review';
}

/** The voting areas of a shard that vote in this contest. */
export function areasOf(shard: Shard, contestId: string): readonly VotingArea[] {
  return shard.areas.filter((area) => area.contestIds.includes(contestId));
}

/**
 * The other contests that a voter of this one may vote in, by the publisher's table.
 * @returns contest ids; more than one on the same ballot means that the voter has to be asked
 */
export function joinedContests(shard: Shard, contestId: string): readonly string[] {
  const ids = new Set(areasOf(shard, contestId).flatMap((area) => area.contestIds));
  ids.delete(contestId);
  return [...ids];
}

/**
 * Pictures of a region's symbols, those of most lists first. The order is the region's: which of its seats somebody looks at
 * must not show in what is asked for first.
 */
export function regionSymbols(shard: Shard, symbols: ReadonlyMap<string, BallotSymbol>): readonly Blob[] {
  const lists = shard.symbolCodes.map(() => 0);
  let row = 0;
  for (const { count } of shard.contests) {
    const own = new Set(shard.candidates.symbol.slice(row, row + count));
    for (const code of own) if (code >= 0) lists[code] = (lists[code] ?? 0) + 1;
    row += count;
  }
  const order = shard.symbolCodes.map((_, i) => i).sort((a, b) => (lists[b] as number) - (lists[a] as number));
  return order.flatMap((i) => symbols.get(shard.symbolCodes[i] as string)?.picture ?? []);
}

/** The pictures that a region's cards show: symbols and photographs, each once. */
export function shardPictures(shard: Shard, symbols: ReadonlyMap<string, BallotSymbol>): readonly Blob[] {
  const blobs = new Map<string, Blob>();
  for (const code of shard.symbolCodes) {
    const picture = symbols.get(code)?.picture;
    if (picture) blobs.set(picture.sha256, picture);
  }
  for (const photo of shard.candidates.photo.values()) blobs.set(photo.sha256, photo);
  return [...blobs.values()];
}

/** The lists of polling places that a region's cards lead to. */
export function shardPlaces(shard: Shard): readonly Blob[] {
  return Object.values(shard.places);
}
