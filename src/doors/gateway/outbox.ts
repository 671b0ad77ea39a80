// Replies on their way to a provider: a bounded queue, a few at a time, waiting as long as the provider asks. What cannot
// be sent in time is let go: who asked can ask again, and nothing is kept for anybody.
import { setTimeout as wait } from 'node:timers/promises';
import { ProviderRefusal } from './provider-call.ts';

export interface OutboxOptions<T> {
  /** Jobs that wait; more are not taken, so that the provider repeats them later. */
  readonly most: number;
  readonly atOnce: number;
  /** A reply later than this is of no use. */
  readonly patienceMs: number;
  send(job: T): Promise<void>;
  /** One was sent. */
  onSent(): void;
  /** One was let go. @param status the provider's, 0 where there was none */
  onLost(status: number): void;
}

interface Waiting<T> {
  readonly job: T;
  readonly until: number;
  readonly tries: number;
}

const maxTries = 4;
const firstPauseMs = 250;
const longestPauseMs = 60_000;

/** The queue of one channel. */
export class Outbox<T> {
  readonly #options: OutboxOptions<T>;
  #waiting: Waiting<T>[] = [];
  #running = 0;
  #pausedUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #idle = new Set<() => void>();

  constructor(options: OutboxOptions<T>) {
    this.#options = options;
  }

  /** How many are not sent yet. */
  get size(): number {
    return this.#waiting.length + this.#running;
  }

  /** Whether there is room for so many more. */
  hasRoom(count: number): boolean {
    return !this.#isClosed && this.#waiting.length + count <= this.#options.most;
  }

  /** @returns false where it is full */
  offer(job: T): boolean {
    if (!this.hasRoom(1)) return false;
    this.#waiting.push({ job, until: Date.now() + this.#options.patienceMs, tries: 0 });
    this.#pump();
    return true;
  }

  /** Takes nothing more, and waits for what is on its way. @returns how many were left behind */
  async drain(ms: number): Promise<number> {
    this.#isClosed = true;
    const ended = new Promise<void>((resolve) => {
      if (this.size === 0) resolve();
      else this.#idle.add(resolve);
    });
    const late = new AbortController();
    await Promise.race([ended, wait(ms, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    clearTimeout(this.#timer);
    const left = this.size;
    this.#waiting = [];
    return left;
  }

  #pump(): void {
    const pause = this.#pausedUntil - Date.now();
    if (pause > 0) {
      if (this.#waiting.length === 0) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#pump(), pause);
      return;
    }
    while (this.#running < this.#options.atOnce) {
      const next = this.#waiting.shift();
      if (!next) break;
      this.#running++;
      void this.#send(next).finally(() => {
        this.#running--;
        this.#pump();
        if (this.size === 0) this.#tellIdle();
      });
    }
  }

  async #send(next: Waiting<T>): Promise<void> {
    const { send, onSent, onLost } = this.#options;
    if (Date.now() > next.until) return onLost(0);
    try {
      await send(next.job);
    } catch (error) {
      // Whatever it was: its words may name the one who asked, and go no further.
      const refusal = error instanceof ProviderRefusal ? error : new ProviderRefusal(0, null, false);
      return this.#again(next, refusal);
    }
    onSent();
  }

  async #again(failed: Waiting<T>, { status, retryAfterMs, isWorthRepeating }: ProviderRefusal): Promise<void> {
    const tries = failed.tries + 1;
    const isAsked = retryAfterMs !== null;
    if (!isWorthRepeating || (!isAsked && tries >= maxTries)) return this.#options.onLost(status);
    const pauseMs = Math.min(longestPauseMs, retryAfterMs ?? firstPauseMs * 2 ** failed.tries);
    if (Date.now() + pauseMs > failed.until) return this.#options.onLost(status);
    // Asked to wait, the whole channel waits; a passing failure is this reply's own.
    if (isAsked) this.#pausedUntil = Math.max(this.#pausedUntil, Date.now() + pauseMs);
    else await wait(pauseMs);
    this.#waiting.unshift({ ...failed, tries: isAsked ? failed.tries : tries });
  }

  #tellIdle(): void {
    for (const tell of this.#idle) tell();
    this.#idle.clear();
  }
}
