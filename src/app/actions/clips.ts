// The guide's list of recorded clips, brought to the screens after each install; loaded only where a guide has one.
import { isAppError } from '../../core/errors.ts';
import { readClips } from '../../core/held.ts';
import { getState, getWorld, setState } from '../world.ts';

let shownFor = -1;

/** Reads the list again where something was installed since. */
export async function showClips(): Promise<void> {
  const { installs } = getState();
  if (shownFor === installs) return;
  shownFor = installs;
  try {
    const found = await readClips(getWorld().vault);
    if (found?.edition !== getState().clips?.edition) setState({ clips: found });
  } catch (error) {
    // A list that this app cannot read costs the sounds, not the guide.
    if (!isAppError(error)) throw error;
  }
}
