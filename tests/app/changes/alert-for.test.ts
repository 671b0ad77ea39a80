// What a phone tells of by a message: symbols of remembered seats alone, each edition once, and no seat unless chosen.
import { expect, it } from 'vitest';
import { alertFor, readAlertsNote } from '../../../src/app/changes/alert-for.ts';
import type { RegionChange } from '../../../src/core/ports.ts';

const change = (other: Partial<RegionChange> = {}): RegionChange => ({
  kind: 'symbol',
  from: 1,
  edition: 2,
  contest: 'NA-1',
  was: { en: 'Kite' },
  is: { en: 'Lamp' },
  ...other,
});
const mine = new Set(['NA-1', 'PA-1']);

it.each([
  ['off', null, null],
  ['another shape', 'plain', null],
  ['an unknown way', { how: 'loud', edition: 1 }, null],
  ['no edition', { how: 'plain' }, null],
  ['plain', { how: 'plain', edition: 3 }, { how: 'plain', edition: 3 }],
])('reads %s', (_, note, read) => {
  expect(readAlertsNote(note)).toEqual(read);
});

it('names no seat where the voter did not choose that', () => {
  expect(alertFor({ how: 'plain', edition: 1 }, [change()], mine)).toEqual({ contests: [] });
});

it('names each seat once where the voter did', () => {
  const changes = [change({ contest: 'PA-1' }), change(), change({ serial: 4 })];
  expect(alertFor({ how: 'seat', edition: 1 }, changes, mine)).toEqual({ contests: ['NA-1', 'PA-1'] });
});

it.each([
  ['another seat', change({ contest: 'NA-9' })],
  ['a change that was told of', change({ edition: 1 })],
  ['a polling place', change({ kind: 'station' })],
  ['a new candidate', change({ kind: 'added' })],
])('says nothing of %s', (_, each) => {
  expect(alertFor({ how: 'seat', edition: 1 }, [each], mine)).toBeNull();
});
