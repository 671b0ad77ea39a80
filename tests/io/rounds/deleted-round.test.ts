// A deletion while a round or a check runs, as another tab does it: neither what a round would note about its mirrors nor what
// a check would drop may make the store anew.
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src/core/bundle/bytes-source.ts';
import { isAppError } from '../../../src/core/errors.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { NewestNote, Source, Vault } from '../../../src/core/ports.ts';
import { syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { databaseName } from '../../../src/io/store/guide-database.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { ingestOptions, testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { scriptedMirrors } from '../mirror/scripted-mirrors.ts';

const place = { guideId: 'ab'.repeat(32), scope: '/' };

function deleteStore(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName(place.guideId, place.scope));
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

it('a round that a deletion cuts off leaves no store behind, and one that nobody cut off has noted', async () => {
  const files = testMirror();
  const vault = await openIdbVault(place);
  await take(vault, files);
  const script = scriptedMirrors({
    'm0.test': { behaviour: 'honest', delayMs: 5, files },
    'm1.test': { behaviour: 'hang', delayMs: 5, files },
  });
  const controller = new AbortController();
  const round = (pageUrl: string, signal?: AbortSignal) =>
    syncRound({
      ...{ vault, pageUrl, fetch: script.fetch, hedgeMs: 40, random: () => 0.5 },
      limits: { firstByteMs: 400, pauseMs: 300, graceMs: 200, bytesPerSecond: 100_000 },
      ingest: { ...ingestOptions, ...(signal ? { signal } : {}) },
    });
  await round('https://m0.test/');
  expect(await vault.readNote(mirrorNote)).toMatchObject({ health: { 'https://m0.test/': { result: 'fine' } } });

  const cut = round('https://m1.test/', controller.signal);
  await deleteStore();
  controller.abort();
  await cut;
  expect(await indexedDB.databases()).toEqual([]);
});

it('a check of the store that meets a deletion, and whatever is dropped after one, leave no store behind', async () => {
  const vault = await openIdbVault(place);
  await take(vault, testMirror());
  // As the check read them before the deletion.
  const records = await vault.readRegions();
  await deleteStore();
  await checkStore({ ...vault, readRegions: async () => records }, ingestOptions);
  expect(await indexedDB.databases()).toEqual([]);
  await vault.dropFiles(['ab'.repeat(32)]);
  await vault.dropMetadata('timestamp.json');
  await vault.removeRegion('north');
  expect(await indexedDB.databases()).toEqual([]);
});

describe('what was under way when another tab deleted everything', () => {
  const expires = { root: '', timestamp: '', snapshot: '', targets: '' };
  const newest: NewestNote = { edition: 1, issued: '', checked: '', expires };
  const sha256 = 'ab'.repeat(32);
  it.each<readonly [string, (vault: Vault) => Promise<unknown>]>([
    ['metadata', (vault) => vault.keepMetadata('timestamp.json', new Uint8Array(1))],
    ['files', (vault) => vault.keepFiles(new Map([[sha256, new Uint8Array(1)]]))],
    ['the newest edition', (vault) => vault.keepNewest(newest)],
    ['a region', (vault) => vault.installRegions([], new Map(), newest)],
    ['a note of the app itself', (vault) => vault.keepNote('x', 1, { mayMake: false })],
  ])('keeps no %s and leaves no store, and the next who begins may', async (_, keep) => {
    const vault = await openIdbVault(place);
    await vault.exclusive(async () => {
      await deleteStore();
      await keep(vault);
    });
    await keep(vault);
    expect(await indexedDB.databases()).toEqual([]);
    await vault.exclusive(() => vault.keepFiles(new Map([[sha256, new Uint8Array(1)]])));
    expect(await vault.fileHashes()).toEqual(new Set([sha256]));
    await deleteStore();
  });

  it('an edition that comes in is not there afterwards, wherever it is cut off', async () => {
    const files = testMirror();
    for (let reads = 1; reads <= files.size; reads++) {
      const vault = await openIdbVault(place);
      const source = bytesSource(async (path) => files.get(path) ?? null);
      let left = reads;
      const deleting: Source = {
        ...source,
        read: async (path, limits, accept) => {
          if (--left === 0) await deleteStore();
          return source.read(path, limits, accept);
        },
      };
      await ingest(vault, deleting, ingestOptions).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
      });
      if (left > 0) break;
      expect([reads, await indexedDB.databases()]).toEqual([reads, []]);
    }
    await deleteStore();
  });
});
