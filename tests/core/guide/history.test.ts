// What a mirror's public history says of a seat.
import { describe, expect, it } from 'vitest';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import {
  formerSymbols,
  type History,
  issuedOf,
  maxHistoryChanges,
  parseHistory,
  seatHistory,
} from '../../../src/core/guide/history.ts';

const kiteToBoat = {
  kind: 'symbol',
  from: 11,
  edition: 12,
  contest: 'NA-130',
  serial: 4,
  subject: { en: 'Ali Khan', ur: 'علی خان' },
  was: { en: 'Kite' },
  is: { en: 'Boat' },
  reason: { en: 'A misprint' },
  order: { en: 'Order 7 of 2 February' },
} as const;
const gone = { kind: 'removed', from: 9, edition: 10, contest: 'NA-130', serial: 5, was: { en: 'Lamp' } } as const;
const moved = {
  kind: 'station',
  from: 9,
  edition: 10,
  contest: 'NA-131',
  place: 'NA-131-7',
  is: { en: 'School' },
} as const;
const wire = {
  editions: [
    { edition: 12, issued: '2027-02-02T08:00:00Z' },
    { edition: 10, issued: '2027-01-30T08:00:00Z', more: 40 },
  ],
  changes: [kiteToBoat, gone, moved],
};
const parse = (value: unknown): History => parseHistory(packJson(value).packed);

describe('a history', () => {
  it('is read back as it was written, with reason and order', () => {
    expect(parse(wire)).toEqual(wire);
    expect(issuedOf(parse(wire), 12)).toBe('2027-02-02T08:00:00Z');
    expect(issuedOf(parse(wire), 11)).toBeNull();
  });

  it('tells of one seat only what is of that seat', () => {
    expect(seatHistory(parse(wire), 'NA-131')).toEqual([moved]);
    expect(seatHistory(parse(wire), 'NA-13')).toEqual([]);
  });

  it('says until which edition somebody had a symbol', () => {
    expect(formerSymbols(parse(wire), 'NA-130', 4)).toMatchObject([{ symbol: { en: 'Kite' }, until: 11 }]);
    expect(formerSymbols(parse(wire), 'NA-130').map(({ until }) => until)).toEqual([11, 9]);
    expect(formerSymbols(parse(wire), 'NA-130', 3)).toEqual([]);
    expect(formerSymbols(parse(wire), 'NA-131')).toEqual([]);
  });

  it('carries no picture, and is refused where it is broken or too long', () => {
    const picture = { sha256: 'a'.repeat(64), length: 9 };
    expect(parse({ ...wire, changes: [{ ...gone, wasPicture: picture }] }).changes).toEqual([gone]);
    expect(() => parse({ ...wire, changes: [{ ...gone, contest: '../x' }] })).toThrow('format/shape');
    expect(() => parse({ ...wire, changes: Array(maxHistoryChanges + 1).fill(gone) })).toThrow('format/shape');
    expect(() => parse({ changes: [] })).toThrow('format/shape');
  });

  it('is never longer than a phone takes, however many languages say why', () => {
    const inAll = (text: string) =>
      Object.fromEntries(['en', 'ur', 'ps', 'sd', 'pa-arab', 'bn'].map((tag) => [tag, text]));
    const long = {
      ...kiteToBoat,
      reason: inAll('A misprint in the list. '.repeat(6)),
      order: inAll('Order 7 of February'),
    };
    expect(parse({ ...wire, changes: Array(maxHistoryChanges).fill(long) }).changes).toHaveLength(maxHistoryChanges);
  });
});
