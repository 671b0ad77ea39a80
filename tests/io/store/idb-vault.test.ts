// The IndexedDB vault over fake-indexeddb: the same road as in memory, two tabs, connections closed underneath, a full
// device. Real browsers are in tests/e2e and tests/long.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { databaseName } from '../../../src/io/store/guide-database.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { withLease } from '../../../src/io/store/lease.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';

const place = { guideId: 'ab'.repeat(32), scope: '/mirror/' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the vault on IndexedDB', () => {
  it('keeps a guide over openings, by guide and scope', async () => {
    const vault = await openIdbVault(place);
    expect(await ingest(vault, filesSource(testMirror()), ingestOptions)).toMatchObject({
      kind: 'installed',
      missing: [],
    });
    const again = await openIdbVault(place);
    expect((await openRegion(again, 'north'))?.isWhole).toBe(true);
    expect(await checkStore(again, ingestOptions)).toEqual([]);
    expect(await (await openIdbVault({ ...place, scope: '/other/' })).readRegions()).toEqual([]);
    expect(databaseName(place.guideId, place.scope)).toBe(`nishan:/mirror/:${'ab'.repeat(16)}`);
  });

  it('takes the next edition and drops what nobody needs', async () => {
    const vault = await openIdbVault(place);
    await ingest(vault, filesSource(testMirror()), ingestOptions);
    const before = await vault.fileHashes();
    const [shard] = (await vault.readRegions()).find(({ region }) => region === 'north')?.files.slice(-1) ?? [];
    expect(before).toContain(shard?.sha256);
    await ingest(vault, filesSource(testMirror({ edition: 2, symbol: 'tree' })), ingestOptions);
    const after = await vault.fileHashes();
    expect(after).not.toContain(shard?.sha256);
    // The old symbol's picture stays as long as the change is shown; one file is replaced by one for all else.
    expect(after.size).toBe(before.size);
    expect((await vault.readNewest())?.edition).toBe(2);
  });

  it('keeps the bytes of a part of a buffer, not the whole buffer', async () => {
    const vault = await openIdbVault(place);
    await vault.keepMetadata('x.json', new Uint8Array(10_000).subarray(5, 8));
    const kept = await vault.readMetadata('x.json');
    expect(kept?.length).toBe(3);
    expect(kept?.buffer.byteLength).toBe(3);
  });

  it('keeps, lists and drops', async () => {
    const vault = await openIdbVault(place);
    await vault.keepMetadata('timestamp.json', new Uint8Array([1]));
    await vault.dropMetadata('timestamp.json');
    expect(await vault.readMetadata('timestamp.json')).toBeNull();
    await vault.keepFiles(
      new Map([
        ['aa', new Uint8Array([1])],
        ['bb', new Uint8Array([2])],
      ]),
    );
    await vault.dropFiles(['aa']);
    expect([...(await vault.fileHashes())]).toEqual(['bb']);
    expect(await vault.readNote('compared')).toBeNull();
    await vault.keepNote('compared', { at: 1 });
    expect(await vault.readNote('compared')).toEqual({ at: 1 });
    await ingest(vault, filesSource(testMirror()), ingestOptions);
    await vault.removeRegion('north');
    expect(await openRegion(vault, 'north')).toBeNull();
  });

  it('opens itself again when its connection was closed underneath', async () => {
    const vault = await openIdbVault(place);
    await vault.keepNote('n', 1);
    // A newer version elsewhere makes ours close; then that one goes away again.
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseName(place.guideId, place.scope));
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
    expect(await vault.readNote('n')).toBeNull();
    expect([await vault.readNewest(), await vault.readRegions(), (await vault.fileHashes()).size]).toEqual([
      null,
      [],
      0,
    ]);
    // Looking makes no database anew, and neither does what the app notes by itself.
    await vault.keepNote('n', 2, { mayMake: false });
    expect(await indexedDB.databases()).toEqual([]);
    await vault.keepNote('n', 2);
    expect(await vault.readNote('n')).toBe(2);
    await vault.keepNote('n', 4, { mayMake: false });
    expect(await vault.readNote('n')).toBe(4);
  });

  it('tries once more on a connection that the browser closed without a word', async () => {
    const vault = await openIdbVault(place);
    await vault.keepNote('n', 3);
    const { transaction } = IDBDatabase.prototype;
    let refusals = 1;
    IDBDatabase.prototype.transaction = function (...args) {
      if (refusals-- > 0) throw new DOMException('closing', 'InvalidStateError');
      return transaction.apply(this, args);
    };
    try {
      expect(await vault.readNote('n')).toBe(3);
      refusals = 2;
      await expect(vault.readNote('n')).rejects.toMatchObject({ code: 'store/broken' });
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
  });

  it('says that storage is blocked', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    } as unknown as IDBFactory;
    await expect(openIdbVault(place)).rejects.toMatchObject({ code: 'store/blocked' });
  });

  it('says that the device is full, and leaves what was there', async () => {
    const vault = await openIdbVault(place);
    await ingest(vault, filesSource(testMirror()), ingestOptions);
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    try {
      const newer = filesSource(testMirror({ edition: 2, symbol: 'tree' }));
      await expect(ingest(vault, newer, ingestOptions)).rejects.toMatchObject({ code: 'store/full' });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect((await openRegion(vault, 'north'))?.head.edition).toBe(1);
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
  });
});

describe('two tabs', () => {
  async function interleaving(a: Vault, b: Vault): Promise<readonly string[]> {
    const order: string[] = [];
    const run = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push(`${name} ends`);
    };
    await Promise.all([a.exclusive(run('a')), b.exclusive(run('b'))]);
    return order;
  }

  it('never write at once', async () => {
    const order = await interleaving(await openIdbVault(place), await openIdbVault(place));
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('let the other write when the work of one fails', async () => {
    const vault = await openIdbVault(place);
    await expect(vault.exclusive(() => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken');
    expect(await vault.exclusive(async () => 7)).toBe(7);
  });

  it('do not wait for a lease that lapsed, or for one from a clock that was wound back', async () => {
    for (const until of [Date.now() - 1, Date.now() + 86_400_000]) {
      let kept: unknown = { holder: 'a dead tab', until };
      const replace = async (next: (current: unknown) => unknown) => {
        const wanted = next(kept);
        if (wanted !== undefined) kept = wanted;
        return wanted !== undefined;
      };
      expect(await withLease({ replace }, async () => 'mine', new AbortController().signal)).toBe('mine');
    }
  });
});
