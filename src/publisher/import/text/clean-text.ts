// What a spreadsheet or a scan leaves in a cell, mended without changing what it says, and each mend named. Folding for
// comparison is core/spelling/fold; this keeps the text as people shall read it.
import type { Text } from '../../../core/guide/format/text.ts';

export interface Cleaned {
  readonly text: string;
  /** Codes of what was mended, each once. */
  readonly mends: readonly Mend[];
}

export type Mend = 'line-break' | 'spaces' | 'invisible-marks' | 'letter-variants' | 'composed-letters';

const invisible = /[^\P{Cc}\t\n\v\f\r]|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
// Presentation forms stand for letters; the whole-phrase ligatures from U+FDF0 on are characters of their own.
const presentationForms = /[\ufb50-\ufdef\ufe70-\ufefc]+/g;

// Languages that write Farsi yeh and keheh where Arabic keyboards and scans give yeh and kaf.
const farsiLetters: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک' };
const urduLetters: Readonly<Record<string, string>> = { ...farsiLetters, ه: 'ہ', ة: 'ۃ' };
const lettersOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ur: urduLetters,
  pnb: urduLetters,
  skr: urduLetters,
  'pa-arab': urduLetters,
  fa: farsiLetters,
};

/**
 * @param raw a cell as it was read
 * @param language a tag, for letter variants; "" where it is not known
 */
export function cleanText(raw: string, language: string): Cleaned {
  const mends: Mend[] = [];
  let text = raw;
  const step = (next: string, mend: Mend): void => {
    if (next === text) return;
    text = next;
    if (!mends.includes(mend)) mends.push(mend);
  };
  step(text.replace(invisible, ''), 'invisible-marks');
  step(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '), 'line-break');
  step(text.replace(/\s+/g, ' ').trim(), 'spaces');
  step(text.normalize('NFC'), 'composed-letters');
  step(normaliseLetters(text, language), 'letter-variants');
  return { text, mends };
}

function normaliseLetters(text: string, language: string): string {
  // A mark that stood on a space of its own leaves that space behind.
  const plain = text.replace(presentationForms, (forms) => forms.normalize('NFKC').replace(/ (?=\p{M})/gu, ''));
  const letters = lettersOf[language];
  const chosen = letters ? plain.replace(/[يىكهة]/g, (letter) => letters[letter] ?? letter) : plain;
  return chosen.normalize('NFC');
}

const scripts = new Map<string, string>();

/** The script that a language is written in: "Latn", "Arab". */
export function scriptOf(language: string): string {
  const known = scripts.get(language);
  if (known) return known;
  const script = new Intl.Locale(language).maximize().script ?? 'Latn';
  scripts.set(language, script);
  return script;
}

/**
 * A text whose language nobody named, put under the guide's languages by its script; two scripts in one cell are taken
 * apart.
 * @param languages the guide's, in order; the first takes what fits none
 */
export function textByScript(text: string, languages: readonly string[]): Text {
  if (text === '') return {};
  const byScript = new Map<string, string>();
  for (const language of languages) {
    const script = scriptOf(language);
    if (!byScript.has(script)) byScript.set(script, language);
  }
  const found = [...byScript].filter(([script]) => hasScript(text, script));
  const [first = 'en'] = languages;
  if (found.length <= 1) return { [found[0]?.[1] ?? first]: text };
  const parts: Record<string, string> = {};
  for (const [script, language] of found) {
    const others = found.filter(([other]) => other !== script).map(([other]) => other);
    const words = text.split(' ').filter((word) => !others.some((other) => hasScript(word, other)));
    const part = words.join(' ').replace(/^[\s/|,;()-]+|[\s/|,;(-]+$/g, '');
    if (part !== '') parts[language] = cleanText(part, language).text;
  }
  return parts;
}

const scriptPatterns = new Map<string, RegExp>();

/** Whether a letter of a script is in a text. */
export function hasScript(text: string, script: string): boolean {
  let pattern = scriptPatterns.get(script);
  if (!pattern) {
    pattern = new RegExp(`\\p{Script=${script}}`, 'u');
    scriptPatterns.set(script, pattern);
  }
  return pattern.test(text);
}

/** CAPITALS as a title; what is not all capitals stays as it is, and so does an abbreviation in brackets, "(UP)". */
export function calmCapitals(text: string): string {
  if (text !== text.toUpperCase() || !/[A-Z]{2}/.test(text)) return text;
  return text.replace(/\(\p{L}{1,6}\)|[\p{L}\p{M}]+/gu, (word) => {
    if (word.startsWith('(')) return word;
    const isInitials = word.length < 4 && !/[AEIOUY]/.test(word);
    const isRoman = /^[IVX]+$/.test(word);
    return isInitials || isRoman || word.length === 1 ? word : `${word.charAt(0)}${word.slice(1).toLowerCase()}`;
  });
}

/** A text as an id: lower-case ASCII words; null where nothing of it is left. */
export function slug(text: string): string | null {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return words === '' ? null : words;
}

/** Longer ids than this are cut: each stands in what every voter fetches first. */
const shortLength = 12;

/** A short id: the initials of a name of three words and more ("pmln"), else its first words, at most 12 characters. */
export function shortSlug(text: string): string | null {
  const words = slug(text)?.split('-') ?? [];
  if (words.length >= 3)
    return words
      .map((word) => word[0])
      .join('')
      .slice(0, shortLength);
  return words.join('-').slice(0, shortLength).replace(/-+$/, '') || null;
}
