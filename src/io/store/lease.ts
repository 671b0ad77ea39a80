// A lease in the store: what stands for a lock on pages without Web Locks. Its holder renews it; it lapses when the tab dies,
// or stands still.
import { AppError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';
import { type IsOurs, replaceNote } from './transactions.ts';

interface Lease {
  readonly holder: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Where a lease is kept. */
export interface LeasePlace {
  /** Reads and writes in one transaction; it writes nothing where `next` says undefined. @returns whether it was written */
  replace(next: (current: unknown) => unknown): Promise<boolean>;
}

const leaseMs = 10_000;
const retryMs = 250;

/**
 * Runs `work` under a lease.
 * @param work a tab that stood still wakes up without its lease: each write has to ask in its own transaction
 * @throws AppError `store/busy` when `signal` ends the waiting
 */
export async function withLease<T>(
  { replace }: LeasePlace,
  work: (isOurs: IsOurs) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const holder = `${Math.random()}${Date.now()}`;
  const fresh = (): Lease => ({ holder, until: Date.now() + leaseMs });
  const isOurs = (kept: unknown): boolean => isLease(kept) && kept.holder === holder;
  while (!(await replace((kept) => (isFree(kept) ? fresh() : undefined)))) {
    if (signal.aborted) throw new AppError('store/busy');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  const renewal = setInterval(() => {
    replace((kept) => (isOurs(kept) ? fresh() : undefined)).catch(() => undefined);
  }, leaseMs / 3);
  try {
    return await work(isOurs);
  } finally {
    clearInterval(renewal);
    await replace((kept) => (isOurs(kept) ? { holder: '', until: 0 } : undefined)).catch(() => undefined);
  }
}

/** The lease's place in the notes. */
export function leaseIn({ run }: Connection): LeasePlace {
  return {
    replace: (next) =>
      run(
        (db) => replaceNote(db, 'lease', next),
        () => false,
        // What would write nothing into an empty store makes none: a lease ends after a deletion, too.
        next(undefined) === undefined ? 'never' : 'always',
      ),
  };
}

function isLease(value: unknown): value is Lease {
  return typeof value === 'object' && value !== null && 'holder' in value && 'until' in value;
}

/** A date far ahead means that the clock was wound back since: such a lease is not believed. */
function isFree(value: unknown): boolean {
  return !isLease(value) || value.until < Date.now() || value.until > Date.now() + 2 * leaseMs;
}
