// The code of the screen "Who says so": what goes over, what is refused, and how two phones stand to each other.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CompareCode,
  compareGuides,
  encodeCompareCode,
  readCompareCode,
} from '../../../src/core/compare/compare-code.ts';

const guide = '0123456789abcdef'.repeat(4);
const here: CompareCode = { guide, edition: 12, root: 3 };

it('goes over in letters of the small kind of code', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.integer({ min: 1, max: 999_999 }),
      (id, edition, root) => {
        const code = { guide: Buffer.from(id).toString('hex'), edition, root };
        const text = encodeCompareCode(code);
        expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
        expect(readCompareCode(` ${text}\n`)).toEqual(code);
      },
    ),
  );
});

const code = encodeCompareCode(here);
it.each([
  '',
  guide,
  code.slice(0, -2),
  code.replace('WHO', 'WHAT'),
  code.replace(':12:', ':0:'),
  code.replace(':3', ':3:NA-130'),
  code.replace('0123', '012'),
  `https://one.example/#${code}`,
])('takes "%s" for no code', (text) => {
  expect(readCompareCode(text)).toBeNull();
});

it.each([
  ['the same', {}, 'same'],
  ['a newer edition', { edition: 13 }, 'newer'],
  ['an older edition', { edition: 11 }, 'older'],
  ['a newer root', { root: 4 }, 'newer'],
  ['an older root', { root: 2 }, 'older'],
  ['a newer edition under an older root', { edition: 13, root: 2 }, 'newer'],
  ['another publisher', { guide: `${guide.slice(0, 63)}e` }, 'other'],
])('says of a phone with %s what it is', (_, theirs, verdict) => {
  expect(compareGuides({ ...here, ...theirs }, here)).toBe(verdict);
});
