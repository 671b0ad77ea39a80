// The words of a question, each with what it may mean in an index and how much it says.
import type { Entries } from './entries.ts';
import { weightOfWord } from './entries.ts';
import { isSmallWord, smallWeight } from './small-words.ts';
import type { Match } from './vocabulary.ts';
import { isNumber } from './word-forms.ts';

/** One word of a question. */
export interface QuestionWord {
  readonly text: string;
  /** How much it says: much for a rare word, nearly nothing for "who" and "is". */
  readonly weight: number;
  /** Best first. */
  readonly matches: readonly Match[];
}

const goodJoin = 0.9;

/**
 * @param words as wordsOf makes them
 * @param isWide for which of them also words that are a slip of the finger away
 */
export function readQuestion(
  entries: Entries,
  words: readonly string[],
  isWide: (word: string) => boolean = () => false,
): readonly QuestionWord[] {
  const { vocabulary } = entries;
  const found = words.map(
    (word) => new Map(vocabulary.match(word, isWide(word)).map((each) => [each.word, each.score])),
  );
  for (let i = 0; i + 1 < words.length; i++) {
    const [left, right] = [words[i] as string, words[i + 1] as string];
    if (isNumber(left) || isNumber(right)) continue;
    // Written apart by the one and as one word by the other: it stands for both.
    for (const { word, score } of vocabulary.match(left + right, false)) {
      if (score < goodJoin) break;
      for (const side of [found[i], found[i + 1]]) side?.set(word, Math.max(0.95 * score, side.get(word) ?? 0));
    }
  }
  return words.map((text, i) => {
    const matches = [...(found[i] ?? [])].map(([word, score]) => ({ word, score })).sort((a, b) => b.score - a.score);
    return { text, weight: weightOf(entries, text, matches), matches };
  });
}

function weightOf(entries: Entries, text: string, matches: readonly Match[]): number {
  const best = matches[0]?.score ?? 0;
  // As common as the most common word that it means: "Mohd" says as little as "Muhammad".
  let weight = Math.log(1 + entries.kind.length) * 0.7;
  for (const { word, score } of matches) {
    if (score < 0.97 * best) break;
    weight = Math.min(weight, weightOfWord(entries, word));
  }
  return Math.max(0.05, weight) * (isSmallWord(text) ? smallWeight : 1);
}

/**
 * Words that were written as one: "عبدالرحمن" where a list has "عبد الرحمن".
 * @param mayPart which of them
 * @returns null where none of them can be parted into two words of the vocabulary
 */
export function partWords(
  { vocabulary }: Entries,
  words: readonly string[],
  mayPart: (word: string) => boolean,
): readonly string[] | null {
  let isParted = false;
  const parts = words.flatMap((word) => {
    const cut = isNumber(word) || !mayPart(word) ? 0 : cutOf(word, (part) => vocabulary.knownId(part) !== undefined);
    if (cut > 0) isParted = true;
    return cut > 0 ? [word.slice(0, cut), word.slice(cut)] : [word];
  });
  return isParted ? parts : null;
}

/** Where both parts are known words, the shorter one as long as can be; 0 where there is no such place. */
function cutOf(word: string, isKnown: (part: string) => boolean): number {
  for (let short = word.length >> 1; short > 1; short--) {
    for (const cut of [short, word.length - short]) {
      if (isKnown(word.slice(0, cut)) && isKnown(word.slice(cut))) return cut;
    }
  }
  return 0;
}
