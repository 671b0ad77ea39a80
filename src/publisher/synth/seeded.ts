// Random numbers that are the same for the same seed: a benchmark's guide must be the same guide each time. Not for keys
// or anything else that must not be guessed.

export interface Seeded {
  /** 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** The generator mulberry32: 32 bits of state, good enough to look mixed. @source public domain, Tommy Ettinger */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (items) => items[below(items.length)] ?? items[0] };
}
