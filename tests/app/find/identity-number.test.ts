import { expect, it } from 'vitest';
import { isIdentityNumber } from '../../../src/app/find/identity-number.ts';

it.each(['1234512345671', '12345-1234567-1', ' 12345 1234567 1 ', '۱۲۳۴۵-۱۲۳۴۵۶۷-۱', 'my card 1234512345671'])(
  'takes %s for an identity number',
  (typed) => {
    expect(isIdentityNumber(typed)).toBe(true);
  },
);

it.each([
  ['an en dash', '\u2013'],
  ['a hyphen that does not break', '\u2011'],
  ['a slash', '/'],
  ['a low line', '_'],
  ['a mark for right to left', '\u200f'],
  ['a mark for left to right', '\u200e'],
  ['an isolate', '\u2066'],
  ['a joiner of no width', '\u200d'],
  ['a comma and a space', ', '],
  ['an accent', '\u0301'],
])('is not misled by %s between the groups', (_, between) => {
  expect(isIdentityNumber(['12345', '1234567', '1'].join(between))).toBe(true);
});

it.each([
  '',
  '130',
  'NA-130',
  '1303201',
  '0300-1234567',
  'Block 1303201, house 12',
  '12345a1234567b1',
  '123451234567الف1',
])('leaves %s alone', (typed) => {
  expect(isIdentityNumber(typed)).toBe(false);
});
