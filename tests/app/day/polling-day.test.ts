// The day on which nobody is asked about the app: by the place's calendar, whatever the phone's time zone is.
import { expect, it } from 'vitest';
import { isPollingDay } from '../../../src/app/day/polling-day.ts';
import { firstState } from '../../../src/app/state.ts';
import type { HeldHead } from '../../../src/core/held/held.ts';

const head = {
  guide: {
    election: { date: '2027-02-08', hours: { opens: '08:00', closes: '17:00', offset: '+05:00' }, calendar: {} },
  },
} as unknown as HeldHead;

it.each([
  ['2027-02-07T18:59:00Z', false],
  ['2027-02-07T19:00:00Z', true],
  ['2027-02-08T18:59:00Z', true],
  ['2027-02-08T19:00:00Z', false],
])('%s: %s', (moment, wanted) => {
  expect(isPollingDay({ ...firstState, head }, new Date(moment))).toBe(wanted);
});

it('is no day of a guide that is not here', () => {
  expect(isPollingDay(firstState, new Date('2027-02-08T12:00:00Z'))).toBe(false);
});
