// The one road that every byte travels: any source -> verified -> parsed -> kept -> installed, region by region. The
// same for a mirror, a file, and the publisher's last check of its own output.
import { EditionFiles, type EditionView } from './edition-files.ts';
import { AppError, isAppError } from './errors.ts';
import { doesRecordStand } from './held.ts';
import { forEachLimited } from './limited.ts';
import { olderEdition } from './older-edition.ts';
import type { NewestNote, RegionRecord, Source, Vault } from './ports.ts';
import { type HeadPlan, planHead, planRegion } from './region-plan.ts';
import { type Refreshed, refresh } from './tuf/refresh.ts';
import type { Verifiers } from './tuf/signatures.ts';

/** How far an ingest is. `done` of `total` files of this stage; `bytes` verified so far over all stages. */
export interface Progress {
  readonly stage: 'metadata' | 'guide' | 'regions' | 'pictures';
  readonly bytes: number;
  readonly done: number;
  readonly total: number;
}

export interface IngestOptions {
  /** The root that this guide began with: the one built into the app, or one that the voter accepted. */
  readonly root: Uint8Array;
  /** One "now" for the whole run. */
  readonly now: Date;
  readonly verifiers: Verifiers;
  /** Which regions: by id, every one, or those that are held. [] is the head alone. */
  readonly regions: readonly string[] | 'all' | 'held';
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** A region ("" for the head) can be shown now, or has more of its pictures. */
  readonly onInstalled?: ((region: string) => void) | undefined;
}

/** What came of it. An older file from a friend is an outcome, not a failure. */
export type Outcome =
  | {
      readonly kind: 'installed';
      readonly edition: number;
      readonly regions: readonly string[];
      /** Mirror paths of pictures and lists of places, and target paths of shards, that the source did not have whole. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly edition: number; readonly missing: readonly string[] }
  | {
      readonly kind: 'older';
      readonly edition: number;
      readonly held: number;
      /** Regions that were not held at all, and now are, in the older edition. */
      readonly regions: readonly string[];
    };

/** Requests under way at once, for pictures and for regions. */
const blobsAtOnce = 4;
const regionsAtOnce = 2;
/** Regions of a local source that share a transaction: a commit costs a slow phone as much as ten regions. */
const regionsPerBatch = 16;

/**
 * Takes the newest edition that `source` has into `vault`.
 * A region that was not held is installed before its pictures, so that it answers at once; one that was held, after
 * them, so that it stays whole.
 * @throws AppError `trust/…`, `format/…`, `content/…`, `source/…`, `store/…`; what was held before is still there, whole
 */
export function ingest(vault: Vault, source: Source, options: IngestOptions): Promise<Outcome> {
  return vault.exclusive(async () => {
    options.onProgress?.({ stage: 'metadata', bytes: 0, done: 0, total: 1 });
    let refreshed: Refreshed;
    try {
      refreshed = await refresh(vault, source, { ...options, expiry: 'report' });
    } catch (error) {
      if (isAppError(error) && error.code === 'trust/rollback') return ingestOlder(vault, source, options, error);
      throw error;
    }
    const newest = newestOf(refreshed, options.now);
    if (await isOlderThanHeld(vault, refreshed, newest, options.verifiers)) {
      const older = new AppError('trust/rollback', { section: '5.4.3', got: newest.edition });
      return ingestOlder(vault, source, options, older);
    }
    const run = await openRun(vault, source, options, viewOf(refreshed), newest);
    const { installed } = await installEdition(run, () => true);
    const { edition } = newest;
    const missing = [...run.missing];
    if (installed.length === 0) {
      await vault.keepNewest(newest);
      return { kind: 'unchanged', edition, missing };
    }
    return { kind: 'installed', edition, regions: installed.filter((region) => region !== ''), missing };
  });
}

/**
 * TUF forgets versions when a key is rotated (§5.3.11), so that a fast-forward can be undone; an old edition could then
 * be replayed. What is held and still stands under the newest root is the floor; what revoked keys signed is none.
 */
