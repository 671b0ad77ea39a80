// Two editions of a region in the small: people, symbols, and what changed between them in short.

import { changesBetween, type RegionContent } from '../../../src/core/changes/changes.ts';
import { mergeChanges } from '../../../src/core/changes/merge-changes.ts';
import type { Text } from '../../../src/core/guide/format/text.ts';
import type { PollingPlace } from '../../../src/core/guide/places.ts';
import type { ContestRow, Shard, VotingArea } from '../../../src/core/guide/shard.ts';
import type { BallotSymbol } from '../../../src/core/guide/symbols.ts';
import type { RegionChange } from '../../../src/core/ports.ts';

export interface Person {
  readonly serial: number;
  readonly name: Text;
  readonly symbol: string | null;
  readonly isWithdrawn?: boolean;
}

export const person = (serial: number, en: string, symbol: string | null, more: Partial<Person> = {}): Person => ({
  serial,
  name: { en },
  symbol,
  ...more,
});

export const symbolNames: Readonly<Record<string, Text>> = {
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
  readonly day?: string;
  readonly mark?: ContestRow['mark'];
  readonly names?: Readonly<Record<string, Text>>;
  readonly places?: readonly PollingPlace[];
  readonly areas?: readonly VotingArea[];
}

export function region(settings: Region): RegionContent {
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
        ...(settings.day !== undefined && { day: settings.day }),
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

export const between = (
  old: readonly Person[],
  next: readonly Person[],
  more: Partial<Region> = {},
): readonly RegionChange[] => changesBetween(region({ people: old, edition: 1 }), region({ people: next, ...more }));
/** "symbol 3 Kite>Boat": kind, serial, from, to. */
export const brief = (changes: readonly RegionChange[]): readonly string[] =>
  changes.map(({ kind, serial, was, is }) => `${kind} ${serial ?? ''} ${was?.en ?? ''}>${is?.en ?? ''}`.trim());

export const two = [person(1, 'Amna Bibi', 'kite'), person(2, 'Babar Khan', 'boat')];

/** A polling place of that name. */
export const place = (id: string, en: string, more: Partial<PollingPlace> = {}): PollingPlace => ({
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

/** What a voter is told where only lists of places, or whom they serve, are others. */
export const moves = (
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
