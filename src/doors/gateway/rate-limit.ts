// How often one sender is answered: so many at once, and then as fast as they fill up again.
import { ShortMemory } from './short-memory.ts';

export interface RateOptions {
  /** Answers that one sender may have at once. */
  readonly burst: number;
  /** And then one more after so long. */
  readonly everyMs: number;
  /** Senders that are remembered at all. */
  readonly most: number;
  readonly now: () => number;
}

/** `first`: refused, and told so once. */
export type Allowed = 'yes' | 'first' | 'no';

interface Bucket {
  readonly left: number;
  readonly at: number;
  readonly wasTold: boolean;
}

/** A salt and what it hides live so long. */
const lastsMs = 10 * 60_000;

/** A limit for each sender. */
export class RateLimit {
  readonly #options: RateOptions;
  readonly #buckets: ShortMemory<Bucket>;

  constructor(options: RateOptions) {
    this.#options = options;
    this.#buckets = new ShortMemory({ lastsMs, most: options.most, now: options.now });
  }

  /** Counts one question of a sender. */
  take(sender: string): Allowed {
    const { burst, everyMs, now } = this.#options;
    const at = now();
    const before = this.#buckets.get(sender) ?? { left: burst, at, wasTold: false };
    const left = Math.min(burst, before.left + (at - before.at) / everyMs);
    const isAllowed = left >= 1;
    // Told anew only after a rest: else who never stops, or a machine that answers, gets two replies for each that is due.
    const wasTold = before.wasTold && left < burst;
    this.#buckets.set(sender, { left: isAllowed ? left - 1 : left, at, wasTold: wasTold || !isAllowed });
    if (isAllowed) return 'yes';
    return wasTold ? 'no' : 'first';
  }
}
