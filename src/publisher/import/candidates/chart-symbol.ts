// A symbol of a chart while the chart is made, and which of them a word may be a slip of.
import type { Text } from '../../../core/guide/format/text.ts';
import { slipsAllowed, slipsBetween } from '../../../core/spelling/slips-between.ts';

/** Shorter words lie one slip from too many others. */
const minLikeLength = 3;

export interface ChartSymbol {
  readonly code: string;
  readonly name: Text;
  /** Folded spellings that mean it, its names among them. */
  readonly keys: ReadonlySet<string>;
  /** Spellings that were learnt from the list, as they were written. */
  readonly learnt: readonly string[];
  readonly isNew: boolean;
}

export interface Building {
  readonly code: string;
  readonly name: Text;
  readonly keys: Set<string>;
  readonly learnt: string[];
  readonly isNew: boolean;
  readonly mainKey: string;
  /** Its names in every language: none of them is a slip of another. */
  readonly nameKeys: ReadonlySet<string>;
  /** Of a new symbol that is rare: the one that it may be a slip of. */
  readonly like: Likeness | null;
}

export interface Likeness {
  readonly symbol: Building;
  readonly distance: number;
}

/** The symbols by code. */
export type ByCode = ReadonlyMap<string, Building>;
/** By folded spelling; null where two symbols share it. */
export type ByKey = Map<string, Building | null>;

/** One slip makes a person look even in a short word, where bowl and owl meet: nothing is decided by it. */
export function likest(key: string, byCode: ByCode): Likeness | null {
  const max = Math.max(slipsAllowed(key), key.length < minLikeLength ? 0 : 1);
  const near = [...byCode.values()]
    .filter(({ mainKey }) => mainKey.length >= minLikeLength)
    .map((symbol): Likeness => ({ symbol, distance: slipsBetween(key, symbol.mainKey, max) }))
    .filter(({ distance }) => distance <= max)
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  return best && best.distance !== next?.distance ? best : null;
}

/** The one symbol that a key could be a slip of; null where there is none or several. */
export function nearest(key: string, byCode: ByCode): Building | null {
  const max = slipsAllowed(key);
  if (max === 0) return null;
  const near = [...byCode.values()].filter(({ mainKey }) => slipsBetween(key, mainKey, max) <= max);
  return near.length === 1 ? (near[0] ?? null) : null;
}
