// The guide says what its voters know best: a number, a district, a name.
import type { Screen } from '../routes.ts';
import { getState } from '../world.ts';

const screens = { pad: 'find', list: 'list', search: 'search' } as const;

/** The screen that a voter without a seat sees first. */
export function firstScreen(): Screen {
  return screens[getState().head?.guide.election.findFirst ?? 'pad'];
}
