import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkNow } from '../../../src/app/sync/sync.ts';
import { getState, setState } from '../../../src/app/world.ts';
import { testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A mirror that has taken its signers back, and has nothing by the new ones yet. */
function revokingMirror(): typeof fetch {
  const files = testMirror();
  files.set('metadata/2.root.json', testRoot({ version: 2, key: testKey(3), root: testKey(1) }));
  return filesFetch({ [pageUrl]: files });
}

it('shows in this visit that the signers of what is held were revoked', async () => {
  const { vault } = openTestWorld({ fetch: revokingMirror() });
  await take(vault, testMirror());
  await checkNow();
  expect(getState().problems.size).toBe(0);
  await vi.advanceTimersByTimeAsync(4_000);
  await vi.dynamicImportSettled();
  expect([...getState().problems]).toEqual(['', 'north', 'south']);
});

it('no longer flags a region once it is mended', async () => {
  const { vault } = openTestWorld();
  await take(vault, testMirror());
  setState({ problems: new Set(['north']) });
  await checkNow();
  await vi.advanceTimersByTimeAsync(4_000);
  await vi.dynamicImportSettled();
  expect(getState().problems.size).toBe(0);
});

it('waits while the voter waits', async () => {
  const { vault } = openTestWorld();
  await take(vault, testMirror());
  setState({ problems: new Set(['north']) });
  await checkNow();
  setState({ work: { kind: 'first', progress: null } });
  await vi.advanceTimersByTimeAsync(4_000);
  await vi.dynamicImportSettled();
  expect(getState().problems.size).toBe(1);
  setState({ work: null });
  await vi.advanceTimersByTimeAsync(4_000);
  await vi.dynamicImportSettled();
  expect(getState().problems.size).toBe(0);
});
