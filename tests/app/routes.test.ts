import { describe, expect, it } from 'vitest';
import { addressOf, home, isSeatCode, readPlace, screens } from '../../src/app/routes.ts';

describe('addresses', () => {
  it.each(screens)('%s names the screen and nothing of the voter', (screen) => {
    const place = { ...home, screen, seats: ['NA-130'], contest: 'PA-9', typed: '130', page: 'apple', district: 4 };
    expect(addressOf(place)).toMatch(/^#\/[a-z]*$/);
  });

  it('reads back the screen from the address and the rest from the entry', () => {
    const place = {
      ...home,
      screen: 'candidate',
      seats: ['NA-130', 'PA-131'],
      contest: 'PA-131',
      row: 3,
      station: 'PA-131-7',
      depth: 2,
    } as const;
    expect(readPlace(addressOf(place), JSON.parse(JSON.stringify(place)))).toEqual(place);
  });

  it('takes a shared seat from the address, and nothing else of an old entry', () => {
    const old = { ...home, seats: ['PA-1'], typed: '1', depth: 5 };
    expect(readPlace('#/seat/NA-130', old)).toEqual({ ...home, screen: 'seat', seats: ['NA-130'] });
    expect(readPlace('#/seat/NA-130/PA-131', null).seats).toEqual(['NA-130', 'PA-131']);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/%E0%A4%A', '#/find/NA-130', 'x'])('%s is the first screen', (hash) => {
    expect(readPlace(hash, null)).toEqual(home);
  });

  it.each(['#/seat', '#/seat/', '#/seat/<script>', '#/seat/..%2f', '#/candidates', '#/candidate'])(
    '%s without a seat is the first screen',
    (hash) => {
      expect(readPlace(hash, null).screen).toBe('find');
    },
  );

  it.each([
    ['a text', 'x'],
    ['a list', [1]],
    [
      'wrong types',
      {
        seats: 'NA-1',
        row: -1,
        typed: 4,
        district: 1.5,
        station: 'a b',
        page: {},
        depth: 'x',
        isAnother: 1,
        contest: null,
      },
    ],
    ['foreign seats', { seats: [null, 4, '', 'a b', { toString: 1 }] }],
  ])('makes nothing of %s left in the entry by somebody else', (_, entry) => {
    expect(readPlace('#/help', entry)).toEqual({ ...home, screen: 'help' });
  });

  it('takes no endless entry', () => {
    const place = readPlace('#/seat', { seats: Array(99).fill('NA-1'), typed: 'x'.repeat(1_000) });
    expect(place.seats).toHaveLength(8);
    expect(place.typed).toHaveLength(100);
  });

  it('knows a seat’s code', () => {
    expect([isSeatCode('NA-130'), isSeatCode('-'), isSeatCode(''), isSeatCode(130)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
