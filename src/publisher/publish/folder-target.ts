// A mirror into another folder: a mounted server, a stick, a web server's own tree. Each file whole or not at all.
import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isSameBytes } from '../../core/bytes.ts';
import { listFiles } from '../build/folders/list-files.ts';
import { isBuildsOwn } from '../build/folders/mirror-folder.ts';
import { FaultError } from '../content/fault.ts';
import { makeFolders } from '../make-folders.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import type { PublishTarget, Sending, Sent } from './target.ts';

/** @param dir made where it is not there */
export function folderTarget(dir: string): PublishTarget {
  return {
    name: dir,
    read: (path) => readFile(join(dir, path)).catch(() => null),
    async send(sending) {
      await refuseFolder(dir, sending.mirror.dir);
      return send(dir, sending);
    },
  };
}

async function send(dir: string, { mirror, dryRun, onProgress }: Sending): Promise<Sent> {
  const files = mirror.steps.flat();
  const sent: string[] = [];
  let bytes = 0;
  for (const { path, size } of files) {
    const from = await readFile(join(mirror.dir, path));
    const there = await readFile(join(dir, path)).catch(() => null);
    if (there && isSameBytes(from, there)) continue;
    onProgress(path);
    if (!dryRun) {
      await makeFolders(dirname(join(dir, path)));
      await writeAtomically(join(dir, path), from);
    }
    sent.push(path);
    bytes += size;
  }
  const wanted = new Set(files.map(({ path }) => path));
  const deleted = (await listFiles(dir)).filter((path) => isBuildsOwn(path) && !wanted.has(path));
  if (!dryRun) for (const path of deleted) await rm(join(dir, path));
  return { sent, bytes, there: files.length - sent.length, deleted, notes: [] };
}

/** A folder with something else in it is somebody's. */
async function refuseFolder(dir: string, mirror: string): Promise<void> {
  const [to, from] = [await realPlace(dir), await realPlace(mirror)];
  if (isIn(to, from) || isIn(from, to)) throw stop(dir, 'is the mirror itself, or lies in it or around it');
  const names = await readdir(dir).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw stop(dir, 'is not a folder that can be read');
  });
  if (names.length > 0 && !names.includes('metadata')) throw stop(dir, 'has files in it and is not a mirror');
}

async function realPlace(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

function isIn(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === inner;
}

function stop(file: string, message: string): FaultError {
  const fix = 'name an empty or a new folder, or one that was published to before; nothing was sent';
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
