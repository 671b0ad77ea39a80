// Which of a guide's languages the app speaks. A language without an interface cannot be chosen: what a guide says in it
// stands in carriers, and in the app only where the voter's own language has nothing.
import { carrierWords } from '../../../paper/carrier/carrier-words.ts';
import { languageOf, languages } from '../../../words/languages.ts';
import type { Words } from '../../../words/words.ts';

/** @param tags a guide's languages @returns those that no voter can choose, in their order */
export function unspokenOf(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => languageOf(tag) === null);
}

/** What it means for voters, without a full stop. */
export function unspokenMessage(tag: string): string {
  return `the app has no interface in "${tag}", so voters cannot choose it`;
}

const tagsOf = (spoken: typeof languages): string => spoken.map(({ tag }) => tag).join(', ');

/** What is to be done about it. */
export const unspokenFix = `write one (docs/OTHER-COUNTRIES.md: A language), or leave the language out; there is a whole one in ${tagsOf(languages.filter(({ isPart }) => !isPart))}, a part of one in ${tagsOf(languages.filter(({ isPart }) => isPart))}`;

/** @param tags a guide's languages @returns a sentence for each of which the app has only a part */
export function partlySpoken(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => {
    const known = languages.find((each) => each.tag === tag);
    if (!known?.isPart) return [];
    return `of "${tag}" the app's own words are there in part, and the others it says in "${known.fallback ?? 'en'}"; what the guide says is as whole as you make it`;
  });
}

/**
 * The words for a notice's title: a language that the app does not speak gets no title, since it would be an English one.
 * @param tags a guide's languages
 * @returns English where the app speaks none of them
 */
export async function spokenWords(tags: readonly string[]): Promise<readonly Words[]> {
  const spoken = tags.filter((tag) => languageOf(tag) !== null);
  return carrierWords(spoken.length > 0 ? spoken : ['en']);
}
