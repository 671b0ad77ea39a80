// A world for tests of actions: the test mirror's files, a vault in memory, a state, and no page.
import { home } from '../../../src/app/routes.ts';
import type { State } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { openWorld, type World } from '../../../src/app/world.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { englishWords } from '../../../src/words/words.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';

/** Opens a world with a newly begun state. @param other what is different from it */
export function openTestWorld(other: Partial<World> = {}): World {
  const state: State = {
    words: englishWords,
    place: home,
    isOnline: true,
    storage: 'kept',
    head: null,
    regions: new Map(),
    problems: new Set(),
    work: null,
    isBringing: false,
    trouble: null,
    shell: 'none',
    remembered: [],
    isLanguageKept: false,
    opened: new Set(),
    isIdentityTyped: false,
    isUpdateReady: false,
    canInstall: false,
    installs: 0,
    isDeleted: false,
    hasGuide: true,
  };
  const world: World = {
    store: createStore(state),
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
