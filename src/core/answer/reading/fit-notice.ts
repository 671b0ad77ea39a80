// Which notice of the publisher answers a question or a rumour: the one that has most of its words.
import type { Notice } from '../../guide/pages.ts';
import { wordsOf } from '../../search/word-forms.ts';
import { wordLikeness } from './word-likeness.ts';

const leastShare = 0.6;
const leastWords = 2;
const leastLike = 0.9;

/**
 * @param words what is said, without the words that only stand around it
 * @param seats codes that are named; a notice of another seat does not answer
 * @returns best first
 */
export function fitNotices(
  notices: readonly Notice[],
  words: readonly string[],
  seats: readonly string[],
): readonly Notice[] {
  const said = [...new Set(words)];
  const found = notices.flatMap((notice) => {
    if (notice.contest !== undefined && seats.length > 0 && !seats.includes(notice.contest)) return [];
    const own = [...new Set(textsOf(notice).flatMap(wordsOf))];
    const met = said.filter((word) => own.some((each) => wordLikeness(word, each) >= leastLike));
    const share = met.length / Math.max(1, said.length);
    return met.length >= leastWords && share >= leastShare ? [{ notice, share }] : [];
  });
  return found.sort((a, b) => b.share - a.share).map(({ notice }) => notice);
}

function textsOf({ title, text, was, counterfeit }: Notice): readonly string[] {
  return [title, text, was, counterfeit?.words].flatMap((each) => Object.values(each ?? {}));
}
