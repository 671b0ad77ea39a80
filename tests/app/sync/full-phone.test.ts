// A phone without room: the first visit still gets its answer, for as long as the tab is open, and says that it is not saved;
// a phone that has a guide keeps what it has.
import { beforeAll, expect, it } from 'vitest';
import { saveState } from '../../../src/app/held/save-state.ts';
import { bringRoad } from '../../../src/app/sync/load-road.ts';
import { bringFirst } from '../../../src/app/sync/sync.ts';
import { getState, getWorld } from '../../../src/app/world.ts';
import { AppError } from '../../../src/core/errors.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { testMirror } from '../../core/fixture.ts';
import { filesFetch, openTestWorld, pageUrl, withFirstAnswers } from '../opened-world.ts';

beforeAll(bringRoad);

/** A vault that has no room from some moment on. */
function fillingVault(): { readonly vault: Vault; fill(): void } {
  let isFull = false;
  const vault = memoryVault();
  const orFull =
    <A extends readonly unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (isFull) throw new AppError('store/full');
      return write(...args);
    };
  return {
    vault: {
      ...vault,
      keepMetadata: orFull(vault.keepMetadata),
      keepFiles: orFull(vault.keepFiles),
      keepNewest: orFull(vault.keepNewest),
      installRegions: orFull(vault.installRegions),
    },
    fill: () => {
      isFull = true;
    },
  };
}

it.each([
  ['in one file', withFirstAnswers(testMirror())],
  ['file by file', testMirror()],
])('shows the first answer all the same, %s', async (_how, files) => {
  const { vault, fill } = fillingVault();
  fill();
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: files }) });
  expect(await bringFirst('north')).toBe(true);
  const { regions, storage, trouble } = getState();
  expect([[...regions.keys()], storage, trouble]).toEqual([['north'], 'memory', null]);
  expect(saveState(getState(), [...regions.values()])).toBe('unsaved');
  expect(getWorld().own.vault).toBe(getWorld().vault);
  expect(await vault.readRegions()).toEqual([]);
});

it('leaves a phone that has a guide with what it has', async () => {
  const { vault, fill } = fillingVault();
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: testMirror() }) });
  expect(await bringFirst('north')).toBe(true);
  fill();
  expect(await bringFirst('south')).toBe(false);
  expect(getState()).toMatchObject({ storage: 'kept', trouble: { code: 'store/full' } });
  expect([...getState().regions.keys()]).toEqual(['north']);
});
