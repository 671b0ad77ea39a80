// The words of pictures that travel: loaded with them, by the app and by who draws for publishers.
import type { Message } from '../../words/locale.ts';
import { type Blanks, sayMessage, speechFor, type Words } from '../../words/words.ts';
import type english from './texts/en.json';

export type CardTextKey = keyof typeof english;
type Table = Readonly<Partial<Record<CardTextKey, Message>>>;

const tables = import.meta.glob<Table>('./texts/*.json', { eager: true, import: 'default' });

/** Says a text in the language of `words`; where that language has none, in the one that stands in for it, or English. */
export function sayCard(words: Words, key: CardTextKey, blanks: Blanks = {}): string {
  const found = speechFor(words, (language) => tables[`./texts/${language}.json`]?.[key]);
  return found ? sayMessage(found.message, found, blanks, words) : '';
}
