// How well words name a candidate: how much of the name they have, and which words those are.
import { wordLikeness } from './word-likeness.ts';

/** How well words name one candidate. */
export interface NameFit {
  /** How much of the name, by what its words say, stands there: 0 to 1. */
  readonly coverage: number;
  /** What the words that name it say together. */
  readonly gain: number;
  /** Positions of those words. */
  readonly at: readonly number[];
  /** How alike the least alike of them is. */
  readonly least: number;
}

const noFit: NameFit = { coverage: 0, gain: 0, at: [], least: 0 };
/** Below this a word is another word. */
const leastLike = 0.8;
/** Two words written as one are met only where they are surely meant. */
const leastJoined = 0.93;
const leastJoinedLength = 6;

/** Words of a name and of the question that mean each other. */
interface Pair {
  readonly own: readonly number[];
  readonly at: readonly number[];
  readonly like: number;
}

/**
 * @param names the name's words, a list for each language or spelling
 * @param words what may name it; null at places that cannot
 * @param weight what a word of the name says
 * @returns of the language that fits best
 */
export function fitName(
  names: readonly (readonly string[])[],
  words: readonly (string | null)[],
  weight: (word: string) => number,
): NameFit {
  let best = noFit;
  for (const name of names) {
    const fit = fitWords(name, words, weight);
    if (fit.gain * fit.coverage > best.gain * best.coverage) best = fit;
  }
  return best;
}

function fitWords(name: readonly string[], words: readonly (string | null)[], weight: (word: string) => number) {
  const usedOwn = new Set<number>();
  const usedAt = new Set<number>();
  const total = name.reduce((sum, part) => sum + weight(part), 0);
  let gain = 0;
  let least = 1;
  for (const { own, at, like } of pairsOf(name, words)) {
    if (own.some((each) => usedOwn.has(each)) || at.some((each) => usedAt.has(each))) continue;
    for (const each of own) {
      usedOwn.add(each);
      gain += weight(name[each] as string) * like;
    }
    for (const each of at) usedAt.add(each);
    least = Math.min(least, like);
  }
  if (usedOwn.size === 0 || total === 0) return noFit;
  return { coverage: gain / total, gain, at: [...usedAt].sort((a, b) => a - b), least };
}

/** The surest first; of equals those that stand in the same place. */
function pairsOf(name: readonly string[], words: readonly (string | null)[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const addJoined = (long: string, short: string, pair: Omit<Pair, 'like'>): void => {
    if (long.length < leastJoinedLength) return;
    const like = wordLikeness(long, short);
    if (like >= leastJoined) pairs.push({ ...pair, like: 0.97 * like });
  };
  name.forEach((part, own) => {
    words.forEach((word, at) => {
      if (word === null) return;
      const like = wordLikeness(part, word);
      if (like >= leastLike) pairs.push({ own: [own], at: [at], like });
      const [nextWord, nextPart] = [words[at + 1], name[own + 1]];
      if (nextWord) addJoined(part, word + nextWord, { own: [own], at: [at, at + 1] });
      if (nextPart) addJoined(word, part + nextPart, { own: [own, own + 1], at: [at] });
    });
  });
  const shift = ({ own, at }: Pair): number => Math.abs((own[0] as number) - (at[0] as number));
  return pairs.sort((a, b) => b.like - a.like || shift(a) - shift(b));
}
