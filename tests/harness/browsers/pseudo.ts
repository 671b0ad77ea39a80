// Two languages that nobody speaks, made from the English texts: one 60 % longer, one with marks above and below its letters.
// They come into the app as the bytes of another language's file.
import type { Page } from 'playwright-core';
import english from '../../../src/words/locales/en.json' with { type: 'json' };

type Text = string | Readonly<Record<string, string>>;

/** Blanks such as {name} stay as they are. */
function inWords(text: string, change: (words: string) => string): string {
  return text
    .split(/(\{\w+\})/)
    .map((part, i) => (i % 2 === 1 ? part : change(part)))
    .join('');
}

/** Longer by 60 %, in the words' own rhythm. */
const longer = (words: string): string =>
  words.replace(
    /\p{L}+/gu,
    (word) =>
      word +
      word
        .repeat(2)
        .slice(0, Math.round(word.length * 0.6))
        .toLowerCase(),
  );

const marked: Readonly<Record<string, string>> = {
  a: 'ẫ',
  e: 'ễ',
  i: 'į̂',
  o: 'ỗ',
  u: 'ǘ',
  y: 'ỹ',
  A: 'Ẫ',
  E: 'Ễ',
  O: 'Ỗ',
  U: 'Ǘ',
};
const accented = (words: string): string => words.replace(/[aeiouyAEOU]/g, (letter) => marked[letter] ?? letter);

export const pseudoLanguages = { longer, accented };

/** From now on the app's second language is the made one. The page's context must not let a worker answer. */
export async function speakPseudo(page: Page, change: (words: string) => string): Promise<void> {
  const turn = (text: Text): Text =>
    typeof text === 'string'
      ? inWords(text, change)
      : Object.fromEntries(Object.entries(text).map(([form, words]) => [form, inWords(words, change)]));
  const words = Object.fromEntries(Object.entries<Text>(english.words).map(([key, text]) => [key, turn(text)]));
  const errors = Object.fromEntries(Object.entries<Text>(english.errors).map(([key, text]) => [key, turn(text)]));
  const body = `export default ${JSON.stringify({ ...english, words, errors, nativeName: 'Pseudo' })}`;
  await page.route(/\/assets\/ur-[^/]+\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body }));
}
