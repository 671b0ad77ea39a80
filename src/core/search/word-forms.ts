// The words of a text as they are looked for: folded, letters apart from digits, what is usually shortened written out.
import { foldedWords } from '../spelling/fold.ts';

/** Shortened words of names and of public buildings, as lists write them; each stands for the words behind it. */
const writtenOut = new Map<string, readonly string[]>(
  Object.entries({
    mohd: 'muhammad',
    muhd: 'muhammad',
    mhd: 'muhammad',
    md: 'muhammad',
    ch: 'chaudhry',
    chd: 'chaudhry',
    govt: 'government',
    gov: 'government',
    gvt: 'government',
    govrt: 'government',
    sch: 'school',
    pry: 'primary',
    distt: 'district',
    dist: 'district',
    teh: 'tehsil',
    uc: 'union council',
    mc: 'municipal committee',
    fg: 'federal government',
    bhu: 'basic health unit',
    rhc: 'rural health centre',
    ggps: 'government girls primary school',
    gbps: 'government boys primary school',
    gps: 'government primary school',
    gghs: 'government girls high school',
    gbhs: 'government boys high school',
    ghs: 'government high school',
    ghss: 'government higher secondary school',
    gghss: 'government girls higher secondary school',
    gbhss: 'government boys higher secondary school',
    ggms: 'government girls middle school',
    gbms: 'government boys middle school',
    gms: 'government middle school',
    ggmps: 'government girls model primary school',
    gmps: 'government model primary school',
    ges: 'government elementary school',
    gges: 'government girls elementary school',
    gbes: 'government boys elementary school',
    tv: 'television',
  }).map(([short, long]) => [short, long.split(' ')]),
);

/**
 * The words of a text, for an index or a question alike.
 * @returns folded; "na130" as "na" and "130", leading zeros gone, shortened words written out
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const word of foldedWords(text)) {
    for (const part of /\d/.test(word) ? splitDigits(word) : [word]) {
      const long = writtenOut.get(part);
      if (long) words.push(...long);
      else words.push(part);
    }
  }
  return words;
}

function splitDigits(word: string): readonly string[] {
  return (word.match(/\d+|\D+/g) ?? []).map((part) => part.replace(/^0+(?=\d)/, ''));
}

/** Whether a word is a number. */
export function isNumber(word: string): boolean {
  return /^\d/.test(word);
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

/** A Roman numeral up to 89, as seats of one district are counted: "xiv" is "14". @returns null for another word */
export function romanNumber(word: string): string | null {
  if (!/^(l?x{0,3}|xl)(ix|iv|v?i{0,3})$/.test(word) || word === '') return null;
  let sum = 0;
  for (let at = 0; at < word.length; at++) {
    const own = romanDigits[word[at] as string] as number;
    sum += own < (romanDigits[word[at + 1] as string] ?? 0) ? -own : own;
  }
  return String(sum);
}
