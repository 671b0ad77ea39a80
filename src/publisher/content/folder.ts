// Reading and replacing files of a content folder so that a crash leaves the old state or the new one, never a mixture:
// new files are staged, one rename of the staging folder decides, and who reads looks into the decided folder first.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readOrdinaryFile } from '../ordinary-file.ts';
import { maxTableBytes } from '../tables/decode-text.ts';

/**
 * A picture or a sound inside the folder: no way out of it, a name that every system can store (none of a device, no dot or
 * space at its end), and that reads as it is written.
 */
export const mediaPathPattern =
  /^(?:pictures|sounds)(?:\/(?!(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm]\d|[Ll][Pp][Tt]\d)(?:\.|\/|$))[^\\/:*?"<>|\p{Cc}\p{Bidi_C}]*[^\\/:*?"<>|\p{Cc}\p{Bidi_C}. ])+$/u;

/** As large as a table may be; pictures, sounds and guide.yaml end sooner, at their own readers. */
const maxFolderFileBytes = maxTableBytes;
/** Files that are decided but not yet all in their places. */
const decided = '.written';
const staging = '.staged';

/**
 * @param name inside the folder, with "/": "reports/candidates.json"
 * @returns the newest bytes; null when there is no such file
 * @throws FaultError `not-a-file`, `too-large`
 */
export async function readFolderFile(dir: string, name: string): Promise<Uint8Array | null> {
  return readIfThere(join(dir, decided, name), name) ?? readIfThere(join(dir, name), name);
}

/**
 * Replaces these files together, the unchanged ones excepted.
 * @param files contents by name inside the folder
 */
export async function writeFolderFiles(dir: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await moveDecided(dir);
  const changed: [string, Uint8Array][] = [];
  for (const [name, content] of files) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    const before = readIfThere(join(dir, name), name);
    if (!before || Buffer.compare(bytes, before) !== 0) changed.push([name, bytes]);
  }
  if (changed.length === 0) return;
  const stage = join(dir, staging);
  await rm(stage, { recursive: true, force: true });
  await Promise.all(
    changed.map(async ([name, bytes]) => {
      const path = join(stage, name);
      await mkdir(dirname(path), { recursive: true });
      await writeSynced(path, bytes);
    }),
  );
  await rename(stage, join(dir, decided));
  await syncFolder(dir);
  await moveDecided(dir);
}

/** Puts decided files in their places: also what a crash left over. */
async function moveDecided(dir: string): Promise<void> {
  const from = join(dir, decided);
  for (const name of await filesUnder(from)) {
    const to = join(dir, name);
    await mkdir(dirname(to), { recursive: true });
    await rename(join(from, name), to);
  }
  await rm(from, { recursive: true, force: true });
}

/**
 * What two spellings of a name have in common where systems take them for one: capitals, and letters made of parts.
 * Unicode Standard Annex 15 (NFC).
 */
export function namedAlike(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** @returns a file of the folder that is spelt otherwise, and that some systems would open under this name */
export async function otherSpelling(dir: string, name: string): Promise<string | null> {
  const folder = dirname(name);
  const names = await readdir(join(dir, folder)).catch(() => []);
  const found = names.find((each) => namedAlike(`${folder}/${each}`) === namedAlike(name));
  return found === undefined ? null : `${folder}/${found}`;
}

async function filesUnder(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(ignoreMissing);
  const found: string[] = [];
  for (const entry of entries ?? []) {
    if (entry.isDirectory()) {
      for (const inner of await filesUnder(join(dir, entry.name))) found.push(`${entry.name}/${inner}`);
    } else found.push(entry.name);
  }
  return found;
}

/** @param name inside the folder, for messages. @throws FaultError as readOrdinaryFile: a folder may come from anybody */
function readIfThere(path: string, name: string): Uint8Array | null {
  try {
    return readOrdinaryFile(path, maxFolderFileBytes, name);
  } catch (error) {
    return ignoreMissing(error) ?? null;
  }
}

function ignoreMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
  throw error;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(dir: string): Promise<void> {
  // Windows cannot open a folder for this, and needs it less: its renames are journalled.
  if (process.platform === 'win32') return;
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
