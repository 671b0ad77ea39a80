// The voter's hand on the mirrors: test, add, remove, undo, switch off and on. What each one showed itself to be is kept
// as a note of the vault; no time of day stands in it.

import { isAppError } from '../../core/errors.ts';
import type { Text } from '../../core/guide/format/text.ts';
import { forEachLimited } from '../../core/limited.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import type { MirrorResult } from '../../io/mirror/mirror-result.ts';
import type { KnownMirror } from '../../io/mirror/mirror-roster.ts';
import { isContentStore } from '../../io/mirror/mirror-url.ts';
import { keepMirrorBook } from '../../io/rounds/keep-mirror-book.ts';
import {
  knownMirrors,
  type MirrorBook,
  type MirrorMark,
  withMark,
  withMirror,
  withMirrorBack,
  withoutMirror,
} from '../../io/rounds/mirror-book.ts';
import { testMirror } from '../../io/rounds/mirror-round.ts';
import { readBook } from '../sync/rounds.ts';
import { mirrorsOptions } from '../sync/several-mirrors.ts';
import { lookQuietly } from '../sync/sync.ts';
import { getState, getWorld, ownMirror, setState } from '../world.ts';
import { type AddressRefusal, readMirrorAddress } from './mirror-address.ts';

/** A mirror as the list shows it. */
export interface MirrorRow {
  readonly url: string;
  /** What people call it: its host, and its path where it has one. */
  readonly host: string;
  readonly name: Text | undefined;
  readonly kind: 'static' | 'metadata' | 'store';
  readonly from: KnownMirror['from'];
  readonly isOn: boolean;
  /** Only asked where others do not answer. */
  readonly isReserve: boolean;
  readonly isAsked: boolean;
  readonly result: MirrorResult;
  /** The edition that it had; null where that is not known. */
  readonly edition: number | null;
}

/** Tests under way at once. */
const testsAtOnce = 4;
/** As many as are ever known (io/rounds/mirror-book.ts). */
const maxRows = 200;

let tests: AbortController | null = null;

/** Reads what is remembered, for a screen that shows it: another tab may have changed it. */
export async function openMirrors(): Promise<void> {
  await readBook();
}

/** Every mirror, those that are switched off too. */
export function mirrorRows(): readonly MirrorRow[] {
  const { book, marks, testing } = getState();
  if (!book) return [];
  const on = new Set(mirrorsIn(book).map(({ url }) => url));
  return mirrorsIn({ ...book, removed: [] }).map(({ url, kind, from, stage, name }) => ({
    url,
    host: hostOf(url),
    name,
    kind: isContentStore(kind) ? 'store' : kind === 'metadata' ? 'metadata' : 'static',
    from,
    isOn: on.has(url),
    isReserve: stage > 0,
    isAsked: testing.has(url),
    ...lastOf(url, book, marks),
  }));
}

/** What a mirror was when it was last asked; its edition only where it gave one then. */
function lastOf(
  url: string,
  book: MirrorBook,
  marks: ReadonlyMap<string, MirrorResult>,
): Pick<MirrorRow, 'result' | 'edition'> {
  const known = book.health[url];
  const result = marks.get(url) ?? known?.result ?? 'untried';
  return { result, edition: result === 'fine' || result === 'old' ? (known?.edition ?? null) : null };
}

function mirrorsIn(book: Pick<MirrorBook, 'added' | 'removed'>): readonly KnownMirror[] {
  return knownMirrors(ownMirror(), getState().head?.guide.mirrors, book);
}

function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return pathname === '/' || pathname.includes('%7B') ? host : `${host}${pathname.replace(/\/$/, '')}`;
}

/** Asks these mirrors, a few at a time, and keeps in one go what came of it. */
export async function testMirrors(urls: readonly string[]): Promise<void> {
  const { book } = getState();
  if (!book) return;
  const mirrors = mirrorsIn(book).filter(({ url }) => urls.includes(url) && !getState().testing.has(url));
  const found = new Map<string, MirrorMark>();
  setTesting(mirrors, true);
  tests ??= new AbortController();
  try {
    await forEachLimited(mirrors, testsAtOnce, (mirror) => test(mirror, found));
  } catch (error) {
    tell(error);
  }
  setTesting(mirrors, false);
  if (getState().testing.size === 0) tests = null;
  await change((before) => [...found].reduce((next, [url, mark]) => withMark(next, url, mark), before));
  const newest = getState().head?.newest.edition ?? 0;
  if ([...found.values()].some(({ edition }) => (edition ?? 0) > newest)) void lookQuietly();
}

async function test(mirror: KnownMirror, found: Map<string, MirrorMark>): Promise<void> {
  const { root, now } = getWorld();
  const ingest = { root, verifiers: ed25519Verifiers, now: now(), regions: [], signal: tests?.signal };
  const { health } = await testMirror({ ...mirrorsOptions(), ingest, mirror });
  found.set(mirror.url, health);
  setTesting([mirror], false);
}

function setTesting(mirrors: readonly KnownMirror[], isAsked: boolean): void {
  const testing = new Set(getState().testing);
  for (const { url } of mirrors) {
    if (isAsked) testing.add(url);
    else testing.delete(url);
  }
  setState({ testing });
}

/** Asks no further; what was found out by then is kept. */
export function stopTests(): void {
  tests?.abort();
}

/** Takes what somebody pasted. @returns why it is refused; null where it is in the list now, and is being tested */
export async function addMirror(typed: string): Promise<AddressRefusal | 'known' | 'full' | null> {
  const read = readMirrorAddress(typed, getState().head?.guide.demo === true);
  if (typeof read === 'string') return read;
  if (getState().book === null) await readBook();
  const rows = mirrorRows();
  const known = rows.find(({ url }) => url.replace(/\/$/, '') === read.url.replace(/\/$/, ''));
  if (known?.isOn) return 'known';
  if (rows.length >= maxRows) return 'full';
  await change((book) => (known ? withMirrorBack(book, known.url) : withMirror(book, read)));
  setState({ removed: null });
  void testMirrors([known?.url ?? read.url]);
  return null;
}

/** Takes a mirror that the voter gave out of the list; it can be undone until the next one. */
export async function removeMirror(url: string): Promise<void> {
  const entry = getState().book?.added.find((each) => each.url === url);
  if (!entry) return;
  await change((book) => withoutMirror(book, url));
  setState({ removed: { entry, host: hostOf(url) } });
}

/** Puts the mirror back that was removed last. */
export async function undoRemoval(): Promise<void> {
  const { removed } = getState();
  if (!removed) return;
  await change((book) => withMirror(book, removed.entry));
  setState({ removed: null });
}

/** A mirror of the guide's list is asked, or not asked any more. */
export async function switchMirror(url: string, isOn: boolean): Promise<void> {
  await change((book) => (isOn ? withMirrorBack(book, url) : withoutMirror(book, url)));
}

async function change(to: (book: MirrorBook) => MirrorBook): Promise<void> {
  try {
    await keepMirrorBook(getWorld().vault, to);
    await readBook();
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  if (!isAppError(error)) throw error;
  if (error.code !== 'source/cancelled') setState({ trouble: { code: error.code } });
}
