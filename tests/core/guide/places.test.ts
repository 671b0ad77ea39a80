// When a polling place is open: what its own hours mean on a day.
import { expect, it } from 'vitest';
import { nextHours, type PlaceHours, type PollingPlace } from '../../../src/core/guide/places.ts';

const place = (hours: readonly PlaceHours[]): PollingPlace => ({
  ...{ id: '1', number: '1', name: {}, kind: 'all', address: {}, position: null, isAccessible: null, serves: [] },
  hours,
});
const early = { from: '2027-02-01', to: '2027-02-05', opens: '09:00', closes: '16:00' };
const day = { opens: '08:00', closes: '17:00' };

it('tells today, else the next day on which it is open', () => {
  const both = place([day, early]);
  expect(nextHours(both, '2027-01-20', '2027-02-08')).toEqual({ day: '2027-02-01', opens: '09:00', closes: '16:00' });
  expect(nextHours(both, '2027-02-05', '2027-02-08')).toEqual({ day: '2027-02-05', opens: '09:00', closes: '16:00' });
  expect(nextHours(both, '2027-02-06', '2027-02-08')).toEqual({ day: '2027-02-08', opens: '08:00', closes: '17:00' });
  expect(nextHours(both, '2027-02-09', '2027-02-08')).toBeNull();
});

it('says nothing of a place that keeps the election’s hours', () => {
  const { hours: _hours, ...plain } = place([]);
  expect(nextHours(plain, '2027-02-08', '2027-02-08')).toBeNull();
});
