// The words of paper: what only carriers and their like say, apart from the app's own words, which load first.
import type { Message } from '../words/locale.ts';
import { type Blanks, sayMessage, speechFor, type Words } from '../words/words.ts';
import type english from './texts/en.json';

export type TextKey = keyof typeof english;
type Table = Readonly<Partial<Record<TextKey, Message>>>;

const tables = import.meta.glob<Table>('./texts/*.json', { eager: true, import: 'default' });

/** Says a text in the language of `words`; where that language has none, in the one that stands in for it, or English. */
export function sayText(words: Words, key: TextKey, blanks: Blanks = {}): string {
  const found = speechFor(words, (language) => tables[`./texts/${language}.json`]?.[key]);
  return found ? sayMessage(found.message, found, blanks, words) : '';
}

/** Every text of one language: a page's words are part of what it was made with. */
export function tableOf(language: string): Table | undefined {
  return tables[`./texts/${language}.json`];
}
