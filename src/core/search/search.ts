// Search over everything that is held: seats, districts, symbols, candidates, polling stations, in any script and
// spelling. Pure: what is found stays a row, and the index is made a piece at a time, when there is time.

import type { Text, TextColumns } from '../guide/format/text.ts';
import type { Guide } from '../guide/guide.ts';
import type { PollingPlace } from '../guide/places.ts';
import type { Shard } from '../guide/shard.ts';
import type { BallotSymbol, Party } from '../guide/symbols.ts';
import { type Entries, kinds, openEntries } from './entries.ts';
import { partWords, type QuestionWord, readQuestion } from './question-words.ts';
import { type Found, rank } from './rank.ts';
import { isSmallWord } from './small-words.ts';
import { openScratch, type Scratch } from './touch.ts';
import { isNoSeat, readSeatCodes, readTypedSeats, type SeatCodes, seatsWithNumber } from './typed-seats.ts';
import { isNumber, romanNumber, wordsOf } from './word-forms.ts';

/** One thing found. `score` orders: higher is better, about 1 for all that was asked and nothing else. */
export type Hit =
  | { readonly kind: 'district'; readonly district: number; readonly score: number }
  | { readonly kind: 'seat'; readonly seat: string; readonly score: number }
  | { readonly kind: 'symbol'; readonly code: string; readonly score: number }
  | {
      readonly kind: 'candidate';
      readonly seat: string;
      /** Its row in the region's shard. */
      readonly row: number;
      readonly region: string;
      readonly score: number;
    }
  | {
      readonly kind: 'station';
      /** The contest whose list it is on. */
      readonly seat: string;
      /** Its row in that list. */
      readonly row: number;
      readonly region: string;
      readonly score: number;
    };

/** A search over what is held. */
export interface Search {
  /** Candidates of a region; they are read when their turn comes. */
  addShard(shard: Shard): void;
  /** A contest's polling stations; they are read when their turn comes. */
  addPlaces(region: string, contest: string, places: readonly PollingPlace[]): void;
  /** Reads one more piece of what was added. @returns false when all is read */
  readPiece(): boolean;
  /** What fits the typed words among all that was read, best first, at most 50. */
  find(typed: string): readonly Hit[];
}

const maxTypedLength = 100;
const maxWords = 12;
const maxHits = 50;
const maxOfKind = 40;
/** A slip of the finger is looked for where nothing has so much of what was asked. */
const goodShare = 0.88;
/** A word that is a known one, or sounds just like one. */
const knownScore = 0.965;
/** What is much worse than the best is not shown. */
const shownShare = 0.62;
const leastScore = 0.4;
const pieceSize = 100;

/** A contest's candidates or stations. */
interface Source {
  readonly region: string;
  readonly seat: string;
}

/** By entry: whose row it is, and which. Entries of the head have none. */
interface Origins {
  readonly sources: Source[];
  readonly sourceOf: number[];
  readonly rowOf: number[];
}

/** Names of the same things in two languages. */
export type Things = readonly (readonly [readonly string[], readonly string[]])[];

type OtherNames = ReadonlyMap<string, readonly (readonly string[])[]>;

/** For each name of a thing the others, as words: a list may name its symbols in one language only. */
function otherNames(things: Things): OtherNames {
  const others = new Map<string, readonly (readonly string[])[]>();
  for (const names of things) {
    const all = names.flat().map(wordsOf);
    for (const words of all) {
      const name = words.join(' ');
      others.set(name, [...(others.get(name) ?? []), ...all.filter((each) => each !== words)]);
    }
  }
  return others;
}

/**
 * Opens a search over a guide; shards and lists of stations may be added as they arrive.
 * @param things what symbols are called in other words than the guide's
 */
