// A mirror as it is going to be: what is new or changed lies in the staging folder, all else stands on the mirror already,
// with these very bytes. Most of a country stays as it is from one edition to the next, and a file that is made anew costs
// more than its bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasBytes } from '../../small-files.ts';
import { listFiles } from './list-files.ts';

export interface StagedTree {
  /** A folder beside the mirror, on the same disk. */
  readonly staging: string;
  readonly mirror: string;
  /** The edition's, with "/", in order. */
  readonly paths: readonly string[];
  /** Those of them that lie in the staging folder. */
  readonly fresh: ReadonlySet<string>;
  /** What the mirror had before: the edition that stands, and whatever else lies there. */
  readonly before: readonly string[];
}

/**
 * Stages a whole edition. The mirror is read, and left as it is.
 * @param staging an empty folder
 * @param files every file of the edition, by mirror path
 */
export async function stageTree(
  staging: string,
  mirror: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<StagedTree> {
  const before = await listFiles(mirror);
  const standing = new Set(before);
  const isFresh = (path: string, bytes: Uint8Array): boolean =>
    !standing.has(path) || !hasBytes(join(mirror, path), bytes);
  const fresh = new Map([...files].filter(([path, bytes]) => isFresh(path, bytes)));
  writeFiles(staging, fresh);
  return { staging, mirror, paths: [...files.keys()].sort(), fresh: new Set(fresh.keys()), before };
}

/** Where a file of the edition lies now. */
export function placeIn({ staging, mirror, fresh }: StagedTree, path: string): string {
  return join(fresh.has(path) ? staging : mirror, path);
}

/** Writes files below a folder, with the folders that they need. */
export function writeFiles(dir: string, files: ReadonlyMap<string, Uint8Array>): void {
  const folders = new Set([...files.keys()].map((path) => dirname(path)));
  for (const folder of folders) mkdirSync(join(dir, folder), { recursive: true });
  for (const [path, bytes] of files) writeFileSync(join(dir, path), bytes);
}
