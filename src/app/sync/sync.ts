// Fetching: the voter's region first, what makes it whole, then quietly the rest, each a job (job.ts). Which mirrors are
// asked, and for a newer edition all of them, is rounds.ts.
import { isAppError } from '../../core/errors.ts';
import type { Blob } from '../../core/guide/format/blob.ts';
import { firstHeadPath, firstPath } from '../../core/guide/paths.ts';
import { openHead, openRegion } from '../../core/held/held.ts';
import { mirrorNote } from '../../core/note-names.ts';
import type { Source } from '../../core/ports.ts';
import { checkSoon } from '../held/check-held.ts';
import { refreshHeld, tellTabs } from '../held/held.ts';
import { getState, getWorld, onOtherGuide } from '../world.ts';
import { withDeadline } from './deadline.ts';
import { beginAgain, goOnQuietly, runJob } from './job.ts';
import { loadRoad, loadRounds, openOwn, openSource } from './load-road.ts';
import type { JobOptions, Regions } from './road.ts';
import { isThrifty, leastGapMs } from './sync-policy.ts';

/** A first answer is some ten kilobytes; this is far above any. */
const maxFirstBytes = 1_048_576;
/** Drop by drop it could be drawn out for an hour; after this the same is asked for file by file. */
const maxFirstMs = 60_000;

/** Brings a region's answer, or the head alone for null: one small file, or file by file where that cannot be had. */
export function bringFirst(region: string | null): Promise<boolean> {
  const regions = region === null ? [] : [region];
  return runJob('first', async (options) => {
    const own = await openFirst(options.signal);
    const mirror = own ?? (await openSource(options.signal));
    const path = region === null ? firstHeadPath : firstPath(region);
    // Of a phone that turns out to be full, the vault is another one then.
    const isHere = (): Promise<unknown> => {
      const { vault } = getWorld();
      return region === null ? openHead(vault) : openRegion(vault, region);
    };
    const fromBundle = async (bytes: Uint8Array): Promise<unknown> =>
      (await loadRoad(options.signal)).takeBundle(bytes, options, regions).finally(checkSoon);
    try {
      await withDeadline(options.signal, maxFirstMs, (signal) =>
        mirror.read(path, { maxBytes: maxFirstBytes, signal }, fromBundle),
      );
      answeredFirst = own;
    } catch (error) {
      if (isFinal(error, options.signal)) throw error;
    }
    if (!(await isHere())) {
      const several = own ? null : await loadRounds();
      const bring = several?.bringFiles ?? ingestFrom;
      await bring(mirror, options, regions, isHere);
    }
    await refreshHeld(regions);
    tellTabs();
  });
}

/** Asking elsewhere would not help: the voter stopped it, the phone refused, or the code is wrong. */
function isFinal(error: unknown, signal: AbortSignal | undefined): boolean {
  return !isAppError(error) || signal?.aborted === true || isAppError(error, 'store');
}

/** The page's own mirror, where it is what gave this visit its first answer. */
let answeredFirst: Source | null = null;
onOtherGuide(() => (answeredFirst = null));

/** A first visit knows the page's own mirror alone, and does not wait for more code; null at any other visit. */
async function openFirst(signal: AbortSignal | undefined): Promise<Source | null> {
  const isFirst = getState().head === null && (await getWorld().vault.readNote(mirrorNote)) === null;
  return isFirst ? openOwn(signal) : null;
}

async function ingestFrom(source: Source, options: JobOptions, regions: Regions): Promise<unknown> {
  const { takeFrom } = await loadRoad(options.signal);
  // Also after a failure: a newer root is kept although nothing else was taken.
  return takeFrom(source, options, regions).finally(checkSoon);
}

/** So many pictures come before the screen is drawn with them. */
const picturesAtOnce = 16;

/**
 * Brings the symbols of these regions first, then everything else of them: pictures, lists of places.
 * @param symbols in an order that says nothing of a seat: whoever serves them sees it
 * @param visible those that are on the screen
 * @param onVisible they are here, as far as they can be had
 */
export function bringRest(
  regions: readonly string[],
  symbols: readonly Blob[],
  visible: readonly Blob[],
  onVisible: () => void,
): Promise<boolean> {
  return runJob('pictures', async (options) => {
    const { vault } = getWorld();
    const { bringBlobs } = await loadRoad(options.signal);
    const near = answeredFirst ?? (await openSource(options.signal));
    let isShown = false;
    for (let from = 0; from < symbols.length; from += picturesAtOnce) {
      const some = symbols.slice(from, from + picturesAtOnce);
      if ((await bringBlobs(vault, near, some, options.signal)) > 0) await refreshHeld(regions);
      const held = await vault.fileHashes();
      if (!isShown && visible.every(({ sha256 }) => held.has(sha256))) {
        isShown = true;
        onVisible();
      }
    }
    if (!isShown) onVisible();
    const mirror = answeredFirst ? await openSource(options.signal) : near;
    await ingestFrom(mirror, options, regions);
    await refreshHeld(regions);
    tellTabs();
  });
}

/** When the whole country was last here, ms from the page's start. */
let countryMs: number | null = null;

/** Brings every region: it is small, helps the neighbours, and hides which seat mattered. */
export async function bringCountry(kind: 'country' | 'check' = 'country'): Promise<boolean> {
  if (kind === 'check') beginAgain();
  else if (countryMs !== null && performance.now() - countryMs < leastGapMs) return true;
  const isHere = await runJob(kind, (options) => lookAround(options, 'all'));
  if (isHere) countryMs = performance.now();
  return isHere;
}

/** Looks for a newer edition of what is held, at the voter's wish. */
export function checkNow(): Promise<boolean> {
  beginAgain();
  return runJob('check', (options) => lookAround(options, 'held'));
}

/** Looks for a newer edition by itself: of everything, or on a link that costs, of what is held. */
export async function lookQuietly(): Promise<boolean> {
  if (isAskedFirst()) return false;
  return runJob('look', async (options) => {
    const held = await getWorld().vault.readRegions();
    const hasRegion = held.some(({ region }) => region !== '');
    await lookAround(options, hasRegion && !isSavingData() ? 'all' : 'held');
  });
}

/** Takes the newest edition that any mirror has. */
async function lookAround(options: JobOptions, regions: 'all' | 'held'): Promise<void> {
  const several = await loadRounds();
  try {
    if (several) await several.runRound({ ...options, regions }, goOnQuietly);
    else await ingestFrom(await openSource(options.signal), options, regions);
  } finally {
    checkSoon();
  }
  await refreshHeld();
  tellTabs();
  if (getState().voters.length > 0) alertSoon();
}

/** A changed symbol of a remembered seat, where the voter wants to be told. */
function alertSoon(): void {
  void import('../changes/alerts.ts').then(({ alertOfChanges }) => alertOfChanges()).catch(() => undefined);
}

/** Whether nothing large is fetched unasked: the phone asks to save data, or its link costs. */
export function isSavingData(): boolean {
  return isThrifty(getWorld().connection());
}

/** A link wanted another publisher, and the voter has not said yet whether to use this one all the same. */
export function isAskedFirst(): boolean {
  const { head, place } = getState();
  return head === null && place.screen === 'compare' && place.claim !== '';
}