export function openSearch(
  guide: Guide,
  symbols: ReadonlyMap<string, BallotSymbol>,
  parties: ReadonlyMap<string, Party> = new Map(),
  things: Things = [],
): Search {
  const entries = openEntries();
  const scratch = openScratch();
  const codes = readSeatCodes(guide.seats.code);
  const seatRows = new Map(guide.seats.code.map((code, row) => [code, row]));
  const symbolCodes = [...symbols.keys()];
  const symbolRows = new Map(symbolCodes.map((code, row) => [code, row]));
  const partyRows = new Map([...parties.keys()].map((id, row) => [id, row]));
  const origins: Origins = { sources: [], sourceOf: [], rowOf: [] };
  const { sources } = origins;
  const pieces = openPieces(headPieces(entries, guide, symbols, parties, otherNames(things)));
  const note = (entry: number, source: number, row: number): void => {
    origins.sourceOf[entry] = source;
    origins.rowOf[entry] = row;
  };
  return {
    addShard(shard) {
      const from = sources.length;
      sources.push(...shard.contests.map(({ id }) => ({ region: shard.region, seat: id })));
      const contests = shard.contests.flatMap(({ count }, i) => Array<number>(count).fill(from + i));
      pieces.add(contests.length, (row) => {
        const { name, symbol, party } = shard.candidates;
        const entry = entries.add('candidate', textsAt(name, row), {
          seat: seatRows.get(sources[contests[row] as number]?.seat ?? '') ?? -1,
          symbol: symbolRows.get(shard.symbolCodes[symbol[row] as number] ?? '') ?? -1,
          party: partyRows.get(shard.partyIds[party[row] as number] ?? '') ?? -1,
        });
        note(entry, contests[row] as number, row);
      });
    },
    addPlaces(region, contest, places) {
      const seat = seatRows.get(contest) ?? -1;
      const source = sources.push({ region, seat: contest }) - 1;
      pieces.add(places.length, (row) => {
        const { number, name, address } = places[row] as PollingPlace;
        const texts = Object.keys(name).map((language) => [
          ...wordsOf(name[language] ?? ''),
          ...wordsOf(address[language] ?? ''),
        ]);
        note(entries.add('station', [...texts, wordsOf(number)], { seat }), source, row);
      });
    },
    readPiece: pieces.read,
    find(typed) {
      pieces.readHead();
      const found = shown(findBest(entries, scratch, codes, typed));
      return found.map((each) => hitOf(each, entries, origins, guide.seats.code, symbolCodes));
    },
  };
}

interface Pieces {
  /** Rows to be read, as many at once as a slow phone does without a halt. */
  add(count: number, read: (row: number) => void): void;
  /** Reads the next piece. @returns false when all is read */
  read(): boolean;
  /** Reads what is left of the head: districts, seats and symbols are few, and never wait. */
  readHead(): void;
}

function openPieces(head: readonly (() => void)[]): Pieces {
  const waiting = [...head];
  let headLeft = head.length;
  const readNext = (): void => {
    waiting.shift()?.();
    headLeft--;
  };
  return {
    add(count, read) {
      for (let from = 0; from < count; from += pieceSize) {
        waiting.push(() => {
          for (let row = from; row < Math.min(count, from + pieceSize); row++) read(row);
        });
      }
    },
    read() {
      readNext();
      return waiting.length > 0;
    },
    readHead() {
      while (headLeft > 0) readNext();
    },
  };
}

function hitOf(
  { entry, score }: Found,
  entries: Entries,
  { sources, sourceOf, rowOf }: Origins,
  seatCodes: readonly string[],
  symbolCodes: readonly string[],
): Hit {
  const kind = kinds[entries.kind[entry] as number];
  if (kind === 'district') return { kind, district: entry, score };
  if (kind === 'symbol') return { kind, code: symbolCodes[entries.symbol[entry] as number] ?? '', score };
  const source = sources[sourceOf[entry] ?? -1];
  if (source && (kind === 'candidate' || kind === 'station'))
    return { kind, ...source, row: rowOf[entry] as number, score };
  return { kind: 'seat', seat: seatCodes[entries.seat[entry] as number] ?? '', score };
}

