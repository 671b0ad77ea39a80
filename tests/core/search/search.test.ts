// The search over a small invented guide. What it does on a whole country is judged in tests/judges.
import { describe, expect, it } from 'vitest';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import type { PollingPlace } from '../../../src/core/guide/places.ts';
import { parseShard, type Shard } from '../../../src/core/guide/shard.ts';
import { type BallotSymbol, parseParties } from '../../../src/core/guide/symbols.ts';
import { type Hit, openSearch, type Search } from '../../../src/core/search/search.ts';
import { guideContent } from '../fixture.ts';

const { targets } = guideContent();
const bytes = (path: string): Uint8Array => targets.get(path) ?? new Uint8Array();
const fixture = parseGuide(bytes('guide/guide'));
const guide = {
  ...fixture,
  districts: [{ en: 'Lahore', ur: 'لاہور' }, { en: 'Karachi West' }],
  seats: {
    code: ['NA-1', 'PA-1', 'NA-2', 'NA-130'],
    ballot: [0, 1, 0, 0],
    region: [0, 0, 0, 0],
    district: [0, 0, 1, 0],
    name: { en: ['Lahore-I', 'Lahore-I', 'Karachi West-V', 'Lahore-XIV'] },
  },
};
const symbolOf = (code: string, en: string, ur: string): [string, BallotSymbol] => [
  code,
  { code, name: ur === '' ? { en } : { en, ur }, description: {}, picture: null, isStandIn: false, sound: null },
];
const symbols = new Map([
  symbolOf('1', 'Bottle', 'بوتل'),
  symbolOf('2', 'Kite', 'پتنگ'),
  symbolOf('3', 'Aeroplane', 'ہوائی جہاز'),
]);
const names: readonly (readonly [string, string, string])[] = [
  ['NA-1', 'Muhammad Ali Qazalbash', 'محمد علی قزلباش'],
  ['NA-1', 'Sadia Noreen', 'سعدیہ نورین'],
  ['PA-1', 'Muhammad Ali', 'محمد علی'],
  ['NA-2', 'Muhammad Ali', 'محمد علی'],
  ['NA-130', 'Abdul Rehman Tiwana', 'عبدالرحمن ٹوانہ'],
];
const shard: Shard = {
  ...parseShard(bytes('regions/north')),
  contests: ['NA-1', 'PA-1', 'NA-2', 'NA-130'].map((id) => ({
    id,
    kind: 'candidates',
    mark: 'symbol',
    state: 'open',
    count: names.filter(([seat]) => seat === id).length,
  })),
  symbolCodes: ['1', '2'],
  partyIds: ['party-a'],
  candidates: {
    serial: names.map((_, i) => i + 1),
    name: { en: names.map(([, en]) => en), ur: names.map(([, , ur]) => ur) },
    symbol: [0, 1, 1, 0, -1],
    party: names.map(() => -1),
    photo: new Map(),
    sound: new Map(),
    withdrawn: new Set(),
  },
};
const placeOf = (number: string, name: string): PollingPlace => ({
  id: `p${number}`,
  number,
  name: { en: name },
  kind: 'all',
  address: {},
  position: null,
  isAccessible: null,
  serves: [],
});
const places = [placeOf('1', 'Govt. Girls High School Gangal'), placeOf('2', 'GBPS Chak 44')];

function openWhole(): Search {
  const search = openSearch(guide, symbols, parseParties(bytes('guide/parties')));
  search.addShard(shard);
  search.addPlaces('north', 'NA-1', places);
  while (search.readPiece());
  return search;
}

function say(hit: Hit | undefined): string {
  if (!hit) return 'nothing';
  if (hit.kind === 'seat') return `seat ${hit.seat}`;
  if (hit.kind === 'symbol') return `symbol ${hit.code}`;
  if (hit.kind === 'district') return `district ${hit.district}`;
  return `${hit.kind} ${hit.seat}/${hit.row}`;
}

describe('search', () => {
  const search = openWhole();
  const first = (typed: string): string => say(search.find(typed)[0]);

  it.each([
    ['NA 130', 'seat NA-130'],
    ['na130', 'seat NA-130'],
    ['N.A. 130', 'seat NA-130'],
    ['130 NA', 'seat NA-130'],
    ['این اے ۱۳۰', 'seat NA-130'],
    ['halqa NA-130', 'seat NA-130'],
    ['130', 'seat NA-130'],
    ['0130', 'seat NA-130'],
    ['lahore', 'district 0'],
    ['lahor', 'district 0'],
    ['لاھور', 'district 0'],
    ['karachi', 'district 1'],
    ['karachi west 5', 'seat NA-2'],
    ['bottel', 'symbol 1'],
    ['botal', 'symbol 1'],
    ['بوتل', 'symbol 1'],
    ['patang', 'symbol 2'],
    ['aero plane', 'symbol 3'],
    ['sadiya noreen', 'candidate NA-1/1'],
    ['noreen sadia', 'candidate NA-1/1'],
    ['Sadia Norfen', 'candidate NA-1/1'],
    ['سعديه نورين', 'candidate NA-1/1'],
    ['عبد الرحمن', 'candidate NA-130/4'],
    ['abdulrehman tiwana', 'candidate NA-130/4'],
    ['mohd ali karachi', 'candidate NA-2/3'],
    ['muhammad ali PA 1', 'candidate PA-1/2'],
    ['muhammad ali NA-2', 'candidate NA-2/3'],
    ['bottle NA 2', 'candidate NA-2/3'],
    ['girls school gangal', 'station NA-1/0'],
    ['govt boys primary school chak 44', 'station NA-1/1'],
  ])('"%s" finds %s first', (typed, wanted) => {
    expect(first(typed)).toBe(wanted);
  });

  it.each(['', '   ', '-', 'NA 999', '77', 'xyzzyq'])('"%s" finds nothing', (typed) => {
    expect(search.find(typed)).toEqual([]);
  });

  it('finds nothing that is nothing like it, and says how sure it is', () => {
    expect(search.find('bottle')[0]?.score).toBeGreaterThan(0.95);
    expect(search.find('botxle')[0]?.score).toBeLessThan(0.9);
  });

  it('gives every name that fits, the whole name first', () => {
    const found = search.find('محمد علی').map(say);
    expect(found.slice(0, 3)).toEqual(['candidate PA-1/2', 'candidate NA-2/3', 'candidate NA-1/0']);
  });

  it('answers for seats and symbols before the rest is read, and for the rest as it is', () => {
    const young = openSearch(guide, symbols);
    young.addShard(shard);
    expect(young.find('bottle').map(say)).toEqual(['symbol 1']);
    expect(young.find('noreen')).toEqual([]);
    expect(young.readPiece()).toBe(false);
    expect(say(young.find('noreen')[0])).toBe('candidate NA-1/1');
  });

  it('bears whatever is typed', () => {
    for (const typed of ['a'.repeat(5_000), '٪؟؛', '\ud800', 'a b c d e f g h i j k l m n o p', '1 2 3 4', 'ا', 'é']) {
      expect(Array.isArray(search.find(typed))).toBe(true);
    }
  });
});
