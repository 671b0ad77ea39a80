// A wait with an end, for stores that may hang: a broken one, or one that another tab holds on to.

/**
 * Waits for a piece of work, and no longer than `ms`.
 * @returns what it gives; `otherwise` where it fails or takes too long
 */
export function within<T>(work: Promise<T>, otherwise: T, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([work.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
}
