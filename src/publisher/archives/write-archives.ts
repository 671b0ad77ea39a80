// The whole mirror as one file, beside the mirror: a CAR for nodes of IPFS, a torrent for swarms. Made where the edition
// is staged, and renamed into their places when the edition is in its own.
import { statSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Guide } from '../../core/guide/guide.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { placeIn, type StagedTree } from '../build/folders/staged-tree.ts';
import { FaultError } from '../content/fault.ts';
import { isSameFile } from '../small-files.ts';
import type { ArchiveThread } from './archive-thread.ts';
import { torrentPlace } from './torrent-place.ts';

/** What is to be written. */
export interface WantedArchives {
  readonly car: boolean;
  readonly torrent: boolean;
}

/** Sizes in bytes; null for what was not wanted. */
export interface ArchiveReport {
  readonly car: { readonly bytes: number; readonly cid: string } | null;
  readonly torrent: { readonly bytes: number; readonly name: string; readonly seeds: readonly string[] } | null;
}

/** Archives that are made and not yet in their places. */
export interface StagedArchives {
  readonly report: ArchiveReport;
  /** Renames them; whoever reads finds the old file or the new one. */
  putInPlace(): Promise<void>;
}

export interface ArchivePlan {
  /** The archives are made beside its staging folder, for beside its mirror: "/srv/mirror" gets "/srv/mirror.car". */
  readonly tree: StagedTree;
  readonly guide: Guide;
  /** Its signed targets, which say when it was issued. */
  readonly targets: Uint8Array;
  readonly wanted: WantedArchives;
}

/**
 * Hands the job to its thread before it returns: whoever verifies meanwhile leaves the event loop no turn.
 * @throws FaultError where a folder has an archive's name
 */
export async function stageArchives(plan: ArchivePlan, thread: ArchiveThread): Promise<StagedArchives> {
  const { tree, guide, targets, wanted } = plan;
  const { staging, mirror, paths } = tree;
  const files = { car: placeOf(staging, mirror, 'car'), torrent: placeOf(staging, mirror, 'torrent') };
  const moves = [...(wanted.car ? [files.car] : []), ...(wanted.torrent ? [files.torrent] : [])];
  for (const { to } of moves) refuseFolder(to);
  if (moves.length === 0) return { report: { car: null, torrent: null }, putInPlace: async () => undefined };

  const place = torrentPlace(guide.mirrors ?? [], guide.election.id);
  const created = new Date(parseMetadata('targets', targets).signed.issued ?? 0);
  const { cid } = await thread.run({
    files: paths.map((path) => ({ path, at: placeIn(tree, path) })),
    car: wanted.car ? files.car.from : null,
    torrent: wanted.torrent ? { file: files.torrent.from, place, created } : null,
  });
  const sizeOf = async (path: string): Promise<number> => (await stat(path)).size;
  return {
    report: {
      car: cid === null ? null : { bytes: await sizeOf(files.car.from), cid },
      torrent: wanted.torrent ? { bytes: await sizeOf(files.torrent.from), ...place } : null,
    },
    async putInPlace() {
      // An unchanged one keeps its date, so that what copies by date leaves it alone.
      for (const { from, to } of moves) if (!isSameFile(from, to)) await rename(from, to);
    },
  };
}

function placeOf(staging: string, mirror: string, ending: string): { readonly from: string; readonly to: string } {
  return { from: join(dirname(staging), `${basename(staging)}.${ending}`), to: `${mirror}.${ending}` };
}

function refuseFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.isFile()) return;
  const message = 'is no file, and this is where the mirror goes as one file';
  const fix = 'move it, or build with --no-car --no-torrent; nothing was written';
  throw new FaultError([{ severity: 'error', code: 'archive-place', file: path, message, fix }]);
}
