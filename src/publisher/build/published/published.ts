// The published/ folder of a guide: the chain of roots, the newest metadata, and which files the last two editions
// have. It is what keeps a version number from ever standing for two different contents, so it is written before a
// mirror is.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '../../../core/bytes.ts';
import { parseJson } from '../../../core/json.ts';
import { integer, list, object, type Read, readShape, record, text } from '../../../core/shape.ts';
import { parseMetadata } from '../../../core/tuf/metadata.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';

const folder = 'published';
const stateFile = `${folder}/state.json`;
const givenFile = 'given.json';
const maxStateBytes = 16_777_216;

const edition = object({ edition: integer(1), files: list(text(300), 200_000) });
const state = object({ format: integer(1, 1), editions: list(edition, 2) });
const given = object({ format: integer(1, 1), numbers: record(/^[a-z0-9][a-z0-9-]*$/, integer(1), 200) });

/** The highest number that a proposal was given, signed or not, by role. */
export type GivenNumbers = Readonly<Record<string, number>>;

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
  readonly given: GivenNumbers;
}

/** Metadata of one edition. */
export interface EditionMetadata {
  readonly roots: readonly [Uint8Array, ...Uint8Array[]];
  readonly targets: Uint8Array;
  readonly targetsVersion: number;
  readonly snapshot: Uint8Array;
  readonly snapshotVersion: number;
  readonly timestamp: Uint8Array;
  /** What teams signed for their regions, by the role's name. */
  readonly delegated: ReadonlyMap<string, { readonly version: number; readonly bytes: Uint8Array }>;
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
    given: await readGiven(dir),
  };
}

async function readGiven(dir: string): Promise<GivenNumbers> {
  const bytes = await readFile(join(dir, folder, givenFile)).catch(() => null);
  return bytes ? readShape(given, parseJson(bytes, 65_536)).numbers : {};
}

/** A signed file of the last edition. @param name "3.team-south.json" */
export function readPublishedMetadata(dir: string, name: string): Promise<Uint8Array> {
  return readFile(join(dir, folder, name));
}

/** The number that a role's file gets where it is another one than the last. */
export function nextNumber(published: Published, role: 'targets' | 'snapshot' | 'timestamp'): number {
  const last = published[role];
  // A number that a proposal had may stand for other bytes in somebody's hands.
  return Math.max(last ? parseMetadata(role, last).signed.version : 0, published.given[role] ?? 0) + 1;
}

/** Notes that numbers are given to a proposal, before the proposal is there: none of them is ever given again. */
export async function giveNumbers(dir: string, before: GivenNumbers, numbers: GivenNumbers): Promise<void> {
  const highest = { ...before };
  for (const [role, number] of Object.entries(numbers)) highest[role] = Math.max(number, before[role] ?? 0);
  await mkdir(join(dir, folder), { recursive: true });
  await writeAtomically(
    join(dir, folder, givenFile),
    encodeUtf8(`${JSON.stringify({ format: 1, numbers: highest })}\n`),
  );
}

/** Keeps a root that was signed by itself. @param version its number */
export async function writeRoot(dir: string, version: number, root: Uint8Array): Promise<void> {
  await mkdir(join(dir, folder), { recursive: true });
  await writeAtomically(join(dir, folder, `${version}.root.json`), root);
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
  for (const [name, { version, bytes }] of metadata.delegated) await write(`${version}.${name}.json`, bytes);
  await write(`${metadata.snapshotVersion}.snapshot.json`, metadata.snapshot);
  await write('state.json', encodeUtf8(`${JSON.stringify({ format: 1, editions })}\n`));
  await write('timestamp.json', metadata.timestamp);
  await dropOld(dir, before, metadata);
}

async function dropOld(dir: string, before: Published, metadata: EditionMetadata): Promise<void> {
  if (!before.targets && !before.snapshot) return;
  const { targetsVersion, snapshotVersion, delegated } = metadata;
  const teams = [...delegated].map(([name, { version }]) => `${version}.${name}.json`);
  const keep = new Set([`${targetsVersion}.targets.json`, `${snapshotVersion}.snapshot.json`, ...teams]);
  for (const name of await readdir(join(dir, folder))) {
    if (/^\d+\.(?!root\.)[a-z0-9-]+\.json$/.test(name) && !keep.has(name)) await rm(join(dir, folder, name));
  }
}
