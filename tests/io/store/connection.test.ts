// One connection for all: what is asked at once, while none is open, opens one and not one each.
import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { databaseName } from '../../../src/io/store/guide-database.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';

const place = { guideId: 'ef'.repeat(32), scope: '/' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function deleteStore(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName(place.guideId, place.scope));
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

it('is opened once by all who come while none is open', async () => {
  const vault = await openIdbVault(place);
  await deleteStore();
  const opens = vi.spyOn(indexedDB, 'open');
  await Promise.all([1, 2, 3].map((n) => vault.keepNote(`n${n}`, n)));
  expect(opens).toHaveBeenCalledTimes(1);
  expect(await Promise.all([1, 2, 3].map((n) => vault.readNote(`n${n}`)))).toEqual([1, 2, 3]);
  expect(opens).toHaveBeenCalledTimes(1);
});

it('is opened anew once where the browser closed it without a word', async () => {
  const vault = await openIdbVault(place);
  await vault.keepNote('n', 1);
  const opens = vi.spyOn(indexedDB, 'open');
  const { transaction } = IDBDatabase.prototype;
  const closed = new Set<unknown>();
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    // The first one that is met is the closed one.
    if (closed.size === 0) closed.add(this);
    if (closed.has(this)) throw new DOMException('closing', 'InvalidStateError');
    return transaction.apply(this, args);
  });
  expect(await Promise.all([1, 2, 3].map(() => vault.readNote('n')))).toEqual([1, 1, 1]);
  expect(opens).toHaveBeenCalledTimes(1);
});

it('is made by who may make it, also where one who may not came first', async () => {
  const vault = await openIdbVault(place);
  await deleteStore();
  const [before, , after] = await Promise.all([
    vault.readNote('seat'),
    vault.keepNote('seat', ['N-1']),
    vault.readNewest(),
  ]);
  expect([before, after]).toEqual([null, null]);
  expect(await vault.readNote('seat')).toEqual(['N-1']);
});
