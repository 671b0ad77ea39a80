// What a question holds: seats, a number, cues of what is asked, symbols, and the words that may name somebody. What
// looks like an identity number is thrown away before anything else is read.

import { readTypedSeats, type SeatCodes, seatsWithNumber } from '../../search/typed-seats.ts';
import { isNumber, wordsOf } from '../../search/word-forms.ts';
import { westernDigit } from '../../spelling/fold.ts';
import type { AskedGuide } from '../asked-guide.ts';
import { type Cue, cues, type Lexicon } from '../lexicon.ts';
import { apart, type Mention, openPhrases, type Phrases } from './phrases.ts';

/** What a question holds. */
export interface Reading {
  /** Without the seats' codes. */
  readonly words: readonly string[];
  /** Codes of the seats that are named outright. */
  readonly seats: readonly string[];
  /** Codes of the seats that a bare number fits. */
  readonly fitting: readonly string[];
  /** A seat as it was written, where there is no such seat. */
  readonly missing: string | null;
  readonly cues: readonly Mention<Cue>[];
  /** Symbols that are named, the surest meaning of each place. */
  readonly symbols: readonly Mention<string>[];
  /** For each word whether it only stands around what is meant. */
  readonly isNoise: readonly boolean[];
  /** Thirteen digits were there, and are gone. */
  readonly hasIdentity: boolean;
}

const maxLength = 2_000;
const maxWords = 160;
/** A word that sounds like a cue is one; a word of two or three letters has to be it. */
const leastCue = 0.9;
const leastAround = 0.96;
/** Shorter ones sound like half of all names. */
const leastHeard = 7;
const leastSymbol = 0.86;
const sureSymbol = 0.96;

interface LexiconIndex {
  readonly cues: Phrases<Cue>;
  readonly around: Phrases<true>;
}

const indexes = new WeakMap<Lexicon, LexiconIndex>();

function indexOf(lexicon: Lexicon): LexiconIndex {
  const known = indexes.get(lexicon);
  if (known) return known;
  const index = { cues: openPhrases<Cue>(), around: openPhrases<true>() };
  for (const cue of cues) for (const phrase of lexicon.cues[cue]) index.cues.add(phrase, cue);
  for (const phrase of [...lexicon.around, ...lexicon.titles]) index.around.add(phrase, true);
  indexes.set(lexicon, index);
  return index;
}

/** @param text as it was written, at most its first 2,000 characters are read */
export function readQuestion(asked: AskedGuide, text: string, lexicon: Lexicon): Reading {
  const { clean, hasIdentity } = withoutLongNumbers(plainLetters(text.slice(0, maxLength)));
  const { codes } = asked;
  const { code: codeOf, ballot: ballotOf } = asked.content.guide.seats;
  const all = withNumbers(wordsOf(unstretched(mendedCodes(clean, codes))), lexicon, codes).slice(0, maxWords);
  const written = withoutFilling(withoutDays(all, lexicon, codes), lexicon, codes);
  const named = readTypedSeats(codes, written);
  const missing = named.seats.length > 0 ? null : missingSeat(clean, written, codes);
  const numbers = named.rest.filter((word) => isNumber(word) && word.length <= asked.seatDigits);
  const [number] = missing === null && named.seats.length === 0 ? numbers : [];
  const ballots = new Set(number === undefined ? [] : asked.ballotsIn(named.rest));
  const isOfBallot = (row: number): boolean => ballots.size === 0 || ballots.has(ballotOf[row] as number);
  const fitting = number === undefined ? [] : seatsWithNumber(codes, number).filter(isOfBallot);
  const words = named.rest.filter((word) => !isNumber(word));
  const toCodes = (rows: readonly number[]): string[] => [...new Set(rows.map((row) => codeOf[row] as string))];
  return {
    words,
    seats: toCodes(named.seats),
    fitting: toCodes(fitting),
    missing: missing ?? (number !== undefined && fitting.length === 0 ? number : null),
    ...readMeaning(asked, words, named.seats.length + fitting.length > 0, lexicon),
    hasIdentity,
  };
}

