// Which way a text runs that somebody else wrote: by most of its letters, not by the first one. A question in Urdu that
// begins with a seat's code is Urdu.

/** Letters of scripts that run from right to left. */
export const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const allRightToLeft = new RegExp(rightToLeft.source, 'g');
const allLetters = /\p{L}/gu;

/** @returns `auto` where it has no letters of a script that runs from right to left */
export function textDirection(text: string): 'rtl' | 'ltr' | 'auto' {
  const count = text.match(allRightToLeft)?.length ?? 0;
  if (count === 0) return 'auto';
  return count * 2 >= (text.match(allLetters)?.length ?? 0) ? 'rtl' : 'ltr';
}
