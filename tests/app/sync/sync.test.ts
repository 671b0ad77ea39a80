import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { endWork, stopWork } from '../../../src/app/sync/job.ts';
import { bringRoad } from '../../../src/app/sync/load-road.ts';
import { bringCountry, bringFirst } from '../../../src/app/sync/sync.ts';
import { getState, setState } from '../../../src/app/world.ts';
import { testMirror } from '../../core/fixture.ts';
import { dripping, filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

beforeAll(bringRoad);
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A mirror whose first answer never ends by itself. */
const slow = filesFetch(
  { [pageUrl]: testMirror() },
  { [pageUrl]: (path, init) => (path.startsWith('first/') ? dripping(path, init) : null) },
);

it('asks file by file once the first answer has dripped for a minute', async () => {
  openTestWorld({ fetch: slow });
  const brought = bringFirst('north');
  await vi.advanceTimersByTimeAsync(59_000);
  expect(getState().regions.has('north')).toBe(false);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(getState().regions.has('north')).toBe(true);
  expect(await brought).toBe(true);
});

it('does not go on when the voter stops a first answer that drips', async () => {
  openTestWorld({ fetch: slow });
  const brought = bringFirst('north');
  await vi.advanceTimersByTimeAsync(1_000);
  stopWork();
  expect(await brought).toBe(false);
  expect(getState().regions.size).toBe(0);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(getState()).toMatchObject({ trouble: null, work: null, head: null });
});

it('keeps nothing by itself after a deletion, not even what waited behind the job that was stopped', async () => {
  const { vault } = openTestWorld({ fetch: slow });
  const first = bringFirst('north');
  const waiting = bringCountry();
  await vi.advanceTimersByTimeAsync(1_000);
  setState({ isDeleted: true });
  await endWork();
  expect([await first, await waiting, await bringFirst(null)]).toEqual([false, false, false]);
  expect([await vault.readRegions(), await vault.fileHashes()]).toEqual([[], new Set()]);
  const asked = bringCountry('check');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asked).toBe(true);
  expect(getState().isDeleted).toBe(false);
});
