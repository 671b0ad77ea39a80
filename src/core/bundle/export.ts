// A bundle from what is held: one edition's mirror tree with all its roots, so that another phone, or this app at another
// address, begins where this one is and cannot be led back behind it. Nothing of the voter goes in. The other way is
// bundle.ts with ingest.ts.

import { sha256Hex } from '../bytes.ts';
import { AppError, isAppError } from '../errors.ts';
import { appPath } from '../guide/paths.ts';
import { targetPathOf } from '../held/held.ts';
import { memoryVault } from '../memory-vault.ts';
import type { FileRef, RegionRecord, Source, Vault } from '../ports.ts';
import { type Refreshed, refresh } from '../tuf/refresh.ts';
import type { RefreshOptions } from '../tuf/refresh-run.ts';
import { encodeBundle } from './bundle-writer.ts';
import { bytesSource } from './bytes-source.ts';

/** What is to be packed, and by which root it is verified. */
export interface ExportOptions extends Omit<RefreshOptions, 'expiry'> {
  /** Which regions: by id, or all that are held. [] is the head alone. */
  readonly regions: readonly string[] | 'held';
}

/** A bundle, and what is in it. */
export interface Exported {
  /** A stored zip: the same bytes for the same content. */
  readonly bytes: Uint8Array;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  /** The version of the newest root in it. */
  readonly root: number;
  readonly regions: readonly string[];
  /** Wanted, but not held, held in another edition, or no longer whole: a bundle is one edition. */
  readonly leftOut: readonly string[];
}

/** One edition of what is held, verified again from the built-in root. */
interface Standing {
  readonly refreshed: Refreshed;
  /** By path on a mirror: all that the verification read. */
  readonly metadata: ReadonlyMap<string, Uint8Array>;
}

/**
 * Packs the newest edition in which any of the wanted regions is held; a bundle of it is taken in by `ingest`.
 * @returns null where nothing of what was wanted is held in a form that another phone could verify
 * @throws AppError `trust/…` where the built-in root is broken; `store/…`
 * @source TUF 1.0.34 §5: the client's workflow, over the bundle's own metadata
 */
export async function exportBundle(vault: Vault, options: ExportOptions): Promise<Exported | null> {
  const records = [...(await vault.readRegions())].sort((a, b) => (a.region < b.region ? -1 : 1));
  const { regions } = options;
  const wanted = regions === 'held' ? records.map(({ region }) => region).filter((id) => id !== '') : regions;
  for (const edition of editionsOf(records, wanted)) {
    const ofEdition = records.filter((record) => record.edition === edition);
    const standing = await openStanding(vault, ofEdition, options);
    if (!standing) continue;
    const packed = await pack(vault, standing, ofEdition, wanted);
    if (packed) return packed;
  }
  return null;
}

/** Newest first; the head's own comes last, where no region can be had. */
function editionsOf(records: readonly RegionRecord[], wanted: readonly string[]): ReadonlySet<number> {
  const isHead = ({ region }: RegionRecord): boolean => region === '';
  const newestFirst = (some: readonly RegionRecord[]): readonly number[] =>
    some.map(({ edition }) => edition).sort((a, b) => b - a);
  return new Set([
    ...newestFirst(records.filter(({ region }) => wanted.includes(region))),
    ...newestFirst(records.filter(isHead)),
  ]);
}

async function openStanding(
  vault: Vault,
  records: readonly RegionRecord[],
  options: ExportOptions,
): Promise<Standing | null> {
  // The newest one first: it may have been signed anew for the same edition.
  const timestamps = [await vault.readMetadata('timestamp.json'), ...(await readRole(vault, records, 'timestamp'))];
  for (const timestamp of timestamps) {
    if (!timestamp) continue;
    const metadata = new Map<string, Uint8Array>();
    try {
      const source = metadataSource(vault, records, timestamp, metadata);
      const refreshed = await refresh(memoryVault(), source, { ...options, expiry: 'report' });
      if (refreshed.snapshot.signed.version !== records[0]?.edition) continue;
      await refreshed.findTarget(appPath);
      keepRoots(refreshed, metadata);
      return { refreshed, metadata };
    } catch (error) {
      // Another edition's, or signed by keys that were rotated out since.
      if (!isAppError(error) || isAppError(error, 'store')) throw error;
    }
  }
  return null;
}

