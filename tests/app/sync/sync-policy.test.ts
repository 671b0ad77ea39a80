// When a look begins by itself, how long the next one waits, and what a metered link changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  holdBackMs,
  isNearPolling,
  isThrifty,
  leastGapMs,
  type Moment,
  mayLook,
  type Reason,
  waitMs,
} from '../../../src/app/sync/sync-policy.ts';

const minute = 60_000;
const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });

function momentOf(other: Partial<Moment> = {}): Moment {
  return { reason: 'wait', nowMs: 0, lastMs: null, isOnline: true, isVisible: true, isStopped: false, ...other };
}

describe('a look that begins by itself', () => {
  const unasked: readonly Reason[] = ['start', 'online', 'return', 'wait'];

  it.each(unasked)('begins on %s, and not again within a minute', (reason) => {
    expect(mayLook(momentOf({ reason }))).toBe(true);
    expect(mayLook(momentOf({ reason, nowMs: 100_000, lastMs: 100_000 - leastGapMs + 1 }))).toBe(false);
    expect(mayLook(momentOf({ reason, nowMs: 100_000, lastMs: 100_000 - leastGapMs }))).toBe(true);
  });

  it.each(unasked)('does not begin on %s without internet, out of sight, or after the voter stopped one', (reason) => {
    expect(mayLook(momentOf({ reason, isOnline: false }))).toBe(false);
    expect(mayLook(momentOf({ reason, isVisible: false }))).toBe(false);
    expect(mayLook(momentOf({ reason, isStopped: true }))).toBe(false);
  });

  it('always begins by hand', () => {
    const worst = { reason: 'hand', lastMs: 0, nowMs: 1, isOnline: false, isStopped: true } as const;
    expect(mayLook(momentOf(worst))).toBe(true);
  });
});

describe('the wait for the next look', () => {
  it('is about a quarter of an hour after one that went well, and closer about polling day', () => {
    expect([waitMs(0, false, 0), waitMs(0, false, 0.5), waitMs(0, true, 0.5)]).toEqual([
      7.5 * minute,
      15 * minute,
      10 * minute,
    ]);
  });

  it('doubles its span with each failure, up to an hour', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => Math.round(waitMs(failures, false, 1) / minute));
    expect(longest).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
    expect(waitMs(50, true, 1)).toBe(10 * minute);
  });

  it('is never shorter than a minute, whatever fails and whatever chance says', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), chance, (failures, isNear, random) => {
        const wait = waitMs(failures, isNear, random);
        expect(wait).toBeGreaterThanOrEqual(leastGapMs);
        expect(wait).toBeLessThanOrEqual(60 * minute);
      }),
    );
  });

  it('differs from phone to phone: chance moves it over its whole span', () => {
    expect(waitMs(3, false, 0.9) - waitMs(3, false, 0.1)).toBeGreaterThan(5 * minute);
  });

  it('holds back a little where the network came back for everybody', () => {
    expect([holdBackMs('online', 0.5), holdBackMs('return', 0.5), holdBackMs('hand', 0.5)]).toEqual([2_500, 0, 0]);
  });
});

describe('a link that costs', () => {
  it.each([
    [undefined, false],
    [{}, false],
    [{ saveData: true }, true],
    [{ saveData: false, type: 'wifi' }, false],
    [{ type: 'cellular' }, true],
    [{ type: 'cellular', metered: false }, false],
    [{ type: 'wifi', metered: true }, true],
    [{ saveData: true, metered: false }, true],
  ])('%j is thrifty: %s', (connection, wanted) => {
    expect(isThrifty(connection)).toBe(wanted);
  });
});

describe('near polling day', () => {
  const at = (day: string): Date => {
    const noon = new Date(`${day}T12:00:00Z`);
    return new Date(noon.getTime() + noon.getTimezoneOffset() * minute);
  };

  it.each([
    ['2027-02-06', false],
    ['2027-02-07', true],
    ['2027-02-08', true],
    ['2027-02-09', false],
  ])('%s: %s', (day, wanted) => {
    expect(isNearPolling('2027-02-08', at(day))).toBe(wanted);
    expect(isNearPolling(undefined, at(day))).toBe(false);
  });
});
