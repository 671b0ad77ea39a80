// Runs work a few at a time: over a list, or whatever comes.

/**
 * @param limit how many run at once
 * @throws what the first failing `work` threw, after those under way have ended; nothing new is begun then
 */
export async function forEachLimited<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | null = null;
  const run = async (): Promise<void> => {
    while (next < items.length && !failure) {
      const item = items[next++] as T;
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
  const failed = failure as { readonly error: unknown } | null;
  if (failed) throw failed.error;
}

/** Lets `limit` pieces of work run at once; whoever comes later waits for a turn, in order. */
export function turnsOf(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < limit) running++;
    // A turn is handed on, so that nobody comes between.
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
