// Which seats may be somebody's who only knows where they stand: those whose polling stations are near. Read region by
// region and let go again, so that a whole country fits through a small phone.
import { isAppError } from '../../core/errors.ts';
import { metresBetween, type Position } from '../../core/guide/meaning/near.ts';
import { parsePlaces } from '../../core/guide/places.ts';
import type { Shard } from '../../core/guide/shard.ts';
import { openRegion, readBlob } from '../../core/held/held.ts';
import { getWorld } from '../world.ts';

export interface NearSeat {
  readonly code: string;
  /** To its nearest station. */
  readonly metres: number;
}

export interface NearSeats {
  /** The nearest first. */
  readonly seats: readonly NearSeat[];
  /** How many regions were looked through. */
  readonly regions: number;
}

const maxSeats = 4;
/** Whoever is further from every station is not in this country, or the list is not. */
const maxMetres = 50_000;

/** Looks through every region that is held. */
export async function findNearSeats(here: Position, signal: AbortSignal): Promise<NearSeats> {
  const { vault } = getWorld();
  const nearest = new Map<string, number>();
  let regions = 0;
  for (const { region } of await vault.readRegions()) {
    if (signal.aborted) break;
    const held = region === '' ? null : await openRegion(vault, region);
    if (!held) continue;
    regions++;
    await measureRegion(held.shard, here, nearest);
  }
  const seats = [...nearest]
    .map(([code, metres]) => ({ code, metres }))
    .filter(({ metres }) => metres <= maxMetres)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, maxSeats);
  return { seats, regions };
}

async function measureRegion(shard: Shard, here: Position, nearest: Map<string, number>): Promise<void> {
  for (const [contest, blob] of Object.entries(shard.places)) {
    const bytes = await readBlob(getWorld().vault, blob);
    if (!bytes) continue;
    const metres = nearestIn(bytes, here);
    if (metres < (nearest.get(contest) ?? Number.POSITIVE_INFINITY)) nearest.set(contest, metres);
  }
}

/** A list that does not read is none: the seat's own screen says so. */
function nearestIn(bytes: Uint8Array, here: Position): number {
  try {
    const positions = parsePlaces(bytes).flatMap(({ position }) => position ?? []);
    return positions.reduce((least, each) => Math.min(least, metresBetween(here, each)), Number.POSITIVE_INFINITY);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return Number.POSITIVE_INFINITY;
  }
}
