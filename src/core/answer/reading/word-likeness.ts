// How alike two words are, whoever wrote them: the same letters, the same sound in another script, a slip of the finger.

import { likeness, type Sound, soundOf } from '../../search/sound.ts';
import { isNumber } from '../../search/word-forms.ts';
import { slipsBetween } from '../../spelling/slips-between.ts';

const maxKept = 40_000;
const sounds = new Map<string, Sound>();

/** The sound of a folded word; kept, since the same words come again and again. */
export function keptSound(word: string): Sound {
  const known = sounds.get(word);
  if (known) return known;
  if (sounds.size >= maxKept) sounds.clear();
  const sound = soundOf(word);
  sounds.set(word, sound);
  return sound;
}

/** Shorter words are all a slip away from each other. */
const leastForSlip = 4;
const leastForSound = 3;

/**
 * @param a folded, as wordsOf makes it
 * @returns 1 for the same word, 0 for another one
 */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (isNumber(a) || isNumber(b)) return 0;
  const [own, its] = [keptSound(a), keptSound(b)];
  let best = 0;
  if (Math.min(a.length, b.length) >= leastForSound && own.bones === its.bones) best = 0.98 * likeness(own, its);
  const shorter = Math.min(a.length, b.length);
  if (own.isArabic === its.isArabic && shorter >= leastForSlip && slipsBetween(a, b, 1) <= 1)
    best = Math.max(best, 0.97 - 0.5 / shorter);
  return best;
}
