// A guide's fingerprint in three forms that people can compare: eight words of 2,048, digits, and a picture. All come
// from the same 32 bytes and are the same on every phone and in every language.
import { decodeHex } from '../bytes.ts';

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

/** One part of a fingerprint, as it is drawn. */
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

/** Four colours that are told apart by who sees few. */
export const fingerprintColours: readonly string[] = ['#0b5fa5', '#d55e00', '#117a52', '#1b1b1b'];

/** A cell's shape as a path in a square of 24 by 24; an outline is drawn with a line of 4. */
export const fingerprintShapes: Readonly<
  Record<FingerprintCell['shape'], { readonly path: string; readonly isOutline: boolean }>
> = {
  disc: { path: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z', isOutline: false },
  ring: { path: 'M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0z', isOutline: true },
  square: { path: 'M4 4h16v16H4z', isOutline: false },
  frame: { path: 'M6 6h12v12H6z', isOutline: true },
  up: { path: 'M12 3l10 18H2z', isOutline: false },
  down: { path: 'M12 21L2 3h20z', isOutline: false },
  diamond: { path: 'M12 1.5L22.5 12 12 22.5 1.5 12z', isOutline: false },
  bar: { path: 'M2 8.5h20v7H2z', isOutline: false },
};