async function isOlderThanHeld(
  vault: Vault,
  { root }: Refreshed,
  next: NewestNote,
  verifiers: Verifiers,
): Promise<boolean> {
  const isAbove = (one: { readonly edition: number; readonly issued: string }): boolean =>
    one.edition > next.edition || Date.parse(one.issued) > Date.parse(next.issued);
  const known = await vault.readNewest();
  if (!known || !isAbove(known)) return false;
  for (const record of await vault.readRegions()) {
    if (isAbove(record) && (await doesRecordStand(vault, record, root, verifiers))) return true;
  }
  return false;
}

/** An older edition never replaces anything, but a region that is not held at all is better old than not there. */
async function ingestOlder(vault: Vault, source: Source, options: IngestOptions, rollback: AppError): Promise<Outcome> {
  const view = await olderEdition(vault, source, options);
  if (!view) throw rollback;
  const newest = (await vault.readNewest()) ?? view.note;
  const held = new Set((await vault.readRegions()).map(({ region }) => region));
  const run = await openRun(vault, source, options, view, newest);
  const { installed } = await installEdition(run, (region) => !held.has(region));
  return { kind: 'older', edition: view.edition, held: newest.edition, regions: installed };
}

/** What one run shares. */
interface Run {
  readonly vault: Vault;
  readonly source: Source;
  readonly options: IngestOptions;
  readonly files: EditionFiles;
  readonly newest: NewestNote;
  readonly before: ReadonlyMap<string, RegionRecord>;
  readonly missing: Set<string>;
  /** Regions of a local source that wait for their transaction. */
  readonly batch: RegionRecord[];
}

async function openRun(
  vault: Vault,
  source: Source,
  options: IngestOptions,
  view: EditionView,
  newest: NewestNote,
): Promise<Run> {
  const files = new EditionFiles(view, await vault.fileHashes(), vault, source, options.signal);
  const before = new Map((await vault.readRegions()).map((record) => [record.region, record]));
  return { vault, source, options, files, newest, before, missing: new Set(), batch: [] };
}

async function installEdition(
  run: Run,
  isWanted: (region: string) => boolean,
): Promise<{ readonly installed: readonly string[] }> {
  const { options, files, source } = run;
  const head = await planHead(files);
  const installed = new Set<string>();
  if (isWanted('') && (await install(run, head.record))) installed.add('');
  const wanted = regionsWanted(run, head).filter(isWanted);
  let failure: AppError | null = null;
  let done = 0;
  await forEachLimited(wanted, source.isLocal ? 1 : regionsAtOnce, async (region) => {
    try {
      if (await installRegion(run, head, region)) installed.add(region);
    } catch (error) {
      // One bad shard does not cost the other regions; it is named when they are in.
      if (!isAppError(error) || isFinal(error)) throw error;
      failure ??= error;
    }
    options.onProgress?.({ stage: 'regions', bytes: files.bytes(), done: ++done, total: wanted.length });
  });
  await installBatch(run);
  // What was lost of an edition that is held: mended without a new record.
  const mended = files.takePending();
  if (mended.size > 0) await run.vault.keepFiles(mended);
  if (installed.size > 0) await sweep(run.vault);
  if (failure) throw failure;
  return { installed: ['', ...wanted].filter((region) => installed.has(region)) };
}

function regionsWanted({ options, before }: Run, head: HeadPlan): readonly string[] {
  const known = head.content.guide.regions.map(({ id }) => id);
  if (options.regions === 'all') return known;
  if (options.regions === 'held') return known.filter((region) => before.has(region));
  const stranger = options.regions.find((region) => !known.includes(region));
  if (stranger !== undefined) throw new AppError('content/no-such-region', { got: stranger });
  return options.regions;
}

/** @returns whether anything was put in place */
async function installRegion(run: Run, head: HeadPlan, region: string): Promise<boolean> {
  const old = run.before.get(region);
  try {
    const isSame = old?.edition === run.files.edition && isIntact(run.files, old);
    return await install(run, isSame ? old : await planRegion(run.files, head, region));
  } catch (error) {
    if (!isAppError(error, 'source') || isFinal(error)) throw error;
    run.missing.add(`regions/${region}`);
    return false;
  }
}

