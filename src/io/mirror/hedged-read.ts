// One read of several candidates: the next is asked when one is late or has failed, the first answer that is accepted
// wins, and the others are let go. Knows nothing of mirrors or of what was late before: mirror-choice.ts does.
import { AppError, isAppError } from '../../core/errors.ts';
import { mostTelling } from './mirror-result.ts';

/** What an answer is: bytes that nobody has checked, or that the candidate honestly has none. */
export type Offer = Uint8Array | null;

/** One read of several candidates. */
export interface HedgedRead<C, T> {
  readonly path: string;
  /** In the order in which they are asked. */
  readonly candidates: readonly C[];
  /** No answer is longer; of a file with a known hash it is the length. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Where one is late, all that are left begin at once: for what is tiny. */
  readonly isTiny: boolean;
  /** The first honest "none" ends it. */
  readonly doesAbsenceEnd: boolean;
  /** Asks one; `onBytes` is told how many bytes more are here. */
  ask(candidate: C, signal: AbortSignal, onBytes: (length: number) => void): Promise<Offer>;
  /** Verifies; never run twice at a time. */
  take(candidate: C, bytes: Uint8Array): Promise<T>;
  /** Bytes that came from it so far, of whatever is being read from it. */
  bytesFrom(candidate: C): number;
  /** From when on a candidate that has not answered is late, ms. */
  lateAfterMs(candidate: C): number;
  onLate(candidate: C): void;
  onAbsent(candidate: C): void;
  /** @returns whether asking another one would be of no use */
  onFailure(candidate: C, error: AppError): boolean;
}

/** Bytes that go on arriving are not late at this pace; or slower, where the rest of them is soon here. */
const movingBytesPerMs = 2;
const soonMs = 6_000;

interface Attempt<C> {
  readonly candidate: C;
  bytes: number;
  seenBytes: number;
  /** Bytes that the same mirror gave in other answers. */
  seenElsewhere: number;
  /** How long it was waited for because the mirror was giving other files. */
  excusedMs: number;
}

/**
 * @returns what `take` returned; null where nobody has it
 * @throws AppError the most telling one where somebody failed and nobody's answer was accepted; `source/cancelled`
 */
export function hedgedRead<C, T>(read: HedgedRead<C, T>): Promise<{ readonly value: T } | null> {
  return new Promise((resolve, reject) => new Hedge(read, resolve, reject).begin());
}