function findBest(entries: Entries, scratch: Scratch, codes: SeatCodes, typed: string): readonly Found[] {
  const words = wordsOf(typed.slice(0, maxTypedLength)).slice(0, maxWords);
  if (words.length === 0 || isNoSeat(codes, words)) return [];
  const { seats, rest } = readTypedSeats(codes, words);
  const named = new Set(seats);
  const saying = rest.filter((word) => !isSmallWord(word));
  // A number alone is that of seats; a station has numbers too, and is not asked for by them.
  const [number = ''] = saying;
  const only = seats.length > 0 ? seats : saying.length === 1 && isNumber(number) ? seatsWithNumber(codes, number) : [];
  if (saying.length === 0 || (seats.length === 0 && saying.every(isNumber))) {
    return rank(entries, scratch, [], new Set(only)).filter(({ entry }) => isSeat(entries, entry));
  }
  const ask = (asked: readonly QuestionWord[]): readonly Found[] => rank(entries, scratch, asked, named);
  const question = readQuestion(entries, rest);
  const isKnown = ({ text, matches }: QuestionWord): boolean =>
    isSmallWord(text) || (matches[0]?.score ?? 0) >= knownScore;
  const unknown = new Set(question.filter((word) => !isKnown(word)).map(({ text }) => text));
  const best = unknown.size === 0 ? ask(question) : [];
  if (best.some(({ share }) => share >= goodShare)) return best;
  // Where each word is known, and they do not come together, any of them may be the slip.
  const isSlip = (word: string): boolean => unknown.size === 0 || unknown.has(word);
  const parted = partWords(entries, rest, isSlip);
  const wide = ask(readQuestion(entries, rest, isSlip));
  return bestOfEach([best, wide, parted ? ask(readQuestion(entries, parted)) : []]);
}

/** Each entry once, as well as it was ever found. */
function bestOfEach(passes: readonly (readonly Found[])[]): readonly Found[] {
  const best = new Map<number, Found>();
  for (const found of passes.flat()) {
    if (found.score > (best.get(found.entry)?.score ?? 0)) best.set(found.entry, found);
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.entry - b.entry);
}

function isSeat({ kind }: Entries, entry: number): boolean {
  return kinds[kind[entry] as number] === 'seat';
}

function shown(found: readonly Found[]): readonly Found[] {
  const least = Math.max(leastScore, shownShare * (found[0]?.score ?? 0));
  return found.filter(({ score }, i) => score >= least && i < maxOfKind).slice(0, maxHits);
}

function textsAt(columns: TextColumns, row: number): readonly (readonly string[])[] {
  return Object.keys(columns).map((language) => wordsOf(columns[language]?.[row] ?? ''));
}

function textsOf(text: Text): readonly (readonly string[])[] {
  return Object.values(text).map(wordsOf);
}

function headPieces(
  entries: Entries,
  { seats, districts }: Guide,
  symbols: ReadonlyMap<string, BallotSymbol>,
  parties: ReadonlyMap<string, Party>,
  others: OtherNames,
): (() => void)[] {
  const addSeat = (seat: number): void => {
    const district = textsOf(districts[seats.district[seat] as number] ?? {});
    const names = textsAt(seats.name, seat);
    // "Lahore-V" is asked for as "Lahore 5" too.
    const counted = names.map((words) => words.map((word) => romanNumber(word) ?? word));
    entries.add('seat', [...names, ...counted, ...district, wordsOf(seats.code[seat] as string)], { seat });
  };
  const seatRows = seats.code.map((_, seat) => seat);
  const seatPieces = Array.from({ length: Math.ceil(seatRows.length / pieceSize) }, (_, i) => () => {
    for (const seat of seatRows.slice(i * pieceSize, (i + 1) * pieceSize)) addSeat(seat);
  });
  return [
    // Districts come first: an entry's number is a district's row.
    () => {
      for (const name of districts) entries.add('district', textsOf(name), {});
    },
    ...seatPieces,
    () => {
      [...symbols.values()].forEach(({ name }, symbol) => {
        const own = textsOf(name);
        const also = own.flatMap((words) => others.get(words.join(' ')) ?? []);
        entries.add('symbol', [...own, ...also], { symbol });
      });
      [...parties.values()].forEach(({ name, short }, party) => {
        entries.add('party', [...textsOf(name), ...textsOf(short)], { party });
      });
    },
  ];
}
