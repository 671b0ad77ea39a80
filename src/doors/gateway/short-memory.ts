// What the gateway remembers of people, and how it forgets: a keyed hash under a salt that is in memory only, in two
// generations. With its salt gone, a generation says nothing of anybody even to who has the memory.
import { createHmac, randomBytes } from 'node:crypto';

export interface ShortMemoryOptions {
  /** A salt lives so long as the newest, and so long again as the one before. */
  readonly lastsMs: number;
  /** Entries of a generation; the oldest fall out. */
  readonly most: number;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Generation<T> {
  readonly salt: Buffer;
  readonly from: number;
  readonly entries: Map<string, T>;
}

/** A small table by keyed hashes that nobody can turn back. */
export class ShortMemory<T> {
  readonly #options: ShortMemoryOptions;
  #newest: Generation<T>;
  #before: Generation<T> | null = null;

  constructor(options: ShortMemoryOptions) {
    this.#options = options;
    this.#newest = generation(options.now());
  }

  get(text: string): T | undefined {
    this.#renew();
    const found = this.#newest.entries.get(hiddenKey(this.#newest.salt, text));
    if (found !== undefined || !this.#before) return found;
    return this.#before.entries.get(hiddenKey(this.#before.salt, text));
  }

  set(text: string, value: T): void {
    this.#renew();
    const { entries } = this.#newest;
    const key = hiddenKey(this.#newest.salt, text);
    entries.delete(key);
    entries.set(key, value);
    if (entries.size <= this.#options.most) return;
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }

  /** How many entries there are now. */
  get size(): number {
    this.#renew();
    return this.#newest.entries.size + (this.#before?.entries.size ?? 0);
  }

  #renew(): void {
    const now = this.#options.now();
    const age = now - this.#newest.from;
    if (age < this.#options.lastsMs) return;
    this.#before = age < 2 * this.#options.lastsMs ? this.#newest : null;
    this.#newest = generation(now);
  }
}

function generation<T>(from: number): Generation<T> {
  return { salt: randomBytes(32), from, entries: new Map() };
}

/** What stands for a text in the table: without the salt it is nothing, and with it nothing that can be turned back. */
export function hiddenKey(salt: Uint8Array, text: string): string {
  return createHmac('sha256', salt).update(text, 'utf8').digest('base64').slice(0, 22);
}
