// Seats that a question names outright: "NA 130", "na130", "این اے 130", "130 NA". A number alone names none.
import { fold } from '../spelling/fold.ts';
import { isNumber } from './word-forms.ts';

/** How Latin letters are called in Urdu. @source the names as they are written in Urdu, one spelling each */
const letterNames: Readonly<Record<string, string>> = {
  a: 'اے',
  b: 'بی',
  c: 'سی',
  d: 'ڈی',
  e: 'ای',
  f: 'ایف',
  g: 'جی',
  h: 'ایچ',
  i: 'آئی',
  j: 'جے',
  k: 'کے',
  l: 'ایل',
  m: 'ایم',
  n: 'این',
  o: 'او',
  p: 'پی',
  q: 'کیو',
  r: 'آر',
  s: 'ایس',
  t: 'ٹی',
  u: 'یو',
  v: 'وی',
  w: 'ڈبلیو',
  x: 'ایکس',
  y: 'وائی',
  z: 'زیڈ',
};
const maxPrefixWords = 4;

/** What stands before the number in a guide's seat codes, in every way that it is written, to the codes by number. */
export type SeatCodes = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** @param codes the codes of the directory, in its order: "NA-130" */
export function readSeatCodes(codes: readonly string[]): SeatCodes {
  const all = new Map<string, Map<string, number[]>>();
  codes.forEach((code, row) => {
    const [, letters, number] = /^([a-z ]*[a-z]) ?0*(\d+)$/.exec(fold(code)) ?? [];
    if (letters === undefined || number === undefined) return;
    const joined = letters.replace(/ /g, '');
    const spoken = fold([...joined].map((letter) => letterNames[letter] ?? letter).join('')).replace(/ /g, '');
    for (const written of new Set([joined, spoken])) {
      const numbers = all.get(written) ?? new Map<string, number[]>();
      numbers.set(number, [...(numbers.get(number) ?? []), row]);
      all.set(written, numbers);
    }
  });
  return all;
}

/** The seats that typed words say, and the words that are left. */
export interface TypedSeats {
  /** Rows of the seats that are named. */
  readonly seats: readonly number[];
  /** The words that are left. */
  readonly rest: readonly string[];
}

/** A seat's code where it stands among words. */
export interface PlacedSeat {
  /** Rows of the seats that are called so. */
  readonly rows: readonly number[];
  readonly from: number;
  readonly length: number;
}

/** Every code and where it stands, in the order of their numbers. @param words as wordsOf makes them */
export function placeTypedSeats(codes: SeatCodes, words: readonly string[]): readonly PlacedSeat[] {
  const placed: PlacedSeat[] = [];
  const used = new Set<number>();
  const place = (at: number, isBefore: boolean): void => {
    const word = words[at] as string;
    for (let length = Math.min(maxPrefixWords, words.length); length > 0; length--) {
      const from = isBefore ? at - length : at + 1;
      const prefix = words.slice(Math.max(0, from), from + length);
      const rows = prefix.length === length ? codes.get(prefix.join(''))?.get(word) : undefined;
      if (!rows || used.has(at) || prefix.some((_, i) => used.has(from + i))) continue;
      placed.push({ rows, from: Math.min(from, at), length: length + 1 });
      for (let i = Math.min(from, at); i <= Math.min(from, at) + length; i++) used.add(i);
      return;
    }
  };
  // Letters before a number are that number's: "for 4 NA 210".
  for (const isBefore of [true, false]) {
    words.forEach((word, at) => {
      if (isNumber(word)) place(at, isBefore);
    });
  }
  placed.sort((a, b) => a.from - b.from);
  return placed;
}

/** @param words as wordsOf makes them */
export function readTypedSeats(codes: SeatCodes, words: readonly string[]): TypedSeats {
  const placed = placeTypedSeats(codes, words);
  const used = new Set(placed.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
  return { seats: placed.flatMap(({ rows }) => rows), rest: words.filter((_, at) => !used.has(at)) };
}

/** Whether the words are a seat's code and nothing else, of a seat that there is not. */
export function isNoSeat(codes: SeatCodes, words: readonly string[]): boolean {
  const numbers = words.filter(isNumber);
  const letters = words.filter((word) => !isNumber(word)).join('');
  return numbers.length === 1 && codes.has(letters) && readTypedSeats(codes, words).seats.length === 0;
}

/** Rows of the seats that have a number, whatever stands before it. @param number without leading zeros */
export function seatsWithNumber(codes: SeatCodes, number: string): readonly number[] {
  const rows = [...codes.values()].flatMap((numbers) => numbers.get(number) ?? []);
  return [...new Set(rows)].sort((a, b) => a - b);
}
