// A seat's key as a list has it ("NA-130", "PP 209", "PK-36Mansehra-I") to the seat that it means, or the reason why it
// means none safely. A voter who is shown another seat's list is worse off than one who is told that it is missing.

import { westernDigit } from '../../../core/spelling/fold.ts';
import { cleanText } from '../text/clean-text.ts';

/** `exact`: as it was. `mended`: one safe reading. `unsafe`: a guess that nobody may act on. `none`: no reading. */
export interface KeyReading {
  readonly kind: 'exact' | 'mended' | 'unsafe' | 'none';
  /** The seat's id; "" for `none`. */
  readonly seat: string;
  /** What was glued to the key: most often the seat's name. */
  readonly rest: string;
  /** Why, for `unsafe` and `none`; what was mended, for `mended`. */
  readonly why: string;
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const prefixed = /^([A-Z]{1,6})-([1-9]\d{0,3})$/;
const loosePrefixed = /^([A-Za-z]{1,6})[\s._\u2010-\u2015-]*0*([1-9]\d{0,3})(?!\d)[\s.,;:_\u2010-\u2015-]*(.*)$/;
const romanNumber = /^([A-Za-z]{1,6})[\s._\u2010-\u2015-]+([IVXL]+)$/i;
/** So many keys of a list must look like "NA-130" before the others count as malformed. */
const minShare = 0.8;
/** A list with more seats than this is not expected to have a ballot for one seat alone. */
const minSeatsForLonePrefix = 20;

/**
 * How to read one key.
 * @param seatName from the same row
 * @param isSaid a person gave it: it need not look like the others
 */
export type ReadKey = (raw: string, seatName: string, isSaid?: boolean) => KeyReading;

/**
 * @param keys every distinct key of a list, as it was read
 * @param ballots ids of ballots that the guide has: their letters are known
 */
export function openSeatKeys(keys: readonly string[], ballots: readonly string[]): ReadKey {
  const prefixes = new Map<string, number>();
  let exact = 0;
  for (const key of keys) {
    const prefix = prefixed.exec(key)?.[1];
    if (prefix === undefined) continue;
    exact++;
    prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  }
  if (keys.length === 0 || exact / keys.length < minShare) {
    const numbered = keys.filter((key) => /\p{Nd}/u.test(key)).length;
    const areNumbered = numbered > keys.length / 2;
    return (raw, _, isSaid = false) => readFreeKey(raw, areNumbered && !isSaid);
  }
  const isKnown = (prefix: string): boolean =>
    ballots.includes(prefix) || exact <= minSeatsForLonePrefix || (prefixes.get(prefix) ?? 0) > 1;
  return (raw, seatName) => readPrefixedKey(raw, seatName, isKnown);
}

function readPrefixedKey(raw: string, seatName: string, isKnown: (prefix: string) => boolean): KeyReading {
  const text = cleanText(raw, '').text.replace(/\p{Nd}/gu, westernDigit);
  const reading = (kind: KeyReading['kind'], seat: string, why: string, rest = ''): KeyReading => ({
    kind,
    seat,
    rest,
    why,
  });
  const lone = (prefix: string): KeyReading =>
    reading('none', '', `"${raw}" would be the only seat on a ballot "${prefix}", which the guide does not have`);
  const exact = prefixed.exec(text);
  if (exact?.[1] !== undefined) {
    if (!isKnown(exact[1])) return lone(exact[1]);
    return text === raw ? reading('exact', text, '') : reading('mended', text, 'spaces');
  }
  const loose = loosePrefixed.exec(text);
  if (loose) {
    const [, letters = '', number = '', rest = ''] = loose;
    const prefix = letters.toUpperCase();
    const seat = `${prefix}-${number}`;
    if (!isKnown(prefix)) return lone(prefix);
    // Digits in what is left over could belong to the number: "PP-1 09 LAHORE".
    if (/^\d/.test(rest)) return reading('unsafe', seat, `"${raw}" has two numbers`);
    if (/^[A-Za-z]{1,2}$/.test(rest)) return reading('unsafe', seat, `"${raw}" may be ${seat} or a seat of its own`);
    return reading('mended', seat, `the key "${raw}" read as ${seat}`, rest.trim());
  }
  const roman = romanNumber.exec(text);
  if (roman?.[1] !== undefined && roman[2] !== undefined && isKnown(roman[1].toUpperCase())) {
    const number = romanToNumber(roman[2].toUpperCase());
    const seat = number === null ? '' : `${roman[1].toUpperCase()}-${number}`;
    const why = `"${raw}" has a Roman number: it may be ${seat} or only the district's count`;
    return reading(seat === '' ? 'none' : 'unsafe', seat, why);
  }
  const named = /^([1-9]\d{0,3})\s+\p{L}/u.exec(seatName);
  if (/^[A-Za-z]{1,6}$/.test(text) && isKnown(text.toUpperCase()) && named) {
    const seat = `${text.toUpperCase()}-${named[1]}`;
    return reading('unsafe', seat, `"${raw}" has no number; the seat's name "${seatName}" begins with one`);
  }
  return reading('none', '', `"${raw}" does not say which seat it is`);
}

/** @param areNumbered most keys of the list have a number: a line below the list, "Prepared by", has none */
function readFreeKey(raw: string, areNumbered: boolean): KeyReading {
  const none = (why: string): KeyReading => ({ kind: 'none', seat: '', rest: '', why });
  const text = cleanText(raw, '').text;
  if (text === '') return none('there is no seat in this row');
  if (areNumbered && !/\p{Nd}/u.test(text)) {
    return none(`"${raw}" has no number, and most seats of the list have one: answer seat=… if it is a seat`);
  }
  if (idPattern.test(text)) {
    return { kind: text === raw ? 'exact' : 'mended', seat: text, rest: '', why: text === raw ? '' : 'spaces' };
  }
  const western = text.replace(/\p{Nd}/gu, westernDigit);
  const joined = western.replace(/(?<=\p{L})[\u0027\u2018\u2019\u02bc](?=\p{L})/gu, '').replace(/[\s/]+/g, '-');
  if (idPattern.test(joined))
    return { kind: 'mended', seat: joined, rest: '', why: `the key "${raw}" read as ${joined}` };
  return none(
    `"${raw}" cannot be a seat's key: use letters A-Z, digits, ".", "_" and "-", at most 64; where the list has a column of codes, take that one: --map "seat=…"`,
  );
}

/** Stands for the letters of a seat that has none before a number. */
export const noLetters = 'SEAT';

/** The letters before the number, in capitals. */
export function ballotOfSeat(seat: string): string {
  return /^([A-Za-z]+)[._-]*\d/.exec(seat)?.[1]?.toUpperCase() ?? noLetters;
}

function romanToNumber(roman: string): number | null {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };
  let sum = 0;
  for (let i = 0; i < roman.length; i++) {
    const value = values[roman.charAt(i)] ?? 0;
    sum += value < (values[roman.charAt(i + 1)] ?? 0) ? -value : value;
  }
  return sum > 0 ? sum : null;
}
