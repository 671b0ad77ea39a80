// Tries again what did not go well: the chosen seats, or the guide itself.

import { bringSeats } from '../seat/open-seat.ts';
import { beginAgain } from '../sync/job.ts';
import { bringFirst, checkNow } from '../sync/sync.ts';
import { getState, setState } from '../world.ts';

/** Fetches what this screen is missing. */
export async function retry(): Promise<void> {
  beginAgain();
  setState({ trouble: null });
  const { head, place } = getState();
  if (place.seats.length > 0) await bringSeats();
  else if (head) await checkNow();
  else await bringFirst(null);
}
