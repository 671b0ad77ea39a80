// The words of a message, each with what it is: a seat's code, a word that only stands around, the end of a clause, or
// something that says something.

import type { AskedGuide } from '../answer/asked-guide.ts';
import type { Cue, Lexicon } from '../answer/lexicon.ts';
import {
  isPointedAt,
  markNoise,
  mendedCodes,
  missingSeat,
  plainLetters,
  withoutFilling,
  withoutLongNumbers,
} from '../answer/reading/read-question.ts';
import { placeTypedSeats, seatsWithNumber } from '../search/typed-seats.ts';
import { isNumber, wordsOf } from '../search/word-forms.ts';

/** What a word of a message is to its sentence. */
export type WordKind = 'seat' | 'noise' | 'break' | 'number' | 'other';

/** The words of a message by what they are. */
export interface WordKinds {
  /** "" where a clause ends. */
  readonly words: readonly string[];
  readonly kind: readonly WordKind[];
  readonly seats: readonly { readonly at: number; readonly codes: readonly string[] }[];
  readonly isVague: boolean;
  /** There are more words than are read. */
  readonly isCut: boolean;
  readonly missing: string | null;
  /** Whether a word for "symbol" stands near. */
  isSymbolNear(at: number): boolean;
  /** Whether a word of every sentence is surely meant as a thing: "the hen". */
  isPointedAt(at: number): boolean;
}

/** What is longer is not read to its end. */
export const maxMessageLength = 4_000;
const maxWords = 400;
const clauseEnd = /[\n\r,،;؛:|•·*_()[\]{}!?؟۔…=>→]+|\.(?=\s|$)|\s[-–—]+\s|[–—]/;
const near = 4;

/** @param text a message as it came */
export function readWords(asked: AskedGuide, text: string, lexicon: Lexicon): WordKinds {
  const { codes, content } = asked;
  const { code: codeOf, ballot: ballotOf } = content.guide.seats;
  const clean = mendedCodes(withoutLongNumbers(plainLetters(text.slice(0, maxMessageLength))).clean, codes);
  // "NA: 130" is still one code, and "Ch. Masood" one name.
  const joined = clean
    .replace(/([A-Za-z]{2})\s*[:#.*_]+\s*(\d)/g, '$1 $2')
    .replace(/(^|[^\p{L}])(\p{L}{1,3})\./gu, '$1$2 ');
  const clauses = joined.split(clauseEnd).map((each) => withoutFilling(wordsOf(each ?? ''), lexicon, codes));
  const all = clauses.flatMap((clause) => [...clause, '']);
  const words = all.slice(0, maxWords);
  const placed = placeTypedSeats(codes, words);
  const kind: WordKind[] = words.map((word) => (word === '' ? 'break' : isNumber(word) ? 'number' : 'other'));
  const { isNoise, found } = markNoise(words, lexicon, asked.isNameWord);
  isNoise.forEach((is, at) => {
    if (is && kind[at] === 'other') kind[at] = 'noise';
  });
  for (const { from, length } of placed) kind.fill('seat', from, from + length);
  const toCodes = (rows: readonly number[]): string[] => [...new Set(rows.map((row) => codeOf[row] as string))];
  const missing = placed.length > 0 ? null : missingSeat(clean, words, codes);
  const bare = words.findIndex((word, at) => kind[at] === 'number' && word.length <= asked.seatDigits);
  const ballots = new Set(asked.ballotsIn(words));
  const fitting =
    placed.length > 0 || missing !== null || bare < 0
      ? []
      : seatsWithNumber(codes, words[bare] as string).filter(
          (row) => ballots.size === 0 || ballots.has(ballotOf[row] ?? -1),
        );
  const seats = placed.map(({ from, rows }) => ({ at: from, codes: toCodes(rows) }));
  const cueAt = (cue: Cue): readonly number[] =>
    found.flatMap(({ from, values }) => (values.includes(cue) ? [from] : []));
  const symbolCues = cueAt('symbol');
  return {
    words,
    kind,
    isCut: all.length > words.length,
    seats: fitting.length > 0 ? [{ at: bare, codes: toCodes(fitting) }] : seats,
    isVague: placed.length === 0 && ballots.size === 0 && cueAt('assembly').length > 0,
    missing,
    isPointedAt: (at) => {
      const isAlone = words[at + 1] === '' && symbolCues.includes(words[at - 1] === '' ? at - 2 : at - 1);
      return isAlone || isPointedAt(words, at, found, lexicon);
    },
    isSymbolNear: (at) => symbolCues.some((cue) => Math.abs(cue - at) <= near),
  };
}
