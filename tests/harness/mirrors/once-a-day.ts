// Folders that are slow to make and the same for many test files, an example guide with its mirror: made once for this
// build of the command and this day, copied by each. Nobody writes into them.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const shelf = join(root, '.cache', 'made-for-tests');

/**
 * @param what all that the folder depends on beside the command, as JSON can tell it
 * @param make fills an empty folder
 * @returns the folder's path
 */
export async function onceADay(what: unknown, make: (dir: string) => Promise<void>): Promise<string> {
  const builtFrom = await readFile(join(root, 'dist', 'built-from'), 'utf8');
  // Its dates are today's: what was signed yesterday is not what a test that builds now would have.
  const today = new Date().toISOString().slice(0, 10);
  const hash = createHash('sha256')
    .update(JSON.stringify([builtFrom, what]))
    .digest('hex')
    .slice(0, 16);
  const dir = join(shelf, `${today}-${hash}`);
  await mkdir(shelf, { recursive: true });
  const names = await readdir(shelf);
  if (names.includes(`${today}-${hash}`)) return dir;
  for (const old of names.filter((name) => !name.startsWith(today))) {
    await rm(join(shelf, old), { recursive: true, force: true });
  }
  // Several workers may make it at once: the first that is done puts it there, whole.
  const own = `${dir}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await mkdir(own);
  try {
    await make(own);
    await rename(own, dir).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  return dir;
}
