// Changes over several editions, and how they are read back from the store.
import { describe, expect, it } from 'vitest';
import { changesBetween, type RegionContent } from '../../../src/core/changes/changes.ts';
import { mergeChanges } from '../../../src/core/changes/merge-changes.ts';
import { maxChanges, readStoredChanges } from '../../../src/core/changes/stored-changes.ts';
import type { RegionChange } from '../../../src/core/ports.ts';
import { between, moves, type Person, person, place, region, two } from './regions.ts';

describe('changes over several editions', () => {
  /** The steps of one candidate's symbols, one edition each. */
  function steps(...symbols: readonly (string | null)[]): readonly string[] {
    let kept: readonly RegionChange[] = [];
    for (let i = 1; i < symbols.length; i++) {
      const [old, next] = [symbols[i - 1] ?? null, symbols[i] ?? null].map((symbol, j) =>
        region({ people: [person(1, 'Amna Bibi', symbol)], edition: i + j }),
      ) as [RegionContent, RegionContent];
      kept = mergeChanges(kept, changesBetween(old, next));
    }
    return kept.map(({ was, is, from, edition }) => `${from}-${edition} ${was?.en}>${is?.en}`);
  }

  it('drops what returned, keeps each step of what did not, newest first', () => {
    expect(steps('kite', 'boat', 'kite')).toEqual([]);
    expect(steps('kite', 'boat', 'car')).toEqual(['2-3 Boat>Car', '1-2 Kite>Boat']);
    expect(steps('kite', 'boat', 'car', 'boat')).toEqual(['1-2 Kite>Boat']);
    expect(steps('kite', 'boat', 'car', 'kite')).toEqual([]);
    expect(steps('kite', null, 'kite')).toEqual([]);
    expect(steps('kite', null, 'boat')).toEqual(['1-3 Kite>Boat']);
  });

  it('forgets a withdrawal that was taken back, and a place that came back', () => {
    const [amna, babar] = two as [Person, Person];
    const left = mergeChanges([], between(two, [{ ...amna, isWithdrawn: true }, babar]));
    expect(mergeChanges(left, between([{ ...amna, isWithdrawn: true }, babar], two))).toEqual([]);
    const places = [place('p1', 'Girls School'), place('p2', 'Town Hall')];
    const gone = moves(places, places.slice(1));
    const back = changesBetween(
      region({ people: two, places: places.slice(1) }),
      region({ people: two, places, edition: 3 }),
    );
    expect([gone.length, mergeChanges(gone, back).length]).toEqual([1, 0]);
  });

  it('keeps two hundred, the newest', () => {
    const many = (edition: number): RegionChange[] =>
      Array.from({ length: 150 }, (_, i) => ({ kind: 'removed', from: 1, edition, contest: 'NA-1', serial: i + 1 }));
    const kept = mergeChanges(many(2), many(3));
    expect([kept.length, kept.filter(({ edition }) => edition === 3).length]).toEqual([maxChanges, 150]);
  });
});

it('reads stored changes one by one, and leaves out what does not fit', () => {
  const good: RegionChange = {
    kind: 'state',
    from: 1,
    edition: 2,
    contest: 'NA-1',
    was: { '': 'open' },
    is: { '': 'postponed' },
  };
  const hostile = [
    null,
    { ...good, kind: 'rumour' },
    { ...good, contest: '<b>' },
    { ...good, was: { en: 'x'.repeat(401) } },
    { ...good, wasPicture: { sha256: '../x', length: 1 } },
    { ...good, serves: Array.from({ length: 51 }, () => '1') },
  ];
  expect(readStoredChanges([...hostile, good])).toEqual([good]);
  expect(readStoredChanges('nothing')).toEqual([]);
  expect(readStoredChanges(Array.from({ length: 1_000 }, () => good))).toHaveLength(maxChanges);
});
