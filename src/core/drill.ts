// A shutdown drill: for a few minutes the app is cut off from the network, to see that it goes on working. The worker
// keeps the drill and cuts; the page shows it. What ends it, whatever happens, is decided here.

/** How long a drill lasts at most. */
export const drillMs = 600_000;

/** A drill that was begun. */
export interface Drill {
  /** Milliseconds since 1970 by the device's clock. */
  readonly from: number;
  readonly until: number;
  /** How often the app was opened from what is kept. */
  readonly opened: number;
  /** How many requests were refused. */
  readonly refused: number;
}

/** A drill that begins now. @param now milliseconds since 1970 */
export function beginDrill(now: number): Drill {
  return { from: now, until: now + drillMs, opened: 0, refused: 0 };
}

/**
 * Milliseconds that a drill still lasts. A clock that was put back before its beginning ends it, and so does one that
 * claims to last longer than any drill may: nobody stays cut off.
 * @param now milliseconds since 1970, by the same clock that began it
 * @returns 0 where it is over, or there is none
 */
export function drillLeft(drill: Drill | null, now: number): number {
  if (!drill || now < drill.from || drill.until - drill.from > drillMs) return 0;
  return Math.max(0, drill.until - now);
}

/** Reads a drill that was kept or sent; null for anything else. */
export function parseDrill(value: unknown): Drill | null {
  if (typeof value !== 'object' || value === null) return null;
  const { from, until, opened, refused } = value as Readonly<Record<string, unknown>>;
  return isCount(from) && isCount(until) && isCount(opened) && isCount(refused)
    ? { from, until, opened, refused }
    : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