/** Whether all that a record's answer rests on is still kept; a lost file is fetched again. */
function isIntact(files: EditionFiles, { metadata, files: needed }: RegionRecord): boolean {
  return [...Object.values(metadata), ...needed.map(({ sha256 }) => sha256)].every((sha256) => files.has(sha256));
}

async function install(run: Run, record: RegionRecord): Promise<boolean> {
  const { vault, files, options, newest, source } = run;
  const old = run.before.get(record.region);
  const isSame = old?.edition === record.edition;
  if (!old && !source.isLocal) {
    await vault.installRegions([record], files.takePending(), newest);
    options.onInstalled?.(record.region);
  }
  const fetched = await takeBlobs(run, record);
  if (source.isLocal) {
    if (!isSame || fetched > 0) run.batch.push(record);
    if (run.batch.length >= regionsPerBatch) await installBatch(run);
  } else {
    if (old && !isSame) await vault.installRegions([record], files.takePending(), newest);
    if (fetched > 0 || (old && !isSame)) options.onInstalled?.(record.region);
  }
  return !isSame || fetched > 0;
}

async function installBatch({ vault, files, options, newest, batch }: Run): Promise<void> {
  const records = batch.splice(0);
  if (records.length === 0) return;
  await vault.installRegions(records, files.takePending(), newest);
  for (const { region } of records) options.onInstalled?.(region);
}

/** @returns how many were fetched; what nobody has is noted, and the region is not whole until it comes */
async function takeBlobs({ files, options, missing, source }: Run, record: RegionRecord): Promise<number> {
  const wanted = record.later.filter(({ sha256 }) => !files.has(sha256));
  let done = 0;
  let fetched = 0;
  await forEachLimited(wanted, source.isLocal ? 1 : blobsAtOnce, async (blob) => {
    try {
      if (await files.fetch(blob)) fetched++;
      else missing.add(blob.path);
    } catch (error) {
      if (!isAppError(error) || isFinal(error)) throw error;
      missing.add(blob.path);
    }
    options.onProgress?.({ stage: 'pictures', bytes: files.bytes(), done: ++done, total: wanted.length });
  });
  return fetched;
}

/** The voter cancelled, or the device refused: going on with the next file would not help. */
function isFinal(error: AppError): boolean {
  return error.code === 'source/cancelled' || isAppError(error, 'store');
}

function viewOf(refreshed: Refreshed): EditionView {
  const roles = new Map([
    ['snapshot', refreshed.snapshot.bytes],
    ['targets', refreshed.targets.bytes],
  ]);
  return {
    edition: refreshed.snapshot.signed.version,
    issued: issuedOf(refreshed),
    metadata: () => roles,
    async findTarget(path) {
      const found = await refreshed.findTarget(path);
      for (const [role, { bytes }] of refreshed.delegated()) roles.set(role, bytes);
      return found;
    },
  };
}

/** The signed date of issue; a guide of another publisher's tool may lack it, and then counts as of no date. */
function issuedOf({ targets }: Pick<Refreshed, 'targets'>): string {
  return targets.signed.issued ?? '1970-01-01T00:00:00Z';
}

/** What a screen may know of the newest edition without verifying again: written only after verification. */
function newestOf(refreshed: Refreshed, now: Date): NewestNote {
  const { root, timestamp, snapshot, targets } = refreshed;
  return {
    edition: snapshot.signed.version,
    issued: issuedOf(refreshed),
    expires: {
      root: root.signed.expires,
      timestamp: timestamp.signed.expires,
      snapshot: snapshot.signed.expires,
      targets: targets.signed.expires,
    },
    checked: now.toISOString(),
  };
}

/** Drops what no held region rests on. */
async function sweep(vault: Vault): Promise<void> {
  const keep = new Set<string>();
  for (const { metadata, files, later } of await vault.readRegions()) {
    for (const sha256 of Object.values(metadata)) keep.add(sha256);
    for (const { sha256 } of [...files, ...later]) keep.add(sha256);
  }
  const unused = [...(await vault.fileHashes())].filter((sha256) => !keep.has(sha256));
  if (unused.length > 0) await vault.dropFiles(unused);
}
