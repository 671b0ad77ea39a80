// A sentence for each language of a page, once where two say it in the same words: a language that lacks it says it as
// another one does, and nobody needs to read that twice.
import type { Words } from '../words/words.ts';

export interface Said {
  readonly words: Words;
  readonly text: string;
}

/** @returns the languages that say something of their own, in order */
export function saidOnce(all: readonly Words[], say: (words: Words) => string): readonly Said[] {
  const said = new Map<string, Said>();
  for (const words of all) {
    const text = say(words);
    if (!said.has(text)) said.set(text, { words, text });
  }
  return [...said.values()];
}