function readMeaning(
  { symbolNames, isNameWord }: AskedGuide,
  words: readonly string[],
  hasSeat: boolean,
  lexicon: Lexicon,
): Pick<Reading, 'cues' | 'symbols' | 'isNoise'> {
  const { found, isNoise } = markNoise(words, lexicon, isNameWord);
  // Where nothing else says that a symbol is meant, a word that sounds like one is not enough.
  const isNear = hasSeat || found.some(({ values }) => values.includes('symbol') || values.includes('who'));
  const mentions = symbolNames.find(words, { least: leastSymbol, isWide: true }).filter(({ from, length, score }) => {
    const own = isNoise.slice(from, from + length);
    if (own.every((each) => each)) return score === 1 && isPointedAt(words, from + length - 1, found, lexicon);
    if (score === 1) return true;
    const isWhole = length > 2 && score >= sureSymbol - 0.05;
    return (isWhole || !own.some((each) => each)) && (score >= sureSymbol || isNear);
  });
  return { cues: found, symbols: apart(mentions), isNoise };
}

/**
 * "The hen", "house ka nishan": some symbols are called like words of every sentence, and are meant only so.
 * @param at the word's place
 */
export function isPointedAt(
  words: readonly string[],
  at: number,
  found: readonly Mention<Cue>[],
  { articles }: Lexicon,
): boolean {
  const isSymbol = (place: number): boolean =>
    found.some(({ from, values }) => from === place && values.includes('symbol'));
  // "پر نشان" is "a mark on", and "پر کا نشان" the feather's.
  const isLatin = /^[a-z]/.test(words[at] ?? '');
  return (
    articles.includes(words[at - 1] ?? '') || isSymbol(at + 2) || isSymbol(at + 3) || (isLatin && isSymbol(at + 1))
  );
}

/** Which words only stand around what is meant, and what they tell of it. */
export interface Noise {
  readonly found: readonly Mention<Cue>[];
  readonly isNoise: readonly boolean[];
}

/** @param isNameWord a word that only sounds like one of these is none where people are called so */
export function markNoise(words: readonly string[], lexicon: Lexicon, isNameWord: (word: string) => boolean): Noise {
  const index = indexOf(lexicon);
  const isMeant = ({ from, length, score }: Mention<unknown>): boolean =>
    score === 1 || !words.slice(from, from + length).every(isNameWord);
  const found = apart(index.cues.find(words, { least: leastCue }).filter(isMeant));
  const isNoise = words.map(() => false);
  const isLong = ({ from, length, score }: Mention<unknown>): boolean =>
    score === 1 || words.slice(from, from + length).join('').length >= leastHeard;
  const around = index.around.find(words, { least: leastAround }).filter((each) => isMeant(each) && isLong(each));
  for (const { from, length } of [...found, ...around]) isNoise.fill(true, from, from + length);
  return { found, isNoise };
}

/** Letters of decoration as letters, digits in frames as digits, no invisible marks. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|\u20e3|\ufe0e|\ufe0f/g, '')
    .replace(/\p{Nd}/gu, westernDigit);
}

/** Identity numbers, telephones, dates: nothing that is asked for, and nothing to be repeated. */
/** @param western text with digits 0 to 9 */
export function withoutLongNumbers(western: string): { readonly clean: string; readonly hasIdentity: boolean } {
  const identity = /\d(?:[ .\-–_/]{0,3}\d){12,}/g;
  const clean = western.replace(identity, ' ').replace(/\+?\d(?:[.\-–_/]?\d){4,}/g, ' ');
  return { clean, hasIdentity: identity.test(western) };
}

/** "9 February 2027", "February 9th": a day is asked about, and its number is no seat's. @returns a word for when in its place */
function withoutDays(words: readonly string[], { months, cues }: Lexicon, codes: SeatCodes): readonly string[] {
  const [when = ''] = cues.when;
  const isDay = (at: number): boolean => /^([1-9]|[12]\d|3[01])(st|nd|rd|th)?$/.test(words[at] ?? '');
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (!months.includes(word)) {
      kept.push(word);
      continue;
    }
    // "NA-30 March" is a seat.
    const isAfterDay = isDay(at - 1) && !codes.has(words[at - 2] ?? '');
    const isBeforeDay = !isAfterDay && isDay(at + 1);
    if (isAfterDay) kept.pop();
    if (isBeforeDay) at++;
    if ((isAfterDay || isBeforeDay) && /^20\d\d$/.test(words[at + 1] ?? '')) at++;
    kept.push(isAfterDay || isBeforeDay ? when : word);
  }
  return kept;
}

