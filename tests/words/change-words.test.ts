// What a change between two editions is called, and its one line of plain text.
import { describe, expect, it } from 'vitest';
import type { RegionChange } from '../../src/core/ports.ts';
import { changeText } from '../../src/words/change-text.ts';
import { changedState, changeTitle } from '../../src/words/change-words.ts';
import { englishWords as words } from '../../src/words/english.ts';

/** A change with what every change has. */
const changed = (own: Partial<RegionChange>): RegionChange => ({
  ...{ kind: 'state', from: 1, edition: 2, contest: 'NA-130' },
  ...own,
});
const kite = { en: 'Kite' };
const boat = { en: 'Boat' };

describe('a change in words', () => {
  it.each([
    ['contest.postponed', 'postponed'],
    ['contest.uncontested', 'uncontested'],
    ['contest.withdrawn', 'withdrawn'],
    ['contest.symbols-not-final', 'symbols-not-final'],
    ['contest.under-review', 'under-review'],
    ['change.open', 'open'],
  ] as const)('says %s of a contest that is %s', (key, state) => {
    expect(changedState(words, { '': state })).toBe(words.t(key));
    expect(words.t(key)).not.toBe('');
  });

  it('says a day of its own in the place of a state, and nothing where there was none', () => {
    expect(changedState(words, { '': '2027-03-01' })).toBe(words.t('day.own', { date: '1 March 2027' }));
    expect(changedState(words, undefined)).toBe('');
  });

  it.each([
    ['change.symbol', { kind: 'symbol', was: kite, is: boat }],
    ['change.symbol-gone', { kind: 'symbol', was: kite }],
    ['change.station', { kind: 'station', was: kite, is: boat }],
    ['change.station-gone', { kind: 'station', was: kite }],
    ['change.station-map', { kind: 'station' }],
    ['change.station-codes', { kind: 'station', was: kite, is: boat, serves: ['1'] }],
  ] as const)('is called %s', (key, change) => {
    expect(changeTitle(words, changed(change), 'Ali')).toBe(words.t(key));
  });

  it('is one line: whose, what, from what to what', () => {
    const symbol = changed({ kind: 'symbol', serial: 4, subject: { en: 'Ali Khan' }, was: kite, is: boat });
    expect(changeText(words, symbol)).toBe(`NA-130: ${words.t('change.symbol')}: 4 Ali Khan: Kite → Boat`);
    const codes = changed({ kind: 'station', serves: ['007', '008'] });
    expect(changeText(words, codes)).toBe(`NA-130: ${words.t('change.station-codes')} (007, 008)`);
    const state = changed({ was: { '': 'open' }, is: { '': 'postponed' } });
    expect(changeText(words, state)).toBe(
      `NA-130: ${words.t('change.state')}: ${words.t('change.open')} → ${words.t('contest.postponed')}`,
    );
  });
});
