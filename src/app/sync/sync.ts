// Fetching: the voter's region first, what makes it whole, then quietly the rest. One at a time: what a voter waits for
// stops what runs in the background. Which mirrors are asked, and for a newer edition all of them, is rounds.ts.
import { AppError, isAppError } from '../../core/errors.ts';
import type { Blob } from '../../core/guide/format/blob.ts';
import { firstHeadPath, firstPath } from '../../core/guide/paths.ts';
import { openHead, openRegion } from '../../core/held/held.ts';
import type { Source } from '../../core/ports.ts';
import { checkSoon } from '../held/check-held.ts';
import { refreshHeld, tellTabs } from '../held/held.ts';
import type { Work } from '../state.ts';
import { getState, getWorld, onOtherGuide, ownMirror, setState } from '../world.ts';
import { withDeadline } from './deadline.ts';
import type { JobOptions, Regions } from './road.ts';
import { isThrifty, leastGapMs } from './sync-policy.ts';

/** A first answer is some ten kilobytes; this is far above any. */
const maxFirstBytes = 1_048_576;
/** Drop by drop it could be drawn out for an hour; after this the same is asked for file by file. */
const maxFirstMs = 60_000;

interface Job {
  /** One that the voter waited for becomes quiet once what it is about is shown. */
  kind: Work['kind'];
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

let current: Job | null = null;
/** The voter stopped what ran by itself: nothing begins unasked any more. */
let isHalted = false;
const looks: { failures: number; endedMs: number | null; countryMs: number | null } = {
  failures: 0,
  endedMs: null,
  countryMs: null,
};

/** Whether a job may be stopped for another one. */
const isQuiet = (kind: Work['kind']): boolean => kind === 'pictures' || kind === 'country' || kind === 'look';
/** Whether a job asks for a newer edition. */
const isLook = (kind: Work['kind']): boolean => kind === 'check' || kind === 'country' || kind === 'look';

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
    if (isLook(kind)) noteLook(true);
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const isCancelled = controller.signal.aborted || error.code === 'source/cancelled';
    if (isLook(kind) && !isCancelled) noteLook(false);
    // Without network the rest simply comes later; anything else the voter is told.
    const isSilent = isCancelled || (isQuiet(kind) && isAppError(error, 'source'));
    if (!isSilent) setState({ trouble: { code: error.code } });
    return false;
  } finally {
    current = null;
    setState({ work: null });
    end();
  }
}

function noteLook(isAnswered: boolean): void {
  looks.failures = isAnswered ? 0 : looks.failures + 1;
  looks.endedMs = performance.now();
  setState({ lastLook: isAnswered ? 'answered' : 'silent' });
}

/** How the looks of this visit went: failures in a row, and when the last one ended, ms from the page's start. */
export function lookedSoFar(): { readonly failures: number; readonly endedMs: number | null } {
  return looks;
}

function optionsOf(kind: Work['kind'], signal: AbortSignal): JobOptions {
  const { root, now } = getWorld();
  return {
    root,
    now: now(),
    signal,
    onProgress: (progress) => setState({ work: { kind, ...getState().work, progress } }),
  };
}

/** The voter asks for something: what was deleted may be fetched again, and what was stopped goes on. */
export function beginAgain(): void {
  isHalted = false;
  if (getState().isDeleted) setState({ isDeleted: false });
}

/** The voter stops what is being fetched. What is already here stays, and nothing begins by itself any more. */
export function stopWork(): void {
  isHalted = true;
  setState({ lastLook: 'stopped' });
  current?.controller.abort();
}

/** Whether the voter stopped what ran by itself. */
export function isStopped(): boolean {
  return isHalted;
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

/** Written by the code that knows several mirrors, at the end of its first round. */
const mirrorsNote = 'mirrors';

/** The page's own mirror, where it is what gave this visit its first answer. */
let answeredFirst: Source | null = null;
onOtherGuide(() => (answeredFirst = null));

/** A first visit knows the page's own mirror alone, and does not wait for more code; null at any other visit. */
async function openFirst(signal: AbortSignal | undefined): Promise<Source | null> {
  const isFirst = getState().head === null && (await getWorld().vault.readNote(mirrorsNote)) === null;
  return isFirst ? openOwn(signal) : null;
}

async function openOwn(signal: AbortSignal | undefined): Promise<Source | null> {
  const own = ownMirror();
  return own === null ? null : (await loadRoad(signal)).openOwn(own, getWorld().fetch);
}

/** The best mirrors as one source; the page's own where that part of the app cannot be had now. */
async function openSource(signal: AbortSignal | undefined): Promise<Source> {
  const several = await import('./several-mirrors.ts').catch(() => null);
  const source = several ? await several.openSeveral() : await openOwn(signal);
  if (!source) throw new AppError('source/unreachable');
  return source;
}

/** null where that part of the app is not kept yet and cannot be had now. */
function loadRounds(): Promise<typeof import('./rounds.ts') | null> {
  return import('./rounds.ts').catch(() => null);
}

type Road = typeof import('./road.ts');

let road: Road | null = null;

/** Loads what fetches and verifies, for who will soon ask for it. */
export function bringRoad(): Promise<unknown> {
  return loadRoad(undefined).catch(() => null);
}

/**
 * Everything that fetches and verifies.
 * @throws AppError `source/unreachable` where it is not kept yet and cannot be had now; `source/cancelled`
 */
async function loadRoad(signal: AbortSignal | undefined): Promise<Road> {
  if (road) return road;
  const loading = import('./road.ts').catch((cause: unknown) => {
    throw new AppError('source/unreachable', {}, { cause });
  });
  // What hangs on its way holds up nobody who stops it, nor a deletion.
  road = await Promise.race([loading, ...(signal ? [cancelled(signal)] : [])]);
  return road;
}

function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new AppError('source/cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
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
  return run('pictures', async (options) => {
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

/** Brings every region: it is small, helps the neighbours, and hides which seat mattered. */
export async function bringCountry(kind: 'country' | 'check' = 'country'): Promise<boolean> {
  if (kind === 'check') beginAgain();
  else if (looks.countryMs !== null && performance.now() - looks.countryMs < leastGapMs) return true;
  const isHere = await run(kind, (options) => lookAround(options, 'all'));
  if (isHere) looks.countryMs = performance.now();
  return isHere;
}

/** Looks for a newer edition of what is held, at the voter's wish. */
export function checkNow(): Promise<boolean> {
  beginAgain();
  return run('check', (options) => lookAround(options, 'held'));
}

/** Looks for a newer edition by itself: of everything, or on a link that costs, of what is held. */
export async function lookQuietly(): Promise<boolean> {
  if (isAskedFirst()) return false;
  return run('look', async (options) => {
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

/** Nobody waits for the others: what a voter wants now may stop them. */
function goOnQuietly(): void {
  const { work } = getState();
  if (!current || !work) return;
  current.kind = 'look';
  setState({ work: { ...work, kind: 'look', isWithOthers: true } });
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

/** Whether something that the voter waits for is being fetched. */
export function isBusy(): boolean {
  const { work } = getState();
  return work !== null && !isQuiet(work.kind);
}
