// A content folder that appears whole or not at all, and never over something that is there.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FaultError } from '../content/fault.ts';
import { makeFolders } from '../make-folders.ts';

/** @throws FaultError where there is something in it already */
export async function refuseUsedFolder(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: unknown): string[] => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw stop(dir, 'is a file', 'name a folder that is new or empty');
    throw error;
  });
  if (names.includes('guide.yaml')) {
    throw stop(dir, 'has a guide in it already; nothing was changed', 'name a folder that is new or empty');
  }
  if (names.length > 0) {
    throw stop(dir, 'has other files in it; nothing was changed', 'name a folder that is new or empty');
  }
}

/** Written beside it and renamed, so that there is a whole guide or none. */
export async function writeNewFolder(dir: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await makeFolders(dirname(dir));
  const staged = join(dirname(dir), `.${basename(dir)}.${randomBytes(4).toString('hex')}.init`);
  try {
    await makeFolders(staged);
    for (const folder of ['keys', 'pictures', 'sounds']) await mkdir(join(staged, folder), { recursive: true });
    for (const [path, file] of files) {
      const mode = path.startsWith('keys/') ? 0o600 : 0o644;
      await writeFile(join(staged, path), file, { mode });
    }
    await rmdir(dir).catch(() => undefined);
    await rename(staged, dir);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'init', file, message, fix }]);
}
