// One go at a sync with a few mirrors: the front, which takes the newest edition that they give, then a look at each
// that has not shown all it has, then what is missing in the newest edition that can be had whole (decision 40). Which few
// they are, and what is remembered, is mirror-round.ts.
import { type AppError, endsAll, isAppError } from '../../core/errors.ts';
import { ingest, type Outcome } from '../../core/ingest/ingest.ts';
import type { IngestOptions } from '../../core/ingest/ingest-options.ts';
import { wouldBring } from '../../core/ingest/would-bring.ts';
import type { Source, Vault } from '../../core/ports.ts';
import type { Peeked } from '../../core/tuf/peek.ts';
import { type MirrorChoice, timestampPath } from '../mirror/mirror-choice.ts';
import { mostTelling } from '../mirror/mirror-result.ts';
import type { KnownMirror } from '../mirror/mirror-roster.ts';
import { isContentStore } from '../mirror/mirror-url.ts';
import type { MirrorMark } from './mirror-book.ts';
import { lookAround } from './mirror-look.ts';

/** What a group’s go is done with. */
export interface GroupOptions {
  readonly vault: Vault;
  readonly ingest: IngestOptions;
  /** How long a look at one mirror may take. */
  readonly lookMs: number;
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
  readonly onPhase?: ((phase: 'front' | 'others') => void) | undefined;
}

/** What came of a group’s go. */
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
    if (!run.isFinal()) await run.takeOlder();
  }
  await choice.settled();
  return run.report();
}

/** Nobody else could do better: the voter stopped it, or the device refused. */
export function isFinal(error: AppError | null): boolean {
  return error !== null && endsAll(error);
}

class GroupRun {
  readonly #choice: MirrorChoice;
  readonly #options: GroupOptions;
  /** Which edition each mirror's verified timestamp named. */
  readonly #editions = new Map<string, number>();
  /** Those whose timestamp was older than what is known, by the edition that it names. */
  readonly #behind = new Map<string, number>();
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
    let outcome: Outcome;
    try {
      outcome = await ingest(vault, source, run);
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.#error = error;
      return false;
    }
    this.#error = null;
    // What an older edition brought beside it takes nothing from a newer one that came.
    if (outcome.edition >= (this.#outcome?.edition ?? 0)) this.#outcome = outcome;
    // Nobody's timestamp was accepted for an older one.
    const url = outcome.kind === 'older' ? null : this.#choice.answered();
    if (url !== null) this.#editions.set(url, outcome.edition);
    onOutcome?.(outcome);
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
        take: (url) => this.#takeFrom(url),
      });
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.#error = error;
    }
  }

  /**
   * Who shows the newest timestamp may withhold what it lists. What no mirror gives of it then comes from those that are
   * behind, the newest of them first, in their own edition.
   */
  async takeOlder(): Promise<void> {
    const { vault, ingest: run } = this.#options;
    try {
      for (const [url, edition] of this.#candidates()) {
        if (!(await wouldBring(vault, run.regions, edition))) continue;
        const before = this.#error;
        const isTaken = await this.#takeFrom(url);
        if (this.isFinal()) return;
        // Why the newest one is not here tells more than why an older one is not.
        if (!isTaken) this.#error = before;
      }
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.#error = error;
    }
  }

  #takeFrom(url: string): Promise<boolean> {
    this.#choice.prefer(url);
    return this.take(this.#editionOf(url));
  }

  /** Mirrors that are behind, the newest first; last, as 0, those whose timestamp is signed by keys of before. */
  #candidates(): readonly (readonly [url: string, edition: number])[] {
    const others = this.#choice.marks().filter(({ error }) => isOfOtherKeys(error));
    const behind = [...this.#behind].sort(([, a], [, b]) => b - a);
    return [...behind, ...others.map(({ url }) => [url, 0] as const)];
  }

  /** Roots and the timestamp of that one: a quicker one may hide it, or has another. All else of any. */
  #editionOf(url: string): Source {
    const choice = this.#choice;
    const alone = choice.alone(url);
    return {
      readEach: alone.readEach,
      read: (path, options, accept) => (path === timestampPath ? alone : choice).read(path, options, accept),
    };
  }

  #seen(url: string, { edition, kind }: Peeked): void {
    if (edition === null) return;
    this.#editions.set(url, edition);
    if (kind === 'older') this.#behind.set(url, edition);
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
    // That one names the newest edition is no answer where nobody gives it.
    const given = this.#outcome?.edition ?? 0;
    return {
      outcome: this.#outcome,
      error: this.#told(marks.flatMap(({ error }) => error ?? [])),
      marks: Object.fromEntries(
        asked.map(({ url, result, ms }) => [url, { result, ms, edition: this.#editions.get(url) ?? null }]),
      ),
      traffic: this.#choice.traffic(),
      isAnswered: isFresh && given >= newest.edition,
    };
  }

  /** Of what ended the ingest and what the mirrors did, that which tells most. */
  #told(others: readonly AppError[]): AppError | null {
    if (!this.#error || this.isFinal()) return this.#error;
    return mostTelling([this.#error, ...others]);
  }
}

/** Its timestamp is signed by nobody whom the newest root names. */
function isOfOtherKeys(error: AppError | null): boolean {
  return error?.code === 'trust/signatures' && error.details.role === 'timestamp';
}

/** It was asked and did not answer: a look would end the same way. One that answered falsely may know a newer root. */
function hasNothingMore(error: AppError | null): boolean {
  const path = /^metadata\/(timestamp|\d+\.root)\.json$/;
  return isAppError(error, 'source') && path.test(String(error.details.path));
}
