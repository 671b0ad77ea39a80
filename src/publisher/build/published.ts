// The published/ folder of a guide: the chain of roots, the newest metadata, and which files the last two editions
// have. It is what keeps a version number from ever standing for two different contents, so it is written before a
// mirror is.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '../../core/bytes.ts';
import { parseJson } from '../../core/json.ts';
import { integer, list, object, type Read, readShape, text } from '../../core/shape.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';

const folder = 'published';
const stateFile = `${folder}/state.json`;
const maxStateBytes = 16_777_216;

const edition = object({ edition: integer(1), files: list(text(300), 200_000) });
const state = object({ format: integer(1, 1), editions: list(edition, 2) });

/** An edition and its mirror paths. */
export type EditionFileList = Read<typeof edition>;

/** What was published last. */
export interface Published {
  /** 1.root.json, 2.root.json …, without a gap. */
  readonly roots: readonly Uint8Array[];
  /** The newest of each; null before the first edition. */
  readonly targets: Uint8Array | null;
  readonly snapshot: Uint8Array | null;
  readonly timestamp: Uint8Array | null;
  /** At most two, older first. */
  readonly editions: readonly EditionFileList[];
}

/** Signed metadata of one build. */
export interface EditionMetadata {
  readonly roots: readonly Uint8Array[];
  readonly targets: Uint8Array;
  readonly targetsVersion: number;
  readonly snapshot: Uint8Array;
  readonly snapshotVersion: number;
  readonly timestamp: Uint8Array;
}

/** @param dir the content folder */
export async function readPublished(dir: string): Promise<Published> {
  const names = await readdir(join(dir, folder)).catch(() => []);
  const read = async (name: string | undefined): Promise<Uint8Array | null> =>
    name === undefined ? null : readFile(join(dir, folder, name)).catch(() => null);
  const roots: Uint8Array[] = [];
  for (let next = await read('1.root.json'); next; next = await read(`${roots.length + 1}.root.json`)) roots.push(next);
  return {
    roots,
    targets: await read(newestOf(names, 'targets')),
    snapshot: await read(newestOf(names, 'snapshot')),
    timestamp: await read('timestamp.json'),
    editions: await readEditions(dir),
  };
}

/** The highest number counts, even when a crash kept its timestamp from being written: its bytes may have been seen. */
function newestOf(names: readonly string[], role: string): string | undefined {
  const versions = names.flatMap((name) =>
    Number(new RegExp(`^([1-9][0-9]{0,9})\\.${role}\\.json$`).exec(name)?.[1] ?? []),
  );
  return versions.length > 0 ? `${Math.max(...versions)}.${role}.json` : undefined;
}

async function readEditions(dir: string): Promise<readonly EditionFileList[]> {
  const bytes = await readFile(join(dir, stateFile)).catch(() => null);
  return bytes ? readShape(state, parseJson(bytes, maxStateBytes)).editions : [];
}

/**
 * Writes what changed, the timestamp last: until it is there, the edition before is the published one.
 * @param editions at most two, older first
 */
export async function writePublished(
  dir: string,
  before: Published,
  metadata: EditionMetadata,
  editions: readonly EditionFileList[],
): Promise<void> {
  await mkdir(join(dir, folder), { recursive: true });
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = join(dir, folder, name);
    const old = await readFile(path).catch(() => null);
    if (!old || !Buffer.from(bytes).equals(old)) await writeAtomically(path, bytes);
  };
  for (const [i, root] of metadata.roots.entries()) await write(`${i + 1}.root.json`, root);
  await write(`${metadata.targetsVersion}.targets.json`, metadata.targets);
  await write(`${metadata.snapshotVersion}.snapshot.json`, metadata.snapshot);
  await write('state.json', encodeUtf8(`${JSON.stringify({ format: 1, editions })}\n`));
  await write('timestamp.json', metadata.timestamp);
  await dropOld(dir, before, metadata);
}

async function dropOld(dir: string, before: Published, metadata: EditionMetadata): Promise<void> {
  if (!before.targets && !before.snapshot) return;
  const keep = new Set([`${metadata.targetsVersion}.targets.json`, `${metadata.snapshotVersion}.snapshot.json`]);
  for (const name of await readdir(join(dir, folder))) {
    if (/^\d+\.(targets|snapshot)\.json$/.test(name) && !keep.has(name)) await rm(join(dir, folder, name));
  }
}
