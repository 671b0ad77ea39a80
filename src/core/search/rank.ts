// Which entries answer a question, best first: a quick sum over the entries that have its words, then an exact look at
// the best of each kind.
import { type Entries, kinds, weightOfWord } from './entries.ts';
import type { QuestionWord } from './question-words.ts';

/** An entry that was found. */
export interface Found {
  readonly entry: number;
  /** About 1 for all that was asked and nothing else. */
  readonly score: number;
  /** How much of what was asked it has, 0 to 1. */
  readonly share: number;
}

const symbolKind = kinds.indexOf('symbol');
const seatKind = kinds.indexOf('seat');
const candidateKind = kinds.indexOf('candidate');
const stationKind = kinds.indexOf('station');
const partyKind = kinds.indexOf('party');
/** Among equals a district comes before its seats, and a symbol before a candidate of that name. */
const prior = [0.03, 0.02, 0.025, 0, -0.01, 0];
/** How many of each kind are looked at exactly. */
const looked = [40, 80, 40, 90, 60, 0];
/** Only a word that is surely meant says what an entry belongs to: half of all words sound a little like some symbol. */
const surely = 0.86;
/** What a word adds that fits only what the entry belongs to: its seat, its district, its symbol. */
const aroundScore = 0.95;
const partyScore = 0.9;
const perWord = 0.03;
const worthOfNamed = 10;
const maxSeatsAround = 60;
const inNamedSeat = 0.5;

/** What a question's words say of seats, symbols and parties: for each word a score by row. */
interface Around {
  readonly seat: readonly Map<number, number>[];
  readonly symbol: readonly Map<number, number>[];
  readonly party: readonly Map<number, number>[];
}

/** Sums that are kept between questions, so that none has to clear as many numbers as there are entries. */
export interface Scratch {
  sum: Float64Array;
  stamp: Int32Array;
  turn: number;
}

/** Makes the scratch of an index. */
export function openScratch(): Scratch {
  return { sum: new Float64Array(0), stamp: new Int32Array(0), turn: 0 };
}

/**
 * @param words the question's words, as readQuestion makes them
 * @param named rows of the seats that the question names outright
 * @returns best first
 */
export function rank(
  entries: Entries,
  scratch: Scratch,
  words: readonly QuestionWord[],
  named: ReadonlySet<number>,
): readonly Found[] {
  const around: Around = { seat: words.map(newMap), symbol: words.map(newMap), party: words.map(newMap) };
  const touched = touch(entries, scratch, words, around);
  touchAround(entries, scratch, touched, around, named);
  const promising = choose(entries, touched, quickWorths(entries, scratch, touched, words, around, named));
  const meanings = meaningsOf(words);
  const weights = new Map<number, number>();
  return promising
    .map((entry) => ({ entry, ...scoreOf(entries, entry, words, meanings, around, named, weights) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry - b.entry);
}

/** For each word of the vocabulary that the question may mean, how well each of the question's words means it. */
type Meanings = ReadonlyMap<number, readonly number[]>;

function meaningsOf(words: readonly QuestionWord[]): Meanings {
  const meanings = new Map<number, number[]>();
  words.forEach(({ matches }, i) => {
    for (const { word, score } of matches) {
      const scores = meanings.get(word) ?? new Array<number>(words.length).fill(0);
      scores[i] = score;
      meanings.set(word, scores);
    }
  });
  return meanings;
}

function newMap(): Map<number, number> {
  return new Map();
}

/** Adds up, entry by entry, the best that each word finds in it. */
function touch(entries: Entries, scratch: Scratch, words: readonly QuestionWord[], around: Around): number[] {
  const count = entries.kind.length;
  if (scratch.sum.length < count) {
    scratch.sum = new Float64Array(count + (count >> 2));
    scratch.stamp = new Int32Array(scratch.sum.length);
    scratch.turn = 0;
  }
  const { sum, stamp } = scratch;
  const first = scratch.turn + 1;
  const touched: number[] = [];
  words.forEach((word, i) => {
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
          touched.push(entry);
          sum[entry] = 0;
        }
        stamp[entry] = turn;
        sum[entry] = (sum[entry] as number) + worth;
        if (score >= surely) noteAround(entries, around, i, entry, score);
      }
    }
  });
  scratch.turn++;
  return touched;
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
  { sum, stamp, turn }: Scratch,
  touched: number[],
  around: Around,
  named: ReadonlySet<number>,
): void {
  const first = turn - around.seat.length;
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
      touched.push(entry);
    }
  }
}

/** What an entry is worth at a glance: its own words', and what its seat and symbol are worth. */
function quickWorths(
  entries: Entries,
  { sum }: Scratch,
  touched: readonly number[],
  words: readonly QuestionWord[],
  around: Around,
  named: ReadonlySet<number>,
): Float64Array {
  const bySeat = sumAround(words, around.seat);
  const bySymbol = sumAround(words, around.symbol);
  for (const row of named) bySeat.set(row, (bySeat.get(row) ?? 0) + worthOfNamed);
  const worths = new Float64Array(touched.length);
  for (let i = 0; i < touched.length; i++) {
    const entry = touched[i] as number;
    let worth = sum[entry] as number;
    if (bySeat.size > 0) worth += bySeat.get(entries.seat[entry] as number) ?? 0;
    if (bySymbol.size > 0) worth += bySymbol.get(entries.symbol[entry] as number) ?? 0;
    // Of all that have the words the shortest come first.
    const length = (entries.starts[entry + 1] as number) - (entries.starts[entry] as number);
    worths[i] = Math.max(0, worth - perWord * length);
  }
  return worths;
}

