// The list of accepted guides over fake-indexeddb: bounded, by scope, hashed again when it is read, two tabs at once, a
// broken list, and a deletion that leaves nothing.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { openAcceptedGuides } from '../../../src/io/store/accepted-guides.ts';
import { acceptedName, maxAccepted } from '../../../src/io/store/guide-list.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { testKey, testRoot } from '../../core/fixture.ts';
import { codeOf } from '../../core/ingest/ingest-helpers.ts';

const rootOf = (seed: number): Uint8Array => testRoot({ root: testKey(seed) });
const [a, b] = [rootOf(21), rootOf(22)];
const [idA, idB] = [guideId(a), guideId(b)];
const own = 'ab'.repeat(32);
const scope = '/mirror/';
const open = () => openAcceptedGuides(scope);
const names = async (): Promise<readonly string[]> =>
  (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
const ids = async (): Promise<readonly string[]> => (await open().read()).accepted.map(({ id }) => id).sort();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the list of accepted guides', () => {
  it('makes no database where nobody accepted anything', async () => {
    expect(await open().read()).toEqual({ accepted: [], used: null, isBroken: false });
    expect(await names()).toEqual([]);
  });

  it('keeps first roots and the guide in use over openings, by scope', async () => {
    await open().accept(a);
    await open().accept(b);
    await open().use(idB);
    const { accepted, used } = await open().read();
    expect(accepted.find(({ id }) => id === idA)?.root).toEqual(a);
    expect(used).toBe(idB);
    expect(await openAcceptedGuides('/other/').read()).toMatchObject({ accepted: [], used: null });
    expect(await names()).toEqual(['nishan:/mirror/:guides']);
    await open().use(null);
    expect((await open().read()).used).toBeNull();
  });

  it('takes eight and no more, also from two tabs at once', async () => {
    const roots = Array.from({ length: maxAccepted + 3 }, (_, i) => rootOf(30 + i));
    const came = await Promise.all(roots.map((root) => codeOf(open().accept(root))));
    expect(came.filter((code) => code === 'store/too-many')).toHaveLength(3);
    expect(await ids()).toHaveLength(maxAccepted);
    // One that is in the list already is no other one.
    const [first = a] = (await open().read()).accepted.map(({ root }) => root);
    await open().accept(first);
    expect(await ids()).toHaveLength(maxAccepted);
  });

  it('removes with undo: what is kept of a guide is deleted when the list is swept', async () => {
    await open().accept(a);
    await open().use(idA);
    await (await open().openVault(idA)).keepNote('x', 1);
    await open().leave(idA, true);
    expect(await open().read()).toMatchObject({ accepted: [{ id: idA, isLeaving: true }], used: null });
    await open().leave(idA, false);
    await open().sweep();
    expect(await (await open().openVault(idA)).readNote('x')).toBe(1);
    await open().leave(idA, true);
    await open().sweep();
    expect(await open().read()).toEqual({ accepted: [], used: null, isBroken: false });
    expect(await names()).toEqual([acceptedName(scope)]);
  });

  it('leaves a guide that is not in it as it is', async () => {
    await open().accept(a);
    await open().leave(idB, true);
    expect(await ids()).toEqual([idA]);
  });

  it('deletes every database of its scope and none of another', async () => {
    await open().accept(a);
    for (const id of [own, idA, 'cd'.repeat(32)]) await openIdbVault({ guideId: id, scope });
    await openIdbVault({ guideId: own, scope: '/mirror/:x/' });
    await openAcceptedGuides('/other/').accept(a);
    expect(await open().deleteAll(own)).toBe(true);
    expect(await names()).toEqual(['nishan:/mirror/:x/:abababababababababababababababab', 'nishan:/other/:guides']);
  });

  it('deletes what it names also in a browser that does not tell its databases', async () => {
    await open().accept(a);
    await openIdbVault({ guideId: idA, scope });
    await openIdbVault({ guideId: own, scope });
    const { databases } = indexedDB;
    Object.defineProperty(indexedDB, 'databases', { value: undefined, configurable: true });
    expect(await open().deleteAll(own)).toBe(true);
    Object.defineProperty(indexedDB, 'databases', { value: databases });
    expect(await names()).toEqual([]);
  });
});

describe('a list that is broken', () => {
  const write = async (store: string, key: string, value: unknown): Promise<void> => {
    const db = await openDB(acceptedName(scope));
    await db.put(store, value, key);
    db.close();
  };

  it.each<[string, string, unknown]>([
    ['bytes of another root', idB, { root: a, isLeaving: false }],
    ['no root', idB, { root: new Uint8Array(9), isLeaving: false }],
    ['no bytes', idB, { root: 'text', isLeaving: false }],
    ['nothing', idB, null],
    ['a name that is no id', 'x', { root: b, isLeaving: false }],
    ['far too much', idB, { root: new Uint8Array(600_000), isLeaving: false }],
  ])('with %s gives the rest, and is mended by a sweep', async (_, key, value) => {
    await open().accept(a);
    await write('roots', key, value);
    expect(await open().read()).toMatchObject({ accepted: [{ id: idA }], isBroken: true });
    await open().sweep();
    expect(await open().read()).toMatchObject({ accepted: [{ id: idA }], isBroken: false });
  });

  it('that names a guide which is not in it falls back to the app’s own', async () => {
    await open().accept(a);
    await open().use(idB);
    expect(await open().read()).toMatchObject({ used: null, isBroken: true });
    await open().sweep();
    expect(await open().read()).toMatchObject({ used: null, isBroken: false });
  });

  it('of a newer app is left alone, and the app’s own guide opens', async () => {
    (await openDB(acceptedName(scope), 7)).close();
    expect(await open().read()).toEqual({ accepted: [], used: null, isBroken: true });
    expect(await codeOf(open().accept(a))).toBe('store/blocked');
  });

  it('that is not there because nothing can be kept is no fault', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    expect(await open().read()).toEqual({ accepted: [], used: null, isBroken: false });
    expect(await codeOf(open().accept(a))).toBe('store/blocked');
  });
});
