// Reading what the phone holds. Every byte is hashed before it is returned; the whole chain, from the built-in root, is
// checked by checkStore (check-store.ts) when the phone is idle.
import { sha256Hex } from '../bytes.ts';
import { readStoredChanges } from '../changes/stored-changes.ts';
import { AppError, isAppError } from '../errors.ts';
import { type AppFiles, parseAppFiles } from '../guide/app-files.ts';
import type { Blob } from '../guide/format/blob.ts';
import { parseGuide } from '../guide/guide.ts';
import { parseNotices, parsePages } from '../guide/pages.ts';
import {
  appPath,
  eventsPath,
  guidePath,
  headPaths,
  mediaPath,
  noticesPath,
  pagesPath,
  partiesPath,
  shardPath,
  symbolsPath,
} from '../guide/paths.ts';
import { parseShard, type Shard } from '../guide/shard.ts';
import { parseParties, parseSymbols } from '../guide/symbols.ts';
import type { HeadContent } from '../ingest/region-plan.ts';
import type { FileRef, NewestNote, RegionChange, RegionRecord, Vault } from '../ports.ts';

/** The head of one edition, with what its age is judged by. */
export interface HeldHead extends HeadContent {
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  readonly newest: NewestNote;
  /** The edition has recorded clips: readClips. */
  readonly hasClips: boolean;
  /** The edition has events: held-events. */
  readonly hasEvents: boolean;
}

/** A region as it is held, with the head of its own edition. */
export interface HeldRegion {
  readonly region: string;
  readonly shard: Shard;
  /** Of the region's own edition, which may be older than the newest head. */
  readonly head: HeldHead;
  /** Every picture and list of places is kept too: "saved". */
  readonly isWhole: boolean;
  /** Since the editions that were held before, newest first. */
  readonly changes: readonly RegionChange[];
}

/** Opens the newest head; null when nothing is held, or what is held no longer matches its hashes. */
export async function openHead(vault: Vault): Promise<HeldHead | null> {
  const [records, newest] = await Promise.all([vault.readRegions(), vault.readNewest()]);
  const record = headRecord(records, newest);
  if (!record || !newest) return null;
  return letGoOnMismatch(vault, record, () => readHead(vault, record, newest));
}

/**
 * The record whose head speaks for the guide: the head's own, which each ingest of a newest edition writes anew. Never
 * one above the newest edition known: its signers were revoked since.
 */
function headRecord(records: readonly RegionRecord[], newest: NewestNote | null): RegionRecord | null {
  const standing = records.filter(({ edition }) => newest !== null && edition <= newest.edition);
  const own = standing.find(({ region }) => region === '');
  return standing.reduce((best, each) => (best && best.edition >= each.edition ? best : each), own ?? null);
}

/** Opens one region; null when it is not held, or no longer matches its hashes and was let go to be fetched again. */
export async function openRegion(vault: Vault, region: string): Promise<HeldRegion | null> {
  const [records, newest] = await Promise.all([vault.readRegions(), vault.readNewest()]);
  const record = records.find((each) => each.region === region);
  if (!record || !newest) return null;
  return letGoOnMismatch(vault, record, async () => {
    const shard = parseShard(await readFile(vault, record, shardPath(region)));
    const head = await readHead(vault, record, newest);
    const held = await vault.fileHashes();
    const isWhole = record.later.every(({ sha256 }) => held.has(sha256));
    return { region, shard, head, isWhole, changes: readStoredChanges(record.changes) };
  });
}

/**
 * The files that openHead, and openRegion of these regions, will read: who reads them together waits once.
 * @param regions ids; one that is not held adds nothing
 * @returns hashes
 */
export function filesToOpen(
  records: readonly RegionRecord[],
  newest: NewestNote | null,
  regions: readonly string[],
): readonly string[] {
  const head = headRecord(records, newest);
  const opened = records.filter((record) => record === head || regions.includes(record.region));
  const paths = new Set([...headPaths, ...regions.map(shardPath)]);
  return opened.flatMap(({ files }) =>
    files.filter((file) => paths.has(targetPathOf(file))).map(({ sha256 }) => sha256),
  );
}

/**
 * What changed in the regions that are held, newest first; a contest of several regions is told once.
 * @param without regions that no longer stand on a good signature
 */
export async function readAllChanges(
  vault: Vault,
  without: ReadonlySet<string> = new Set(),
): Promise<readonly RegionChange[]> {
  const found = new Map<string, RegionChange>();
  for (const { region, changes } of await vault.readRegions()) {
    if (without.has(region)) continue;
    for (const change of readStoredChanges(changes)) found.set(JSON.stringify(change), change);
  }
  return [...found.values()].sort((a, b) => b.edition - a.edition);
}

