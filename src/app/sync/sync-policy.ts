// When the phone looks for a newer edition by itself, and how much it may fetch then. Rules alone: no timer, no network.

/** What may begin a look. `hand`: the voter asked, by a button or a pull. `wait`: the time after the last look is over. */
export type Reason = 'start' | 'online' | 'return' | 'wait' | 'hand';

/** What is known where a look might begin. Times count from the page's start: nothing tells when somebody was online. */
export interface Moment {
  readonly reason: Reason;
  readonly nowMs: number;
  /** When the last look of this visit ended; null before the first. */
  readonly lastMs: number | null;
  readonly isOnline: boolean;
  readonly isVisible: boolean;
  /** The voter stopped a look: nothing begins by itself any more. */
  readonly isStopped: boolean;
}

const minuteMs = 60_000;
/** Looks that begin by themselves are never closer than this. */
export const leastGapMs = minuteMs;
const calmMs = 15 * minuteMs;
const pollingMs = 10 * minuteMs;
const mostMs = 60 * minuteMs;
/** When the network comes back it comes back for everybody. */
const crowdMs = 5_000;

/** Whether a look may begin now. */
export function mayLook({ reason, nowMs, lastMs, isOnline, isVisible, isStopped }: Moment): boolean {
  if (reason === 'hand') return true;
  if (!isOnline || !isVisible || isStopped) return false;
  return lastMs === null || nowMs - lastMs >= leastGapMs;
}

/**
 * How long to wait before the next look, by chance within its span, so that phones do not ask all at once.
 * @param failures rounds in a row in which nobody gave a good answer
 * @param isNearPolling polling day, or the day before
 * @param random from 0 to below 1
 * @returns milliseconds
 */
export function waitMs(failures: number, isNearPolling: boolean, random: number): number {
  const usual = isNearPolling ? pollingMs : calmMs;
  if (failures === 0) return usual / 2 + random * usual;
  const span = Math.min(isNearPolling ? pollingMs : mostMs, minuteMs * 2 ** Math.min(failures, 10));
  return leastGapMs + random * (span - leastGapMs);
}

/** How long a look holds back after what began it. @param random from 0 to below 1 */
export function holdBackMs(reason: Reason, random: number): number {
  return reason === 'online' ? random * crowdMs : 0;
}

/** What a browser tells of its connection; most tell nothing. */
export interface Connection {
  readonly saveData?: boolean | undefined;
  readonly type?: string | undefined;
  readonly metered?: boolean | undefined;
}

/**
 * Whether only what is held is kept current, and no more is fetched unasked: neither other regions nor their pictures.
 * A mobile network counts as metered where the browser names it and does not say otherwise.
 */
export function isThrifty(connection: Connection | undefined): boolean {
  if (!connection) return false;
  const { saveData, type, metered } = connection;
  return saveData === true || (metered ?? type === 'cellular');
}

/**
 * Whether it is polling day or the day before, by the device's own calendar.
 * @param date "2027-02-08"
 */
export function isNearPolling(date: string | undefined, now: Date): boolean {
  if (date === undefined) return false;
  const local = new Date(now.getTime() - now.getTimezoneOffset() * minuteMs).toISOString().slice(0, 10);
  const daysLeft = (Date.parse(date) - Date.parse(local)) / 86_400_000;
  return daysLeft === 0 || daysLeft === 1;
}
