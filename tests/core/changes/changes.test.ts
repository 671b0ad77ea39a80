// What a voter must know of a new edition: candidates and symbols.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/core/changes/changes.ts';
import { mergeChanges } from '../../../src/core/changes/merge-changes.ts';
import { maxChanges, readStoredChanges } from '../../../src/core/changes/stored-changes.ts';
import type { Text } from '../../../src/core/guide/format/text.ts';
import { between, brief, type Person, person, region, symbolNames, two } from './regions.ts';

describe('candidates of two editions', () => {
  it('tells another symbol of the same candidate, with the old one’s picture', () => {
    expect(between(two, [person(1, 'Amna Bibi', 'car'), person(2, 'Babar Khan', 'boat')])).toEqual([
      {
        kind: 'symbol',
        from: 1,
        edition: 2,
        contest: 'NA-1',
        serial: 1,
        subject: { en: 'Amna Bibi' },
        was: symbolNames.kite,
        is: symbolNames.car,
        wasPicture: { sha256: '0'.repeat(64), length: 10 },
      },
    ]);
  });

  it('knows a candidate again whose list was numbered anew', () => {
    const next = [person(1, 'Aasia Gul', 'bat'), person(2, 'Amna Bibi', 'kite'), person(3, 'Babar Khan', 'car')];
    expect(brief(between(two, next))).toEqual(['symbol 3 Boat>Car', 'added 1 >Bat']);
  });

  it('takes a corrected spelling for the same candidate', () => {
    const old = [person(1, 'Muhammad Aslam', 'kite'), person(2, 'Babar Khan', 'boat')];
    expect(between(old, [person(1, 'Mohammad Aslam', 'kite'), person(2, 'Babar  KHAN', 'boat')])).toEqual([]);
    const urdu = (en: string): Person => person(1, en, 'kite', { name: { en, ur: 'طور گل' } });
    expect(between([urdu('Toor Gul')], [urdu('Tur Gul')])).toEqual([]);
    expect(brief(between([person(1, 'Toor Gul', 'kite')], [person(1, 'Bahar Jan', 'kite')]))).toEqual([
      'removed 1 Kite>',
      'added 1 >Kite',
    ]);
  });

  it('tells namesakes apart by their symbols where the list was numbered anew, by their numbers where it was not', () => {
    const old = [person(3, 'Ali Khan', 'kite'), person(4, 'Ali Khan', 'boat')];
    const shifted = [person(1, 'Aasia Gul', 'bat'), person(4, 'Ali Khan', 'kite'), person(5, 'Ali Khan', 'boat')];
    expect(brief(between(old, shifted))).toEqual(['added 1 >Bat']);
    const swapped = [person(3, 'Ali Khan', 'boat'), person(4, 'Ali Khan', 'kite')];
    expect(brief(between(old, swapped))).toEqual(['symbol 3 Kite>Boat', 'symbol 4 Boat>Kite']);
  });

  it('tells who withdrew, who is gone, who came, and who stands again', () => {
    const [amna, babar] = two as [Person, Person];
    const out = { ...amna, isWithdrawn: true };
    expect(brief(between(two, [out, babar]))).toEqual(['withdrawn 1 Kite>']);
    expect(brief(between([out, babar], two))).toEqual(['added 1 >Kite']);
    expect(brief(between(two, [babar]))).toEqual(['removed 1 Kite>']);
    expect(between([out, babar], [babar])).toEqual([]);
    expect(between([], two)).toEqual([]);
  });

  it('tells a vote that was postponed, before everything else', () => {
    const changes = between(two, [person(1, 'Amna Bibi', 'car')], { state: 'postponed' });
    expect(changes.map(({ kind }) => kind)).toEqual(['state', 'symbol', 'removed']);
    expect(changes[0]).toMatchObject({ was: { '': 'open' }, is: { '': 'postponed' } });
  });

  it('tells that a vote got a day of its own', () => {
    expect(between(two, two, { day: '2027-02-20' })).toMatchObject([
      { kind: 'state', was: { '': 'open' }, is: { '': '2027-02-20' } },
    ]);
    expect(between(two, two, { day: '2027-02-20', state: 'postponed' })).toHaveLength(1);
  });

  it('tells that a symbol was taken away, and weighs one that is only there now last', () => {
    expect(brief(between(two, [person(1, 'Amna Bibi', null), person(2, 'Babar Khan', 'boat')]))).toEqual([
      'symbol 1 Kite>',
    ]);
    const none = [person(1, 'Amna Bibi', null), person(2, 'Babar Khan', 'boat')];
    expect(brief(mergeChanges([], between(none, two)))).toEqual([]);
  });

  it('says nothing of symbols where the ballot has none', () => {
    expect(between(two, [person(1, 'Amna Bibi', 'car'), person(2, 'Babar Khan', 'boat')], { mark: 'number' })).toEqual(
      [],
    );
  });

  it('keeps to two hundred', () => {
    const many = (symbol: string): Person[] => Array.from({ length: 300 }, (_, i) => person(i + 1, `P ${i}`, symbol));
    expect(between(many('kite'), many('boat'))).toHaveLength(maxChanges);
  });
});

