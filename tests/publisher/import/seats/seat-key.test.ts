// Keys that a guess could read, in rows without a seat's name: no name cell contradicts the guess.
import { expect, it } from 'vitest';
import { openSeatKeys } from '../../../../src/publisher/import/seats/seat-key.ts';

const keys = Array.from({ length: 25 }, (_, i) => `PP-${i + 1}`);

it.each([
  ['PP-40 12', 'PP-40'],
  ['PP-1 09 LAHORE', 'PP-1'],
  ['PP-40A', 'PP-40'],
  ['PP-40-B', 'PP-40'],
  ['PP-XL', 'PP-40'],
])('"%s" may be %s, and nobody may act on it', (key, seat) => {
  expect(openSeatKeys(keys, [])(key, '')).toMatchObject({ kind: 'unsafe', seat });
});
