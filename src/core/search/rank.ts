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
  const sums = around.seat.length > 0 ? sumAround(words, around) : null;
  const promising = choose(entries, touched, (entry) => {
    const own = scratch.sum[entry] as number;
    const seat = entries.seat[entry] as number;
    const more = sums ? (sums.seat.get(seat) ?? 0) + (sums.symbol.get(entries.symbol[entry] as number) ?? 0) : 0;
    // Of all that have the words the shortest come first.
    const length = (entries.starts[entry + 1] as number) - (entries.starts[entry] as number);
    return Math.max(0, own + more + (named.has(seat) ? 10 : 0) - perWord * length);
  });
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
      for (const entry of entries.having[id] ?? []) {
        const last = stamp[entry] as number;
        // Matches come best first: the first one to touch an entry is the word's best there.
        if (last === turn) continue;
        if (last < first) {
          touched.push(entry);
          sum[entry] = 0;
        }
        stamp[entry] = turn;
        sum[entry] = (sum[entry] as number) + word.weight * score;
        noteAround(entries, around, i, entry, score);
      }
    }
  });
  scratch.turn++;
  return touched;
}

function noteAround({ kind, seat, symbol, party }: Entries, around: Around, i: number, entry: number, score: number) {
  if (score < surely) return;
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
  const seats = new Set(named);
  const hasSymbol = around.symbol.some((rows) => rows.size > 0);
  for (const rows of hasSymbol ? around.seat : []) {
    if (rows.size <= maxSeatsAround) for (const row of rows.keys()) seats.add(row);
  }
  const own = new Set(seats.size > 0 ? touched : []);
  for (const seat of seats) {
    for (const entry of entries.inSeat.get(seat) ?? []) {
      if (own.has(entry)) continue;
      stamp[entry] = turn;
      sum[entry] = 0;
      touched.push(entry);
    }
  }
}

/** For quick sums: what each seat and symbol is worth to what belongs to it. */
function sumAround(words: readonly QuestionWord[], around: Around): Record<'seat' | 'symbol', Map<number, number>> {
  const sums = { seat: newMap(), symbol: newMap() };
  for (const what of ['seat', 'symbol'] as const) {
    around[what].forEach((rows, i) => {
      for (const [row, score] of rows) {
        sums[what].set(row, (sums[what].get(row) ?? 0) + score * (words[i]?.weight ?? 0));
      }
    });
  }
  return sums;
}

/** The best of each kind, in no order: by counting, since a common word touches tens of thousands. */
function choose(entries: Entries, touched: readonly number[], worth: (entry: number) => number): readonly number[] {
  const chosen: number[] = [];
  const byKind: number[][] = kinds.map(() => []);
  for (const entry of touched) (byKind[entries.kind[entry] as number] as number[]).push(entry);
  byKind.forEach((list, kind) => {
    const limit = looked[kind] as number;
    if (list.length <= limit) {
      if (limit > 0) chosen.push(...list);
      return;
    }
    const worths = new Float64Array(list.length);
    let most = 0;
    list.forEach((entry, i) => {
      worths[i] = worth(entry);
      most = Math.max(most, worths[i] as number);
    });
    if (limit > 0) chosen.push(...bestOf(list, worths, most, limit));
  });
  return chosen;
}

const steps = 512;

function bestOf(list: readonly number[], worths: Float64Array, most: number, limit: number): readonly number[] {
  const counts = new Uint32Array(steps + 1);
  const stepOf = (worth: number): number => (most === 0 ? 0 : Math.floor((worth / most) * steps));
  for (const worth of worths) {
    const step = stepOf(worth);
    counts[step] = (counts[step] as number) + 1;
  }
  let step = steps;
  for (let sum = counts[step] as number; step > 0 && sum < limit; sum += counts[step] as number) step--;
  const above: number[] = [];
  const at: number[] = [];
  list.forEach((entry, i) => {
    const own = stepOf(worths[i] as number);
    if (own > step) above.push(entry);
    else if (own === step && at.length < limit) at.push(entry);
  });
  return [...above, ...at].slice(0, limit);
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
