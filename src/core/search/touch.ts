// The entries that may answer a question: a quick sum over those that have its words, and the best of each kind by it.
// Kept fast by numbers in arrays that are made once: a common word touches tens of thousands of entries.
import { type Entries, kinds } from './entries.ts';
import type { QuestionWord } from './question-words.ts';

const seatKind = kinds.indexOf('seat');
const symbolKind = kinds.indexOf('symbol');
const candidateKind = kinds.indexOf('candidate');
const stationKind = kinds.indexOf('station');
const partyKind = kinds.indexOf('party');
/** How many of each kind are looked at exactly. */
const looked = [40, 80, 40, 90, 60, 0];
/** Only a word that is surely meant says what an entry belongs to: half of all words sound a little like some symbol. */
const surely = 0.86;
const perWord = 0.03;
const worthOfNamed = 10;
const maxSeatsAround = 60;
/** Once rare words carry so much of a question, an entry that has none of them is not found by the common ones. */
const enough = 0.5;

/** What a question's words say of seats, symbols and parties: for each word a score by row. */
export interface Around {
  readonly seat: readonly Map<number, number>[];
  readonly symbol: readonly Map<number, number>[];
  readonly party: readonly Map<number, number>[];
}

/** Numbers by entry that are kept between questions, so that none has to make or clear them. */
export interface Scratch {
  sum: Float64Array;
  stamp: Int32Array;
  turn: number;
  /** The entries that the question touched, and how many they are. */
  touched: Int32Array;
  worths: Float64Array;
  count: number;
}

/** Makes the scratch of an index. */
export function openScratch(): Scratch {
  return {
    sum: new Float64Array(0),
    stamp: new Int32Array(0),
    turn: 0,
    touched: new Int32Array(0),
    worths: new Float64Array(0),
    count: 0,
  };
}

/**
 * @param words the question's words, as readQuestion makes them
 * @param named rows of the seats that the question names outright
 * @returns entries in no order, and what the words say of what entries belong to
 */
export function findPromising(
  entries: Entries,
  scratch: Scratch,
  words: readonly QuestionWord[],
  named: ReadonlySet<number>,
): { readonly promising: readonly number[]; readonly around: Around } {
  grow(scratch, entries.kind.length);
  const around: Around = { seat: words.map(newMap), symbol: words.map(newMap), party: words.map(newMap) };
  const first = scratch.turn + 1;
  scratch.count = 0;
  touch(entries, scratch, words, around, first);
  touchAround(entries, scratch, around, named, first);
  weigh(entries, scratch, words, around, named);
  return { promising: choose(entries, scratch), around };
}

function newMap(): Map<number, number> {
  return new Map();
}

function grow(scratch: Scratch, count: number): void {
  if (scratch.sum.length >= count) return;
  const size = count + (count >> 2);
  scratch.sum = new Float64Array(size);
  scratch.stamp = new Int32Array(size);
  scratch.turn = 0;
  scratch.touched = new Int32Array(size);
  scratch.worths = new Float64Array(size);
}

/** Adds up, entry by entry, the best that each word finds in it: rare words first. */
function touch(
  entries: Entries,
  scratch: Scratch,
  words: readonly QuestionWord[],
  around: Around,
  first: number,
): void {
  const sizes = words.map(({ matches }) =>
    matches.reduce((sum, { word }) => sum + (entries.having[word]?.length ?? 0), 0),
  );
  const order = words.map((_, i) => i).sort((a, b) => (sizes[a] as number) - (sizes[b] as number));
  const whole = words.reduce((sum, { weight }) => sum + weight, 0);
  let carried = 0;
  for (const i of order) {
    const word = words[i] as QuestionWord;
    touchWord(entries, scratch, word, i, around, first, carried < enough * whole || scratch.count === 0);
    // What may be a place or a symbol is found around an entry, and not in it.
    if (!isAround(around, i)) carried += word.weight;
  }
  scratch.turn++;
}

function touchWord(
  entries: Entries,
  scratch: Scratch,
  word: QuestionWord,
  i: number,
  around: Around,
  first: number,
  isOpen: boolean,
): void {
  const { sum, stamp, touched } = scratch;
  const { kind } = entries;
  const turn = ++scratch.turn;
  for (const { word: id, score } of word.matches) {
    const having = entries.having[id] ?? [];
    const worth = word.weight * score;
    for (let at = 0; at < having.length; at++) {
      const entry = having[at] as number;
      const last = stamp[entry] as number;
      // Matches come best first: the first one to touch an entry is the word's best there.
      if (last === turn) continue;
      if (last < first) {
        if (!isOpen && (kind[entry] === candidateKind || kind[entry] === stationKind)) continue;
        touched[scratch.count++] = entry;
        sum[entry] = 0;
      }
      stamp[entry] = turn;
      sum[entry] = (sum[entry] as number) + worth;
      if (score >= surely) noteAround(entries, around, i, entry, score);
    }
  }
}

