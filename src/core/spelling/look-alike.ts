// Names that look the same on a screen: a copy calls itself like what it copies, with a letter of another script here and there.
import { fold } from './fold.ts';

// After folding: Cyrillic and Greek letters drawn as Latin ones, and the strokes that one face draws alike.
const drawnAs: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  з: '3',
  и: 'u',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  һ: 'h',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  l: 'i',
  '0': 'o',
  '1': 'i',
};
const drawnPattern = new RegExp(`[${Object.keys(drawnAs).join('')}]`, 'g');

/**
 * One form for names that can be taken for one another.
 * @param name of any script
 * @returns "" where there is no letter and no digit in it
 * @source Unicode Technical Standard 39, section 4, for the few letters that names of publishers are imitated with
 */
export function lookOf(name: string): string {
  return fold(name)
    .replace(/ /g, '')
    .replace(drawnPattern, (letter) => drawnAs[letter] as string);
}
