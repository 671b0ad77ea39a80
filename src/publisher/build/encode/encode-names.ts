// Writes the name index of one language: what src/core/guide/names.ts reads.

import { countBase, everywhere, maxSharedLetters } from '../../../core/guide/names.ts';
import { foldedWords } from '../../../core/spelling/fold.ts';

/** A word in more than this share of the regions does not help to choose one. */
const commonShare = 0.5;
/** Below this many regions every list is short, and nothing is left out. */
const fewRegions = 8;

/**
 * @param names each name with the row of its region
 * @param regionCount how many regions the guide has
 */
export function encodeNames(
  names: Iterable<{ readonly name: string; readonly region: number }>,
  regionCount: number,
): { readonly words: string; readonly regions: string } {
  const found = new Map<string, Set<number>>();
  for (const { name, region } of names) {
    for (const word of foldedWords(name)) {
      const rows = found.get(word);
      if (rows) rows.add(region);
      else found.set(word, new Set([region]));
    }
  }
  const most = regionCount < fewRegions ? regionCount : regionCount * commonShare;
  let words = '';
  let regions = '';
  let last = '';
  // Without a comparator: by code unit, as the reader compares.
  for (const word of [...found.keys()].sort()) {
    words += frontCode(word, last);
    regions += stepCode(found.get(word) ?? new Set(), most);
    last = word;
  }
  return { words, regions };
}

function frontCode(word: string, last: string): string {
  let shared = 0;
  while (shared < maxSharedLetters && shared < last.length && word[shared] === last[shared]) shared++;
  return String.fromCharCode(65 + shared) + word.slice(shared);
}

function stepCode(rows: ReadonlySet<number>, most: number): string {
  if (rows.size > most) return everywhere;
  let coded = String.fromCharCode(countBase + rows.size);
  let last = -1;
  for (const row of [...rows].sort((a, b) => a - b)) {
    coded += String.fromCharCode(countBase + row - last);
    last = row;
  }
  return coded;
}
