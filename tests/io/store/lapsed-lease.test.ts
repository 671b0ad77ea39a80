// A tab on an http page that stood still in the middle of taking an edition in, as browsers let tabs in the background stand
// still, while another tab took a newer one in: it wakes up, and must not write on.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import type { Source, Vault } from '../../../src/core/ports.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';
import { codeOf, symbolOf } from '../../core/ingest/ingest-helpers.ts';

const place = { guideId: 'ef'.repeat(32), scope: '/' };
const one = testMirror();
const two = testMirror({ edition: 2, symbol: 'tree' });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  // An http page has no Web Locks.
  vi.stubGlobal('navigator', {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The tab that takes `files` in, standing still where it asks for the path that ends so. */
function stoppedTab(vault: Vault, files: ReadonlyMap<string, Uint8Array>, at: string) {
  let wake = (): void => undefined;
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const whole = filesSource(files);
  const source: Source = {
    ...whole,
    read: async (path, options, accept) => {
      if (path.endsWith(at)) {
        stop();
        await awake;
      }
      return whole.read(path, options, accept);
    },
  };
  // Nothing of a tab that stands still runs: its lease is not renewed.
  const renewal = vi.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
  const ended = ingest(vault, source, ingestOptions);
  ended.catch(() => undefined);
  return { stopped: stopped.finally(() => renewal.mockRestore()), wake: () => wake(), ended };
}

it.each(['.north', '.south'])('writes nothing over what a newer one brought, stopped at %s', async (at) => {
  const [first, second] = [await openIdbVault(place), await openIdbVault(place)];
  const tab = stoppedTab(first, one, at);
  await tab.stopped;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
  expect((await ingest(second, filesSource(two), ingestOptions)).kind).toBe('installed');
  tab.wake();
  expect(await codeOf(tab.ended)).toBe('store/busy');
  expect(await symbolOf(second, 'north', 'NA-1')).toBe('tree');
  expect((await openHead(second))?.edition).toBe(2);
  expect((await second.readRegions()).map(({ edition }) => edition)).toEqual([2, 2, 2]);
  expect(await checkStore(second, ingestOptions)).toEqual([]);
  // The next time it is its turn again.
  expect((await ingest(first, filesSource(two), ingestOptions)).kind).toBe('unchanged');
});

it('goes on where nobody came between, however long it stood still', async () => {
  const vault = await openIdbVault(place);
  const tab = stoppedTab(vault, one, '.north');
  await tab.stopped;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  tab.wake();
  expect((await tab.ended).kind).toBe('installed');
});
