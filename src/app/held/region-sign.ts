// The sign of what is on the screen: a region's own edition, or the newest head where no region is shown.
import type { HeldRegion } from '../../core/held/held.ts';
import { getState, getWorld } from '../world.ts';
import { type EditionSign, editionSign } from './edition-sign.ts';

/** The sign of a region's edition. */
export function regionSign(held: HeldRegion): EditionSign {
  return editionSign(held.head, !getState().problems.has(held.region), getWorld().now());
}

/** The sign of the newest head, or the worst of the regions that the voter's seats are in; null where nothing is held. */
export function screenSign(): EditionSign | null {
  const { head, regions, place, problems } = getState();
  if (!head) return null;
  const shown = [...regions.values()].filter(({ shard }) => shard.contests.some(({ id }) => place.seats.includes(id)));
  const signs = shown.map(regionSign);
  return signs.sort((a, b) => weight(b) - weight(a))[0] ?? editionSign(head, !problems.has(''), getWorld().now());
}

function weight({ tone }: EditionSign): number {
  return ['good', 'calm', 'old', 'bad'].indexOf(tone);
}