/** "hiiii", "plzzz"; "wheeel" keeps its two. */
function unstretched(text: string): string {
  return text.replace(/(\p{L})\1{2,}/gu, (_, letter: string) => (/[eo]/i.test(letter) ? letter + letter : letter));
}

/** "NA-13O" and "NA-l30": letters that were meant as digits, where it cannot be anything else. */
export function mendedCodes(text: string, codes: SeatCodes): string {
  return text.replace(/\b([A-Za-z]{1,4})([-\s]?)([0-9OoIl]{1,4})\b/g, (whole, letters: string, _, digits: string) => {
    if (!/\d/.test(digits) || !codes.has(letters.toLowerCase())) return whole;
    return `${letters}-${digits.replace(/[Oo]/g, '0').replace(/[Il]/g, '1')}`;
  });
}

/** "NA halqa number 130": what stands between the letters and the number. */
export function withoutFilling(words: readonly string[], lexicon: Lexicon, codes: SeatCodes): readonly string[] {
  const { cues: phrases } = indexOf(lexicon);
  const isFilling = (word: string): boolean =>
    phrases.find([word], { least: leastCue }).some(({ values }) => values.includes('seat'));
  const left: string[] = [];
  words.forEach((word, at) => {
    const next = words.slice(at + 1).find((each) => !isFilling(each));
    const joined = [1, 2, 3, 4].some((length) => codes.has(left.slice(-length).join('')));
    const isBetween = next !== undefined && isNumber(next) && joined && isFilling(word);
    if (!isBetween) left.push(word);
  });
  return left;
}

/** Numbers in words, where they can only be a seat's: three figures, or behind its letters. */
function withNumbers(words: readonly string[], { numbers }: Lexicon, codes: SeatCodes): readonly string[] {
  const out: string[] = [];
  const worth = (word: string | undefined): number | undefined =>
    word !== undefined && Object.prototype.hasOwnProperty.call(numbers, word) ? numbers[word] : undefined;
  for (let at = 0; at < words.length; ) {
    const row: number[] = [];
    for (let value = worth(words[at]); value !== undefined; value = worth(words[at + row.length])) row.push(value);
    const number = numberOf(row);
    const isBehindLetters = codes.has(out.slice(-1).join('')) || codes.has(out.slice(-2).join(''));
    if ((isBehindLetters && number >= 10) || (row.length > 1 && number >= 100)) {
      out.push(String(number));
      at += row.length;
      continue;
    }
    out.push(words[at] as string);
    at++;
  }
  return out;
}

/** "one hundred thirty two", "one thirty", "one three zero". */
function numberOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  if (!values.includes(100)) return Number(values.map((value, i) => writtenIn(values, value, i)).join(''));
  let sum = 0;
  for (const value of values) sum = value === 100 ? Math.max(1, sum) * 100 : sum + value;
  return sum;
}

/** "thirty two" is 32, and not 302. */
function writtenIn(values: readonly number[], value: number, i: number): string {
  const after = values[i + 1] ?? 0;
  return String(value >= 20 && value % 10 === 0 && after > 0 && after < 10 ? value / 10 : value);
}

/** A seat's code that the list does not have: "NA-999", or "PB-12" where it has no such ballot. */
export function missingSeat(text: string, words: readonly string[], codes: SeatCodes): string | null {
  for (let at = 0; at < words.length; at++) {
    if (!isNumber(words[at] as string)) continue;
    for (let length = 1; length <= 4 && length <= at; length++) {
      const letters = words.slice(at - length, at);
      if (codes.has(letters.join(''))) return `${letters.join('').toUpperCase()}-${words[at]}`;
    }
  }
  const [, letters, number] = /(?:^|[^A-Za-z])([A-Z]{2,3})-?(\d{1,4})(?!\d)/.exec(text) ?? [];
  return letters !== undefined && number !== undefined && !codes.has(letters.toLowerCase())
    ? `${letters}-${number}`
    : null;
}
