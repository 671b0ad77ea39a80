// What the last published edition said, kept in published/files/ by hash: shards, lists of places, notices, the history.
// From it the next edition's history is made, and a review can say what changed. Nothing rests on it: a file that is
// lost or damaged counts as unknown.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forEachLimited } from '../../../core/limited.ts';
import { hashOf, readSmallFile } from '../../small-files.ts';

const folder = 'published/files';
const filesAtOnce = 16;

/** @returns the bytes of a file of the last edition; null where they are not there, or not these */
export function readPublishedFile(dir: string, sha256: string): Uint8Array | null {
  return readOfHash(join(dir, folder, sha256), sha256);
}

/** @returns a file's bytes; null where it is not there, or has others */
export function readOfHash(path: string, sha256: string): Uint8Array | null {
  const bytes = readSmallFile(path);
  return bytes && hashOf(bytes) === sha256 ? bytes : null;
}

/**
 * Keeps the files of the edition that is about to be published; those that are there stay as they are.
 * @param files bytes by hash
 */
export async function keepPublishedFiles(dir: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await mkdir(join(dir, folder), { recursive: true });
  const there = new Set(await readdir(join(dir, folder)));
  const fresh = [...files].filter(([sha256]) => !there.has(sha256));
  await forEachLimited(fresh, filesAtOnce, async ([sha256, bytes]) => {
    // Not flushed one by one: what a loss of power damages is seen by its hash.
    const beside = join(dir, folder, `.${sha256}.tmp`);
    await writeFile(beside, bytes);
    await rename(beside, join(dir, folder, sha256));
  });
}

/** All that is kept, by hash; what is damaged is left out. */
export async function readPublishedFiles(dir: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const names = await readdir(join(dir, folder)).catch(() => []);
  for (const name of names) {
    const bytes = readPublishedFile(dir, name);
    if (bytes) found.set(name, bytes);
  }
  return found;
}

/** Drops what an earlier edition had; called when the new one is published. @param files hashes to keep */
export async function dropPublishedFiles(dir: string, files: { has(sha256: string): boolean }): Promise<void> {
  for (const name of await readdir(join(dir, folder)).catch(() => [])) {
    if (!files.has(name)) await rm(join(dir, folder, name), { force: true });
  }
}
