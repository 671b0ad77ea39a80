// What a tab does where everything was deleted, here or in another one.
import { listenToTabs } from '../held/held.ts';
import { forgetPlaces } from '../navigate.ts';
import { firstState } from '../state.ts';
import { endWork } from '../sync/job.ts';
import { enterGuide, getState, getWorld, setState } from '../world.ts';

/** Another tab deleted everything: nothing is fetched or kept here any more, and nothing of the voter is shown. */
export async function followDeletion(): Promise<void> {
  setState({ isDeleted: true });
  await endWork();
  await forgetVisit();
}

/** Nothing that this tab knew of the voter is left in it. */
export async function forgetVisit(): Promise<void> {
  const { place, words, isOnline, storage, shell, canInstall, isUpdateReady, drill, drillEnd, installs } = getState();
  enterGuide(getWorld().own);
  listenToTabs();
  setState({
    ...firstState,
    ...{ place, words, isOnline, storage, shell, canInstall, isUpdateReady, drill, drillEnd },
    isDeleted: true,
    installs: installs + 1,
  });
  await forgetPlaces(place.screen === 'kept' ? 'kept' : 'find');
}
