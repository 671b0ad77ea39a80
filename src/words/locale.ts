// What a locale file holds. The keys are English's: a language without one of them falls back to English, visibly.
import type { ErrorCode } from '../core/errors.ts';
import type english from './locales/en.json';

/** A key of the interface's texts: "find.title". */
export type WordKey = keyof typeof english.words;
/** One text, or one for each plural form. `{n}` and other names in braces are filled in. */
export type Message = string | Readonly<Record<string, string>>;

/** One language: one file in locales/. */
export interface Locale {
  readonly dir: string;
  /** Its own name in its own script. */
  readonly nativeName: string;
  /** The name of a rule in plural.ts. */
  readonly plural: string;
  /** Ten digits; Western ones are pinned where the guide asks for nothing else. */
  readonly digits: string;
  /** Twelve names of the Gregorian months. */
  readonly months: readonly string[];
  readonly words: Readonly<Partial<Record<WordKey, Message>>>;
  readonly errors: Readonly<Partial<Record<ErrorCode, string>>>;
}
