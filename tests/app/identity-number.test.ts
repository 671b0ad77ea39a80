import { expect, it } from 'vitest';
import { isIdentityNumber } from '../../src/app/identity-number.ts';

it.each(['1234512345671', '12345-1234567-1', ' 12345 1234567 1 ', '۱۲۳۴۵-۱۲۳۴۵۶۷-۱', 'my card 1234512345671'])(
  'takes %s for an identity number',
  (typed) => {
    expect(isIdentityNumber(typed)).toBe(true);
  },
);

it.each(['', '130', 'NA-130', '1303201', '0300-1234567', 'Block 1303201, house 12'])('leaves %s alone', (typed) => {
  expect(isIdentityNumber(typed)).toBe(false);
});
