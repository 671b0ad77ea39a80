import { describe, expect, it } from 'vitest';
import { pickText } from '../../../src/core/guide/format/text.ts';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import { clockFloor, type Dates, editionState } from '../../../src/core/guide/meaning/age.ts';
import {
  allSeats,
  contestCard,
  isNumberBegun,
  joinedContests,
  regionSymbols,
  seatAt,
  seatByCode,
  seatNumber,
  seatsForTyped,
  shardPictures,
  shardPlaces,
} from '../../../src/core/guide/questions.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../../src/core/guide/symbols.ts';
import { fold, foldedWords, westernDigit } from '../../../src/core/spelling/fold.ts';
import { guideContent } from '../fixture.ts';

const content = guideContent().targets;
const bytes = (path: string): Uint8Array => content.get(path) ?? new Uint8Array();
const guide = parseGuide(bytes('guide/guide'));
const symbols = parseSymbols(bytes('guide/symbols'));
const parties = parseParties(bytes('guide/parties'));
const north = parseShard(bytes('regions/north'));
const south = parseShard(bytes('regions/south'));

describe('what was typed', () => {
  it.each([
    ['1', ['NA-1', 'PA-1']],
    ['۱', ['NA-1', 'PA-1']],
    ['٠١', ['NA-1', 'PA-1']],
    ['na1', ['NA-1']],
    ['NA 1', ['NA-1']],
    ['na-001', ['NA-1']],
    ['pa—1', ['PA-1']],
    ['n 1', ['NA-1']],
    ['2', ['NA-2']],
    ['9', []],
    ['', []],
    ['lahore', []],
    ['1 2', []],
  ])('%s means %j', (typed, seats) => {
    expect(seatsForTyped(guide, typed).map(({ code }) => code)).toEqual(seats);
  });

  it('says whether more may follow', () => {
    const long = { ...guide, seats: { ...guide.seats, code: ['NA-12', 'NA-124', 'PA-9'] } };
    const begun = ['1', '12', '124', '۱۲', '9', '013', 'NA 12', 'PA 1', 'na', 'x'].map((typed) =>
      isNumberBegun(long, typed),
    );
    expect(begun).toEqual([true, true, false, true, false, false, true, false, true, false]);
  });

  it('reads the number in a seat code', () => {
    expect(['NA-130', 'PK-36Mansehra', 'PS', 'E14000530', 'X-007', 'ب-۱۲'].map(seatNumber)).toEqual([
      '130',
      '36',
      null,
      '14000530',
      '7',
      '12',
    ]);
  });
});

describe('a seat and its card', () => {
  it('knows its ballot, names and regions', () => {
    expect(seatByCode(guide, 'PA-1')).toMatchObject({
      number: '1',
      ballot: { id: 'PA' },
      regions: ['north', 'south'],
      district: { en: 'Lahore' },
    });
    expect(seatByCode(guide, 'NA-2')?.district).toEqual({});
    expect(seatByCode(guide, 'NA-3')).toBeNull();
    expect(seatAt(guide, 99)).toBeNull();
    expect(allSeats(guide)).toHaveLength(3);
  });

  it('shows candidates in ballot order with party and symbol, and endorsements beside the list', () => {
    const card = contestCard(guide, symbols, parties, north, 'NA-1');
    expect(card?.candidates.map(({ serial, symbol, party }) => [serial, symbol?.code, party?.id])).toEqual([
      [1, 'kite', 'party-a'],
      [2, 'boat', undefined],
    ]);
    expect(card?.endorsements).toEqual([{ by: 'us', contest: 'NA-1', serial: 1 }]);
    expect(
      contestCard(guide, symbols, parties, north, 'PA-1')?.candidates.map(({ row, serial }) => [row, serial]),
    ).toEqual([[2, 3]]);
    expect(contestCard(guide, symbols, parties, south, 'NA-1')).toBeNull();
  });

  it('joins the ballots by the publisher\u2019s table', () => {
    expect(joinedContests(north, 'NA-1')).toEqual(['PA-1']);
    expect(joinedContests(south, 'NA-2')).toEqual([]);
  });

  it('lists the pictures and places that a region needs, each once', () => {
    expect(shardPictures(north, symbols)).toHaveLength(3);
    expect(shardPictures(north, new Map())).toEqual([]);
  });

  it('brings symbols in an order of the region, those of most lists first', () => {
    const lists = [[0], [1, 2], [2, 3], [2, 3]];
    const region = {
      ...north,
      contests: lists.map(
        (own, i) => ({ id: `X-${i}`, kind: 'candidates', mark: 'symbol', state: 'open', count: own.length }) as const,
      ),
      symbolCodes: ['kite', 'boat', 'lamp', 'tree'],
      candidates: { ...north.candidates, symbol: lists.flat() },
    };
    const order = ['lamp', 'tree', 'kite', 'boat'].map((code) => symbols.get(code)?.picture);
    expect(regionSymbols(region, symbols)).toEqual(order);
    expect(regionSymbols(region, new Map())).toEqual([]);
    expect(shardPlaces(north)).toHaveLength(1);
  });
});

