// Fetching: the voter's region first, what makes it whole, then quietly the rest. One at a time: what a voter waits for
// stops what runs in the background.
import { bundleSource } from '../../core/bundle.ts';
import { isAppError } from '../../core/errors.ts';
import { fetchBlobs } from '../../core/fetch-blobs.ts';
import type { Blob } from '../../core/guide/blob.ts';
import { firstHeadPath, firstPath } from '../../core/guide/paths.ts';
import { openHead, openRegion } from '../../core/held.ts';
import { ingest } from '../../core/ingest.ts';
import type { IngestOptions } from '../../core/ingest-options.ts';
import type { Source } from '../../core/ports.ts';
import { withDeadline } from '../deadline.ts';
import type { Work } from '../state.ts';
import { getState, getWorld, setState } from '../world.ts';
import { checkSoon } from './check-held.ts';
import { refreshHeld, tellTabs } from './held.ts';

/** A first answer is some ten kilobytes; this is far above any. */
const maxFirstBytes = 1_048_576;
/** Drop by drop it could be drawn out for an hour; after this the same is asked for file by file. */
const maxFirstMs = 60_000;

interface Job {
  readonly kind: Work['kind'];
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

let current: Job | null = null;

/** Whether a job may be stopped for another one. */
const isQuiet = (kind: Work['kind']): boolean => kind === 'pictures' || kind === 'country';

/** Runs one job after what runs now. @returns whether it went well */
async function run(kind: Work['kind'], job: (options: JobOptions) => Promise<void>): Promise<boolean> {
  while (current) {
    if (isQuiet(current.kind)) current.controller.abort();
    await current.done;
  }
  // After a deletion only the voter begins again.
  if (getState().isDeleted) return false;
  const controller = new AbortController();
  let end = (): void => undefined;
  current = { kind, controller, done: new Promise((resolve) => (end = resolve)) };
  setState({ work: { kind, progress: null }, ...(isQuiet(kind) ? {} : { trouble: null }) });
  try {
    await job(optionsOf(kind, controller.signal));
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    // Without network the rest simply comes later; anything else the voter is told.
    const isSilent = error.code === 'source/cancelled' || (isQuiet(kind) && isAppError(error, 'source'));
    if (!isSilent) setState({ trouble: { code: error.code } });
    return false;
  } finally {
    current = null;
    setState({ work: null });
    end();
  }
}

type JobOptions = Omit<IngestOptions, 'regions'>;

function optionsOf(kind: Work['kind'], signal: AbortSignal): JobOptions {
  const { root, verifiers, now } = getWorld();
  return {
    root,
    verifiers,
    now: now(),
    signal,
    onProgress: (progress) => setState({ work: { kind, progress } }),
  };
}

/** The voter asks for something: what was deleted may be fetched again. */
export function beginAgain(): void {
  if (getState().isDeleted) setState({ isDeleted: false });
}

/** Stops what is being fetched. What is already here stays. */
export function stopWork(): void {
  current?.controller.abort();
}

/** Stops everything that is being fetched, and what waits behind it. @returns once nothing more is written */
export async function endWork(): Promise<void> {
  while (current) {
    current.controller.abort();
    await current.done;
  }
}

/** Brings a region's answer, or the head alone for null: one small file, or file by file where that cannot be had. */
export function bringFirst(region: string | null): Promise<boolean> {
  const regions = region === null ? [] : [region];
  return run('first', async (options) => {
    const { mirror, vault } = getWorld();
    const path = region === null ? firstHeadPath : firstPath(region);
    const isHere = (): Promise<unknown> => (region === null ? openHead(vault) : openRegion(vault, region));
    const fromBundle = (bytes: Uint8Array): Promise<unknown> =>
      ingestFrom(bundleSource(bytes, { mayDeflate: true }), options, regions);
    try {
      await withDeadline(options.signal, maxFirstMs, (signal) =>
        mirror.read(path, { maxBytes: maxFirstBytes, signal }, fromBundle),
      );
    } catch (error) {
      if (isFinal(error, options.signal)) throw error;
    }
    if (!(await isHere())) await ingestFrom(mirror, options, regions);
    await refreshHeld(regions);
    tellTabs();
  });
}

/** Asking elsewhere would not help: the voter stopped it, the phone refused, or the code is wrong. */
function isFinal(error: unknown, signal: AbortSignal | undefined): boolean {
  return !isAppError(error) || signal?.aborted === true || isAppError(error, 'store');
}

function ingestFrom(source: Source, options: JobOptions, regions: IngestOptions['regions']): Promise<unknown> {
  // Also after a failure: a newer root is kept although nothing else was taken.
  return ingest(getWorld().vault, source, { ...options, regions }).finally(checkSoon);
}

/** Brings what is on the screen first, then everything of these regions: pictures, lists of places. */
export function bringRest(regions: readonly string[], visible: readonly Blob[]): Promise<boolean> {
  return run('pictures', async (options) => {
    const { mirror, vault } = getWorld();
    if ((await fetchBlobs(vault, mirror, visible, options.signal)) > 0) await refreshHeld(regions);
    await ingestFrom(mirror, options, regions);
    await refreshHeld(regions);
    tellTabs();
  });
}

/** Brings every region: it is small, helps the neighbours, and hides which seat mattered. */
export function bringCountry(kind: 'country' | 'check' = 'country'): Promise<boolean> {
  if (kind === 'check') beginAgain();
  return run(kind, async (options) => {
    await ingestFrom(getWorld().mirror, options, 'all');
    await refreshHeld();
    tellTabs();
  });
}

/** Looks for a newer edition of what is held. */
export function checkNow(): Promise<boolean> {
  beginAgain();
  return run('check', async (options) => {
    await ingestFrom(getWorld().mirror, options, 'held');
    await refreshHeld();
    tellTabs();
  });
}

/** Whether the voter's phone asks to save data; then nothing large is fetched unasked. */
export function isSavingData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

/** Whether something that the voter waits for is being fetched. */
export function isBusy(): boolean {
  const { work } = getState();
  return work !== null && !isQuiet(work.kind);
}
