// A deletion while a round or a check runs, as another tab does it: neither what a round would note about its mirrors nor what
// a check would drop may make the store anew.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { checkStore } from '../../src/core/held/check-store.ts';
import { mirrorNote } from '../../src/core/note-names.ts';
import { syncRound } from '../../src/io/rounds/mirror-round.ts';
import { databaseName, openIdbVault } from '../../src/io/store/idb-vault.ts';
import { ingestOptions, testMirror } from '../core/fixture.ts';
import { take } from '../core/ingest/ingest-helpers.ts';
import { scriptedMirrors } from './scripted-mirrors.ts';

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
