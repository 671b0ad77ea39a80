// Folding has a quick way for names in two blocks of letters: it says what the general one says, letter by letter.
import { expect, it } from 'vitest';
import { fold } from '../../../src/core/spelling/fold.ts';

/** A letter of a third block: with it a text goes the general way. */
const third = 'अ';

it('folds two blocks of letters as the general way does', () => {
  const differ: string[] = [];
  for (let code = 0; code <= 0x6ff; code++) {
    const text = `b${String.fromCharCode(code)}گ`;
    if (`${fold(text)} ${third}` !== fold(`${text} ${third}`)) differ.push(code.toString(16));
  }
  expect(differ).toEqual([]);
});

it('takes digits of any script for the same', () => {
  expect([fold('حلقہ ۱۳۰'), fold('حلقہ ١٣٠'), fold('حلقہ १३०')]).toEqual(['حلقه 130', 'حلقه 130', 'حلقه 130']);
});
