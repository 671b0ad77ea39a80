// After the front of a round: a look at each other mirror for a newer edition or root, all at once, and an ingest from
// whoever has one. A mirror that hides something is found out by those that do not.
import { isAppError } from '../../core/errors.ts';
import { type Peeked, peek } from '../../core/tuf/peek.ts';
import type { MetadataStore, RefreshOptions } from '../../core/tuf/refresh-run.ts';
import type { MirrorChoice } from '../mirror/mirror-choice.ts';

type PeekOptions = Omit<RefreshOptions, 'expiry'>;

/**
 * Looks at one mirror; what comes of it is marked on the choice.
 * @param ms how long the whole look may take
 * @returns null where it gave no answer that verifies
 * @throws AppError `source/cancelled` by the caller's signal, `store/…`
 */
export async function lookAt(
  store: MetadataStore,
  choice: MirrorChoice,
  url: string,
  options: PeekOptions,
  ms: number,
): Promise<Peeked | null> {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  options.signal?.addEventListener('abort', end);
  if (options.signal?.aborted) end();
  const timer = setTimeout(end, ms);
  try {
    const seen = await peek(store, choice.alone(url), { ...options, signal: controller.signal });
    if (seen.kind === 'older') choice.mark(url, 'old');
    return seen;
  } catch (error) {
    if (!isAppError(error) || isAppError(error, 'store') || options.signal?.aborted) throw error;
    // Drop by drop, a little faster than a drip.
    if (controller.signal.aborted) choice.mark(url, 'slow');
    return null;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', end);
  }
}

/** Which mirrors are looked at, and what becomes of what they have. */
export interface LookAround {
  readonly store: MetadataStore;
  readonly choice: MirrorChoice;
  readonly urls: readonly string[];
  readonly options: PeekOptions;
  readonly ms: number;
  /** What a mirror's verified timestamp says. */
  onSeen(url: string, seen: Peeked): void;
  /** Takes what it has. @returns whether that went well */
  take(url: string): Promise<boolean>;
}

/**
 * Looks at all of them at once; those that have something newer are taken from, one after another.
 * @throws AppError `source/cancelled`, `store/…`
 */
export async function lookAround({ store, choice, urls, options, ms, onSeen, take }: LookAround): Promise<void> {
  let taken: Peeked | null = null;
  let last: Promise<void> = Promise.resolve();
  const look = async (url: string): Promise<Peeked | null> => {
    const seen = await lookAt(store, choice, url, options, ms);
    if (seen) onSeen(url, seen);
    return seen;
  };
  const takeNewer = async (url: string, seen: Peeked): Promise<void> => {
    const before = taken;
    // Another one was as new, and is installed by now.
    if (before?.version && seen.version && seen.version <= before.version) return;
    // Something was taken since: what this one has may be the same.
    const now = before ? await look(url) : seen;
    if (now?.kind === 'newer' && (await take(url))) taken = now;
  };
  const looks = urls.map(async (url) => {
    const seen = await look(url);
    if (seen?.kind !== 'newer') return;
    const turn = last.then(() => takeNewer(url, seen));
    last = turn;
    await turn;
  });
  await allEnded(looks);
}

/** Waits for all of them, then throws what the first failing one threw: nothing goes on behind the caller's back. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}
