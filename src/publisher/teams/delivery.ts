// What a team has signed for its regions: its signed file, the shards that it lists, their pictures and places, laid out as
// on a mirror. The centre keeps it in teams/NAME/ and judges it each time that it is read.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { type Blob, blobFile } from '../../core/guide/format/blob.ts';
import { shardPath } from '../../core/guide/paths.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { keyId } from '../../core/tuf/author.ts';
import { maxMetadataBytes, parseMetadata, type TargetFile } from '../../core/tuf/metadata.ts';
import { countSigners, ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import { pathOnMirror, type Targets, targetFilePath } from '../build/edition-targets.ts';
import type { Delivered } from '../build/sign-edition.ts';
import { FaultError } from '../content/fault.ts';
import type { Team } from '../keys/key-ring.ts';
import { shardBlobs } from './shard-blobs.ts';

/** A team's signed file with all that it leads to. */
export interface Delivery extends Delivered {
  readonly targets: Targets;
  /** By hash. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** Where the centre keeps what a team delivered, inside the content folder. */
export function deliveryFolder(dir: string, team: string): string {
  return join(dir, 'teams', team);
}

/** What the teams have delivered so far, in the order of roles.json. @throws FaultError as readDelivery */
export async function readDeliveries(dir: string, teams: readonly Team[]): Promise<readonly Delivery[]> {
  const all = await Promise.all(teams.map((team) => readDelivery(deliveryFolder(dir, team.name), team)));
  return all.flatMap((delivery) => delivery ?? []);
}

/**
 * @param folder laid out as a mirror
 * @returns null where the team has delivered nothing there
 * @throws FaultError where it is not signed as it should be, or names something that is not the team's
 */
export async function readDelivery(folder: string, team: Team): Promise<Delivery | null> {
  const version = await newestVersion(folder, team.name);
  if (version === 0) return null;
  const file = `metadata/${version}.${team.name}.json`;
  try {
    const bytes = await read(folder, file);
    if (bytes.length > maxMetadataBytes.targets) throw new AppError('trust/length', { path: file });
    return await judgeDelivery(folder, team, version, bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = `what the team "${team.name}" delivered cannot be taken: ${error.message}`;
    throw deliveryFault(join(folder, file), message, 'ask the team for it again, and take it with: nishan team take');
  }
}

/**
 * A team's signed file with what it leads to.
 * @param folder laid out as a mirror
 * @throws AppError as judgeTeamFile; `source/missing`, `trust/hash` for a file of it
 */
export async function judgeDelivery(folder: string, team: Team, version: number, bytes: Uint8Array): Promise<Delivery> {
  const files = judgeTeamFile(team, bytes, version);
  return { team, version, bytes, ...(await readFiles(folder, files)) };
}

/**
 * A team's file with the team's own keys and for the team's own regions, as every phone will judge it.
 * @returns what it lists
 * @throws AppError `trust/signatures`, `trust/version`, `trust/not-signed-for` for a path that is not the team's
 */
function judgeTeamFile(team: Team, bytes: Uint8Array, version: number): Readonly<Record<string, TargetFile>> {
  const parsed = parseMetadata('targets', bytes);
  const keys = Object.fromEntries(team.keys.map((key) => [keyId(key), key]));
  const role = { keyids: Object.keys(keys), threshold: team.threshold };
  const got = countSigners(parsed, role, keys, ed25519Verifiers);
  if (got < team.threshold) throw new AppError('trust/signatures', { role: team.name, got, want: team.threshold });
  if (parsed.signed.version !== version)
    throw new AppError('trust/version', { want: version, got: parsed.signed.version });
  refuseForeignPaths(team, Object.keys(parsed.signed.targets));
  if (parsed.signed.delegations) throw new AppError('trust/not-signed-for', { role: team.name, path: 'delegations' });
  return parsed.signed.targets;
}

/**
 * A team speaks for its own regions, for all of them, and for nothing else.
 * @throws AppError `trust/not-signed-for`, `content/no-such-region` where one of its regions is left out
 */
function refuseForeignPaths(team: Team, paths: readonly string[]): void {
  const own = team.regions.map(shardPath);
  const foreign = paths.find((path) => !own.includes(path));
  if (foreign !== undefined) throw new AppError('trust/not-signed-for', { role: team.name, path: foreign });
  const missing = own.find((path) => !paths.includes(path));
  if (missing !== undefined) throw new AppError('content/no-such-region', { got: missing });
}

async function readFiles(
  folder: string,
  files: Readonly<Record<string, TargetFile>>,
): Promise<Pick<Delivery, 'targets' | 'blobs'>> {
  const targets = new Map<string, { readonly bytes: Uint8Array; readonly file: TargetFile }>();
  const blobs = new Map<string, Uint8Array>();
  for (const [path, file] of Object.entries(files)) {
    const hash = file.hashes.sha256;
    if (hash === undefined) throw new AppError('trust/hash', { path });
    const bytes = verifyTarget(file, await read(folder, pathOnMirror(path, hash)));
    const shard = parseShard(bytes);
    if (shardPath(shard.region) !== path) throw new AppError('content/inconsistent', { got: shard.region, want: path });
    targets.set(path, { bytes, file });
    for (const blob of shardBlobs(bytes)) blobs.set(blob.sha256, await readBlob(folder, blob));
  }
  return { targets, blobs };
}

async function readBlob(folder: string, blob: Blob): Promise<Uint8Array> {
  const { path } = blobFile(blob);
  return verifyTarget(blob, await read(folder, path));
}

async function read(folder: string, path: string): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, path)).catch(() => null);
  if (!bytes) throw new AppError('source/missing', { path });
  return bytes;
}

async function newestVersion(folder: string, team: string): Promise<number> {
  const names = await readdir(join(folder, 'metadata')).catch(() => []);
  const versions = names.map((name) =>
    Number(/^([1-9]\d{0,9})\.(.+)\.json$/.exec(name)?.[2] === team ? name.split('.')[0] : 0),
  );
  return Math.max(0, ...versions);
}

/** A delivery's files by their place on a mirror. */
export function deliveryFiles({ team, version, bytes, targets, blobs }: Delivery): ReadonlyMap<string, Uint8Array> {
  return new Map([
    [`metadata/${version}.${team.name}.json`, bytes],
    ...[...targets].map(([path, target]) => [targetFilePath(path, target), target.bytes] as const),
    ...[...blobs].map(([sha256, blob]) => [`blobs/${sha256}`, blob] as const),
  ]);
}

export function deliveryFault(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'team', file, message, fix }]);
}
