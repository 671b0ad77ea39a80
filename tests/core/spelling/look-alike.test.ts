// Names that a copy would take, and names that are none.
import { expect, it } from 'vitest';
import { lookOf } from '../../../src/core/spelling/look-alike.ts';

it.each([
  ['Election Notebook', 'ELECTION  NOTE-BOOK'],
  // Cyrillic е, о, с; Greek ο; a digit; a letter with a mark; letters of a mathematical alphabet.
  ['Election Notebook', 'Еlесtiоn Notebοοk'],
  ['Election Notebook', 'Electi0n Notebook'],
  ['Election Notebook', 'EIection Notebook'],
  ['Election Notebook', 'Élection Nötebook'],
  ['Election Notebook', '𝐄lection Notebook'],
  ['Election Notebook', 'Election\u200b Note\u202ebook'],
  // Arabic yeh and kaf where Urdu has its own.
  ['انتخابی کاپی', 'انتخابي كاپي'],
])('%s and %s look the same', (one, other) => {
  expect(lookOf(other)).toBe(lookOf(one));
});

it.each([
  ['Election Notebook', 'Election Handbook'],
  ['انتخابی کاپی', 'انتخابی کتاب'],
  ['Комиссия', 'Комитет'],
])('%s and %s do not', (one, other) => {
  expect(lookOf(other)).not.toBe(lookOf(one));
});

it('has nothing to compare where there is no letter', () => {
  expect(lookOf(' – ! ')).toBe('');
});
