// Puts a staged mirror in place. Every file that changed is renamed into its place whole, and in such an order that whoever reads
// the mirror at any moment, a crash included, finds one whole edition: first what is named by hash or version, then the
// app, then the timestamp that makes the new edition the newest, then the bundles and the pages of seats. What nobody needs any more goes last.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSameBytes } from '../../../core/bytes.ts';
import { seatFolder, seatScriptPath } from '../../../core/guide/seats/seat-paths.ts';
import { guideId } from '../../../core/tuf/guide-id.ts';
import { parseMetadata, type RoleType } from '../../../core/tuf/metadata.ts';
import { countSigners, ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import { FaultError } from '../../content/fault.ts';
import type { Published } from '../published/published.ts';
import type { StagedTree } from './staged-tree.ts';

const timestampPath = 'metadata/timestamp.json';
/** Folders in which nothing but a build writes, so that what is left over there can be deleted. */
const ownFolders = ['metadata', 'targets', 'blobs', 'first', 's', 'assets'];
const newerRoot = /^metadata\/(?!1\.)\d+\.root\.json$/;
const ownFile = /^sw-[0-9a-f]{16,64}\.js$/;

/**
 * Refuses a folder that holds something else than this guide's mirror, or an edition that published/ does not know.
 * @param published without roots where this guide was never published
 * @throws FaultError
 */
export async function refuseForeignFolder(mirror: string, published: Published): Promise<void> {
  const names = await readdir(mirror).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw stop(mirror, 'is not a folder that can be read', 'name another folder with --out');
  });
  if (names.length === 0) return;
  const held = await readFile(join(mirror, 'metadata/1.root.json')).catch(() => null);
  if (!held) {
    const fix = 'name an empty or a new folder with --out; nothing was written';
    throw stop(mirror, 'has files in it and is not a mirror', fix);
  }
  const firstRoot = published.roots[0];
  if (!firstRoot || !isSameGuide(held, firstRoot)) {
    const message = 'is the mirror of another guide, or this guide has lost its published/ folder';
    throw stop(mirror, message, 'name another folder with --out, or restore published/; nothing was written');
  }
  await refuseNewerMirror(mirror, names, published);
}

/** A copy of the guide on another computer must not give a version that phones hold to other content. */
async function refuseNewerMirror(mirror: string, names: readonly string[], published: Published): Promise<void> {
  const files = names.includes('metadata') ? await readdir(join(mirror, 'metadata')) : [];
  for (const role of ['timestamp', 'snapshot', 'targets'] as const) {
    const known = published[role];
    const knownVersion = known ? versionOf(role, known) : 0;
    for (const name of files.filter((each) => new RegExp(`^(?:\\d+\\.)?${role}\\.json$`).test(each))) {
      const path = join(mirror, 'metadata', name);
      const held = await readFile(path);
      const version = versionOf(role, held);
      if (version === null || knownVersion === null) {
        throw stop(
          version === null ? path : `published/ (${role})`,
          'cannot be read',
          'restore it; nothing was written',
        );
      }
      // What a revoked key signed was put there by others; it is replaced.
      if (!isStanding(role, held, published)) continue;
      if (version < knownVersion || (version === knownVersion && known && isSameBytes(held, known))) continue;
      const what =
        version > knownVersion ? `${version}, newer than ${knownVersion}` : `${version}, another one than that`;
      const message = `has ${role} ${what} in published/: this guide was built on another computer or from another copy`;
      throw stop(
        path,
        message,
        'fetch the newest guide folder with its published/ and build there; nothing was written',
      );
    }
  }
}

function isStanding(role: Exclude<RoleType, 'root'>, bytes: Uint8Array, { roots }: Published): boolean {
  const newest = roots[roots.length - 1];
  if (!newest || roots.length === 1) return true;
  const { signed } = parseMetadata('root', newest);
  const signers = countSigners(parseMetadata(role, bytes), signed.roles[role], signed.keys, ed25519Verifiers);
  return signers >= signed.roles[role].threshold;
}

function versionOf(role: Exclude<RoleType, 'root'>, bytes: Uint8Array): number | null {
  try {
    return parseMetadata(role, bytes).signed.version;
  } catch {
    return null;
  }
}

function isSameGuide(a: Uint8Array, b: Uint8Array): boolean {
  try {
    return guideId(a) === guideId(b);
  } catch {
    return false;
  }
}

/**
 * Puts a staged edition in place; its staging folder is of no use then.
 * @param keep paths of the edition before, for phones that are in the middle of taking it
 */
export function putInPlace({ staging, mirror, paths, fresh, before }: StagedTree, keep: ReadonlySet<string>): void {
  const moved = [...fresh].sort((a, b) => stageOf(a) - stageOf(b) || (a < b ? -1 : 1));
  for (const folder of new Set(moved.map(dirname))) mkdirSync(join(mirror, folder), { recursive: true });
  for (const path of moved) renameSync(join(staging, path), join(mirror, path));
  const wanted = new Set(paths);
  for (const path of before) {
    if (isBuildsOwn(path) && !wanted.has(path) && !keep.has(path)) rmSync(join(mirror, path));
  }
}

/** Whether nothing but a build writes there: what is left over can be deleted. */
export function isBuildsOwn(path: string): boolean {
  return ownFolders.includes(path.split('/')[0] ?? '') || ownFile.test(path);
}

/** In which step a path is put in place, from 0: a reader finds one whole edition after each file of each step. */
export function stageOf(path: string): number {
  if (path === timestampPath) return 4;
  if (path.startsWith('first/') || (path.startsWith(seatFolder) && path !== seatScriptPath)) return 5;
  // A newer root can make the edition before unsigned: as late as can be, and then the timestamp at once.
  if (newerRoot.test(path)) return 3;
  if (path === 'index.html') return 2;
  return /^(metadata|targets|blobs|assets)\//.test(path) || ownFile.test(path) ? 0 : 1;
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'mirror-folder', file, message, fix }]);
}
