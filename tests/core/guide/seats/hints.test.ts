import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/errors.ts';
import type { Guide } from '../../../../src/core/guide/guide.ts';
import { isNumberBegun, seatNumber } from '../../../../src/core/guide/questions.ts';
import { isHintBegun, parseHints, seatsForNumber } from '../../../../src/core/guide/seats/hints.ts';
import { regionForSeat, splitCode } from '../../../../src/core/guide/seats/seat-region.ts';
import { encodeHints } from '../../../../src/publisher/build/encode/encode-hints.ts';

const regionIds = ['north', 'south', 'east'];

function hintsOf(seats: readonly (readonly [code: string, region: number | readonly number[]])[]) {
  const columns = {
    code: seats.map(([code]) => code),
    region: seats.map(([, region]) => region),
    ballot: seats.map(() => 0),
    district: seats.map(() => -1),
    name: {},
  };
  const encoded = encodeHints({ regions: regionIds.map((id) => ({ id, name: {} })), seats: columns });
  return parseHints(JSON.parse(JSON.stringify(encoded)));
}

describe('hints from seat to region', () => {
  const hints = hintsOf([
    ['NA-1', 0],
    ['NA-2', 0],
    ['NA-5', 1],
    ['PA-2', 2],
    ['PA-01', 1],
    ['RF', [1, 2]],
    ['PK-36b', 2],
  ]);

  it('says that the guide is a draft or a demo where it is one', () => {
    const guide = { regions: [], seats: { code: [], region: [], ballot: [], district: [], name: {} } };
    expect(parseHints(encodeHints(guide))).not.toHaveProperty('draft');
    expect(parseHints(encodeHints({ ...guide, draft: true })).draft).toBe(true);
    expect(parseHints(encodeHints({ ...guide, demo: true })).demo).toBe(true);
    expect(parseHints(encodeHints({ ...guide, election: { findFirst: 'pad' } }))).not.toHaveProperty('findFirst');
    expect(parseHints(encodeHints({ ...guide, election: { findFirst: 'list' } })).findFirst).toBe('list');
  });

  it('names the region of a seat, the first of several', () => {
    expect(['NA-1', 'NA-2', 'NA-5', 'PA-2', 'PA-01', 'RF', 'PK-36b'].map((code) => regionForSeat(hints, code))).toEqual(
      ['north', 'north', 'south', 'east', 'south', 'south', 'east'],
    );
  });

  it('knows nothing of a seat in a gap, past the end, before the first, or on another ballot', () => {
    for (const code of ['NA-3', 'NA-6', 'NA-0', 'PA-1', 'XX-1', '', 'constructor', '__proto__', 'NA-9999999']) {
      expect(regionForSeat(hints, code)).toBeNull();
    }
  });

  it('lists the seats of a number on all ballots, odd codes among them', () => {
    expect(seatsForNumber(hints, '2')).toEqual(['NA-2', 'PA-2']);
    expect(seatsForNumber(hints, '1')).toEqual(['NA-1', 'PA-01']);
    expect(seatsForNumber(hints, '36')).toEqual(['PK-36b']);
    expect(seatsForNumber(hints, '3')).toEqual([]);
    expect(seatsForNumber(hints, '01')).toEqual([]);
  });

  it('says whether more digits may follow, as the directory does', () => {
    const code = fc
      .tuple(fc.constantFrom('NA-', 'PA-', 'PA-0'), fc.nat(1300), fc.constantFrom('', '', 'b'))
      .map((parts) => parts.join(''));
    const seats = fc.uniqueArray(fc.tuple(code, fc.nat(2)), { selector: ([each]) => each, maxLength: 30 });
    fc.assert(
      fc.property(seats, fc.oneof(fc.nat(1400).map(String), fc.constantFrom('', '0', '00', '01')), (some, typed) => {
        const digits = typed.replace(/^0+/, '');
        const numbers = some.map(([each]) => seatNumber(each) ?? '');
        const wanted = numbers.some((own) => own.length > digits.length && own.startsWith(digits));
        const guide = { seats: { code: some.map(([each]) => each) } } as unknown as Guide;
        expect(isHintBegun(hintsOf(some), typed)).toBe(wanted);
        expect(isNumberBegun(guide, typed)).toBe(wanted);
      }),
    );
    expect(isHintBegun(hints, 'NA-3')).toBe(false);
  });

  it('writes neighbours of one region as one run', () => {
    expect(hints.runs['NA-']).toEqual([1, 0, 2, -1, 2, 1, 1]);
  });

  it('answers for every seat as the directory does', () => {
    const code = fc.oneof(
      fc.tuple(fc.constantFrom('NA-', 'PA-', 'S', ''), fc.nat(300)).map(([prefix, number]) => `${prefix}${number}`),
      fc.string({ unit: fc.constantFrom('A', 'b', '-', '0', '1', '9'), maxLength: 12 }).map((rest) => `C${rest}`),
    );
    const seats = fc.uniqueArray(fc.tuple(code, fc.nat(2)), { selector: ([each]) => each, maxLength: 60 });
    fc.assert(
      fc.property(seats, (list) => {
        const held = hintsOf(list);
        for (const [seat, region] of list) {
          expect(regionForSeat(held, seat)).toBe(regionIds[region]);
          const number = splitCode(seat) ? seatNumber(seat) : null;
          if (number !== null) expect(seatsForNumber(held, number)).toContain(seat);
        }
      }),
    );
  });

  it.each([
    ['a run of even length', { regions: ['a'], runs: { 'NA-': [1, 0] }, codes: {} }],
    ['a run into no region', { regions: ['a'], runs: { 'NA-': [1, 1, 5] }, codes: {} }],
    ['a run of negative length', { regions: ['a'], runs: { 'NA-': [1, 0, -1] }, codes: {} }],
    ['a code in no region', { regions: ['a'], runs: {}, codes: { X: 1 } }],
    ['something else', 'hints'],
  ])('refuses %s', (_, json) => {
    expect(() => parseHints(json)).toThrow(AppError);
  });
});
