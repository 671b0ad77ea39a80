// A guide's fingerprint in three forms that people can compare: eight words of 2,048, digits, and a picture. All come
// from the same 32 bytes and are the same on every phone and in every language.
import { decodeHex } from '../core/bytes.ts';

const starts = ['b', 'ch', 'd', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'r', 's', 'sh', 't', 'y'];
const middles = ['g', 'k', 'm', 'n', 'p', 'r', 'v', 'z'];
const vowels = ['a', 'e', 'i', 'o'];

const wordBits = 11;
const wordCount = 8;
const groupBytes = 5;
const groupCount = 6;

/** The word of a number below 2,048: two open syllables, 4 + 2 + 3 + 2 bits. */
export function fingerprintWord(number: number): string {
  const pick = (from: readonly string[], shift: number): string => from[(number >> shift) % from.length] ?? '';
  return pick(starts, 7) + pick(vowels, 5) + pick(middles, 2) + pick(vowels, 0);
}

/** Eight words: the first 88 bits. @param id 64 hex digits */
export function fingerprintWords(id: string): readonly string[] {
  const bytes = decodeHex(id);
  return Array.from({ length: wordCount }, (_, word) => {
    let number = 0;
    for (let bit = word * wordBits; bit < (word + 1) * wordBits; bit++) {
      number = number * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    return fingerprintWord(number);
  });
}

/** Six groups of five digits, from five bytes each. @param id 64 hex digits */
export function fingerprintDigits(id: string): readonly string[] {
  const bytes = decodeHex(id);
  return Array.from({ length: groupCount }, (_, group) => {
    const part = bytes.subarray(group * groupBytes, (group + 1) * groupBytes);
    const number = part.reduce((sum, byte) => sum * 256 + byte, 0);
    return String(number % 100_000).padStart(5, '0');
  });
}

export interface FingerprintCell {
  readonly shape: 'disc' | 'ring' | 'square' | 'frame' | 'up' | 'down' | 'diamond' | 'bar';
  /** A number below 4: which colour. */
  readonly colour: number;
}

const shapes: readonly FingerprintCell['shape'][] = ['disc', 'ring', 'square', 'frame', 'up', 'down', 'diamond', 'bar'];

/** Sixteen cells, row by row in four rows: a shape and a colour each, from the last 16 bytes. @param id 64 hex digits */
export function fingerprintCells(id: string): readonly FingerprintCell[] {
  return [...decodeHex(id).subarray(16)].map((byte) => ({
    shape: shapes[byte & 7] ?? 'disc',
    colour: (byte >> 3) & 3,
  }));
}
