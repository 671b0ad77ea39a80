// English whole, for programs that have every file beside them: the command line, tests. Voters load it in two parts.
import type { Locale } from './locale.ts';
import english from './locales/en.json';
import { openWords, type Words } from './words.ts';

const locale: Locale = english;

/** English, every text of it. */
export const englishWords: Words = openWords('en', locale, []);
