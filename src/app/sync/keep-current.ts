// Looks for a newer edition without a finger on the screen, as sync-policy.ts says: here are its timers and what the
// browser tells. Loaded after the first answer.

import { bringWipe } from '../wipe/bring-wipe.ts';
import { getState, getWorld } from '../world.ts';
import { isBusy, isStopped, lookedSoFar } from './job.ts';
import { startPull } from './pull.tsx';
import { checkNow, lookQuietly } from './sync.ts';
import { holdBackMs, isNearPolling, mayLook, type Reason, waitMs } from './sync-policy.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

/** Listens to the browser and to a pull, and waits for the next look. */
export function keepCurrent(): void {
  addEventListener('online', () => lookAfter('online'));
  addEventListener('pageshow', ({ persisted }) => persisted && lookAfter('return'));
  document.addEventListener('visibilitychange', () => (isVisible() ? lookAfter('return') : clearTimeout(timer)));
  startPull(() => !isBusy() && void checkNow());
  bringWipe();
  waitForNext();
}

const isVisible = (): boolean => document.visibilityState === 'visible';

/** Begins a look where there is reason for one, and in any case waits for the next. */
function lookAfter(reason: Reason): void {
  clearTimeout(timer);
  timer = setTimeout(() => void look(reason), holdBackMs(reason, getWorld().random()));
}

async function look(reason: Reason): Promise<void> {
  const moment = {
    reason,
    nowMs: performance.now(),
    lastMs: lookedSoFar().endedMs,
    isOnline: navigator.onLine,
    isVisible: isVisible(),
    isStopped: isStopped(),
  };
  // What is being fetched asks for the newest edition anyway.
  if (mayLook(moment) && getState().work === null) await lookQuietly();
  waitForNext();
}

function waitForNext(): void {
  clearTimeout(timer);
  if (!isVisible()) return;
  const { now, random } = getWorld();
  const isNear = isNearPolling(getState().head?.guide.election.date, now());
  const ms = waitMs(lookedSoFar().failures, isNear, random());
  timer = setTimeout(() => void look('wait'), ms);
}
