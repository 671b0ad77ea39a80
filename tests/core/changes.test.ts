// What a voter is told of a new edition: symbols, candidates, states, polling places; and what is no change at all.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeChanges } from '../../src/core/changes/merge-changes.ts';
import { maxChanges, readStoredChanges } from '../../src/core/changes/stored-changes.ts';
import { changesBetween, contestsWithOtherPlaces, type RegionContent } from '../../src/core/changes.ts';
import type { PollingPlace } from '../../src/core/guide/places.ts';
import type { ContestRow, Shard, VotingArea } from '../../src/core/guide/shard.ts';
import type { BallotSymbol } from '../../src/core/guide/symbols.ts';
import type { Text } from '../../src/core/guide/text.ts';
import type { RegionChange } from '../../src/core/ports.ts';

interface Person {
  readonly serial: number;
  readonly name: Text;
  readonly symbol: string | null;
  readonly isWithdrawn?: boolean;
}

const person = (serial: number, en: string, symbol: string | null, more: Partial<Person> = {}): Person => ({
  serial,
  name: { en },
  symbol,
  ...more,
});

const symbolNames: Readonly<Record<string, Text>> = {
  kite: { en: 'Kite', ur: 'پتنگ' },
  boat: { en: 'Boat', ur: 'کشتی' },
  car: { en: 'Car', ur: 'گاڑی' },
  bat: { en: 'Bat', ur: 'بلا' },
};

function symbolsOf(names: Readonly<Record<string, Text>>): ReadonlyMap<string, BallotSymbol> {
  return new Map(
    Object.entries(names).map(([code, name], i) => [
      code,
      {
        code,
        name,
        description: {},
        picture: { sha256: `${i}`.repeat(64), length: 10 },
        isStandIn: false,
        sound: null,
      },
    ]),
  );
}

interface Region {
  readonly people: readonly Person[];
  readonly edition?: number;
  readonly state?: ContestRow['state'];
  readonly mark?: ContestRow['mark'];
  readonly names?: Readonly<Record<string, Text>>;
  readonly places?: readonly PollingPlace[];
  readonly areas?: readonly VotingArea[];
}

function region(settings: Region): RegionContent {
  const { people, places } = settings;
  const symbolCodes = [...new Set(people.flatMap(({ symbol }) => symbol ?? []))];
  const languages = [...new Set(people.flatMap(({ name }) => Object.keys(name)))];
  const shard: Shard = {
    region: 'north',
    contests: [
      {
        id: 'NA-1',
        kind: 'candidates',
        mark: settings.mark ?? 'symbol',
        state: settings.state ?? 'open',
        count: people.length,
      },
    ],
    partyIds: [],
    symbolCodes,
    candidates: {
      serial: people.map(({ serial }) => serial),
      name: Object.fromEntries(languages.map((each) => [each, people.map(({ name }) => name[each] ?? '')])),
      party: people.map(() => -1),
      symbol: people.map(({ symbol }) => (symbol === null ? -1 : symbolCodes.indexOf(symbol))),
      photo: new Map(),
      sound: new Map(),
      withdrawn: new Set(people.flatMap(({ isWithdrawn }, row) => (isWithdrawn ? [row] : []))),
    },
    endorsements: [],
    areas: settings.areas ?? [],
    places: {},
  };
  return {
    edition: settings.edition ?? 2,
    symbols: symbolsOf(settings.names ?? symbolNames),
    shard,
    places: new Map(places ? [['NA-1', places]] : []),
  };
}

const between = (
  old: readonly Person[],
  next: readonly Person[],
  more: Partial<Region> = {},
): readonly RegionChange[] => changesBetween(region({ people: old, edition: 1 }), region({ people: next, ...more }));
/** "symbol 3 Kite>Boat": kind, serial, from, to. */
const brief = (changes: readonly RegionChange[]): readonly string[] =>
  changes.map(({ kind, serial, was, is }) => `${kind} ${serial ?? ''} ${was?.en ?? ''}>${is?.en ?? ''}`.trim());

const two = [person(1, 'Amna Bibi', 'kite'), person(2, 'Babar Khan', 'boat')];

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

const place = (id: string, en: string, more: Partial<PollingPlace> = {}): PollingPlace => ({
  id,
  number: '1',
  name: { en },
  kind: 'all',
  address: { en: `${en} Road` },
  position: { latitude: 31.5, longitude: 74.3 },
  isAccessible: null,
  serves: [],
  ...more,
});
const moves = (
  places: readonly PollingPlace[],
  next: readonly PollingPlace[],
  areas: readonly [readonly VotingArea[], readonly VotingArea[]] = [[], []],
): readonly RegionChange[] =>
  mergeChanges(
    [],
    changesBetween(
      region({ people: two, places, areas: areas[0], edition: 1 }),
      region({ people: two, places: next, areas: areas[1] }),
    ),
  );

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
