import { describe, expect, it } from 'vitest';
import {
  fingerprintCells,
  fingerprintDigits,
  fingerprintWord,
  fingerprintWords,
} from '../../../src/core/compare/fingerprint.ts';

const id = '00112233445566778899aabbccddeeff'.repeat(2);
const otherLastByte = `${id.slice(0, -2)}fe`;
const otherFirstByte = `01${id.slice(2)}`;

describe('words', () => {
  it('are 2,048 different ones that can be said', () => {
    const words = Array.from({ length: 2_048 }, (_, number) => fingerprintWord(number));
    expect(new Set(words).size).toBe(2_048);
    expect(words.filter((word) => !/^[a-z]{1,2}[aeio][a-z][aeio]$/.test(word))).toEqual([]);
  });

  it('are eight, from the first 88 bits', () => {
    expect(fingerprintWords(id)).toHaveLength(8);
    expect(fingerprintWords('0'.repeat(64))).toEqual(Array(8).fill(fingerprintWord(0)));
    expect(fingerprintWords('f'.repeat(64))).toEqual(Array(8).fill(fingerprintWord(2_047)));
    expect(fingerprintWords(`001${'0'.repeat(61)}`)[0]).toBe(fingerprintWord(0));
    expect(fingerprintWords(`002${'0'.repeat(61)}`)[0]).toBe(fingerprintWord(1));
    expect(fingerprintWords(otherFirstByte)).not.toEqual(fingerprintWords(id));
  });
});

it('writes six groups of five digits', () => {
  const digits = fingerprintDigits(id);
  expect(digits).toHaveLength(6);
  expect(digits.every((group) => /^\d{5}$/.test(group))).toBe(true);
  expect(fingerprintDigits(`0000000001${'0'.repeat(54)}`)[0]).toBe('00001');
  expect(fingerprintDigits(otherFirstByte)).not.toEqual(digits);
});

it('draws sixteen cells, each shape and colour by its own bits', () => {
  const cells = fingerprintCells(id);
  expect(cells).toHaveLength(16);
  expect(cells.every(({ colour }) => colour >= 0 && colour < 4)).toBe(true);
  expect(fingerprintCells(otherLastByte)).not.toEqual(cells);
  const all = Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0')).join('');
  const kinds = new Set(fingerprintCells(all).map(({ shape, colour }) => `${shape} ${colour}`));
  expect(kinds.size).toBe(16);
});