describe('symbols of two editions', () => {
  const renamed = (names: Readonly<Record<string, Text>>): readonly string[] => brief(between(two, two, { names }));

  it('takes a better spelling, drawing or one new language for the same symbol', () => {
    expect(renamed({ ...symbolNames, kite: { en: 'The kite', ur: 'پتنگ' } })).toEqual([]);
    expect(renamed({ boat: symbolNames.boat as Text, kite: symbolNames.kite as Text })).toEqual([]);
  });

  it('tells a code that became another thing', () => {
    expect(renamed({ ...symbolNames, kite: { en: 'Lantern', ur: 'لالٹین' } })).toEqual(['symbol 1 Kite>Lantern']);
  });

  it('tells two things that share a name in one language', () => {
    const names = { ...symbolNames, car: { en: 'Bat', ur: 'چمگادڑ' } };
    const changes = changesBetween(
      region({ people: [person(1, 'Amna Bibi', 'bat')], names, edition: 1 }),
      region({ people: [person(1, 'Amna Bibi', 'car')], names }),
    );
    expect(brief(changes)).toEqual(['symbol 1 Bat>Bat']);
  });

  it('takes a chart that was numbered anew for the same symbols', () => {
    const changes = changesBetween(
      region({ people: two, edition: 1 }),
      region({
        people: [person(1, 'Amna Bibi', '57'), person(2, 'Babar Khan', '58')],
        names: { 57: symbolNames.kite as Text, 58: symbolNames.boat as Text },
      }),
    );
    expect(changes).toEqual([]);
  });
});

describe('any two lists', () => {
  const name = fc.constantFrom('Ali Khan', 'Amna Bibi', 'Aslam', 'Akram', 'Babar Khan', '');
  const people = fc
    .array(fc.record({ name, symbol: fc.constantFrom('kite', 'boat', 'car', null), isWithdrawn: fc.boolean() }), {
      maxLength: 8,
    })
    .map((list) => list.map(({ name: en, ...rest }, i) => ({ serial: i + 1, name: { en }, ...rest })));

  it('has no change to itself, and says of a new edition no more than there are people', () => {
    fc.assert(
      fc.property(people, people, (old, next) => {
        expect(between(old, old)).toEqual([]);
        const changes = between(old, next);
        expect(changes.filter(({ kind }) => kind === 'removed' || kind === 'added').length).toBeLessThanOrEqual(
          old.length + next.length,
        );
        // What is kept can be read back.
        expect(readStoredChanges(JSON.parse(JSON.stringify(changes)))).toEqual(JSON.parse(JSON.stringify(changes)));
      }),
    );
  });
});
