// The guide says what its voters know best: a number, a district, a name.
import type { Screen } from '../routes.ts';
import { getState, getWorld } from '../world.ts';

const screens = { pad: 'find', list: 'list', search: 'search' } as const;

/** The screen that a voter without a seat sees first; by the page's hint as long as the guide is not here. */
export function firstScreen(): Screen {
  return screens[getState().head?.guide.election.findFirst ?? getWorld().hints?.findFirst ?? 'pad'];
}
