// How well entries answer a question: the exact look at those that a quick one found.
import { type Entries, kinds, weightOfWord } from './entries.ts';
import type { QuestionWord } from './question-words.ts';
import { type Around, findPromising, type Scratch } from './touch.ts';

/** An entry that was found. */
export interface Found {
  readonly entry: number;
  /** About 1 for all that was asked and nothing else. */
  readonly score: number;
  /** How much of what was asked it has, 0 to 1. */
  readonly share: number;
}

const seatKind = kinds.indexOf('seat');
const candidateKind = kinds.indexOf('candidate');
const stationKind = kinds.indexOf('station');
/** Among equals a district comes before its seats, and a symbol before a candidate of that name. */
const prior = [0.03, 0.02, 0.025, 0, -0.01, 0];
/** What a word adds that fits only what the entry belongs to: its seat, its district, its symbol. */
const aroundScore = 0.95;
const partyScore = 0.9;
const inNamedSeat = 0.5;

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
  const { promising, around } = findPromising(entries, scratch, words, named);
  const meanings = meaningsOf(words);
  return promising
    .map((entry) => ({ entry, ...scoreOf(entries, entry, words, meanings, around, named) }))
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

/** How well one entry answers: how much of the question it has, and how much of it was asked for. */
function scoreOf(
  entries: Entries,
  entry: number,
  words: readonly QuestionWord[],
  meanings: Meanings,
  around: Around,
  named: ReadonlySet<number>,
): Omit<Found, 'entry'> {
  const kind = entries.kind[entry] as number;
  const seat = entries.seat[entry] as number;
  const isNamed = named.has(seat);
  const { best, coverage, isInOrder, isAsLong } = readTexts(entries, entry, words.length, meanings);
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

function readTexts(entries: Entries, entry: number, count: number, meanings: Meanings): TextsRead {
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
    const weight = weightOfWord(entries, id);
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
