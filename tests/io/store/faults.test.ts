// What a phone does to its own store, over fake-indexeddb: it is full from any write on, its connection ends at any
// operation, a transaction is given up, two tabs write at once, the clock is years off. What was held stays whole and
// opens, the failure has a code, and once the fault is over the next ingest ends as if there had been none.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportBundle } from '../../../src/core/bundle/export.ts';
import { isAppError } from '../../../src/core/errors.ts';
import { clockFloor, editionState } from '../../../src/core/guide/meaning/age.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead, openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { openAcceptedGuides } from '../../../src/io/store/accepted-guides.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { days, filesSource, ingestOptions, now, testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { symbolOf } from '../../core/ingest/ingest-helpers.ts';

const place = { guideId: 'ab'.repeat(32), scope: '/' };
const one = testMirror();
const two = testMirror({ edition: 2, symbol: 'tree' });
const symbols: Readonly<Record<number, string>> = { 1: 'kite', 2: 'tree' };

/** As browsers have it: one after another. What phones without it do is in idb-vault.test.ts. */
function webLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request<T>(_name: string, _options: LockOptions, work: () => Promise<T>): Promise<T> {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

const { put, delete: drop } = IDBObjectStore.prototype;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('navigator', { locks: webLocks() });
});
afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(IDBObjectStore.prototype, { put, delete: drop });
});

const take = (vault: Vault, files: ReadonlyMap<string, Uint8Array>) => ingest(vault, filesSource(files), ingestOptions);

/** Each region whole in one edition, which stands by its signatures. */
async function expectWhole(vault: Vault): Promise<void> {
  for (const { region, edition } of await vault.readRegions()) {
    if (region === '') continue;
    const held = await openRegion(vault, region);
    expect(held?.head.edition).toBe(edition);
    if (region === 'north') expect(await symbolOf(vault, 'north', 'NA-1')).toBe(symbols[edition]);
  }
  expect(await checkStore(vault, ingestOptions)).toEqual([]);
}

type Fault = () => void;

/** Has a method of IndexedDB end as `fault` says at its n-th call, and after it where `isLasting`. @returns an end of it */
function breakAt<K extends 'put' | 'delete'>(method: K, at: number, isLasting: boolean, fault: Fault): () => number {
  const { prototype } = IDBObjectStore;
  const real = prototype[method];
  let calls = 0;
  prototype[method] = function (this: IDBObjectStore, ...args: never[]) {
    calls++;
    if (calls === at || (isLasting && calls > at)) fault();
    return (real as (...all: never[]) => IDBRequest).apply(this, args);
  } as (typeof prototype)[K];
  return () => {
    prototype[method] = real;
    return calls;
  };
}

const isFull: Fault = () => {
  throw new DOMException('no room', 'QuotaExceededError');
};
const isBroken: Fault = () => {
  throw new DOMException('the disk', 'UnknownError');
};

/** @returns how many writes an ingest of edition 1, or of edition 2 over it, makes */
async function countPuts(held: boolean): Promise<number> {
  const vault = await openIdbVault(place);
  if (held) await take(vault, one);
  const end = breakAt('put', 0, false, isFull);
  await take(vault, held ? two : one);
  const puts = end();
  globalThis.indexedDB = new IDBFactory();
  return puts;
}

describe.each([
  ['a first install', false],
  ['an update', true],
] as const)('%s on a store that', (_, isHeld) => {
  it.each([
    ['is full from each write on', true, isFull, 'store/full'],
    ['is full at one write', false, isFull, 'store/full'],
    ['fails at one write', false, isBroken, 'store/broken'],
  ] as const)('%s', async (_name, isLasting, fault, code) => {
    const puts = await countPuts(isHeld);
    expect(puts).toBeGreaterThan(10);
    for (let at = 1; at <= puts; at += isLasting ? 1 : 3) {
      globalThis.indexedDB = new IDBFactory();
      const vault = await openIdbVault(place);
      if (isHeld) await take(vault, one);
      const end = breakAt('put', at, isLasting, fault);
      const error = await take(vault, isHeld ? two : one).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      end();
      expect(isAppError(error) && error.code).toBe(code);
      await expectWhole(vault);
      if (isHeld) expect((await vault.readRegions()).length).toBe(3);
      await take(vault, isHeld ? two : one);
      expect((await openHead(vault))?.edition).toBe(isHeld ? 2 : 1);
      expect((await vault.readRegions()).map(({ edition }) => edition)).toEqual(isHeld ? [2, 2, 2] : [1, 1, 1]);
      await expectWhole(vault);
    }
  });
});