class Hedge<C, T> {
  readonly #read: HedgedRead<C, T>;
  readonly #resolve: (found: { readonly value: T } | null) => void;
  readonly #reject: (error: unknown) => void;
  readonly #losers = new AbortController();
  readonly #arrived: { readonly attempt: Attempt<C>; readonly bytes: Uint8Array }[] = [];
  readonly #errors: AppError[] = [];
  #next = 0;
  #open = 0;
  #isTaking = false;
  #isOver = false;
  #hasAbsence = false;
  #watched: Attempt<C> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    read: HedgedRead<C, T>,
    resolve: (found: { readonly value: T } | null) => void,
    reject: (error: unknown) => void,
  ) {
    this.#read = read;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(): void {
    const { signal } = this.#read;
    signal?.addEventListener('abort', this.#cancelled);
    if (this.#isCancelled()) this.#cancelled();
    else this.#goOn();
  }

  /** Asks the next one, or ends where there is none and nothing is under way. */
  #goOn(): void {
    const candidate = this.#read.candidates[this.#next];
    if (candidate !== undefined) {
      this.#ask(candidate);
    } else if (this.#isIdle()) {
      const error = mostTelling(this.#errors);
      this.#end(() => (error ? this.#reject(error) : this.#resolve(null)));
    }
  }

  #isIdle(): boolean {
    return this.#open === 0 && !this.#isTaking && this.#arrived.length === 0;
  }

  #ask(candidate: C): void {
    this.#next++;
    this.#open++;
    const seenElsewhere = this.#read.bytesFrom(candidate);
    const attempt: Attempt<C> = { candidate, bytes: 0, seenBytes: 0, seenElsewhere, excusedMs: 0 };
    const onBytes = (length: number): void => {
      attempt.bytes += length;
    };
    this.#read.ask(candidate, this.#losers.signal, onBytes).then(
      (offer) => this.#answered(attempt, offer),
      (error: unknown) => this.#failed(attempt, error),
    );
    this.#watch(attempt, this.#read.lateAfterMs(candidate));
  }

  #watch(attempt: Attempt<C>, ms: number): void {
    clearTimeout(this.#timer);
    this.#watched = attempt;
    this.#timer = setTimeout(() => this.#late(attempt, ms), ms);
  }

  #ended(attempt: Attempt<C>): void {
    this.#open--;
    if (attempt === this.#watched) clearTimeout(this.#timer);
  }

  #late(attempt: Attempt<C>, ms: number): void {
    const pace = (attempt.bytes - attempt.seenBytes) / ms;
    attempt.seenBytes = attempt.bytes;
    // On a slow line each further mirror would slow the others.
    const isSoonHere = this.#read.maxBytes - attempt.bytes <= pace * soonMs;
    if (pace >= movingBytesPerMs || isSoonHere || this.#isInLine(attempt, ms)) {
      this.#watch(attempt, ms);
      return;
    }
    this.#read.onLate(attempt.candidate);
    if (this.#next >= this.#read.candidates.length) return;
    do this.#goOn();
    while (this.#read.isTiny && this.#next < this.#read.candidates.length);
  }

  /** Files that are asked for side by side come one after the other over a slow line: for a while that is no lateness. */
  #isInLine(attempt: Attempt<C>, ms: number): boolean {
    const elsewhere = this.#read.bytesFrom(attempt.candidate) - attempt.bytes;
    const isGiving = elsewhere > attempt.seenElsewhere;
    attempt.seenElsewhere = elsewhere;
    if (!isGiving || attempt.excusedMs + ms > soonMs) return false;
    attempt.excusedMs += ms;
    return true;
  }

  #answered(attempt: Attempt<C>, offer: Offer): void {
    if (this.#isOver || this.#isCancelled()) return;
    this.#ended(attempt);
    if (offer) {
      this.#arrived.push({ attempt, bytes: offer });
      void this.#takeArrived();
      return;
    }
    this.#read.onAbsent(attempt.candidate);
    this.#hasAbsence = true;
    if (!this.#endOnAbsence()) this.#goOn();
  }

  /** Not while somebody's bytes are being verified: they say more than that another one has none. */
  #endOnAbsence(): boolean {
    if (!this.#read.doesAbsenceEnd || !this.#hasAbsence || this.#isTaking) return false;
    this.#end(() => this.#resolve(null));
    return true;
  }

  #failed(attempt: Attempt<C>, error: unknown): void {
    if (this.#isOver || this.#isCancelled()) return;
    this.#ended(attempt);
    this.#note(attempt.candidate, error);
  }

  #note(candidate: C, error: unknown): void {
    if (!isAppError(error) || this.#read.onFailure(candidate, error)) {
      this.#end(() => this.#reject(error));
    } else {
      this.#errors.push(error);
      this.#goOn();
    }
  }

  async #takeArrived(): Promise<void> {
    if (this.#isTaking) return;
    this.#isTaking = true;
    for (let next = this.#arrived.shift(); next; next = this.#arrived.shift()) {
      const { candidate } = next.attempt;
      try {
        const value = await this.#read.take(candidate, next.bytes);
        this.#end(() => this.#resolve({ value }));
        return;
      } catch (error) {
        if (this.#isCancelled()) this.#end(() => this.#reject(this.#cancellation()));
        else this.#note(candidate, error);
        if (this.#isOver) return;
      }
    }
    this.#isTaking = false;
    if (!this.#endOnAbsence() && this.#isIdle()) this.#goOn();
  }

  /** What is being verified is verified to its end: it may write, and its caller must not go on beside it. */
  readonly #cancelled = (): void => {
    clearTimeout(this.#timer);
    this.#losers.abort();
    if (!this.#isTaking) this.#end(() => this.#reject(this.#cancellation()));
  };

  #isCancelled(): boolean {
    return this.#read.signal?.aborted === true;
  }

  #cancellation(): AppError {
    return new AppError('source/cancelled', { path: this.#read.path });
  }

  #end(settle: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#read.signal?.removeEventListener('abort', this.#cancelled);
    this.#losers.abort();
    settle();
  }
}
