// What keeps the guide in use from being anybody's word: what it says itself, and before it is here what its page says.
import { notMeant } from '../../core/guide/guide.ts';
import { getState, getWorld } from '../world.ts';

/** @returns null for a guide that is meant, and where nothing is known yet */
export function standingNow(): ReturnType<typeof notMeant> {
  return notMeant(getState().head?.guide ?? getWorld().hints ?? {});
}
