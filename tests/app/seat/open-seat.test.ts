// The seats of a number that is typed: the same ones at the same places before the guide is there and after.
import { expect, it } from 'vitest';
import { seatCodesFor } from '../../../src/app/seat/open-seat.ts';
import { bringFirst } from '../../../src/app/sync/sync.ts';
import { getState } from '../../../src/app/world.ts';
import type { Hints } from '../../../src/core/guide/seats/hints.ts';
import { testMirror } from '../../core/fixture.ts';
import { filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

const provincialFirst: Hints = { regions: ['north', 'south'], runs: { 'PA-': [1, 0, 1], 'NA-': [1, 0, 1] }, codes: {} };

it('moves no seat when the guide comes, and adds what the page did not know', async () => {
  openTestWorld({ hints: provincialFirst, fetch: filesFetch({ [pageUrl]: testMirror() }) });
  expect(['1', '01', '2'].map(seatCodesFor)).toEqual([['PA-1', 'NA-1'], ['PA-1', 'NA-1'], []]);
  expect(await bringFirst(null)).toBe(true);
  expect(getState().head).not.toBeNull();
  expect(['1', '01', '2', 'na1'].map(seatCodesFor)).toEqual([['PA-1', 'NA-1'], ['PA-1', 'NA-1'], ['NA-2'], ['NA-1']]);
});
