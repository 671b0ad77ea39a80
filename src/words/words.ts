// Speaks one language: texts with their blanks filled in, plural forms, and another language where a text is missing.
import type { ErrorCode } from '../core/errors.ts';
import type { Locale, Message, WordKey } from './locale.ts';
import { pluralForm } from './plural.ts';
import { rightToLeft, textDirection } from './text-direction.ts';

/** What is filled into a text: `{n}` decides the plural form. */
export type Blanks = Readonly<Record<string, string | number>>;
/** Which digits are written: Western ones, or the language's own where the guide asks for them. */
export type DigitKind = 'latn' | 'native';
/** A language that stands in for a text, by its tag. */
export type Spare = readonly [language: string, locale: Locale];

export interface Words {
  readonly language: string;
  readonly locale: Locale;
  /** Whether every text is here, and not only what the first answer says. */
  readonly isWhole: boolean;
  readonly digits: DigitKind;
  /** This language and those that stand in for it, the nearest first. */
  readonly voices: readonly Spare[];
  /** The text of a key; "" where no language has it here. */
  t(key: WordKey, blanks?: Blanks): string;
  /** What to tell the voter about a failure. */
  failure(code: ErrorCode): string;
  /** What `t` speaks from, blanks and all its forms; undefined where no language has it here. */
  messageOf(key: WordKey): Message | undefined;
  /** Digits as they are written now. */
  number(text: string | number): string;
  /** The language of a text that was said in place of a missing one, so that the page can mark it; null for its own. */
  standsInFor(text: string): string | null;
  /** The same words with other digits. */
  withDigits(kind: DigitKind): Words;
}

type Speech = Pick<Locale, 'dir' | 'plural'>;

const openLeftToRight = '\u2066';
const openRightToLeft = '\u2067';
const closeIsolate = '\u2069';
const firstLetter = /\p{L}/u;
/** More texts than any screen says: those on the screen are said again with every drawing. */
const maxRemembered = 2_000;

/**
 * @param language its tag, "ur"
 * @param locale its file, or the first part of it
 * @param spares what stands in for a text that it lacks, the nearest first
 */
export function openWords(
  language: string,
  locale: Locale,
  spares: readonly Spare[],
  isWhole = true,
  digits: DigitKind = 'latn',
): Words {
  const voices: readonly Spare[] = [[language, locale], ...spares];
  const stoodIn = new Map<string, string>();
  const number = (text: string | number): string =>
    digits === 'native' ? String(text).replace(/\d/g, (digit) => locale.digits.charAt(Number(digit))) : String(text);
  const said = (text: string, [tag, voice]: Spare): string => {
    if (voice === locale) return text;
    const apart = inside(text, voice.dir, locale.dir);
    if (stoodIn.size >= maxRemembered) stoodIn.clear();
    stoodIn.set(apart, tag);
    return apart;
  };
  return {
    language,
    locale,
    isWhole,
    digits,
    voices,
    t(key, blanks = {}) {
      const voice = voices.find(([, { words }]) => words[key] !== undefined);
      const message = voice?.[1].words[key];
      return voice && message !== undefined ? said(speak(message, voice[1], blanks, number), voice) : '';
    },
    failure(code) {
      const voice = voices.find(([, { errors }]) => errors[code] !== undefined);
      return voice ? said(voice[1].errors[code] ?? '', voice) : '';
    },
    messageOf: (key) => voices.find(([, { words }]) => words[key] !== undefined)?.[1].words[key],
    number,
    standsInFor: (text) => stoodIn.get(text) ?? null,
    withDigits: (kind) => openWords(language, locale, spares, isWhole, kind),
  };
}

/** The tags under which a guide may have texts for who speaks this, best first. @param others the guide's own languages */
export function tagsOf({ language, locale }: Words, others: readonly string[]): readonly string[] {
  return [language, ...(locale.also ?? []), ...(locale.fallback ? [locale.fallback] : []), ...others];
}

/**
 * A text of a table of its own, as the language of that table speaks.
 * @param from the language of the text
 * @param on the language of the page that it stands on, and how that writes numbers: Western ones where it is left out
 */
export function sayMessage(
  message: Message,
  from: Speech,
  blanks: Blanks,
  { locale, number }: { readonly locale: Pick<Locale, 'dir'>; number(value: number): string } = {
    locale: from,
    number: String,
  },
): string {
  return inside(speak(message, from, blanks, number), from.dir, locale.dir);
}

/**
 * Finds a text in tables of their own, one a language.
 * @param messageIn the text in the table of a language
 * @returns the text with how its language speaks; null where neither this language, its fallback nor English has it
 */
export function speechFor(
  { voices }: Words,
  messageIn: (language: string) => Message | undefined,
): (Speech & { readonly message: Message }) | null {
  for (const [language, { dir, plural }] of voices) {
    const message = messageIn(language);
    if (message !== undefined) return { message, dir, plural };
  }
  return null;
}

function speak(message: Message, { dir, plural }: Speech, blanks: Blanks, number: (value: number) => string): string {
  return choose(message, plural, blanks).replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = blanks[name];
    if (value === undefined) return blank;
    return isolate(typeof value === 'number' ? number(value) : value, dir);
  });
}

function choose(message: Message, plural: string, blanks: Blanks): string {
  if (typeof message === 'string') return message;
  const form = pluralForm(plural, Number(blanks.n ?? 0));
  return message[form] ?? message.other ?? '';
}

/** A text in the middle of a page of the other direction. */
function inside(text: string, dir: string, pageDir: string): string {
  if (dir === pageDir || text === '') return text;
  return (dir === 'rtl' ? openRightToLeft : openLeftToRight) + text + closeIsolate;
}

/**
 * A name or number in a text of the other direction keeps its own order. The direction is said, not left to be found:
 * whoever looks for it would pass over a value that is itself made of isolated parts, as a date is.
 * @source Unicode Standard Annex 9, rules P2 and P3
 */
function isolate(value: string, dir: string): string {
  if (dir !== 'rtl' && !rightToLeft.test(value)) return value;
  const isRightToLeft =
    dir === 'rtl' ? textDirection(value) === 'rtl' : rightToLeft.test(firstLetter.exec(value)?.[0] ?? '');
  return (isRightToLeft ? openRightToLeft : openLeftToRight) + value + closeIsolate;
}
