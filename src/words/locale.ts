// What a locale file holds. The keys are English's: what a language lacks is said in its fallback, else in English, visibly.
import type { ErrorCode } from '../core/errors.ts';
import type english from './locales/en.json';

/** A key of the interface's texts: "find.title". */
export type WordKey = keyof typeof english.words;
/** One text, or one for each plural form. `{n}` and other names in braces are filled in. */
export type Message = string | Readonly<Record<string, string>>;

/** One language: one file in locales/, named for its tag in lower case: "ur", "pa-arab". */
export interface Locale {
  readonly dir: string;
  /** Its own name in its own script. */
  readonly nativeName: string;
  /** Other tags that its readers' browsers and guides may give: "pnb". */
  readonly also?: readonly string[];
  /** The language that its readers read next best, where that is not English. */
  readonly fallback?: string;
  /** The name of a rule in plural.ts. */
  readonly plural: string;
  /** Ten digits, written where the guide asks for native ones; Western ones are pinned otherwise. */
  readonly digits: string;
  /** Twelve names of the Gregorian months. */
  readonly months: readonly string[];
  readonly words: Readonly<Partial<Record<WordKey, Message>>>;
  readonly errors: Readonly<Partial<Record<ErrorCode, string>>>;
}

/** What is known of a language before it is loaded. */
export interface LocaleName extends Pick<Locale, 'nativeName' | 'also' | 'fallback'> {
  /** It lacks texts of English. */
  readonly isPart?: true;
}
