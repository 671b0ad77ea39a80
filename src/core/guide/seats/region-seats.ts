// Which seats a region speaks for, by the guide's directory, and what a region's list says of others: whoever signs one region
// could else list the candidates of another, or say where its voters go.
import type { Guide } from '../guide.ts';
import type { Shard } from '../shard.ts';

/** The directory's seat codes by region; a seat of several regions stands under each. */
export function seatsByRegion({
  seats,
  regions,
}: Pick<Guide, 'seats' | 'regions'>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = regions.map(({ id }) => [id, new Set<string>()] as const);
  seats.code.forEach((code, row) => {
    const region = seats.region[row] as number | readonly number[];
    for (const each of typeof region === 'number' ? [region] : region) found[each]?.[1].add(code);
  });
  return new Map(found);
}

/**
 * What a region's list says of somewhere else: a contest, a list of places, a voting area without a seat of its own.
 * @param own the region's seats
 * @returns the id of the first one; null where it keeps to its own
 */
export function foreignIn({ contests, places, areas }: Shard, own: ReadonlySet<string>): string | null {
  const here = new Set(contests.map(({ id }) => id));
  return (
    contests.find(({ id }) => !own.has(id))?.id ??
    Object.keys(places).find((id) => !here.has(id)) ??
    areas.find(({ contestIds }) => !contestIds.some((id) => here.has(id)))?.id ??
    null
  );
}
