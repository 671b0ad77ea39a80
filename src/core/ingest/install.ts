// The install half of the one road: an edition's files into the vault, region by region, each in one transaction. What
// verifies and how is decided before (ingest.ts, tuf/) and below (edition-files.ts, region-plan.ts).

import type { RegionChanges } from '../changes/region-changes.ts';
import { readStoredChanges } from '../changes/stored-changes.ts';
import { AppError, endsAll, isAppError } from '../errors.ts';
import { historyNote, readKeptHistory } from '../held/kept-history.ts';
import { readKeptSounds, soundsNote } from '../held/kept-sounds.ts';
import { forEachLimited } from '../limited.ts';
import type { NewestNote, RegionChange, RegionRecord, Source, Vault } from '../ports.ts';
import { EditionFiles, type EditionView, requestsAtOnce } from './edition-files.ts';
import type { IngestOptions } from './ingest-options.ts';
import { type HeadPlan, planHead, planRegion, type RegionPlan } from './region-plan.ts';

/** Pictures of one region, so that those of others come in between. */
const blobsAtOnce = 4;
/** Regions of a local source that share a transaction: a commit costs a slow phone as much as ten regions. */
const regionsPerBatch = 16;

/** What one run shares. */
export interface Run {
  readonly vault: Vault;
  readonly source: Source;
  readonly options: IngestOptions;
  readonly files: EditionFiles;
  readonly newest: NewestNote;
  readonly before: ReadonlyMap<string, RegionRecord>;
  readonly missing: Set<string>;
  /** Regions of a local source that wait for their transaction. */
  readonly batch: RegionRecord[];
  /** The transaction of the batch before, while the next one is read. */
  writing: Promise<void>;
  /** Opened when the first region is replaced. */
  changes?: Promise<RegionChanges | null>;
}

/** Opens a run over what the vault holds now. */
export async function openRun(
  vault: Vault,
  source: Source,
  options: IngestOptions,
  view: EditionView,
  newest: NewestNote,
): Promise<Run> {
  const [hashes, records] = await Promise.all([vault.fileHashes(), vault.readRegions()]);
  const files = new EditionFiles(view, hashes, vault, source, options);
  const before = new Map(records.map((record) => [record.region, record]));
  return { vault, source, options, files, newest, before, missing: new Set(), batch: [], writing: Promise.resolve() };
}

/** Takes the head and the wanted regions in. @returns the ids of what was put in place; "" is the head */
export async function installEdition(
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
  try {
    await forEachLimited(wanted, source.isLocal ? 1 : requestsAtOnce, async (region) => {
      try {
        if (await installRegion(run, head, region)) installed.add(region);
      } catch (error) {
        // One bad shard does not cost the other regions; it is named when they are in.
        if (!isAppError(error) || endsAll(error)) throw error;
        failure ??= error;
      }
      options.onProgress?.({ stage: 'regions', bytes: files.bytes(), done: ++done, total: wanted.length });
    });
    await beginBatch(run);
  } finally {
    // Whatever ended it: nobody may write beside what is still being written.
    await run.writing;
  }
  // What was lost of an edition that is held: mended without a new record.
  const mended = files.takePending();
  if (mended.size > 0) await run.vault.keepFiles(mended);
  // Also what an older edition left that brought nothing: else each of them would stay until the next one that does.
  if (installed.size > 0 || mended.size > 0) await sweep(run.vault);
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
    if (isSame) return await install(run, old);
    const plan = await planRegion(run.files, head, region);
    return await install(run, plan.record, async () => {
      const changes = old ? await changesOf(run, old, plan, head) : [];
      return changes.length > 0 ? { ...plan.record, changes } : plan.record;
    });
  } catch (error) {
    if (!isAppError(error, 'source') || endsAll(error)) throw error;
    run.missing.add(`regions/${region}`);
    return false;
  }
}

async function changesOf(
  run: Run,
  old: RegionRecord,
  plan: RegionPlan,
  head: HeadPlan,
): Promise<readonly RegionChange[]> {
  run.changes ??= openChanges(run);
  const changes = await run.changes;
  return changes ? changes.between(old, plan, head.content.symbols) : readStoredChanges(old.changes);
}

/** Its code comes when it is needed, which no first answer does. Where it cannot be had, an edition comes without. */
async function openChanges({ vault, files }: Run): Promise<RegionChanges | null> {
  const part = await import('../changes/region-changes.ts').catch(() => null);
  return part && new part.RegionChanges(vault, files);
}

/** Whether all that a record's answer rests on is still kept; a lost file is fetched again. */
function isIntact(files: EditionFiles, { metadata, files: needed }: RegionRecord): boolean {
  return [...Object.values(metadata), ...needed.map(({ sha256 }) => sha256)].every((sha256) => files.has(sha256));
}

/** @param finish the record with what is known of it only when its lists of places are here */
async function install(
  run: Run,
  planned: RegionRecord,
  finish: () => Promise<RegionRecord> = async () => planned,
): Promise<boolean> {
  const { vault, files, options, newest, source } = run;
  const old = run.before.get(planned.region);
  const isSame = old?.edition === planned.edition;
  if (!old && !source.isLocal) {
    await vault.installRegions([planned], files.takePending(), newest);
    options.onInstalled?.(planned.region);
  }
  const fetched = await takeBlobs(run, planned);
  const record = await finish();
  if (source.isLocal) {
    if (!isSame || fetched > 0) run.batch.push(record);
    if (run.batch.length >= regionsPerBatch) await beginBatch(run);
  } else {
    if (old && !isSame) await vault.installRegions([record], files.takePending(), newest);
    if (fetched > 0 || (old && !isSame)) options.onInstalled?.(record.region);
  }
  return !isSame || fetched > 0;
}

/** Begins a batch's transaction when the one before is in: a record may rest on files that came with an earlier one. */
async function beginBatch(run: Run): Promise<void> {
  await run.writing;
  const records = run.batch.splice(0);
  if (records.length === 0) return;
  run.writing = installBatch(run, records);
  // Told to who waits for it next.
  run.writing.catch(() => undefined);
}

async function installBatch({ vault, files, options, newest }: Run, records: readonly RegionRecord[]): Promise<void> {
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
      if (endsAll(error)) throw error;
      missing.add(blob.path);
    }
    options.onProgress?.({ stage: 'pictures', bytes: files.bytes(), done: ++done, total: wanted.length });
  });
  return fetched;
}

/** Drops what no held region rests on, and no voter asked for. */
async function sweep(vault: Vault): Promise<void> {
  const keep = new Set<string>();
  const [records, sounds, kept, hashes] = await Promise.all([
    vault.readRegions(),
    vault.readNote(soundsNote),
    vault.readNote(historyNote),
    vault.fileHashes(),
  ]);
  for (const { metadata, files, later, changes } of records) {
    for (const sha256 of Object.values(metadata)) keep.add(sha256);
    for (const { sha256 } of [...files, ...later]) keep.add(sha256);
    // The old symbol's picture, which no edition names any more.
    for (const { wasPicture } of readStoredChanges(changes)) if (wasPicture) keep.add(wasPicture.sha256);
  }
  for (const sha256 of readKeptSounds(sounds).keep) keep.add(sha256);
  const history = readKeptHistory(kept);
  if (history) keep.add(history);
  const unused = [...hashes].filter((sha256) => !keep.has(sha256));
  if (unused.length > 0) await vault.dropFiles(unused);
}