function noteAround({ kind, seat, symbol, party }: Entries, around: Around, i: number, entry: number, score: number) {
  const what = kind[entry];
  if (what === seatKind) around.seat[i]?.set(seat[entry] as number, score);
  else if (what === symbolKind) around.symbol[i]?.set(symbol[entry] as number, score);
  else if (what === partyKind) around.party[i]?.set(party[entry] as number, score);
}

/** Candidates that no word names, but whose seat is named, or whose seat and symbol are. */
function touchAround(
  entries: Entries,
  scratch: Scratch,
  around: Around,
  named: ReadonlySet<number>,
  first: number,
): void {
  const { sum, stamp, touched, turn } = scratch;
  const seats = new Set(named);
  const hasSymbol = around.symbol.some((rows) => rows.size > 0);
  for (const rows of hasSymbol ? around.seat : []) {
    if (rows.size <= maxSeatsAround) for (const row of rows.keys()) seats.add(row);
  }
  for (const seat of seats) {
    for (const entry of entries.inSeat.get(seat) ?? []) {
      if ((stamp[entry] as number) >= first) continue;
      stamp[entry] = turn;
      sum[entry] = 0;
      touched[scratch.count++] = entry;
    }
  }
}

function isAround({ seat, symbol, party }: Around, i: number): boolean {
  return [seat, symbol, party].some((rows) => (rows[i]?.size ?? 0) > 0);
}

/** What an entry is worth at a glance: its own words', and what its seat and symbol are worth. */
function weigh(
  entries: Entries,
  { sum, touched, worths, count }: Scratch,
  words: readonly QuestionWord[],
  around: Around,
  named: ReadonlySet<number>,
): void {
  const bySeat = sumAround(words, around.seat);
  const bySymbol = sumAround(words, around.symbol);
  for (const row of named) bySeat.set(row, (bySeat.get(row) ?? 0) + worthOfNamed);
  const { seat, symbol, starts } = entries;
  for (let i = 0; i < count; i++) {
    const entry = touched[i] as number;
    let worth = sum[entry] as number;
    if (bySeat.size > 0) worth += bySeat.get(seat[entry] as number) ?? 0;
    if (bySymbol.size > 0) worth += bySymbol.get(symbol[entry] as number) ?? 0;
    // Of all that have the words the shortest come first.
    const length = (starts[entry + 1] as number) - (starts[entry] as number);
    worths[i] = Math.max(0, worth - perWord * length);
  }
}

function sumAround(words: readonly QuestionWord[], around: readonly Map<number, number>[]): Map<number, number> {
  const sums = newMap();
  around.forEach((rows, i) => {
    for (const [row, score] of rows) sums.set(row, (sums.get(row) ?? 0) + score * (words[i]?.weight ?? 0));
  });
  return sums;
}

const steps = 1_024;

/** The best of each kind, in no order: by counting, and not by sorting. */
function choose({ kind }: Entries, { touched, worths, count }: Scratch): readonly number[] {
  let most = 1e-9;
  for (let i = 0; i < count; i++) if ((worths[i] as number) > most) most = worths[i] as number;
  const scale = steps / most;
  const counts = new Uint32Array(kinds.length * (steps + 1));
  for (let i = 0; i < count; i++) {
    const at = (kind[touched[i] as number] as number) * (steps + 1) + Math.floor((worths[i] as number) * scale);
    counts[at] = (counts[at] as number) + 1;
  }
  const cuts = kinds.map((_, own) =>
    cutOf(counts.subarray(own * (steps + 1), (own + 1) * (steps + 1)), looked[own] as number),
  );
  const left = [...looked];
  const chosen: number[] = [];
  const atCut: number[] = [];
  for (let i = 0; i < count; i++) {
    const entry = touched[i] as number;
    const own = kind[entry] as number;
    const step = Math.floor((worths[i] as number) * scale);
    if (step < (cuts[own] as number)) continue;
    if (step === cuts[own]) atCut.push(entry);
    else if (take(left, own)) chosen.push(entry);
  }
  // What is above the cut has its place; what is at the cut has what is left.
  for (const entry of atCut) if (take(left, kind[entry] as number)) chosen.push(entry);
  return chosen;
}

function cutOf(counts: Uint32Array, limit: number): number {
  let step = steps;
  for (let sum = counts[step] as number; step > 0 && sum < limit; sum += counts[step] as number) step--;
  return step;
}

/** Whether one more of a kind has a place. */
function take(left: number[], kind: number): boolean {
  const places = left[kind] as number;
  left[kind] = places - 1;
  return places > 0;
}