/** What the records of one edition rest on, as a mirror has it. @param read takes down every answer */
function metadataSource(
  vault: Vault,
  records: readonly RegionRecord[],
  timestamp: Uint8Array,
  read: Map<string, Uint8Array>,
): Source {
  return bytesSource(async (path) => {
    const bytes = await findMetadata(path);
    if (bytes) read.set(path, bytes);
    return bytes;
  });

  async function findMetadata(path: string): Promise<Uint8Array | null> {
    if (path === 'metadata/timestamp.json') return timestamp;
    const root = /^metadata\/(\d+\.root\.json)$/.exec(path)?.[1];
    if (root !== undefined) return vault.readMetadata(root);
    const role = /^metadata\/(?:\d+\.)?([^/]+)\.json$/.exec(path)?.[1];
    if (role === undefined) return null;
    const name = decodeURIComponent(role);
    return (await readRole(vault, records, name))[0] ?? vault.readMetadata(`${role}.json`);
  }
}

/** A role's bytes under the hashes that the records name, each once. */
async function readRole(vault: Vault, records: readonly RegionRecord[], role: string): Promise<readonly Uint8Array[]> {
  const hashes = new Set(records.flatMap(({ metadata }) => metadata[role] ?? []));
  const found = await Promise.all([...hashes].map((sha256) => vault.readFile(sha256)));
  return found.flatMap((bytes) => bytes ?? []);
}

function keepRoots({ root, rootBytes }: Refreshed, metadata: Map<string, Uint8Array>): void {
  const first = root.signed.version - rootBytes.length + 1;
  for (const [i, bytes] of rootBytes.entries()) metadata.set(`metadata/${first + i}.root.json`, bytes);
}

/** @returns null where regions were wanted and none is whole */
async function pack(
  vault: Vault,
  { refreshed, metadata }: Standing,
  records: readonly RegionRecord[],
  wanted: readonly string[],
): Promise<Exported | null> {
  const entries = new Map<string, Uint8Array>();
  const regions: string[] = [];
  const isWanted = ({ region }: RegionRecord): boolean => region === '' || wanted.includes(region);
  let isAnything = false;
  for (const record of records.filter(isWanted)) {
    const files = await readRecord(vault, refreshed, record, entries);
    if (!files) continue;
    isAnything = true;
    if (record.region !== '') regions.push(record.region);
    for (const [path, bytes] of files) entries.set(path, bytes);
  }
  const isHeadAlone = regions.length === 0 && records.every(({ region }) => !wanted.includes(region));
  if (!isAnything || (regions.length === 0 && !isHeadAlone)) return null;
  const { root, snapshot, targets } = refreshed;
  return {
    bytes: encodeBundle(new Map([...[...metadata].sort(byPath), ...entries])),
    edition: snapshot.signed.version,
    issued: targets.signed.issued ?? records[0]?.issued ?? '',
    root: root.signed.version,
    regions,
    leftOut: wanted.filter((region) => !regions.includes(region)),
  };
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** A region's files by path, signed for and hashed; null where its answer is not whole. Pictures are as many as there are. */
async function readRecord(
  vault: Vault,
  refreshed: Refreshed,
  record: RegionRecord,
  known: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const files = new Map<string, Uint8Array>();
  const isNeeded = new Set(record.files);
  for (const file of [...record.files, ...record.later]) {
    const bytes = (await isSigned(refreshed, file)) && (known.get(file.path) ?? (await readWhole(vault, file)));
    if (bytes) files.set(file.path, bytes);
    else if (isNeeded.has(file)) return null;
  }
  return files;
}

/** A blob is named by hash inside a file that is signed for. */
async function isSigned(refreshed: Refreshed, file: FileRef): Promise<boolean> {
  if (!file.path.startsWith('targets/')) return true;
  try {
    return (await refreshed.findTarget(targetPathOf(file)))?.sha256 === file.sha256;
  } catch (error) {
    // A delegated role that was lost costs the regions that it signs for, not the others.
    if (error instanceof AppError && !isAppError(error, 'store')) return false;
    throw error;
  }
}

async function readWhole(vault: Vault, { sha256, length }: FileRef): Promise<Uint8Array | null> {
  const bytes = await vault.readFile(sha256);
  return bytes && bytes.length === length && sha256Hex(bytes) === sha256 ? bytes : null;
}
