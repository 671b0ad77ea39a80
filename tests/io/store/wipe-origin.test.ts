// The wipe of an origin's stores: whatever is broken, held by another tab or missing in this browser, the rest goes, and
// what is left is named.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listOrigin, listScopes, wipeOrigin } from '../../../src/io/store/wipe-origin.ts';

let cacheNames: Map<string, string[]>;
let workers: { scope: string; unregister(): Promise<boolean>; getNotifications(): Promise<{ close(): void }[]> }[];
let told: number;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  cacheNames = new Map([['nishan-shell x', ['a', 'b']]]);
  told = 0;
  vi.stubGlobal('caches', {
    keys: async () => [...cacheNames.keys()],
    delete: async (name: string) => cacheNames.delete(name),
    open: async (name: string) => ({
      keys: async () => [...(cacheNames.get(name) ?? [])],
      delete: async (key: string) => {
        const keys = cacheNames.get(name) ?? [];
        keys.splice(keys.indexOf(key), 1);
        return true;
      },
    }),
  });
  workers = [
    {
      scope: 'https://a.example/guide/',
      async unregister() {
        workers = [];
        return true;
      },
      getNotifications: async () => [{ close: () => void told++ }],
    },
  ];
  vi.stubGlobal('navigator', { serviceWorker: { getRegistrations: async () => workers } });
  vi.stubGlobal('localStorage', storage({ host: 'x' }));
  vi.stubGlobal('sessionStorage', storage({}));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function storage(values: Record<string, string>): { readonly length: number; clear(): void } {
  const kept = new Map(Object.entries(values));
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
  };
}

function makeDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => void request.result.createObjectStore('notes').put('NA-130', 'seat');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

it('empties databases, caches, workers, storages, and closes what the phone was told', async () => {
  (await makeDatabase('nishan:/guide/:aa')).close();
  (await makeDatabase('something of the host')).close();
  expect(await listOrigin()).toHaveLength(5);
  expect(await listScopes('nishan:')).toEqual(['/guide/']);
  expect(await wipeOrigin([])).toEqual([]);
  expect(await listOrigin()).toEqual([]);
  expect(told).toBe(1);
});

it('empties a database that another tab does not let go, and names it', async () => {
  const held = await makeDatabase('nishan:/:aa');
  held.onversionchange = null;
  const left = await wipeOrigin([], 0);
  expect(left).toContain('database nishan:/:aa');
  expect(cacheNames.size).toBe(0);
  const count = held.transaction('notes').objectStore('notes').count();
  await new Promise((resolve) => {
    count.onsuccess = resolve;
  });
  expect(count.result).toBe(0);
  held.close();
});

it('makes no database where there was none, and deletes known ones where the browser lists none', async () => {
  (await makeDatabase('nishan:/:aa')).close();
  const all = indexedDB.databases.bind(indexedDB);
  Object.defineProperty(indexedDB, 'databases', { value: undefined });
  expect(await wipeOrigin(['nishan:/:aa', 'nishan:/:never'])).toEqual([]);
  expect(await all()).toEqual([]);
});

it('goes on where one store is broken or does not answer', async () => {
  const hanging = new Promise<never>(() => undefined);
  vi.stubGlobal('navigator', { serviceWorker: { getRegistrations: () => hanging } });
  vi.stubGlobal('indexedDB', {
    databases: async () => [{ name: 'nishan:/:aa' }],
    open: () => ({}),
    deleteDatabase() {
      const request: { onerror?: () => void } = {};
      queueMicrotask(() => request.onerror?.());
      return request;
    },
  });
  vi.useFakeTimers();
  const wiping = wipeOrigin([], 0);
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(new Set(await wiping)).toEqual(new Set(['database nishan:/:aa']));
  expect(cacheNames.size).toBe(0);
  expect(localStorage.length).toBe(0);
});

it('makes no store anew in a tab that was told of a wipe', async () => {
  vi.resetModules();
  const { shutVaults } = await import('../../../src/io/store/guide-database.ts');
  const { openIdbVault } = await import('../../../src/io/store/idb-vault.ts');
  const vault = await openIdbVault({ guideId: 'ab'.repeat(32), scope: '/' });
  await vault.keepNote('seat', ['NA-130']);
  shutVaults();
  expect(await wipeOrigin([])).toEqual([]);
  await expect(vault.keepNote('seat', ['NA-130'])).rejects.toMatchObject({ code: 'store/blocked' });
  await expect(openIdbVault({ guideId: 'cd'.repeat(32), scope: '/' })).rejects.toMatchObject({ code: 'store/blocked' });
  expect(await indexedDB.databases()).toEqual([]);
});
