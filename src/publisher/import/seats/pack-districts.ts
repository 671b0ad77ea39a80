// Seats in a line, district after district, are cut into regions of a bounded weight: as few as can be, districts whole
// where that costs no region more, and even among themselves. The best of all ways to cut, by dynamic programming.

/** A seat in the line. */
export interface Parcel<T> {
  readonly seat: T;
  /** In candidates. */
  readonly weight: number;
  /** The district's place in the line. */
  readonly district: number;
}

/** What a region costs; a cut through a district costs one, and one more for each part that a region mixes with others. */
const regionCost = 4;

interface Way {
  /** Where its last region starts. */
  readonly from: number;
  readonly cost: number;
  /** Sum of squared weights: the less, the more even. */
  readonly spread: number;
}

/**
 * @param line seats in an order in which neighbours stand side by side
 * @param maxWeight of one region; a seat that is heavier stands alone
 * @returns the regions, in the line's order
 */
export function packDistricts<T>(line: readonly Parcel<T>[], maxWeight: number): readonly (readonly Parcel<T>[])[] {
  const ways: Way[] = [{ from: 0, cost: 0, spread: 0 }];
  for (let end = 1; end <= line.length; end++) ways.push(bestWay(line, end, ways, maxWeight));
  const regions: (readonly Parcel<T>[])[] = [];
  for (let end = line.length; end > 0; ) {
    const from = ways[end]?.from ?? 0;
    regions.unshift(line.slice(from, end));
    end = from;
  }
  return regions;
}

/** The best way to cut the first `end` seats, from the best ways for fewer. */
function bestWay<T>(line: readonly Parcel<T>[], end: number, ways: readonly Way[], maxWeight: number): Way {
  let best: Way | undefined;
  let weight = 0;
  const cutAtEnd = isCut(line, end) ? 1 : 0;
  for (let from = end - 1; from >= 0; from--) {
    weight += line[from]?.weight ?? 0;
    const before = ways[from];
    if (!before || (best && weight > maxWeight)) break;
    const cut = isCut(line, from) ? 1 : 0;
    const isMixed = line[from]?.district !== line[end - 1]?.district;
    const cost = before.cost + regionCost + cut + (isMixed ? cut + cutAtEnd : 0);
    const spread = before.spread + weight * weight;
    if (!best || cost < best.cost || (cost === best.cost && spread < best.spread)) best = { from, cost, spread };
  }
  return best ?? { from: 0, cost: 0, spread: 0 };
}

/** Whether a region that starts at `at` starts inside a district. */
function isCut<T>(line: readonly Parcel<T>[], at: number): boolean {
  return at > 0 && line[at - 1]?.district === line[at]?.district;
}
