import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  districtOf,
  proposeRegions,
  type SeatToPlace,
} from '../../../../src/publisher/import/seats/propose-regions.ts';

describe('regions', () => {
  const seat = (id: string, name: string, candidates?: number): SeatToPlace => ({
    id,
    ballot: id.replace(/-.*/, ''),
    name: { en: name },
    region: '',
    ...(candidates !== undefined && { candidates }),
  });
  const many = (letters: string, from: number, count: number, name: string, candidates?: number): SeatToPlace[] =>
    [...Array(count).keys()].map((i) =>
      seat(`${letters}-${from + i}`, name === '' ? '' : `${name}-${i + 1}`, candidates),
    );
  const placed = (
    seats: readonly SeatToPlace[],
    frozen: Parameters<typeof proposeRegions>[1] = [],
  ): Record<string, string[]> => {
    const found: Record<string, string[]> = {};
    for (const { contest, region } of proposeRegions(seats, frozen, ['en']))
      found[region] = [...(found[region] ?? []), contest];
    return found;
  };

  it('guesses districts from names', () => {
    expect(
      ['Lahore-IV', 'LAHORE XII', 'Karachi East-IV', 'Faisalabad V', 'Town 12', 'Bath', 'III'].map(districtOf),
    ).toEqual(['Lahore', 'Lahore', 'Karachi East', 'Faisalabad', 'Town', 'Bath', 'III']);
  });

  it('keeps districts whole, joins small neighbours, and cuts a large one along its numbers', () => {
    const big = many('NA', 10, 10, 'Big');
    const bigToo = many('PP', 30, 20, 'BIG');
    const small = ['Ash', 'Birch', 'Cedar'].flatMap((name, i) => [
      seat(`NA-${i + 1}`, name),
      seat(`PP-${i + 1}`, name),
    ]);
    const regions = placed([...bigToo, ...small, ...big]);
    expect(regions.ash?.sort()).toEqual(['NA-1', 'NA-2', 'NA-3', 'PP-1', 'PP-2', 'PP-3']);
    expect(regions.big).toHaveLength(15);
    expect(regions['big-2']).toHaveLength(15);
    expect(regions.big).toContain('NA-10');
    expect(regions.big).toContain('PP-30');
  });

  it('names a region in its own script, with a number only where another has the name', () => {
    const named = (names: readonly string[], frozen: Parameters<typeof proposeRegions>[1] = []) =>
      new Set(
        proposeRegions(
          names.map((name, i) => seat(`ZL-${i + 1}`, name)),
          frozen,
          ['en'],
        ).map(({ region, regionName }) => `${region} ${regionName.en}`),
      );
    const other = { file: 'regions.csv', row: 2, contest: 'NA-1', region: 'region', regionName: { en: 'دریا' } };
    expect(named(['مشرق', 'مغرب'], [other])).toEqual(new Set(['region-2 مشرق، مغرب']));
    expect(named(['دریا', 'دریا'], [other])).toEqual(new Set(['region-2 دریا 2']));
  });

  it('makes blocks of numbers where there are no names', () => {
    const regions = placed(many('NA', 1, 40, ''));
    expect(Object.values(regions).map((seats) => seats.length)).toEqual([14, 13, 13]);
    expect(Object.keys(regions)).toEqual(['na-1', 'na-15', 'na-28']);
  });

  it('never moves a seat, and puts a late one beside its neighbour', () => {
    const frozen = [{ file: 'regions.csv', row: 2, contest: 'NA-1', region: 'home', regionName: { en: 'Home' } }];
    expect(placed([seat('NA-1', 'Elsewhere'), seat('NA-2', 'New')], frozen)).toEqual({ home: ['NA-2'] });
  });

  it('packs by candidates: few crowded seats fill what many calm ones do', () => {
    expect(Object.values(placed(many('NA', 1, 20, 'Crowded', 41))).map(({ length }) => length)).toEqual([5, 5, 5, 5]);
    expect(Object.values(placed(many('NA', 1, 20, 'Calm', 9))).map(({ length }) => length)).toEqual([20]);
    expect(Object.values(placed(many('NA', 1, 2, 'Huge', 900))).map(({ length }) => length)).toEqual([1, 1]);
  });

  it('cuts a heavy district at the same fraction of both ballots', () => {
    const regions = placed([...many('NA', 10, 6, 'Big', 20), ...many('PP', 30, 12, 'BIG', 20)]);
    expect(Object.keys(regions)).toEqual(['big', 'big-2']);
    expect(regions.big?.sort()).toEqual([
      'NA-10',
      'NA-11',
      'NA-12',
      'PP-30',
      'PP-31',
      'PP-32',
      'PP-33',
      'PP-34',
      'PP-35',
    ]);
  });

  it('gives a seat whose list is held back the room of a usual one', () => {
    const seats = many('NA', 1, 12, 'Town', 29);
    const counted = seats.map((each, i) => (i % 2 === 0 ? each : { ...each, candidates: 0 }));
    expect(placed(counted)).toEqual(placed(seats));
    expect(Object.values(placed(seats)).map(({ length }) => length)).toEqual([6, 6]);
  });

  it('names a region after the district with most of its weight', () => {
    const rows = proposeRegions([seat('NA-1', 'Hamlet', 3), seat('NA-2', 'City', 40)], [], ['en']);
    expect(rows.map(({ region, regionName }) => [region, regionName.en])).toEqual([
      ['city', 'City, Hamlet'],
      ['city', 'City, Hamlet'],
    ]);
  });

  it('leaves a late seat to a region of its own where its neighbours are full by weight', () => {
    const row = (contest: string, region: string) => ({
      file: 'regions.csv',
      row: 2,
      contest,
      region,
      regionName: { en: region },
    });
    const frozen = [row('NA-1', 'left'), row('NA-3', 'right')];
    const late = (left: number, right: number) =>
      placed([seat('NA-1', 'Old', left), seat('NA-2', 'Late', 30), seat('NA-3', 'Old', right)], frozen);
    expect(late(100, 100)).toEqual({ left: ['NA-2'] });
    expect(late(190, 100)).toEqual({ right: ['NA-2'] });
    expect(late(190, 190)).toEqual({ late: ['NA-2'] });
  });

  it('places every seat once, whatever their names', () => {
    const any = fc.uniqueArray(
      fc.record({
        id: fc.tuple(fc.constantFrom('NA', 'PP', 'X'), fc.nat(60)).map(([letters, n]) => `${letters}-${n}`),
        ballot: fc.constantFrom('NA', 'PP'),
        name: fc.record({ en: fc.constantFrom('', 'A-I', 'A-II', 'B', 'B-III', 'ج', 'C cum D') }),
        region: fc.constantFrom('', '', 'Given'),
        candidates: fc.constantFrom(0, 1, 20, 300),
      }),
      { selector: ({ id }) => id, maxLength: 60 },
    );
    fc.assert(
      fc.property(any, (seats) => {
        const rows = proposeRegions(seats, [], ['en']);
        expect(rows.map(({ contest }) => contest).sort()).toEqual(seats.map(({ id }) => id).sort());
        for (const { region } of rows) expect(region).toMatch(/^[a-z0-9][a-z0-9._-]{0,47}$/);
      }),
    );
  });
});
