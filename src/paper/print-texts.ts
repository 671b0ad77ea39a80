// The words of what is printed: slips, posters, the kit's page. Apart from a carrier's, which are part of what it was made
// with, and from the app's, which load first.
import type { Locale, Message } from '../words/locale.ts';
import { type Blanks, sayMessage, type Words } from '../words/words.ts';
import type english from './print-texts/en.json';

export type PrintKey = keyof typeof english;
type Table = Readonly<Partial<Record<PrintKey, Message>>>;

const tables = import.meta.glob<Table>('./print-texts/*.json', { eager: true, import: 'default' });

/** Says a text in the language of `words`; in English where that language has none. */
export function sayPrint(words: Words, key: PrintKey, blanks: Blanks = {}): string {
  const own = tables[`./print-texts/${words.language}.json`]?.[key];
  const locale: Pick<Locale, 'dir' | 'plural'> = own === undefined ? { dir: 'ltr', plural: 'one-other' } : words.locale;
  return sayMessage(own ?? tables['./print-texts/en.json']?.[key] ?? '', locale, blanks);
}
