// When two spellings are the same symbol's name: what import looks symbols up by, and check finds doubles with.
import { fold } from '../../../core/spelling/fold.ts';

/** What printed lists add to a symbol's name. */
const noiseWords = new Set(['code', 'no', 'num', 'number', 'symbol']);

/** One form for the spellings of one symbol: folded, without noise words and spaces. */
export function symbolKey(spelling: string): string {
  const words = fold(spelling).split(' ');
  const telling = words.filter((word) => !noiseWords.has(word));
  return (telling.length > 0 ? telling : words).join('');
}
