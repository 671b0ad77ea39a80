// The one ballot that a screen is about.

import { getState } from '../world.ts';
import { type KnownBallot, voterBallots } from './voter-ballots.ts';

/** The ballot of the place's contest; null while its region is not opened. */
export function shownBallot(): KnownBallot | null {
  const { place, regions } = getState();
  return (
    voterBallots([place.contest], regions.values()).known.find(({ card }) => card.contest.id === place.contest) ?? null
  );
}
