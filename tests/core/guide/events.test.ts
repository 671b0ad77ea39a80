import { describe, expect, it } from 'vitest';
import { type Event, eventPosition, eventTime, isEventFor, sortEvents } from '../../../src/core/guide/events.ts';

/** Khwabistan's clock, in minutes. */
const offset = 300;
const at = (clock: string): Date => new Date(`${clock}:00+05:00`);
const event = (rest: Partial<Event> = {}): Event => ({
  id: 'e',
  kind: 'rally',
  title: { en: 'Rally' },
  day: '2027-02-04',
  ...rest,
});
const hours = { starts: '2027-02-04T12:00:00Z', ends: '2027-02-04T14:00:00Z' };
const phase = (one: Event, clock: string): string => eventTime(one, at(clock), offset).phase;

describe('when an event is', () => {
  it('says its hours and the days until it by the place’s own clock', () => {
    const time = eventTime(event(hours), at('2027-02-01T23:30'), offset);
    expect(time).toEqual({ phase: 'ahead', daysLeft: 3, starts: '17:00', ends: '19:00' });
    // Half an hour later the calendar there says another day, whatever it says in UTC.
    expect(eventTime(event(hours), at('2027-02-02T00:00'), offset).daysLeft).toBe(2);
  });

  it('is there from its first minute to its last', () => {
    expect(phase(event(hours), '2027-02-04T16:59')).toBe('ahead');
    expect(phase(event(hours), '2027-02-04T17:00')).toBe('now');
    expect(phase(event(hours), '2027-02-04T18:59')).toBe('now');
    expect(phase(event(hours), '2027-02-04T19:00')).toBe('past');
  });

  it('without an end is there until its day is over; without hours for the whole of it', () => {
    const open = event({ starts: hours.starts });
    expect(phase(open, '2027-02-04T23:59')).toBe('now');
    expect(phase(open, '2027-02-05T00:00')).toBe('past');
    expect(phase(event(), '2027-02-03T23:59')).toBe('ahead');
    expect(phase(event(), '2027-02-04T00:00')).toBe('now');
  });

  it('that was cancelled is never on, and stays until its day is over', () => {
    const off = event({ ...hours, state: 'cancelled' });
    expect(phase(off, '2027-02-04T17:30')).toBe('ahead');
    expect(phase(off, '2027-02-04T23:59')).toBe('ahead');
    expect(phase(off, '2027-02-05T00:00')).toBe('past');
  });

  it('that ends after midnight is not past at midnight', () => {
    const late = event({ starts: '2027-02-04T16:00:00Z', ends: '2027-02-04T21:00:00Z' });
    expect(phase(late, '2027-02-05T01:00')).toBe('now');
    expect(phase({ ...late, state: 'cancelled' }, '2027-02-05T01:00')).toBe('ahead');
    expect(phase(late, '2027-02-05T02:00')).toBe('past');
  });
});

it('tells the first one first, and of those that are past the last one', () => {
  const all = [
    event({ id: 'c', day: '2027-02-05' }),
    event({ id: 'b', starts: '2027-02-04T12:00:00Z' }),
    event({ id: 'a', starts: '2027-02-04T09:00:00Z' }),
    event({ id: 'whole-day' }),
    event({ id: 'old', day: '2027-01-01' }),
    event({ id: 'less-old', day: '2027-01-02' }),
  ];
  const { coming, past } = sortEvents(all, at('2027-02-02T10:00'), offset);
  expect(coming.map(({ id }) => id)).toEqual(['whole-day', 'a', 'b', 'c']);
  expect(past.map(({ id }) => id)).toEqual(['less-old', 'old']);
});

it('is for the seats that it names, else for those of its regions, else for all', () => {
  const voter = { seats: ['NA-130', 'PA-132'], regions: ['surkh-wadi'] };
  expect(isEventFor(event(), voter)).toBe(true);
  expect(isEventFor(event({ regions: ['surkh-wadi'] }), voter)).toBe(true);
  expect(isEventFor(event({ regions: ['neel-koh'] }), voter)).toBe(false);
  expect(isEventFor(event({ contests: ['PA-132'] }), voter)).toBe(true);
  // The seat says more than the region.
  expect(isEventFor(event({ contests: ['PA-133'], regions: ['surkh-wadi'] }), voter)).toBe(false);
});

it('lies somewhere only where both coordinates are told', () => {
  expect(eventPosition(event({ latitude: 1, longitude: 2 }))).toEqual({ latitude: 1, longitude: 2 });
  expect(eventPosition(event({ latitude: 1 }))).toBeNull();
  expect(eventPosition(event({ latitude: 0, longitude: 0 }))).not.toBeNull();
});
