// The words of paper: what only carriers and their like say, apart from the app's own words, which load first.
import type { Locale, Message } from '../words/locale.ts';
import { type Blanks, sayMessage, type Words } from '../words/words.ts';
import type english from './texts/en.json';

export type TextKey = keyof typeof english;
type Table = Readonly<Partial<Record<TextKey, Message>>>;

const tables = import.meta.glob<Table>('./texts/*.json', { eager: true, import: 'default' });

/** Says a text in the language of `words`; in English where that language has none. */
export function sayText(words: Words, key: TextKey, blanks: Blanks = {}): string {
  const own = tableOf(words.language)?.[key];
  const locale: Pick<Locale, 'dir' | 'plural'> = own === undefined ? { dir: 'ltr', plural: 'one-other' } : words.locale;
  return sayMessage(own ?? tableOf('en')?.[key] ?? '', locale, blanks);
}

/** Every text of one language: a page's words are part of what it was made with. */
export function tableOf(language: string): Table | undefined {
  return tables[`./texts/${language}.json`];
}
