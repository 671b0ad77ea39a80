import { describe, expect, it } from 'vitest';
import { findPlaces } from '../../../src/app/places/polling-places.ts';
import type { PollingPlace } from '../../../src/core/guide/places.ts';
import type { Shard } from '../../../src/core/guide/shard.ts';

const place = (id: string, number: string, name: string, serves: readonly string[] = []): PollingPlace => ({
  id,
  number,
  name: { en: name, ur: 'ٹاؤن ہال' },
  kind: 'all',
  address: { en: 'West Road' },
  position: null,
  isAccessible: null,
  serves,
});
const all = [
  place('a', '1', 'Boys’ School', ['1303201']),
  place('b', '12', 'Town Hall'),
  place('c', '3', 'Girls’ School'),
];
const shard = {
  areas: [{ id: 'x', contestIds: ['NA-130'], pollingPlaceIds: { men: ['b'], women: ['c'] }, serves: ['1303-211'] }],
} as unknown as Shard;
const found = (typed: string) => {
  const { places, isOwn } = findPlaces(all, shard, 'NA-130', typed);
  return { ids: places.map(({ id }) => id), isOwn };
};

describe('polling stations', () => {
  it('shows all of them when nothing is typed, and calls none of them the voter’s own', () => {
    expect(found(' ')).toEqual({ ids: ['a', 'b', 'c'], isOwn: false });
  });

  it('knows the voter’s own by a block code of the place or of the area, however it is written', () => {
    expect(found('1303201')).toEqual({ ids: ['a'], isOwn: true });
    expect(found('۱۳۰۳۲۰۱')).toEqual({ ids: ['a'], isOwn: true });
    expect(found('1303 211')).toEqual({ ids: ['b', 'c'], isOwn: true });
  });

  it('never takes part of a block code for one', () => {
    expect(found('130320').isOwn).toBe(false);
  });

  it('finds by number, by the beginning of words, and in either language', () => {
    expect(found('12').ids).toEqual(['b']);
    expect(found('school').ids).toEqual(['a', 'c']);
    expect(found('girls sch').ids).toEqual(['c']);
    expect(found('ٹاون').ids).toEqual(['a', 'b', 'c']);
    expect(found('nowhere')).toEqual({ ids: [], isOwn: false });
  });
});
