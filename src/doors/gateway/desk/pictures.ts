// Pictures of seats, each drawn once for an edition and a language and then at hand, as long as there is room.

export interface PicturesOptions {
  /** All of them together. */
  readonly maxBytes: number;
  /** Drawing is work for the whole computer: more than these wait their turn … */
  readonly atOnce: number;
  /** … and more than these get none. */
  readonly mostWaiting: number;
}

type Draw = () => Promise<Uint8Array | null>;

/** Drawn pictures by key, the ones that nobody asked for longest falling out first. */
export class Pictures {
  readonly #options: PicturesOptions;
  readonly #drawn = new Map<string, Uint8Array>();
  readonly #underWay = new Map<string, Promise<Uint8Array | null>>();
  readonly #turns: (() => void)[] = [];
  #running = 0;
  #bytes = 0;

  constructor(options: PicturesOptions) {
    this.#options = options;
  }

  /** @returns null where it cannot be drawn, or too many wait */
  async get(key: string, draw: Draw): Promise<Uint8Array | null> {
    const known = this.#drawn.get(key);
    if (known) {
      this.#drawn.delete(key);
      this.#drawn.set(key, known);
      return known;
    }
    const begun = this.#underWay.get(key);
    if (begun) return begun;
    if (this.#turns.length >= this.#options.mostWaiting) return null;
    const drawing = this.#draw(key, draw).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, drawing);
    return drawing;
  }

  /** Another edition: what was drawn is not asked for any more. */
  clear(): void {
    this.#drawn.clear();
    this.#bytes = 0;
  }

  async #draw(key: string, draw: Draw): Promise<Uint8Array | null> {
    if (this.#running >= this.#options.atOnce) await new Promise<void>((resolve) => this.#turns.push(resolve));
    this.#running++;
    try {
      const drawn = await draw().catch(() => null);
      if (drawn) this.#keep(key, drawn);
      return drawn;
    } finally {
      this.#running--;
      this.#turns.shift()?.();
    }
  }

  #keep(key: string, drawn: Uint8Array): void {
    this.#drawn.set(key, drawn);
    this.#bytes += drawn.length;
    for (const [oldest, bytes] of this.#drawn) {
      if (this.#bytes <= this.#options.maxBytes) return;
      this.#drawn.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}
