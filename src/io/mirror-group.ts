// One go at a sync with a few mirrors: the front, which takes the newest edition that they give, then a look at each
// that has not shown all it has. Which few they are, and what is remembered, is mirror-round.ts.
import { type AppError, isAppError } from '../core/errors.ts';
import { ingest, type Outcome } from '../core/ingest/ingest.ts';
import type { IngestOptions } from '../core/ingest/ingest-options.ts';
import type { Source, Vault } from '../core/ports.ts';
import type { Peeked } from '../core/tuf/peek.ts';
import type { MirrorMark } from './mirror-book.ts';
import type { KnownMirror, MirrorChoice } from './mirror-choice.ts';
import { lookAround } from './mirror-look.ts';
import { mostTelling } from './mirror-result.ts';
import { isContentStore } from './mirror-url.ts';

export interface GroupOptions {
  readonly vault: Vault;
  readonly ingest: IngestOptions;
  /** How long a look at one mirror may take. */
  readonly lookMs: number;
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
  readonly onPhase?: ((phase: 'front' | 'others') => void) | undefined;
}

export interface GroupReport {
  /** The last ingest that ended well; null where none did. */
  readonly outcome: Outcome | null;
  /** Why there is none, or why the last one failed: of several reasons the one that tells most. */
  readonly error: AppError | null;
  /** By URL, for all that were asked. */
  readonly marks: Readonly<Record<string, MirrorMark>>;
  readonly traffic: { readonly requests: number; readonly bytes: number };
  /** Somebody gave a current answer. */
  readonly isAnswered: boolean;
}

/** @throws what is no AppError */
export async function syncGroup(
  choice: MirrorChoice,
  mirrors: readonly KnownMirror[],
  options: GroupOptions,
): Promise<GroupReport> {
  const run = new GroupRun(choice, options);
  options.onPhase?.('front');
  await run.take();
  if (!run.isFinal()) {
    options.onPhase?.('others');
    await run.lookAtOthers(mirrors);
  }
  await choice.settled();
  return run.report();
}

/** Nobody else could do better: the voter stopped it, or the device refused. */
export function isFinal(error: AppError | null): boolean {
  return error !== null && (error.code === 'source/cancelled' || isAppError(error, 'store'));
}

class GroupRun {
  readonly #choice: MirrorChoice;
  readonly #options: GroupOptions;
  /** Which edition each mirror's verified timestamp named. */
  readonly #editions = new Map<string, number>();
  #outcome: Outcome | null = null;
  #error: AppError | null = null;

  constructor(choice: MirrorChoice, options: GroupOptions) {
    this.#choice = choice;
    this.#options = options;
  }

  isFinal(): boolean {
    return isFinal(this.#error);
  }

  /** @returns whether the ingest ended well */
  async take(source: Source = this.#choice): Promise<boolean> {
    const { vault, ingest: run, onOutcome } = this.#options;
    try {
      this.#outcome = await ingest(vault, source, run);
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.#error = error;
      return false;
    }
    this.#error = null;
    const url = this.#choice.answered();
    if (url !== null) this.#editions.set(url, this.#outcome.edition);
    onOutcome?.(this.#outcome);
    return true;
  }

  async lookAtOthers(mirrors: readonly KnownMirror[]): Promise<void> {
    const { vault, ingest: run, lookMs } = this.#options;
    const failed = new Set(this.#choice.marks().flatMap(({ url, error }) => (hasNothingMore(error) ? [url] : [])));
    const others = mirrors.filter(
      ({ kind, url }) => !isContentStore(kind) && !failed.has(url) && !this.#choice.isSeen(url),
    );
    try {
      await lookAround({
        store: vault,
        choice: this.#choice,
        urls: others.map(({ url }) => url),
        options: run,
        ms: lookMs,
        onSeen: (url, seen) => this.#seen(url, seen),
        take: (url) => {
          this.#choice.prefer(url);
          return this.take(this.#newestOf(url));
        },
      });
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.#error = error;
    }
  }

  /** Roots and the timestamp of that one, who showed something newer: a quicker one may hide it. All else of any. */
  #newestOf(url: string): Source {
    const choice = this.#choice;
    const { readEach } = choice.alone(url);
    return { readEach, read: (path, options, accept) => choice.read(path, options, accept) };
  }

  #seen(url: string, { edition }: Peeked): void {
    if (edition !== null) this.#editions.set(url, edition);
  }

  async report(): Promise<GroupReport> {
    const newest = await this.#options.vault.readNewest();
    for (const [url, edition] of this.#editions) {
      if (newest && edition < newest.edition) this.#choice.mark(url, 'old');
    }
    const marks = this.#choice.marks();
    const asked = marks.filter(({ result }) => result !== 'untried');
    const { now } = this.#options.ingest;
    const isFresh = newest !== null && Date.parse(newest.expires.timestamp) > now.getTime();
    return {
      outcome: this.#outcome,
      error: this.#told(marks.flatMap(({ error }) => error ?? [])),
      marks: Object.fromEntries(
        asked.map(({ url, result, ms }) => [url, { result, ms, edition: this.#editions.get(url) ?? null }]),
      ),
      traffic: this.#choice.traffic(),
      isAnswered: isFresh && [...this.#editions.values()].some((edition) => edition >= newest.edition),
    };
  }

  /** Of what ended the ingest and what the mirrors did, that which tells most. */
  #told(others: readonly AppError[]): AppError | null {
    if (!this.#error || this.isFinal()) return this.#error;
    return mostTelling([this.#error, ...others]);
  }
}

/** It was asked and did not answer: a look would end the same way. One that answered falsely may know a newer root. */
function hasNothingMore(error: AppError | null): boolean {
  const path = /^metadata\/(timestamp|\d+\.root)\.json$/;
  return isAppError(error, 'source') && path.test(String(error.details.path));
}
