// One writer a guide, over all tabs: Web Locks where there are some, else a lease in the store that its holder renews
// and that lapses when the tab dies (an http page on a LAN has no Web Locks).
import { AppError } from '../../core/errors.ts';

interface Lease {
  readonly holder: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Where a lease is kept: `replace` reads and writes in one transaction; it writes nothing where `next` says undefined. */
export interface LeasePlace {
  replace(next: (current: unknown) => unknown): Promise<boolean>;
}

const leaseMs = 10_000;
const retryMs = 250;
const maxWaitMs = 120_000;

/**
 * Runs `work` while nobody else runs under the same name.
 * @throws AppError `store/busy` when another tab holds on for two minutes
 */
export async function withLease<T>(name: string, place: LeasePlace, work: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks) return navigator.locks.request(name, work);
  const holder = `${Math.random()}${Date.now()}`;
  await takeLease(place, holder);
  const renewal = setInterval(() => {
    place.replace((current) => (isHolder(current, holder) ? fresh(holder) : undefined)).catch(() => undefined);
  }, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await place
      .replace((current) => (isHolder(current, holder) ? { holder: '', until: 0 } : undefined))
      .catch(() => undefined);
  }
}

async function takeLease(place: LeasePlace, holder: string): Promise<void> {
  const giveUpAt = performance.now() + maxWaitMs;
  while (!(await place.replace((current) => (isFree(current) ? fresh(holder) : undefined)))) {
    if (performance.now() > giveUpAt) throw new AppError('store/busy');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

function fresh(holder: string): Lease {
  return { holder, until: Date.now() + leaseMs };
}

function isLease(value: unknown): value is Lease {
  return typeof value === 'object' && value !== null && 'holder' in value && 'until' in value;
}

function isHolder(value: unknown, holder: string): boolean {
  return isLease(value) && value.holder === holder;
}

/** A date far ahead means that the clock was wound back since: such a lease is not believed. */
function isFree(value: unknown): boolean {
  return !isLease(value) || value.until < Date.now() || value.until > Date.now() + 2 * leaseMs;
}
