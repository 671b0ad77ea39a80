// The words of what is printed: slips, posters, the kit's page. Apart from a carrier's, which are part of what it was made
// with, and from the app's, which load first.
import type { Message } from '../words/locale.ts';
import { type Blanks, sayMessage, speechFor, type Words } from '../words/words.ts';
import type english from './print-texts/en.json';

export type PrintKey = keyof typeof english;
type Table = Readonly<Partial<Record<PrintKey, Message>>>;

const tables = import.meta.glob<Table>('./print-texts/*.json', { eager: true, import: 'default' });

/** Whether what is printed has sentences in a language of its own. @param tag of a guide's language */
export function isPrinted(tag: string): boolean {
  return tables[`./print-texts/${tag}.json`] !== undefined;
}

/** Says a text in the language of `words`; where that language has none, in the one that stands in for it, or English. */
export function sayPrint(words: Words, key: PrintKey, blanks: Blanks = {}): string {
  const found = speechFor(words, (language) => tables[`./print-texts/${language}.json`]?.[key]);
  return found ? sayMessage(found.message, found, blanks, words) : '';
}
