// Whether the voter has ever made a file or a code of the guide on this phone: that it was tried, not when or how often.
import { isAppError } from '../../core/errors.ts';
import { getWorld } from '../world.ts';

const note = 'tried';
const ways = ['code', 'file'] as const;
/** A way in which the guide leaves this phone. */
export type Way = (typeof ways)[number];

/** The ways that were tried. */
export async function readTried(): Promise<ReadonlySet<Way>> {
  return new Set(triedWays(await getWorld().vault.readNote(note)));
}

function triedWays(kept: unknown): readonly Way[] {
  return Array.isArray(kept) ? ways.filter((way) => kept.includes(way)) : [];
}

/** Notes that a way was tried; a phone that keeps nothing only forgets that it was. */
export async function noteTried(way: Way): Promise<void> {
  try {
    const add = (kept: unknown): readonly Way[] => [...new Set([...triedWays(kept), way])];
    await getWorld().vault.changeNote(note, add, { mayMake: false });
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}
