// Moving between screens. Each step is an entry of the tab's history, so that Back goes back a screen.
import { addressOf, home, type Place, readPlace } from '../routes.ts';
import { getState, getWorld, setState } from '../world.ts';

/** Goes to a place: what is not said stays as it is, but for what belongs to one screen alone. */
export async function go(patch: Partial<Place>): Promise<void> {
  const { place } = getState();
  const next: Place = { ...place, typed: '', page: '', isAnother: false, ...patch, depth: place.depth + 1 };
  await show(next, () => history.pushState(next, '', addressOf(next)));
}

/** Changes the place without a step back to where it was: what is typed, what is chosen in a list. */
export function stay(patch: Partial<Place>): void {
  const place = { ...getState().place, ...patch };
  history.replaceState(place, '', addressOf(place));
  setState({ place });
}

/** One step back; to the first screen where the app began here. */
export function goBack(): void {
  if (getState().place.depth > 0) history.back();
  else void go(home);
}

/** Shows what the address and its history entry say, and takes a shared seat out of the address. */
export async function followAddress(): Promise<Place> {
  const place = readPlace(location.hash, history.state);
  await show(place, () => history.replaceState(place, '', addressOf(place)));
  return place;
}

async function show(place: Place, write: () => void): Promise<void> {
  const isElsewhere = getState().place.screen !== place.screen;
  if (!(await getWorld().prepareScreen(place.screen))) {
    setState({ trouble: { code: 'source/unreachable' } });
    return;
  }
  write();
  setState({ place, isIdentityTyped: false });
  if (isElsewhere) focusHeading();
}

/** Whoever listens to the page instead of seeing it is told where they are. */
function focusHeading(): void {
  requestAnimationFrame(() => {
    scrollTo(0, 0);
    document.querySelector('h1')?.focus({ preventScroll: true });
  });
}
