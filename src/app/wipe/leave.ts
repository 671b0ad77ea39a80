// Leaves for good: nothing of the guide is shown, the tab's history has no seat, and an empty page that names nobody stands
// where the app was. In the entry, since a tab that is told of a wipe can load nothing any more.
import { shutVaults } from '../../io/store/guide-database.ts';
import { forgetPlaces } from '../navigate.ts';
import { firstState } from '../state.ts';
import { getState, setState } from '../world.ts';

/** A step back within the page is done by then. */
const backMs = 100;

/** The page goes blank, forgets what it showed, and is cut off from what is kept: what still runs here makes nothing anew. */
export function goBlank(): void {
  shutVaults();
  document.body.hidden = true;
  document.title = '';
  const { words, place } = getState();
  setState({ ...firstState, words, place: { ...place, seats: [], typed: '' }, isDeleted: true });
}

/** Another tab wipes, or this one has: an empty page, and Back leads to what was before the app. */
export async function leaveForGood(): Promise<void> {
  goBlank();
  await forgetPlaces('find');
  // Two entries of ours are left: the empty page takes the place of the first, so that Back does not lead here. Forward
  // leads to a page of the host that says nothing.
  history.replaceState(null, '', '404.html');
  history.back();
  setTimeout(() => location.replace('about:blank'), backMs);
}
