// A page that is left in the middle of its work with a store: what was asked for is kept, what was cut off is done anew
// when the page is back, and nothing holds the store meanwhile.
import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory, IDBTransaction } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Vault } from '../../../src/core/ports.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { testKey, testRoot } from '../../core/fixture.ts';

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

it('a store that opens only after its page was left is closed at once, and opened anew', async () => {
  const closed = vi.spyOn(IDBDatabase.prototype, 'close');
  const opening = openVault();
  leave();
  const vault = await opening;
  expect(closed).toHaveBeenCalledTimes(1);
  const kept = vault.keepNote('seat', ['N-6']);
  expect(await soon(kept)).toBe(none);
  comeBack();
  await kept;
  expect(await vault.readNote('seat')).toEqual(['N-6']);
});

it('the list of other guides ends with its page, and is there when it is back', async () => {
  const { openAcceptedGuides } = await import('../../../src/io/store/accepted-guides.ts');
  const guides = openAcceptedGuides('/');
  const root = testRoot({ root: testKey(9) });
  await guides.accept(root);
  const aborts = vi.spyOn(IDBTransaction.prototype, 'abort');
  const closed = vi.spyOn(IDBDatabase.prototype, 'close');
  const { transaction } = IDBDatabase.prototype;
  for (const work of [() => guides.read(), () => guides.use(guideId(root)), () => guides.leave(guideId(root), false)]) {
    for (const spy of [aborts, closed]) spy.mockClear();
    // The page is left as soon as anything is asked for.
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (this: IDBDatabase, ...args) {
      queueMicrotask(leave);
      return transaction.apply(this, args);
    });
    const done: Promise<unknown> = work();
    expect(await soon(done)).toBe(none);
    expect(aborts).toHaveBeenCalledTimes(1);
    expect(closed).toHaveBeenCalledTimes(1);
    comeBack();
    await done;
  }
  expect(await guides.read()).toMatchObject({ used: guideId(root), accepted: [{ isLeaving: false }] });
});

it('a failure that has nothing to do with leaving is told', async () => {
  const vault = await openVault();
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('', 'UnknownError');
  });
  await expect(vault.readNote('seat')).rejects.toMatchObject({ code: 'store/broken' });
});