describe('the store', () => {
  it('is opened anew wherever its connection ended, and nobody notices', async () => {
    const vault = await openIdbVault(place);
    await take(vault, one);
    const { transaction } = IDBDatabase.prototype;
    let calls = 0;
    let at = 0;
    IDBDatabase.prototype.transaction = function (...args) {
      if (++calls === at) {
        this.close();
        throw new DOMException('closing', 'InvalidStateError');
      }
      return transaction.apply(this, args);
    };
    try {
      await take(vault, two);
      const all = calls;
      for (at = 1; at <= all; at += 3) {
        calls = 0;
        expect((await take(vault, two)).kind).toBe('unchanged');
      }
      expect(all).toBeGreaterThan(20);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    await expectWhole(vault);
    expect((await openHead(vault))?.edition).toBe(2);
  });

  it('says what the device said, for the list of guides too', async () => {
    const guides = openAcceptedGuides('/');
    const root = testRoot({ root: testKey(9) });
    for (const [fault, code] of [
      [isFull, 'store/full'],
      [isBroken, 'store/broken'],
    ] as const) {
      const end = breakAt('put', 1, false, fault);
      await expect(guides.accept(root)).rejects.toMatchObject({ code });
      end();
      expect((await guides.read()).accepted).toEqual([]);
    }
    await guides.accept(root);
    expect((await guides.read()).accepted.length).toBe(1);
  });

  it('that cannot delete keeps too much, never too little', async () => {
    const vault = await openIdbVault(place);
    await take(vault, one);
    const end = breakAt('delete', 1, true, isBroken);
    await take(vault, two).catch((error: unknown) => expect(isAppError(error, 'store')).toBe(true));
    end();
    await expectWhole(vault);
    await take(vault, two);
    expect((await openHead(vault))?.edition).toBe(2);
  });
});

describe('two tabs', () => {
  it('that take two editions at once end with the newer one, whole', async () => {
    for (const [a, b] of [
      [one, two],
      [two, one],
      [two, two],
    ] as const) {
      globalThis.indexedDB = new IDBFactory();
      const [first, second] = [await openIdbVault(place), await openIdbVault(place)];
      await Promise.all([take(first, a), take(second, b)]);
      for (const vault of [first, second]) {
        expect((await openHead(vault))?.edition).toBe(2);
        await expectWhole(vault);
      }
    }
  });
});

describe('a clock that is years off', () => {
  const years = [-40, -10, -1, 0, 1, 10, 70];
  const off = (count: number): Date => days(count * 365, now);

  it('takes editions in, gives them on and locks nobody out', async () => {
    for (const count of years) {
      globalThis.indexedDB = new IDBFactory();
      const vault = await openIdbVault(place);
      const options = { ...ingestOptions, now: off(count) };
      expect((await ingest(vault, filesSource(one), options)).kind).toBe('installed');
      // The clock is put right, then off the other way.
      for (const then of [now, off(-count)]) {
        expect((await ingest(vault, filesSource(one), { ...options, now: then })).kind).toBe('unchanged');
        expect((await checkStore(vault, { ...options, now: then })).length).toBe(0);
        expect((await exportBundle(vault, { ...options, now: then, regions: 'held' }))?.edition).toBe(1);
      }
      expect((await ingest(vault, filesSource(two), { ...options, now: off(-count) })).kind).toBe('installed');
      // Back it goes, and still nothing older is taken for the newest.
      expect((await ingest(vault, filesSource(one), options)).kind).toBe('older');
      expect((await openHead(vault))?.edition).toBe(2);
      await expectWhole(vault);
    }
  });

  it('never makes an edition younger than it is', async () => {
    const issued = '2027-01-25T10:00:00Z';
    const dates = { issued, symbolsFinal: '2027-01-20T00:00:00Z', edition: 1, newestEdition: 1, isVerified: true };
    const state = (count: number, expired: readonly string[], newestEdition = 1): string =>
      editionState({ ...dates, expired, newestEdition }, off(count));
    expect(years.map((count) => state(count, []))).toEqual([
      'final',
      'final',
      'final',
      'current',
      'current',
      'current',
      'current',
    ]);
    expect(years.map((count) => state(count, ['timestamp']))).toEqual(years.map(() => 'final'));
    expect(years.map((count) => state(count, [], 2))).toEqual(years.map(() => 'out-of-date'));
    for (const count of years)
      expect(clockFloor(off(count), issued).getTime()).toBeGreaterThanOrEqual(Date.parse(issued));
  });
});
