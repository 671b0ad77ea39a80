// One writer a guide, over all tabs: Web Locks where there are some, else a lease in the store. An http page on a LAN has no
// Web Locks; the code of the lease comes where it is needed. With what fetches: who only reads needs none of it.
import { AppError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';
import type { IsOurs } from './transactions.ts';

const maxWaitMs = 120_000;

/**
 * Runs `work` while nobody else runs under the same name.
 * @param connection where a lease is kept
 * @param work is given null under a lock, which nobody loses
 * @param signal ends the waiting, not the work
 * @throws AppError `store/busy` when another tab, or a page that was put aside, holds on for two minutes; `source/cancelled`;
 *   `source/unreachable` where the code of the lease cannot be had
 */
export async function asOneWriter<T>(
  name: string,
  connection: Connection,
  work: (isOurs: IsOurs | null) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const waiting = new AbortController();
  const giveUp = (): void => waiting.abort();
  const timer = setTimeout(giveUp, maxWaitMs);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  let hasBegun = false;
  const begin = (isOurs: IsOurs | null): Promise<T> => {
    hasBegun = true;
    return work(isOurs);
  };
  try {
    if (typeof navigator !== 'undefined' && navigator.locks)
      return await navigator.locks.request(name, { signal: waiting.signal }, () => begin(null));
    const lease = await import('./lease.ts').catch(() => null);
    if (!lease) throw new AppError('source/unreachable');
    return await lease.withLease(lease.leaseIn(connection), begin, waiting.signal);
  } catch (error) {
    if (hasBegun || !waiting.signal.aborted) throw error;
    throw new AppError(signal?.aborted ? 'source/cancelled' : 'store/busy');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
