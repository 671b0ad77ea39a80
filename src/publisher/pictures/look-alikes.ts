// Which drawings of a chart may be taken for each other, and which one comes nearest to each.
import { distance, guess, type Ink } from './likeness.ts';

/** Nearer than this, people take one for the other at 48 px: measured in tests/publisher/pictures/likeness.test.ts. */
export const alikeDistance = 0.18;
/** Nearer than this, it is the same drawing saved twice. */
export const sameDistance = 0.03;
/** How far the quick guess may be above the distance. */
const guessSlack = 0.15;
/** So many are looked at closely where the nearest one is wanted. */
const maxClose = 6;

export interface Pair<T> {
  readonly a: T;
  readonly b: T;
  readonly distance: number;
}

/** An item with its drawing. */
export interface Inked<T> {
  readonly item: T;
  readonly ink: Ink;
}

/** Every pair that is nearer than `alikeDistance`, in the order of the items. */
export function lookAlikes<T>(all: readonly Inked<T>[]): readonly Pair<T>[] {
  const pairs: Pair<T>[] = [];
  all.forEach((one, i) => {
    for (let j = i + 1; j < all.length; j++) {
      const other = all[j];
      if (!other || guess(one.ink, other.ink) > alikeDistance + guessSlack) continue;
      const found = distance(one.ink, other.ink);
      if (found < alikeDistance) pairs.push({ a: one.item, b: other.item, distance: found });
    }
  });
  return pairs;
}

/** For each item the one that looks most like it; null where it is alone. */
export function nearestOf<T>(all: readonly Inked<T>[]): ReadonlyMap<T, Pair<T> | null> {
  return new Map(
    all.map((one) => {
      const others = all.filter((other) => other !== one);
      const close = others
        .map((other) => ({ other, quick: guess(one.ink, other.ink) }))
        .sort((a, b) => a.quick - b.quick)
        .slice(0, maxClose);
      const [nearest] = close
        .map(({ other }) => ({ a: one.item, b: other.item, distance: distance(one.ink, other.ink) }))
        .sort((a, b) => a.distance - b.distance);
      return [one.item, nearest ?? null];
    }),
  );
}
