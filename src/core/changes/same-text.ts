// Whether two texts of a guide say the same, spelling slips aside. For telling a correction of letters from a change that
// a voter has to know.

import type { Text } from '../guide/format/text.ts';
import { fold } from '../spelling/fold.ts';
import { slipsAllowed, slipsBetween } from '../spelling/slips-between.ts';

/** The languages in which both have a text. */
export function sharedLanguages(a: Text, b: Text): readonly string[] {
  return Object.keys(a).filter((language) => a[language] && b[language]);
}

/** Whether some language has nearly the same words in both: a name whose spelling was corrected in one of them. */
export function isLikeText(a: Text, b: Text): boolean {
  return sharedLanguages(a, b).some((language) => isLike(a[language] as string, b[language] as string));
}

/** Whether some language clearly says something else. Texts without a common language cannot be compared: they do not. */
export function isOtherText(a: Text, b: Text): boolean {
  return sharedLanguages(a, b).some((language) => !isLike(a[language] as string, b[language] as string));
}

/** Whether every common language says exactly the same, but for letter variants; two absent texts are the same. */
export function isSameText(a: Text | undefined, b: Text | undefined): boolean {
  if (!a || !b) return a === b;
  const languages = sharedLanguages(a, b);
  return languages.length > 0 && languages.every((language) => isEqual(a[language] as string, b[language] as string));
}

function isEqual(a: string, b: string): boolean {
  return a === b || fold(a) === fold(b);
}

/** Word by word: "East Road" and "West Road" are two slips apart, and two places. */
function isLike(a: string, b: string): boolean {
  if (isEqual(a, b)) return true;
  const words = fold(a).split(' ');
  const others = fold(b).split(' ');
  return (
    words.length === others.length &&
    words.every((word, i) => {
      const other = others[i] as string;
      // A digit is never a slip of the pen: school 12 is not school 13.
      if (word === other || /\p{N}/u.test(word + other)) return word === other;
      const most = Math.min(slipsAllowed(word), slipsAllowed(other));
      return slipsBetween(word, other, most) <= most;
    })
  );
}
