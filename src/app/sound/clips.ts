// The guide's list of recorded clips, brought to the screens after each install; loaded only where a guide has one.
import { isAppError } from '../../core/errors.ts';
import { readClips } from '../../core/held/held-clips.ts';
import { soundsNote } from '../../core/held/kept-sounds.ts';
import { isThrifty } from '../sync/sync-policy.ts';
import { getState, getWorld, onOtherGuide, setState } from '../world.ts';

let shownFor = -1;
onOtherGuide(() => {
  shownFor = -1;
});

/** Sounds that the voter keeps follow the edition; what does that is loaded where there are any. */
async function bringKeptSounds(): Promise<void> {
  if ((await getWorld().vault.readNote(soundsNote)) === null) return;
  const part = await import('./sound-packs.ts').catch(() => null);
  await part?.refreshPacks(getState().isOnline && !isThrifty(getWorld().connection()));
}

/** Reads the list again where something was installed since. */
export async function showClips(): Promise<void> {
  const { installs } = getState();
  if (shownFor === installs) return;
  shownFor = installs;
  const { vault } = getWorld();
  try {
    const found = await readClips(vault);
    if (vault !== getWorld().vault || found?.edition === getState().clips?.edition) return;
    setState({ clips: found });
    if (found) await bringKeptSounds();
  } catch (error) {
    // A list that this app cannot read costs the sounds, not the guide.
    if (!isAppError(error)) throw error;
  }
}
