// Jobs of fetching, one at a time: what a voter waits for stops what runs in the background. What a job does is sync.ts.
import { isAppError } from '../../core/errors.ts';
import type { Work } from '../state.ts';
import { getState, getWorld, setState } from '../world.ts';
import type { JobOptions } from './road.ts';

interface Job {
  /** One that the voter waited for becomes quiet once what it is about is shown. */
  kind: Work['kind'];
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

let current: Job | null = null;
/** The voter stopped what ran by itself: nothing begins unasked any more. */
let isHalted = false;
const looks: { failures: number; endedMs: number | null } = { failures: 0, endedMs: null };

/** Whether a job may be stopped for another one. */
const isQuiet = (kind: Work['kind']): boolean => kind === 'pictures' || kind === 'country' || kind === 'look';
/** Whether a job asks for a newer edition. */
const isLook = (kind: Work['kind']): boolean => kind === 'check' || kind === 'country' || kind === 'look';

/** Runs one job after what runs now. @returns whether it went well */
export async function runJob(kind: Work['kind'], job: (options: JobOptions) => Promise<void>): Promise<boolean> {
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

/** Nobody waits for the others: what a voter wants now may stop them. */
export function goOnQuietly(): void {
  const { work } = getState();
  if (!current || !work) return;
  current.kind = 'look';
  setState({ work: { ...work, kind: 'look', isWithOthers: true } });
}

/** Whether something that the voter waits for is being fetched. */
export function isBusy(): boolean {
  const { work } = getState();
  return work !== null && !isQuiet(work.kind);
}
