// Which changes a card shows, whom they are about, when they leave it; and what of that is kept.
import { describe, expect, it, vi } from 'vitest';
import { noteDrawn } from '../../../src/app/after-paint.ts';
import {
  changesByContest,
  freshChanges,
  isAbout,
  noticeOf,
  symbolNamed,
} from '../../../src/app/changes/change-sign.ts';
import { allChanges, noteStart, putChangesAway } from '../../../src/app/changes/changes.ts';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { mayTypeOn } from '../../../src/app/seat/open-seat.ts';
import { getState, getWorld, setState } from '../../../src/app/world.ts';
import type { Notice } from '../../../src/core/guide/pages.ts';
import type { Candidate } from '../../../src/core/guide/questions.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { RegionChange } from '../../../src/core/ports.ts';
import { testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { openTestWorld } from '../opened-world.ts';

const change: RegionChange = {
  kind: 'symbol',
  from: 1,
  edition: 2,
  contest: 'NA-1',
  serial: 1,
  subject: { en: 'Amna Bibi', ur: 'آمنہ بی بی' },
  was: { en: 'Kite', ur: 'پتنگ' },
  is: { en: 'Tree', ur: 'درخت' },
};

describe('a card', () => {
  const shown = (edition: number, editionBefore: number, seen: readonly string[] = []): number =>
    freshChanges({ changes: [change], head: { edition } }, 'NA-1', { seenChanges: new Set(seen), editionBefore })
      .length;

  it('shows what came with the edition that is held, and what came since the last start', () => {
    expect(shown(2, Number.POSITIVE_INFINITY)).toBe(1);
    expect(shown(2, 2)).toBe(1);
    expect(shown(3, 1)).toBe(1);
    expect(shown(3, 2)).toBe(0);
    expect(shown(3, Number.POSITIVE_INFINITY)).toBe(0);
    expect(
      freshChanges({ changes: [change], head: { edition: 2 } }, 'NA-2', { seenChanges: new Set(), editionBefore: 0 }),
    ).toEqual([]);
  });

  it('no longer shows what the voter put away, in this tab alone', () => {
    const { vault } = openTestWorld();
    putChangesAway([change]);
    expect(freshChanges({ changes: [change], head: { edition: 2 } }, 'NA-1', getState())).toEqual([]);
    expect(
      freshChanges({ changes: [{ ...change, edition: 3 }], head: { edition: 3 } }, 'NA-1', getState()),
    ).toHaveLength(1);
    return expect(vault.readNote('edition-at-start')).resolves.toBeNull();
  });
});

it('keeps of a start the edition alone', async () => {
  const vault = memoryVault();
  openTestWorld({ vault });
  await noteStart();
  expect(await vault.readNote('edition-at-start')).toBeNull();
  await take(vault, testMirror());
  await refreshHeld();
  await noteStart();
  // An answer comes first.
  expect(await vault.readNote('edition-at-start')).toBeNull();
  noteDrawn();
  await vi.waitFor(async () => expect(await vault.readNote('edition-at-start')).toBe(1));
  expect(getState().editionBefore).toBe(Number.POSITIVE_INFINITY);
  await take(vault, testMirror({ edition: 2, symbol: 'tree' }));
  openTestWorld({ vault });
  await refreshHeld(['north']);
  await noteStart();
  await vi.waitFor(async () => expect(await vault.readNote('edition-at-start')).toBe(2));
  expect(getState().editionBefore).toBe(1);
  expect((await allChanges()).map(({ contest }) => contest)).toEqual(['NA-1']);
  setState({ problems: new Set(['north']) });
  expect(await allChanges()).toEqual([]);
});

describe('a change', () => {
  const candidate = (serial: number, en: string): Candidate => ({
    row: 0,
    serial,
    name: { en },
    party: null,
    symbol: null,
    photo: null,
    sound: null,
    isWithdrawn: false,
  });

  it('is about a candidate by number and name, or by the name alone where the list was numbered anew', () => {
    expect(isAbout(change, candidate(1, 'Amna Bibi'))).toBe(true);
    expect(isAbout(change, candidate(4, 'Amna Bibi'))).toBe(true);
    expect(isAbout(change, candidate(1, 'Babar Khan'))).toBe(false);
    expect(isAbout({ ...change, kind: 'removed' }, candidate(1, 'Amna Bibi'))).toBe(false);
  });

  it('finds the publisher’s correction of the same values, and no other notice', () => {
    const notice = (more: Partial<Notice>): Notice => ({
      id: 'n',
      kind: 'correction',
      at: '2027-01-01T00:00:00Z',
      title: { en: 'Corrected' },
      contest: 'NA-1',
      serial: 1,
      was: { en: 'kite' },
      is: { en: 'Tree' },
      ...more,
    });
    expect(noticeOf(change, [notice({})])).not.toBeNull();
    expect(noticeOf(change, [notice({ kind: 'rumour' })])).toBeNull();
    expect(noticeOf(change, [notice({ contest: 'NA-2' })])).toBeNull();
    expect(noticeOf(change, [notice({ serial: 2 })])).toBeNull();
    expect(noticeOf(change, [notice({ was: { en: 'Spoon' }, is: { en: 'Ladder' } })])).toBeNull();
  });

  it('finds the picture of the symbol that it names, in every language or not at all', () => {
    const symbol = (code: string, en: string, ur: string) =>
      [code, { code, name: { en, ur }, description: {}, picture: null, isStandIn: false, sound: null }] as const;
    const symbols = new Map([symbol('a', 'Tree', 'جھاڑی'), symbol('b', 'Tree', 'درخت')]);
    expect(symbolNamed(symbols, change.is)?.code).toBe('b');
    expect(symbolNamed(symbols, undefined)).toBeNull();
  });

  it('is grouped by seat, in the order given', () => {
    const groups = changesByContest([change, { ...change, contest: 'PA-1' }, { ...change, kind: 'removed' }]);
    expect([...groups].map(([contest, list]) => [contest, list.length])).toEqual([
      ['NA-1', 2],
      ['PA-1', 1],
    ]);
  });
});

it('lets a voter type on while a longer number may follow', async () => {
  openTestWorld();
  await take(getWorld().vault, testMirror());
  await refreshHeld();
  expect(['', '0', '1', '2', '12', 'NA', 'na-'].map(mayTypeOn)).toEqual([true, true, false, false, false, true, true]);
});