/** A picture, a sound or a list of places; null when it is not kept. One whose bytes changed is let go. */
export async function readBlob(vault: Vault, blob: Blob): Promise<Uint8Array | null> {
  return checkBlob(vault, blob, await vault.readFile(blob.sha256));
}

/** The same of several, read together: each in its place. */
export async function readBlobs(vault: Vault, blobs: readonly Blob[]): Promise<readonly (Uint8Array | null)[]> {
  const files = await vault.readFiles(blobs.map(({ sha256 }) => sha256));
  return Promise.all(blobs.map((blob) => checkBlob(vault, blob, files.get(blob.sha256) ?? null)));
}

async function checkBlob(vault: Vault, blob: Blob, bytes: Uint8Array | null): Promise<Uint8Array | null> {
  if (!bytes) return null;
  if (bytes.length === blob.length && sha256Hex(bytes) === blob.sha256) return bytes;
  await vault.dropFiles([blob.sha256]);
  return null;
}

/** The app's own files as signed in the newest edition held; null when they are not kept yet. */
export async function readAppFiles(vault: Vault): Promise<AppFiles | null> {
  const found = await readLater(vault, appPath);
  return found && parseAppFiles(found.bytes);
}

/** A target of the newest edition held that no answer waits for; null where it has none, or it is not kept yet. */
export async function readLater(
  vault: Vault,
  path: string,
): Promise<{ readonly edition: number; readonly bytes: Uint8Array } | null> {
  const [records, newest] = await Promise.all([vault.readRegions(), vault.readNewest()]);
  const record = headRecord(records, newest);
  const file = record?.later.find((each) => targetPathOf(each) === path);
  const bytes = file && (await readBlob(vault, file));
  return record && bytes ? { edition: record.edition, bytes } : null;
}

/** The target path of a file on a mirror: "targets/guide/<sha256>.symbols" is "guide/symbols". */
export function targetPathOf(file: FileRef): string {
  return file.path.replace(/^targets\//, '').replace(/[0-9a-f]{64}\.([^/]+)$/, '$1');
}

/** Parsed heads by the hashes that they were read under: every region of an edition rests on the same one. */
const parsedHeads = new WeakMap<Vault, { readonly key: string; readonly content: HeadContent }>();

async function readHead(vault: Vault, record: RegionRecord, newest: NewestNote): Promise<HeldHead> {
  const key = headPaths.map((path) => record.files.find((each) => targetPathOf(each) === path)?.sha256).join();
  const known = parsedHeads.get(vault);
  const content = known?.key === key ? known.content : await parseHead(vault, record);
  parsedHeads.set(vault, { key, content });
  const later = new Set(record.later.map(targetPathOf));
  const { edition, issued } = record;
  return { ...content, edition, issued, newest, hasClips: later.has(mediaPath), hasEvents: later.has(eventsPath) };
}

async function parseHead(vault: Vault, record: RegionRecord): Promise<HeadContent> {
  const read = (path: string): Promise<Uint8Array> => readFile(vault, record, path);
  const [guide, symbols, parties, pages, notices] = await Promise.all([
    read(guidePath).then(parseGuide),
    read(symbolsPath).then(parseSymbols),
    read(partiesPath).then(parseParties),
    read(pagesPath).then(parsePages),
    read(noticesPath).then(parseNotices),
  ]);
  return { guide, symbols, parties, pages, notices };
}

async function readFile(vault: Vault, record: RegionRecord, path: string): Promise<Uint8Array> {
  const file = record.files.find((each) => targetPathOf(each) === path);
  if (!file) throw new AppError('store/broken', { path });
  return readChecked(vault, file);
}

/** A file of a record, as long and with the hash that it is kept under. @throws AppError `store/broken`, `trust/hash` */
export async function readChecked(vault: Vault, file: FileRef): Promise<Uint8Array> {
  const bytes = await vault.readFile(file.sha256);
  if (!bytes) throw new AppError('store/broken', { path: file.path });
  if (bytes.length !== file.length || sha256Hex(bytes) !== file.sha256) {
    await vault.dropFiles([file.sha256]);
    throw new AppError('trust/hash', { path: file.path, section: '5.7' });
  }
  return bytes;
}

/**
 * A record whose files were lost or changed is let go, so that the next ingest takes it in again. One that only this
 * version of the app cannot read stays: another version may.
 */
async function letGoOnMismatch<T>(vault: Vault, record: RegionRecord, open: () => Promise<T>): Promise<T | null> {
  try {
    return await open();
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (isAppError(error, 'store') && error.code !== 'store/broken') throw error;
    if (isAppError(error, 'trust') || isAppError(error, 'store')) await vault.removeRegion(record.region);
    return null;
  }
}
