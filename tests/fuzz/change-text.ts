// Texts changed as people and attackers write them: other scripts, marks that nobody sees, what other programs would take
// for a formula, a link or markup, and much of one thing.
import type { Random } from './random.ts';

export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\u202e',
  '\u2067\u2066',
  '\u200f\u061c',
  '\ufeff',
  '\ud800',
  '\udfff',
  '\u2028',
  '\u0301',
  '\u0600',
  '\ufdfa',
  '\ufefb',
  '٠١٢٣',
  '۱۳۰',
  '१३०',
  '𝟙𝟛𝟘',
  'ﷺ',
  'پتنگ',
  'این اے ۱۳۰',
  'NA-130',
  'na130',
  'NA-0000130',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  'data:text/html,x',
  '=HYPERLINK("x")',
  "'; DROP",
  '../../etc/passwd',
  '..\\..\\',
  '%00',
  '%',
  '%E0%A4%A',
  '{{{{',
  '[[[[',
  '-->',
  ']]>',
  '&amp;&#x202e;',
  'https://a.example/',
  'https://[::1]:99999/',
  'tel:+92',
  '-1',
  '0',
  '1e309',
  '0x10',
  '9007199254740993',
  'İ',
  'ß',
  'ŉ',
  'ﬀ',
  '\r\n',
  '\t',
  '|',
  '\\',
];

/** @param others what pieces may be taken from */
export function changeText(random: Random, text: string, others: readonly string[]): string {
  let changed = text;
  for (let left = 1 + random.int(3); left > 0; left--) changed = changeOnce(random, changed, others);
  return changed.slice(0, 100_000);
}

function changeOnce(random: Random, text: string, others: readonly string[]): string {
  const at = random.int(text.length + 1);
  const length = random.int(Math.min(20, text.length - at) + 1);
  const [before, behind] = [text.slice(0, at), text.slice(at)];
  switch (random.int(9)) {
    case 0:
      return before + random.pick(oddTexts) + behind;
    case 1:
      return before + behind.slice(length);
    case 2:
      return before + text.slice(at, at + length) + behind;
    case 3:
      return before + random.pick(others) + behind;
    case 4:
      return before + random.pick([...oddTexts, text.slice(at, at + length)]).repeat(random.int(60)) + behind;
    case 5:
      return before + String.fromCodePoint(letter(random)) + behind.slice(random.int(2));
    case 6:
      return before;
    case 7:
      return [...text].reverse().join('');
    default:
      return random.chance(0.5) ? text.toUpperCase() : text.normalize(random.pick(['NFD', 'NFC', 'NFKD', 'NFKC']));
  }
}

/** Mostly of the scripts that a guide is written in. */
function letter(random: Random): number {
  const [from, count] = random.pick([
    [0x20, 0x5f],
    [0x600, 0x100],
    [0xa0, 0x160],
    [0x2000, 0x70],
    [0xfb50, 0x4af],
    [0x1f300, 0x300],
    [0x900, 0x80],
    [0, 0x10ffff],
  ] as const);
  return from + random.int(count);
}
