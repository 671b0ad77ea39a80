// A folder with those that it lies in. Node's own recursive mkdir never ends where a file system takes no folder, as in
// /proc.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { FaultError } from './content/fault.ts';

/**
 * Makes a folder, and those around it that are not there yet.
 * @param path as it was typed
 * @throws FaultError where a folder cannot be made there
 */
export async function makeFolders(path: string): Promise<void> {
  const lacking: string[] = [];
  let around = resolve(path);
  for (;;) {
    const found = await stat(around).catch(() => null);
    if (found?.isDirectory()) break;
    if (found) throw stop(around, 'is a file where a folder is wanted');
    lacking.unshift(around);
    if (dirname(around) === around) break;
    around = dirname(around);
  }
  for (const folder of lacking) {
    await mkdir(folder).catch((error: unknown) => {
      // Another process made it in the meantime.
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
      throw stop(folder, 'cannot be made: this place takes no folders, or not from you', error);
    });
  }
}

function stop(file: string, message: string, cause?: unknown): FaultError {
  const fix = 'name a folder elsewhere; nothing was written';
  const error = new FaultError([{ severity: 'error', code: 'no-folder', file, message, fix }]);
  return cause === undefined ? error : Object.assign(error, { cause });
}
