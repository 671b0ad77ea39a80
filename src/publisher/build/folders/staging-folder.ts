// The folder beside the mirror in which an edition is made, and what must not lie there. Deletes nothing that a build of
// this guide did not make.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { FaultError } from '../../content/fault.ts';
import { makeFolders } from '../../make-folders.ts';

const markerFile = 'nishan-staging';

/**
 * Runs `work` with a new, empty folder beside the mirror, which is gone afterwards, as is what a killed build left.
 * @param mirror a whole path
 * @param contentDir locked, so that no other build of this guide uses what is left over
 */
export async function withStaging<T>(
  mirror: string,
  contentDir: string,
  work: (dir: string) => Promise<T>,
): Promise<T> {
  const around = dirname(mirror);
  await makeFolders(around);
  const prefix = `.${basename(mirror)}.staging-`;
  const marker = createHash('sha256')
    .update(await realpath(contentDir))
    .digest('hex');
  for (const name of await readdir(around)) {
    if (!name.startsWith(prefix) || !/^[A-Za-z0-9]{6}$/.test(name.slice(prefix.length))) continue;
    const found = await readFile(join(around, name, markerFile), 'utf8').catch(() => null);
    if (found === marker) await rm(join(around, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(around, prefix));
  try {
    await writeFile(join(folder, markerFile), marker);
    const staging = join(folder, 'mirror');
    await mkdir(staging);
    return await work(staging);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Refuses a mirror that is the content folder, lies in it or around it: keys would be served, or content cleared away.
 * @throws FaultError
 */
export async function refuseContentFolder(mirror: string, contentDir: string): Promise<void> {
  const [out, content] = [await realPlace(mirror), await realPlace(contentDir)];
  if (!isIn(out, content) && !isIn(content, out)) return;
  const message = 'is the content folder, or lies in it or around it';
  const fix = 'name a folder beside it with --out; nothing was written';
  throw new FaultError([{ severity: 'error', code: 'mirror-folder', file: mirror, message, fix }]);
}

/** Links followed, as far as the folder is there. */
async function realPlace(path: string): Promise<string> {
  const whole = resolve(path);
  const real = await realpath(whole).catch(() => null);
  if (real !== null || dirname(whole) === whole) return real ?? whole;
  return join(await realPlace(dirname(whole)), basename(whole));
}

function isIn(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === inner;
}
