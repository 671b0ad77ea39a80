// A time by which a piece of work has to be done, beside the signal that the voter's own wish gives.

/**
 * Runs `work` with a signal that ends with `outer`, and at the latest after `ms`.
 * @throws what `work` throws
 */
export async function withDeadline<T>(
  outer: AbortSignal | undefined,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  if (outer?.aborted) end();
  outer?.addEventListener('abort', end);
  const timer = setTimeout(end, ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', end);
  }
}