function sumAround(words: readonly QuestionWord[], around: readonly Map<number, number>[]): Map<number, number> {
  const sums = newMap();
  around.forEach((rows, i) => {
    for (const [row, score] of rows) sums.set(row, (sums.get(row) ?? 0) + score * (words[i]?.weight ?? 0));
  });
  return sums;
}

const steps = 1_024;

/** The best of each kind, in no order: by counting, since a common word touches tens of thousands. */
function choose(entries: Entries, touched: readonly number[], worths: Float64Array): readonly number[] {
  let most = 1e-9;
  for (const worth of worths) if (worth > most) most = worth;
  const scale = steps / most;
  const counts = kinds.map(() => new Uint32Array(steps + 1));
  for (let i = 0; i < touched.length; i++) {
    const own = counts[entries.kind[touched[i] as number] as number] as Uint32Array;
    const step = Math.floor((worths[i] as number) * scale);
    own[step] = (own[step] as number) + 1;
  }
  const cuts = counts.map((own, kind) => cutOf(own, looked[kind] as number));
  const left = counts.map((_, kind) => looked[kind] as number);
  const chosen: number[] = [];
  // What is above the cut has its place; what is at the cut has what is left.
  for (const isAbove of [true, false]) {
    for (let i = 0; i < touched.length; i++) {
      const entry = touched[i] as number;
      const kind = entries.kind[entry] as number;
      const step = Math.floor((worths[i] as number) * scale);
      const isTaken = isAbove ? step > (cuts[kind] as number) : step === cuts[kind];
      if (!isTaken || (left[kind] as number) <= 0) continue;
      left[kind] = (left[kind] as number) - 1;
      chosen.push(entry);
    }
  }
  return chosen;
}

function cutOf(counts: Uint32Array, limit: number): number {
  let step = steps;
  for (let sum = counts[step] as number; step > 0 && sum < limit; sum += counts[step] as number) step--;
  return step;
}

/** How well one entry answers: how much of the question it has, and how much of it was asked for. */
function scoreOf(
  entries: Entries,
  entry: number,
  words: readonly QuestionWord[],
  meanings: Meanings,
  around: Around,
  named: ReadonlySet<number>,
  weights: Map<number, number>,
): Omit<Found, 'entry'> {
  const kind = entries.kind[entry] as number;
  const seat = entries.seat[entry] as number;
  const isNamed = named.has(seat);
  const { best, coverage, isInOrder, isAsLong } = readTexts(entries, entry, words.length, meanings, weights);
  const hasOwn = best.some((score) => score > 0.5);
  let asked = 0;
  let got = 0;
  words.forEach((word, i) => {
    asked += word.weight;
    got += word.weight * Math.max(best[i] as number, aroundOf(entries, entry, around, i));
  });
  const belongs = kind === candidateKind || kind === stationKind;
  if (belongs && !hasOwn && !isNamed && words.length < 2) return { score: 0, share: 0 };
  const share = asked === 0 ? (isNamed ? 1 : 0) : got / asked;
  const isInSeat = isNamed && (belongs ? share > 0.55 : kind === seatKind);
  const more = (isInOrder ? 0.01 : 0) + (isAsLong ? 0.005 : 0) + (prior[kind] as number) + (isInSeat ? inNamedSeat : 0);
  return { share, score: share * (0.82 + 0.18 * coverage) + more };
}

function aroundOf(entries: Entries, entry: number, around: Around, i: number): number {
  const kind = entries.kind[entry];
  if (kind !== candidateKind && kind !== stationKind) return 0;
  const bySeat = around.seat[i]?.get(entries.seat[entry] as number) ?? 0;
  if (kind === stationKind) return aroundScore * bySeat;
  const bySymbol = around.symbol[i]?.get(entries.symbol[entry] as number) ?? 0;
  const byParty = around.party[i]?.get(entries.party[entry] as number) ?? 0;
  return Math.max(aroundScore * bySeat, aroundScore * bySymbol, partyScore * byParty);
}

interface TextsRead {
  /** For each word of the question, how well the entry's own texts have it. */
  readonly best: readonly number[];
  /** How much of the best text was asked for, 0 to 1. */
  readonly coverage: number;
  readonly isInOrder: boolean;
  /** It has as many words as the question. */
  readonly isAsLong: boolean;
}

function readTexts(
  entries: Entries,
  entry: number,
  count: number,
  meanings: Meanings,
  weights: Map<number, number>,
): TextsRead {
  const best = new Array<number>(count).fill(0);
  let coverage = 0;
  let isInOrder = false;
  let isAsLong = false;
  let mass = 0;
  let had = 0;
  let order = true;
  let last = -1;
  let length = 0;
  const end = entries.starts[entry + 1] as number;
  for (let at = entries.starts[entry] as number; at < end; at++) {
    const id = entries.flow[at] as number;
    if (id < 0) {
      const share = mass === 0 ? 0 : had / mass;
      if (share > coverage) {
        coverage = share;
        isInOrder = order;
        isAsLong = length === count;
      }
      [mass, had, order, last, length] = [0, 0, true, -1, 0];
      continue;
    }
    let weight = weights.get(id);
    if (weight === undefined) {
      weight = weightOfWord(entries, id);
      weights.set(id, weight);
    }
    mass += weight;
    length++;
    const scores = meanings.get(id);
    if (!scores) continue;
    let own = 0;
    let which = -1;
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] as number;
      if (score > own) [own, which] = [score, i];
      if (score > (best[i] as number)) best[i] = score;
    }
    had += weight * own;
    if (which >= 0) {
      if (which < last) order = false;
      last = which;
    }
  }
  return { best, coverage, isInOrder, isAsLong };
}
