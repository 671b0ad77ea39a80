// A page that is left in the middle of its work with a store: what was asked for is kept, what was cut off is done anew
// when the page is back, and nothing holds the store meanwhile.
import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory, IDBTransaction } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Vault } from '../../../src/core/ports.ts';

const place = { guideId: 'cd'.repeat(32), scope: '/' };
const none = 'nothing yet';

let page: EventTarget;
let openVault: () => Promise<Vault>;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  // Each page has its own code, and its own account of whether it is here.
  vi.resetModules();
  const { openIdbVault } = await import('../../../src/io/store/idb-vault.ts');
  openVault = () => openIdbVault(place);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const leave = (): boolean => page.dispatchEvent(new Event('pagehide'));
const comeBack = (): boolean => page.dispatchEvent(new Event('pageshow'));

/** What a promise gives within a moment in which every other page is done; `none` where it waits on. */
function soon<T>(work: Promise<T>): Promise<T | typeof none> {
  return Promise.race([work, new Promise<typeof none>((resolve) => setTimeout(resolve, 50, none))]);
}

it('what is read is cut off, and read anew when the page is back', async () => {
  const vault = await openVault();
  await vault.keepNote('seat', ['N-1']);
  const aborts = vi.spyOn(IDBTransaction.prototype, 'abort');
  const read = vault.readNote('seat');
  await Promise.resolve();
  leave();
  expect(aborts).toHaveBeenCalledTimes(1);
  expect(await soon(read)).toBe(none);
  comeBack();
  expect(await read).toEqual(['N-1']);
});

it('what was to be written is there for the next page', async () => {
  const vault = await openVault();
  const kept = vault.keepNote('seat', ['N-2']);
  await Promise.resolve();
  leave();
  vi.resetModules();
  const next = await import('../../../src/io/store/idb-vault.ts');
  expect(await (await next.openIdbVault(place)).readNote('seat')).toEqual(['N-2']);
  comeBack();
  await kept;
  expect(await vault.readNote('seat')).toEqual(['N-2']);
});

it('nothing is begun on a page that was left', async () => {
  const vault = await openVault();
  await vault.keepNote('seat', ['N-3']);
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
  leave();
  const [read, kept] = [vault.readNote('seat'), vault.keepNote('seat', ['N-4'])];
  expect(await soon(Promise.race([read, kept]))).toBe(none);
  expect(begun).not.toHaveBeenCalled();
  comeBack();
  await kept;
  expect(await vault.readNote('seat')).toEqual(['N-4']);
});

it('a page put aside keeps nobody from deleting the store', async () => {
  const vault = await openVault();
  await vault.keepNote('seat', ['N-5']);
  const closed = vi.spyOn(IDBDatabase.prototype, 'close');
  leave();
  expect(closed).toHaveBeenCalledTimes(1);
  leave();
  expect(closed).toHaveBeenCalledTimes(1);
  comeBack();
  expect(await vault.readNote('seat')).toEqual(['N-5']);
});

it('a failure that has nothing to do with leaving is told', async () => {
  const vault = await openVault();
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('', 'UnknownError');
  });
  await expect(vault.readNote('seat')).rejects.toMatchObject({ code: 'store/broken' });
});
