// What actions act on, opened once by main: the store, the vault, where bytes come from, the clock. Tests open another.
import type { Hints } from '../core/guide/hints.ts';
import type { Vault } from '../core/ports.ts';
import type { Verifiers } from '../core/tuf/signatures.ts';
import type { Screen } from './routes.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import type { Connection } from './sync-policy.ts';

export interface World {
  readonly store: Store<State>;
  readonly vault: Vault;
  /** Where the mirror begins that this page came from. */
  readonly pageUrl: string;
  /** Asks the network. */
  readonly fetch: typeof fetch;
  /** From 0 to below 1: which mirror is asked first, how long a look waits. */
  random(): number;
  /** The first root.json, built into the page. */
  readonly root: Uint8Array;
  readonly guideId: string;
  /** The path that the app is served from. */
  readonly scope: string;
  /** Seat to region before the guide is there; null where the page has none. */
  readonly hints: Hints | null;
  readonly verifiers: Verifiers;
  now(): Date;
  /** What the browser tells of its connection; most tell nothing. */
  connection(): Connection | undefined;
  /** Loads a screen's own part of the app. @returns false where it cannot be had now */
  prepareScreen(screen: Screen): Promise<boolean>;
}

let opened: World | null = null;

/** Puts a world in place. */
export function openWorld(world: World): void {
  opened = world;
}

/** The world. @throws TypeError before main has opened it */
export function getWorld(): World {
  if (!opened) throw new TypeError('the world is not open yet');
  return opened;
}

/** What is shown now. */
export function getState(): State {
  return getWorld().store.get();
}

/** Changes what is shown. */
export function setState(patch: Partial<State>): void {
  getWorld().store.set(patch);
}