describe('folding', () => {
  it.each([
    ['لاہور', 'لاهور'],
    ['علي', 'علی'],
    ['ﷴ', 'محمد'],
    ['مُحَمَّد', 'محمد'],
    ['كراچى', 'کراچی'],
    ['NA-130', 'na 130'],
    ['۱۳۰', '130'],
    ['  Sāhīwāl—II ', 'sahiwal ii'],
    ['ঢাকা', 'ঢাকা'],
    ['\u202bRTL\u202c', 'rtl'],
  ])('%s becomes %s', (from, to) => {
    expect(fold(from)).toBe(fold(to));
    expect(fold(fold(from))).toBe(fold(from));
  });

  it('knows the digits of any script', () => {
    expect([...'٠٩۰۹০৯0'].map(westernDigit).join('')).toBe('0909090');
    expect(foldedWords('')).toEqual([]);
    expect(foldedWords('a-b')).toEqual(['a', 'b']);
  });
});

describe('texts', () => {
  it('come in the first language that has one, and say which', () => {
    expect(pickText({ en: 'Kite', ur: '' }, ['ur', 'en'])).toEqual({ text: 'Kite', language: 'en' });
    expect(pickText({ sd: 'x' }, ['ur'])).toEqual({ text: 'x', language: 'sd' });
    expect(pickText({}, ['ur'])).toBeNull();
    expect(pickText(undefined, ['ur'])).toBeNull();
  });
});

describe('the age of an edition', () => {
  const dates: Dates = {
    issued: '2027-01-25T10:00:00Z',
    symbolsFinal: '2027-01-20T00:00:00Z',
    expired: [],
    edition: 3,
    newestEdition: 3,
    isVerified: true,
  };
  const now = new Date('2027-01-26T00:00:00Z');

  it.each<[string, Partial<Dates>, string]>([
    ['current', {}, '2027-01-26T00:00:00Z'],
    ['final', { expired: ['timestamp'] }, '2027-03-01T00:00:00Z'],
    ['out-of-date', { expired: ['timestamp'], newestEdition: 4 }, '2027-03-01T00:00:00Z'],
    ['out-of-date', { newestEdition: 4 }, '2027-01-26T00:00:00Z'],
    ['out-of-date', { expired: ['timestamp'], symbolsFinal: undefined }, '2027-03-01T00:00:00Z'],
    ['current', { symbolsFinal: undefined }, '2027-01-26T00:00:00Z'],
    ['too-old', { issued: '2027-01-19T00:00:00Z' }, '2027-01-26T00:00:00Z'],
    ['current', { issued: '2027-01-18T00:00:00Z' }, '2027-01-19T00:00:00Z'],
    ['root-expired', { expired: ['root', 'timestamp'] }, '2028-03-01T00:00:00Z'],
    ['unusable', { isVerified: false }, '2027-01-26T00:00:00Z'],
    // The device's clock is before the issue: not current, but the list is final all the same.
    ['final', {}, '2020-01-01T00:00:00Z'],
    ['out-of-date', { symbolsFinal: '2027-02-01T00:00:00Z' }, '2020-01-01T00:00:00Z'],
  ])('is %s with %j at %s', (state, change, at) => {
    expect(editionState({ ...dates, ...change }, new Date(at))).toBe(state);
  });

  it('never believes a clock that is earlier than the newest verified issue', () => {
    expect(clockFloor(new Date('2020-01-01T00:00:00Z'), dates.issued).toISOString()).toBe('2027-01-25T10:00:00.000Z');
    expect(clockFloor(now, dates.issued)).toBe(now);
    expect(clockFloor(now, undefined)).toBe(now);
  });
});
