// The `names/<language>` targets: which regions hold a name, so that a search can fetch the one shard that it needs.
// Words are front-coded and regions are steps, as characters: half the size of lists of numbers.
import { object, readShape, refuse, text } from '../shape.ts';
import { foldedWords } from '../spelling/fold.ts';
import { unpackCodes } from './format/pack.ts';

/** A language's index. */
export interface NameIndex {
  /** Folded, in code unit order. */
  readonly words: readonly string[];
  /** For each word the rows of the guide's `regions`, rising; null for a word so common that the index leaves it out. */
  readonly regions: readonly (readonly number[] | null)[];
}

/** How many leading letters two neighbours may share: A to Z. Folded words have no capitals of ASCII. */
export const maxSharedLetters = 25;
/** Where counts begin: the first character that JSON writes as itself. */
export const countBase = 35;
/** Stands for the regions of a word that is nearly everywhere. */
export const everywhere = ' ';

const shareBase = 65;
const maxWords = 200_000;
const maxWordLength = 200;
const maxTextLength = 4_000_000;

const top = object({ words: text(maxTextLength, /^([A-Z][^A-Z]*)*$/), regions: text(maxTextLength) });

/**
 * @param bytes a `names/<language>` target as signed: deflated JSON
 * @param regionCount how many regions the guide has
 * @throws AppError `format/…`
 */
export function parseNames(bytes: Uint8Array, regionCount: number): NameIndex {
  const json = readShape(top, unpackCodes(bytes));
  const words = readWords(json.words);
  return { words, regions: readRegions(json.regions, words.length, regionCount) };
}

function readWords(coded: string): readonly string[] {
  const words: string[] = [];
  let last = '';
  for (let at = 0; at < coded.length; ) {
    const shared = coded.charCodeAt(at) - shareBase;
    const from = ++at;
    while (at < coded.length && !isShare(coded.charCodeAt(at))) at++;
    const word = last.slice(0, shared) + coded.slice(from, at);
    if (shared > last.length || word.length > maxWordLength || !(word > last)) return refuse('.words', 'rising words');
    if (words.push(word) > maxWords) return refuse('.words', `at most ${maxWords} words`);
    last = word;
  }
  return words;
}

function isShare(code: number): boolean {
  return code >= shareBase && code <= shareBase + maxSharedLetters;
}

function readRegions(coded: string, words: number, regionCount: number): readonly (readonly number[] | null)[] {
  const all: (readonly number[] | null)[] = [];
  let at = 0;
  for (let word = 0; word < words; word++) {
    if (coded[at] === everywhere) {
      at++;
      all.push(null);
      continue;
    }
    const count = coded.charCodeAt(at++) - countBase;
    if (!(count > 0 && count <= regionCount)) return refuse('.regions', 'a count of regions');
    const rows: number[] = [];
    let row = -1;
    for (const end = at + count; at < end; at++) {
      const step = coded.charCodeAt(at) - countBase;
      row += step;
      if (!(step > 0 && row < regionCount)) return refuse('.regions', `rising rows below ${regionCount}`);
      rows.push(row);
    }
    all.push(rows);
  }
  return at === coded.length ? all : refuse('.regions', 'as many as there are words');
}

/**
 * The regions in which one name has all the words typed; the beginning of a word is enough.
 * @param typed in any spelling that folds alike
 * @returns rows of the guide's `regions`, rising; null where it could be any of them
 */
export function regionsForName(index: NameIndex, typed: string): readonly number[] | null {
  const sets = foldedWords(typed).flatMap((word) => regionsForWord(index, word) ?? []);
  const [first, ...others] = sets;
  if (!first) return null;
  return [...first].filter((row) => others.every((rows) => rows.has(row))).sort((a, b) => a - b);
}

function regionsForWord({ words, regions }: NameIndex, word: string): ReadonlySet<number> | null {
  const found = new Set<number>();
  for (let at = firstFrom(words, word); words[at]?.startsWith(word); at++) {
    const rows = regions[at];
    if (rows === null || rows === undefined) return null;
    for (const row of rows) found.add(row);
  }
  return found;
}

function firstFrom(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
