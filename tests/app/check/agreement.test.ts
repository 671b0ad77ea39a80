// An old list agrees with old messages: what an agreement is worth, by the list that it is with.
import { expect, it } from 'vitest';
import { agreementOf, type ListSign } from '../../../src/app/check/agreement.ts';
import type { EditionSign } from '../../../src/app/held/edition-sign.ts';

const list = (more: Partial<ListSign> = {}, sign: Partial<EditionSign> = {}): ListSign => ({
  sign: { state: 'current', symbols: 'shown', ...sign },
  isOff: false,
  isOpen: false,
  isOverruled: false,
  ...more,
});
const agrees = { verdict: 'agrees' } as const;

it.each([
  ['a current list', [list()], 'stands'],
  ['a final list', [list({}, { state: 'final' })], 'stands'],
  ['one that is out of date', [list({}, { state: 'out-of-date' })], 'may-be-old'],
  ['one whose symbols may still change', [list({ isOpen: true })], 'may-be-old'],
  ['one from before symbols were final', [list({}, { state: 'too-old', symbols: 'tap' })], 'off'],
  ['one whose signers were revoked', [list({}, { state: 'unusable', symbols: 'never' })], 'off'],
  ['one that is under review', [list({ isOff: true })], 'off'],
  ['one that a newer slip overrules', [list({ isOverruled: true })], 'off'],
  ['one that is gone meanwhile', [null], 'off'],
  ['two, of which one is good', [list(), list({}, { state: 'too-old', symbols: 'tap' })], 'off'],
] as const)('an agreement with %s', (_, lists, worth) => {
  expect(agreementOf(agrees, lists)).toBe(worth);
  expect(agreementOf({ verdict: 'differs' }, lists)).toBe('stands');
});
