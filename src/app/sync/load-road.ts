// Code of fetching that comes when it is needed, and the sources that it opens: the page's own mirror, or the best of several.
import { AppError } from '../../core/errors.ts';
import type { Source } from '../../core/ports.ts';
import { getWorld, ownMirror } from '../world.ts';

/** The page's own tree; null where it has none. @throws AppError as loadRoad */
export async function openOwn(signal: AbortSignal | undefined): Promise<Source | null> {
  const own = ownMirror();
  return own === null ? null : (await loadRoad(signal)).openOwn(own, getWorld().fetch);
}

/** The best mirrors as one source; the page's own where that part of the app cannot be had now. */
export async function openSource(signal: AbortSignal | undefined): Promise<Source> {
  const several = await import('./several-mirrors.ts').catch(() => null);
  const source = several ? await several.openSeveral() : await openOwn(signal);
  if (!source) throw new AppError('source/unreachable');
  return source;
}

/** null where that part of the app is not kept yet and cannot be had now. */
export function loadRounds(): Promise<typeof import('./rounds.ts') | null> {
  return import('./rounds.ts').catch(() => null);
}

type Road = typeof import('./road.ts');

let road: Road | null = null;

/** Loads what fetches and verifies, for who will soon ask for it. */
export function bringRoad(): Promise<unknown> {
  return loadRoad(undefined).catch(() => null);
}

/**
 * Everything that fetches and verifies.
 * @throws AppError `source/unreachable` where it is not kept yet and cannot be had now; `source/cancelled`
 */
export async function loadRoad(signal: AbortSignal | undefined): Promise<Road> {
  if (road) return road;
  const loading = import('./road.ts').catch((cause: unknown) => {
    throw new AppError('source/unreachable', {}, { cause });
  });
  // What hangs on its way holds up nobody who stops it, nor a deletion.
  road = await Promise.race([loading, ...(signal ? [cancelled(signal)] : [])]);
  return road;
}

function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new AppError('source/cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
