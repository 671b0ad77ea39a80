// A region's sounds on this phone: fetched by a tap, with their size said before, kept over editions, and removed again.
// One clip alone is fetched when somebody plays it (sound.ts).
import { isAppError } from '../../core/errors.ts';
import { type Clip, clipBytes, packOf } from '../../core/guide/media.ts';
import { type KeptSounds, readKeptSounds, soundsNote } from '../../core/held/kept-sounds.ts';
import { fetchBlobs } from '../../core/ingest/fetch-blobs.ts';
import { createStore } from '../store.ts';
import { openSeveral } from '../sync/several-mirrors.ts';
import { getState, getWorld, onOtherGuide, setState } from '../world.ts';
import { heardLanguages } from './heard.ts';

/** The pack that is being fetched now: bytes. */
export interface PackWork {
  readonly region: string | null;
  readonly done: number;
  readonly total: number;
}

export const packWork = createStore<PackWork>({ region: null, done: 0, total: 0 });
let controller: AbortController | null = null;
onOtherGuide(stopPack);

export interface PackCount {
  /** Bytes of all of it, and of what is on this phone. */
  readonly bytes: number;
  readonly held: number;
  /** It was asked for: what is new of it comes with a newer edition. */
  readonly isWanted: boolean;
}

/** How much of a region's pack is here; null where the guide has no sounds for it. */
export async function countPack(region: string): Promise<PackCount | null> {
  const { vault } = getWorld();
  const pack = clipsOf(region);
  if (pack.length === 0) return null;
  const [hashes, note] = await Promise.all([vault.fileHashes(), readNote()]);
  return {
    bytes: clipBytes(pack),
    held: clipBytes(pack.filter(({ blob }) => hashes.has(blob.sha256))),
    isWanted: note.regions.includes(region),
  };
}

/** Regions whose pack was asked for. */
export async function keptPacks(): Promise<readonly string[]> {
  return (await readNote()).regions;
}

/** Fetches what is missing of a region's pack, and keeps it from now on. What cannot be had comes the next time. */
export async function getPack(region: string): Promise<void> {
  if (controller) return;
  controller = new AbortController();
  const { signal } = controller;
  const end = getWorld().store.subscribe(() => getState().isDeleted && controller?.abort());
  try {
    // Said before they come, so that an install which ends meanwhile leaves them.
    await keepPack(region);
    await fetchMissing(region, signal);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (!signal.aborted) setState({ trouble: { code: error.code } });
  } finally {
    end();
    controller = null;
    packWork.set({ region: null, done: 0, total: 0 });
  }
}

/** Stops what is being fetched; what came stays. */
export function stopPack(): void {
  controller?.abort();
}

/** A pack is no longer wanted. Its bytes stay until `dropUnwanted`, so that this can be undone. */
export async function removePack(region: string): Promise<void> {
  await changeRegions((regions) => regions.filter((each) => each !== region));
}

/** The voter wants it after all: nothing was dropped yet. */
export async function keepPack(region: string): Promise<void> {
  await changeRegions((regions) => [...new Set([...regions, region])]);
}

/** Drops the sounds that no pack holds any more. */
export async function dropUnwanted(): Promise<void> {
  const { vault } = getWorld();
  const { clips } = getState();
  const [{ keep }, hashes] = await Promise.all([readNote(), vault.fileHashes()]);
  const wanted = new Set(keep);
  const sounds = (clips?.clips ?? []).map(({ blob }) => blob.sha256);
  const unwanted = sounds.filter((sha256) => hashes.has(sha256) && !wanted.has(sha256));
  if (unwanted.length > 0) await vault.dropFiles(unwanted);
}

/** After a newer edition: its clips take the place of those that were kept. @param mayFetch nothing costs the voter */
export async function refreshPacks(mayFetch: boolean): Promise<void> {
  const { regions } = await readNote();
  if (regions.length === 0) return;
  await changeRegions((kept) => kept);
  if (mayFetch) for (const region of regions) await getPack(region);
}

function clipsOf(region: string): readonly Clip[] {
  return packOf(getState().clips?.clips ?? [], region, heardLanguages());
}

async function readNote(): Promise<KeptSounds> {
  return readKeptSounds(await getWorld().vault.readNote(soundsNote));
}

async function changeRegions(to: (regions: readonly string[]) => readonly string[]): Promise<void> {
  const change = (kept: unknown): KeptSounds => {
    const regions = to(readKeptSounds(kept).regions);
    return { regions, keep: [...new Set(regions.flatMap((region) => clipsOf(region).map(({ blob }) => blob.sha256)))] };
  };
  // Also by itself, after a newer edition; and a pack is of a guide that is held.
  await getWorld().vault.changeNote(soundsNote, change, { mayMake: false });
}

async function fetchMissing(region: string, signal: AbortSignal): Promise<void> {
  const { vault } = getWorld();
  const hashes = await vault.fileHashes();
  const missing = clipsOf(region).filter(({ blob }) => !hashes.has(blob.sha256));
  const total = clipBytes(missing);
  packWork.set({ region, done: 0, total });
  const blobs = missing.map(({ blob }) => blob);
  await fetchBlobs(vault, await openSeveral(), blobs, signal, ({ length }) =>
    packWork.set({ done: packWork.get().done + length }),
  );
}
