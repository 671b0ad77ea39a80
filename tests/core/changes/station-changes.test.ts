// Polling places of two editions: moved, or only written otherwise.
import { describe, expect, it } from 'vitest';
import { contestsWithOtherPlaces } from '../../../src/core/changes/changes.ts';
import type { PollingPlace } from '../../../src/core/guide/places.ts';
import type { Shard, VotingArea } from '../../../src/core/guide/shard.ts';
import { moves, place, region } from './regions.ts';

describe('polling places of two editions', () => {
  const old = [place('p1', 'Girls School'), place('p2', 'Town Hall')];

  it('tells a place whose name, address or position is another, and no rounding', () => {
    expect(moves(old, [place('p1', 'Post Office'), place('p2', 'Town Hall')])).toMatchObject([
      {
        kind: 'station',
        place: 'p1',
        was: { en: 'Girls School, Girls School Road' },
        is: { en: 'Post Office, Post Office Road' },
      },
    ]);
    const rounded = place('p1', 'Girls  school', { position: { latitude: 31.5004, longitude: 74.3 } });
    expect(moves(old, [rounded, place('p2', 'Town Hall')])).toEqual([]);
    const [moved] = moves(old, [
      place('p1', 'Girls School', { position: { latitude: 31.51, longitude: 74.3 } }),
      ...old.slice(1),
    ]);
    expect(moved).toEqual({
      kind: 'station',
      from: 1,
      edition: 2,
      contest: 'NA-1',
      place: 'p1',
      subject: { en: 'Girls School' },
    });
  });

  it('tells the other side of the road, and school 13 from school 12', () => {
    const at = (en: string): PollingPlace => place('p1', 'School', { address: { en } });
    expect(moves([at('East Road')], [at('West Road')])).toHaveLength(1);
    expect(moves([place('p1', 'Government School 12')], [place('p1', 'Government School 13')])).toHaveLength(1);
  });

  it('takes a list that was numbered anew for the same places', () => {
    expect(moves(old, [place('p1', 'Post Office'), place('p2', 'Girls School'), place('p3', 'Town Hall')])).toEqual([]);
  });

  it('tells a place that is gone', () => {
    const [gone] = moves(old, old.slice(1));
    expect(gone).toMatchObject({ kind: 'station', place: 'p1', was: { en: 'Girls School, Girls School Road' } });
    expect(gone?.is).toBeUndefined();
  });

  it('tells block codes that vote at another place, by the list or by the areas', () => {
    const serving = (...codes: readonly (readonly string[])[]): PollingPlace[] =>
      old.map((each, i) => ({ ...each, serves: codes[i] ?? [] }));
    expect(moves(serving(['101', '102'], ['103']), serving(['101'], ['102', '103']))).toMatchObject([
      {
        place: 'p1',
        serves: ['102'],
        was: { en: 'Girls School, Girls School Road' },
        is: { en: 'Town Hall, Town Hall Road' },
      },
    ]);
    const area = (id: string): VotingArea => ({
      id: 'a',
      contestIds: ['NA-1'],
      pollingPlaceIds: { all: [id] },
      serves: ['101', '102'],
    });
    expect(moves(old, old, [[area('p1')], [area('p2')]])).toMatchObject([{ place: 'p1', serves: ['101', '102'] }]);
    expect(moves(old, old, [[area('p1')], [area('p1')]])).toEqual([]);
  });

  it('sends men to the men’s place where both are new', () => {
    const at = (id: string, kind: PollingPlace['kind'], serves: readonly string[]): PollingPlace =>
      place(id, `School ${id}`, { kind, serves });
    const before = [at('m1', 'men', ['7']), at('w1', 'women', ['7']), at('w2', 'women', []), at('m2', 'men', [])];
    const after = [at('m1', 'men', []), at('w1', 'women', []), at('w2', 'women', ['7']), at('m2', 'men', ['7'])];
    expect(moves(before, after).map(({ was, is }) => `${was?.en?.slice(0, 9)}>${is?.en?.slice(0, 9)}`)).toEqual([
      'School m1>School m2',
      'School w1>School w2',
    ]);
  });

  it('asks for a list only where it or the areas differ', () => {
    const shard = (sha256: string, areas: readonly VotingArea[] = []): Shard => ({
      ...region({ people: [], areas }).shard,
      places: { 'NA-1': { sha256, length: 1 } },
    });
    const area: VotingArea = { id: 'a', contestIds: ['NA-1'], serves: ['1'] };
    expect(contestsWithOtherPlaces(shard('a'), shard('a'))).toEqual([]);
    expect(contestsWithOtherPlaces(shard('a'), shard('b'))).toEqual(['NA-1']);
    expect(contestsWithOtherPlaces(shard('a'), shard('a', [area]))).toEqual(['NA-1']);
    expect(contestsWithOtherPlaces(shard('a', [area]), shard('a', [{ ...area, contestIds: ['NA-2'] }]))).toEqual([
      'NA-1',
    ]);
  });
});
