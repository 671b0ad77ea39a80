// What turns a sentence round although a name and its right symbol stand in it: "not", "was", "withdrew", a struck word, a
// drawing of something else. Rules read no sentences; where one of these stands, nothing is said to agree.
import type { Lexicon } from '../lexicon.ts';
import { openPhrases, type Phrases } from './phrases.ts';

/** Signs that decorate and say nothing. What stands for a thing, "no" and struck letters are none of them. */
const decoration = new RegExp(
  [
    '[\\p{L}\\p{M}\\p{N}\\s\\u200b-\\u200f\\u061c\\u2060\\u202a-\\u202e\\u2066-\\u2069\\ufe0e\\ufe0f]',
    '[.,;:!?\'"()[\\]{}|/\\\\&#@+%=*_>•·…–—‑‘’“”«»،؛؟۔٪`-]',
    '[\\u2500-\\u257f→⇒▶►➜➡▪◾●]',
    '[✅☑✔⚠❗‼❕ℹ🙏👍👇👉👆📢📣🔊🔔🗳🚨📌📍🤲\\u{1f3fb}-\\u{1f3ff}\\u{1f1e6}-\\u{1f1ff}]',
  ].join('|'),
  'gu',
);
/** A line through letters, a ring of prohibition around them. */
const struck = /[\u0335-\u0338\u20d0-\u20e2\u20e4-\u20f0]/;
const leastAlike = 0.93;
const indexes = new WeakMap<Lexicon, Phrases<true>>();

function turningIn(lexicon: Lexicon): Phrases<true> {
  const found = indexes.get(lexicon);
  if (found) return found;
  const turning = openPhrases<true>();
  for (const phrase of lexicon.turning) turning.add(phrase, true);
  indexes.set(lexicon, turning);
  return turning;
}

/**
 * Whether something in a text may turn its meaning round.
 * @param text as it was written
 * @param words its words, folded
 * @param isOwn whether the word at a place is a name's, a symbol's or a seat's
 */
export function turnsRound(
  text: string,
  words: readonly string[],
  lexicon: Lexicon,
  isOwn: (at: number) => boolean,
): boolean {
  if (text.replace(decoration, '') !== '' || struck.test(text)) return true;
  return turningIn(lexicon)
    .find(words, { least: leastAlike })
    .some(({ from, length }) => Array.from({ length }, (_, i) => from + i).some((at) => !isOwn(at)));
}
