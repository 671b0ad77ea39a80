// Phrases found in running words: names of symbols, words that tell what is asked. By letter, by sound, written as one
// word or as two, and where it is allowed with a slip of the finger.

import { likeness, type Sound, soundOf } from '../../search/sound.ts';
import { isNumber, wordsOf } from '../../search/word-forms.ts';
import { slipsAllowed, slipsBetween } from '../../spelling/slips-between.ts';

/** A phrase met in a row of words. */
export interface Mention<T> {
  readonly from: number;
  /** How many words it is. */
  readonly length: number;
  readonly values: readonly T[];
  /** 1 letter by letter, less for what only sounds or looks like it. */
  readonly score: number;
}

interface Phrase<T> {
  readonly joined: string;
  readonly words: number;
  readonly sound: Sound;
  /** Those that are called so. */
  readonly values: Set<T>;
}

/** Phrases that can be found in running words, each with its values. */
export interface Phrases<T> {
  add(phrase: string, value: T): void;
  /** Whether something is called just so. */
  has(phrase: string): boolean;
  /** What is called just so. */
  of(phrase: string): readonly T[];
  /** Every place where one of them stands, the surest and longest first; places may overlap. */
  find(words: readonly string[], options?: FindOptions): readonly Mention<T>[];
}

/** How phrases are looked for. */
export interface FindOptions {
  /** 1 for letter by letter alone. */
  readonly least: number;
  /** Also what is a slip of the finger away. */
  readonly isWide?: boolean;
}

const maxWords = 6;
/** Two or three letters sound like too much. */
const leastForSound = 4;
/** Words that are written as one, or one that is parted, have to sound just so. */
const leastJoined = 0.975;

/** Opens an empty set of phrases. */
export function openPhrases<T>(): Phrases<T> {
  const byText = new Map<string, Phrase<T>>();
  const byBones = new Map<string, Phrase<T>[]>();
  const all: Phrase<T>[] = [];

  const alike = (text: string, isWide: boolean): readonly (readonly [Phrase<T>, number])[] => {
    const exact = byText.get(text);
    if (exact) return [[exact, 1]];
    if (text.length < leastForSound || isNumber(text)) return [];
    const own = soundOf(text);
    const found: (readonly [Phrase<T>, number])[] = [];
    for (const phrase of byBones.get(own.bones) ?? []) {
      if (phrase.joined.length >= 3) found.push([phrase, 0.98 * likeness(own, phrase.sound)]);
    }
    if (!isWide) return found;
    const slips = Math.max(1, slipsAllowed(text));
    for (const phrase of all) {
      if (phrase.joined.length < leastForSound || phrase.sound.isArabic !== own.isArabic) continue;
      const count = slipsBetween(phrase.joined, text, slips);
      if (count <= slips) found.push([phrase, 0.97 - (0.5 * count) / phrase.joined.length]);
    }
    return found;
  };

  return {
    add(text, value) {
      const words = wordsOf(text);
      const joined = words.join('');
      if (joined === '') return;
      const known = byText.get(joined);
      if (known) {
        known.values.add(value);
        return;
      }
      const phrase = { joined, words: words.length, sound: soundOf(joined), values: new Set([value]) };
      byText.set(joined, phrase);
      all.push(phrase);
      const same = byBones.get(phrase.sound.bones);
      if (same) same.push(phrase);
      else byBones.set(phrase.sound.bones, [phrase]);
    },
    has: (text) => byText.has(wordsOf(text).join('')),
    of: (text) => [...(byText.get(wordsOf(text).join(''))?.values ?? [])],
    find(words, { least, isWide = false } = { least: 1 }) {
      const found: Mention<T>[] = [];
      for (let from = 0; from < words.length; from++) {
        for (let length = 1; length <= Math.min(maxWords, words.length - from); length++) {
          const text = words.slice(from, from + length).join('');
          let best: (readonly [Phrase<T>, number])[] = [];
          for (const each of alike(text, isWide)) {
            const [phrase, score] = each;
            // Written apart or as one, but not as a heap of little words: "alphabet" is not "alphabet A".
            const apartBy = Math.abs(phrase.words - length);
            if (score < Math.max(least, apartBy === 0 ? 0 : leastJoined) || apartBy > 1) continue;
            const top = best[0]?.[1] ?? 0;
            if (score > top + 0.02) best = [each];
            else if (score >= top - 0.02) best.push(each);
          }
          const top = best[0];
          if (!top) continue;
          const values = new Set(best.flatMap(([{ values: own }]) => [...own]));
          found.push({ from, length, values: [...values], score: Math.max(...best.map(([, score]) => score)) });
        }
      }
      return found.sort((a, b) => rankOf(b) - rankOf(a) || a.from - b.from);
    },
  };
}

/** A longer phrase says more than a part of it, and an exact one more than one that sounds like it. */
function rankOf({ score, length }: Mention<unknown>): number {
  return score + 0.1 * length;
}

/** The best mentions that do not overlap, in the order of the words. */
export function apart<T>(mentions: readonly Mention<T>[]): readonly Mention<T>[] {
  const taken = new Set<number>();
  const kept: Mention<T>[] = [];
  for (const mention of mentions) {
    const own = Array.from({ length: mention.length }, (_, i) => mention.from + i);
    if (own.some((at) => taken.has(at))) continue;
    for (const at of own) taken.add(at);
    kept.push(mention);
  }
  return kept.sort((a, b) => a.from - b.from);
}
