// What actions act on, opened once by main: the store, the vault, where bytes come from, the clock. Tests open another.
import type { Hints } from '../core/guide/seats/hints.ts';
import type { Vault } from '../core/ports.ts';
import type { AcceptedGuides } from '../io/store/guide-list.ts';
import type { Screen } from './routes.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import type { Connection } from './sync/sync-policy.ts';

/** A guide: where it begins, and where it is kept. */
export interface OpenGuide {
  /** Its first root.json: built into the page, or accepted by the voter. */
  readonly root: Uint8Array;
  /** 64 hex digits. */
  readonly guideId: string;
  readonly vault: Vault;
  /** Seat to region before the guide is there; null where the page has none. */
  readonly hints: Hints | null;
}

/** The guide in use, and what surrounds it. */
export interface World extends OpenGuide {
  readonly store: Store<State>;
  /** The guide whose root is built into the page: always there, and the one that names the app's own files. */
  readonly own: OpenGuide;
  /** Guides that the voter accepted beside it. */
  readonly accepted: AcceptedGuides;
  /** Where the app's own tree begins. */
  readonly pageUrl: string;
  /** Asks the network. */
  readonly fetch: typeof fetch;
  /** From 0 to below 1: which mirror is asked first, how long a look waits. */
  random(): number;
  /** What the app is called outside of itself, where that is not its own name. */
  readonly label?: string;
  /** The path that the app is served from. */
  readonly scope: string;
  now(): Date;
  /** What the browser tells of its connection; most tell nothing. */
  connection(): Connection | undefined;
  /** Loads a screen's own part of the app. @returns false where it cannot be had now */
  prepareScreen(screen: Screen): Promise<boolean>;
  /** Begins the page anew. */
  restart(): void;
}

let opened: World | null = null;

/** Puts a world in place. */
export function openWorld(world: World): void {
  opened = world;
}

const forgetters = new Set<() => void>();

/** What a part of the app has in memory of the guide in use is forgotten when another one takes its place. */
export function onOtherGuide(forget: () => void): void {
  forgetters.add(forget);
}

/** Another guide takes the place of the one in use, in the same page: nothing of that one is left in memory. */
export function enterGuide({ root, guideId, vault, hints }: OpenGuide): void {
  openWorld({ ...getWorld(), root, guideId, vault, hints });
  for (const forget of forgetters) forget();
}

/** The world. @throws TypeError before main has opened it */
export function getWorld(): World {
  if (!opened) throw new TypeError('the world is not open yet');
  return opened;
}

/** Whether the guide in use is the app's own. */
export function isOwnGuide(): boolean {
  const { own, guideId } = getWorld();
  return own.guideId === guideId;
}

/** The page's own tree, where it is a mirror of the guide in use: it is the one of the app's own guide alone. */
export function ownMirror(): string | null {
  return isOwnGuide() ? getWorld().pageUrl : null;
}

/** What is shown now. */
export function getState(): State {
  return getWorld().store.get();
}

/** Changes what is shown. */
export function setState(patch: Partial<State>): void {
  getWorld().store.set(patch);
}
