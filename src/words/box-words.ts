// The texts of the box's own page, apart from the app's: phones that install the app need none of them.
import english from './box/en.json';
import { loadWords } from './languages.ts';
import type { Message } from './locale.ts';
import { type Blanks, sayMessage, type Words } from './words.ts';

export type BoxKey = keyof typeof english;

const files = import.meta.glob<Readonly<Record<BoxKey, Message>>>(['./box/*.json', '!./box/en.json'], {
  import: 'default',
});

/** One language of the box's page; `words` is the app's own, for dates. */
export interface BoxWords {
  readonly words: Words;
  say(key: BoxKey, blanks?: Blanks): string;
}

/** The tags that there are texts for. */
export const boxLanguages: readonly string[] = [
  'en',
  ...Object.keys(files).map((path) => path.replace(/^.*\/|\.json$/g, '')),
];

/** @param tag one of `boxLanguages`; English for any other */
export async function loadBoxWords(tag: string): Promise<BoxWords> {
  const texts = (await files[`./box/${tag}.json`]?.()) ?? english;
  const words = await loadWords(texts === english ? 'en' : tag);
  return { words, say: (key, blanks = {}) => sayMessage(texts[key], words.locale, blanks) };
}
