// A world for tests of actions: the test mirror's files, a vault in memory, a state, and no page.
import { firstState } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { openWorld, type World } from '../../../src/app/world.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';

/** Opens a world with a newly begun state. @param other what is different from it */
export function openTestWorld(other: Partial<World> = {}): World {
  const world: World = {
    store: createStore(firstState),
    vault: memoryVault(),
    mirror: filesSource(testMirror()),
    root: ingestOptions.root,
    guideId: 'guide',
    scope: '/',
    hints: null,
    verifiers: ingestOptions.verifiers,
    now: () => ingestOptions.now,
    prepareScreen: async () => true,
    ...other,
  };
  openWorld(world);
  return world;
}
