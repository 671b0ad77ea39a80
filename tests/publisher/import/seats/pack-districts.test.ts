import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Parcel, packDistricts } from '../../../../src/publisher/import/seats/pack-districts.ts';

/** "aab" is two seats of one district and one of the next, each of the given weight. */
function lineOf(districts: string, weights: readonly number[]): Parcel<number>[] {
  return [...districts].map((letter, seat) => ({
    seat,
    weight: weights[seat] ?? 1,
    district: letter.charCodeAt(0),
  }));
}

function cut(districts: string, weights: readonly number[], max: number): string[] {
  return packDistricts(lineOf(districts, weights), max).map((region) =>
    region.map(({ seat }) => districts[seat]).join(''),
  );
}

it('keeps districts whole where that costs no region more', () => {
  expect(cut('aaabbb', [], 4)).toEqual(['aaa', 'bbb']);
  expect(cut('aabbcc', [], 4)).toEqual(['aabb', 'cc']);
});

it('cuts a district where that saves a region', () => {
  expect(cut('aaabbbccc', [], 5)).toEqual(['aaabb', 'bccc']);
});

it('cuts evenly by weight', () => {
  expect(cut('aaaaaa', [6, 1, 1, 1, 1, 2], 7)).toEqual(['a', 'aaaaa']);
});

it('lets a seat above the most stand alone', () => {
  expect(cut('aba', [1, 9, 1], 3)).toEqual(['a', 'b', 'a']);
  expect(cut('', [], 3)).toEqual([]);
});

it('leaves the rest of a cut district alone where others fill a region, even ones or not', () => {
  expect(cut('aaaaabccc', [], 4)).toEqual(['aaa', 'aa', 'bccc']);
});

/** Four a region, one a cut, one for each part of a cut district that stands with another district. */
function costOf(regions: readonly (readonly Parcel<number>[])[]): number {
  const placesOf = new Map<number, number>();
  for (const region of regions) {
    for (const district of new Set(region.map((parcel) => parcel.district)))
      placesOf.set(district, (placesOf.get(district) ?? 0) + 1);
  }
  const cuts = [...placesOf.values()].reduce((sum, places) => sum + places - 1, 0);
  const mixed = regions.map((region) => {
    const districts = [...new Set(region.map((parcel) => parcel.district))];
    return districts.length === 1 ? 0 : districts.filter((district) => (placesOf.get(district) ?? 0) > 1).length;
  });
  return regions.length * 4 + cuts + mixed.reduce((sum, count) => sum + count, 0);
}

/** Every way to cut a line. */
function waysToCut(line: readonly Parcel<number>[]): Parcel<number>[][][] {
  return [...Array(2 ** Math.max(0, line.length - 1)).keys()].map((cuts) => {
    const regions: Parcel<number>[][] = [];
    line.forEach((parcel, i) => {
      const last = regions[regions.length - 1];
      if (!last || (cuts >> (i - 1)) & 1) regions.push([parcel]);
      else last.push(parcel);
    });
    return regions;
  });
}

const weightOf = (region: readonly Parcel<number>[]): number => region.reduce((sum, { weight }) => sum + weight, 0);

it('keeps every seat once and in order, within the weight, and no way to cut is better', () => {
  const any = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 12 })), { maxLength: 9 });
  fc.assert(
    fc.property(any, (seats) => {
      const letters = seats.map(([letter]) => letter).sort();
      const weights = seats.map(([, weight]) => weight);
      const line = lineOf(letters.join(''), weights);
      const regions = packDistricts(line, 10);
      const isAllowed = (region: readonly Parcel<number>[]): boolean => region.length === 1 || weightOf(region) <= 10;
      expect(regions.flat()).toEqual(line);
      expect(regions.every(isAllowed)).toBe(true);
      const allowed = waysToCut(line).filter((way) => way.every(isAllowed));
      if (line.length > 0) expect(costOf(regions)).toBe(Math.min(...allowed.map(costOf)));
    }),
  );
});
