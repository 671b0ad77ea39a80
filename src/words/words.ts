// Speaks one language: texts with their blanks filled in, plural forms, and English where a text is missing.
import type { ErrorCode } from '../core/errors.ts';
import type { Locale, Message, WordKey } from './locale.ts';
import { pluralForm } from './plural.ts';

/** What is filled into a text: `{n}` decides the plural form. */
export type Blanks = Readonly<Record<string, string | number>>;

export interface Words {
  readonly language: string;
  readonly locale: Locale;
  /** Whether every text is here, and not only what the first answer says. */
  readonly isWhole: boolean;
  /** The text of a key; "" where neither language has it here. */
  t(key: WordKey, blanks?: Blanks): string;
  /** What to tell the voter about a failure. */
  failure(code: ErrorCode): string;
}

const openLeftToRight = '\u2066';
const openRightToLeft = '\u2067';
const closeIsolate = '\u2069';
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const firstLetter = /\p{L}/u;

/**
 * @param language its tag, "ur"
 * @param locale its file, or the first part of it
 * @param english what stands in for a text that it lacks
 */
export function openWords(language: string, locale: Locale, english: Locale, isWhole = true): Words {
  return {
    language,
    locale,
    isWhole,
    t(key, blanks = {}) {
      const own = locale.words[key];
      const from = own === undefined ? english : locale;
      return fill(choose(own ?? english.words[key] ?? '', from, blanks), locale.dir, blanks);
    },
    failure: (code) => locale.errors[code] ?? english.errors[code] ?? '',
  };
}

/** A text of a table of its own, spoken as a locale speaks. */
export function sayMessage(message: Message, locale: Pick<Locale, 'dir' | 'plural'>, blanks: Blanks): string {
  return fill(choose(message, locale, blanks), locale.dir, blanks);
}

function fill(text: string, dir: string, blanks: Blanks): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = blanks[name];
    return value === undefined ? blank : isolate(String(value), dir);
  });
}

function choose(message: Message, { plural }: { readonly plural: string }, blanks: Blanks): string {
  if (typeof message === 'string') return message;
  const form = pluralForm(plural, Number(blanks.n ?? 0));
  return message[form] ?? message.other ?? '';
}

/**
 * A name or number in a text of the other direction keeps its own order. The direction is said, not left to be found:
 * whoever looks for it would pass over a value that is itself made of isolated parts, as a date is.
 * @source Unicode Standard Annex 9, rules P2 and P3
 */
function isolate(value: string, dir: string): string {
  if (dir !== 'rtl' && !rightToLeft.test(value)) return value;
  const isRightToLeft = rightToLeft.test(firstLetter.exec(value)?.[0] ?? '');
  return (isRightToLeft ? openRightToLeft : openLeftToRight) + value + closeIsolate;
}
