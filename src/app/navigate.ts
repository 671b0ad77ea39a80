// Moving between screens. Each step is an entry of the tab's history, so that Back goes back a screen.

import { firstScreen } from './frame/first-screen.ts';
import { addressOf, home, type Place, readPlace } from './routes.ts';
import { encodeMeeting, meetingByHash } from './who/meeting.ts';
import { getState, getWorld, setState } from './world.ts';

/** Where the tab's history stands while its screen is still being loaded; null where the screen that is shown is its own. */
let ahead: Place | null = null;

/** Goes to a place: what is not said stays as it is, but for what belongs to one screen alone. */
export async function go(patch: Partial<Place>): Promise<void> {
  const { place } = getState();
  const next: Place = {
    ...place,
    typed: '',
    page: '',
    claim: '',
    isAnother: false,
    ...patch,
    depth: (ahead ?? place).depth + 1,
  };
  await show(next, () => history.pushState(entryOf(next), '', addressOf(next)));
}

/** A place as the tab's history keeps it: beside it stands of which guide it is, so that no other guide shows it. */
export function entryOf(place: Place): Place & { readonly guide: string } {
  return { ...place, guide: getWorld().guideId };
}

/** What the tab's history keeps here, where it is of the guide in use; null for nothing. */
function ownEntry(): unknown {
  const entry = history.state as unknown;
  if (typeof entry !== 'object' || entry === null) return null;
  // Entries from before there were several guides are of the app's own.
  const { guide = getWorld().own.guideId } = entry as { readonly guide?: unknown };
  return guide === getWorld().guideId ? entry : null;
}

/** Changes the place without a step back to where it was: what is typed, what is chosen in a list. */
export function stay(patch: Partial<Place>): void {
  const place = { ...getState().place, ...patch };
  // After Back the entry is another screen's, although this one is still shown.
  if (!ahead) history.replaceState(entryOf(place), '', addressOf(place));
  setState({ place });
}

/** One step back; to the first screen where the app began here. */
export function goBack(): void {
  if ((ahead ?? getState().place).depth > 0) history.back();
  else void go({ ...home, screen: firstScreen() });
}

let isForgetting = false;
/** No step through the history takes longer; where there is no such step, nothing comes. */
const stepMs = 1_000;

/** Takes every place of this visit out of the tab's history: the chosen seats stand in its entries. */
export async function forgetPlaces(screen: 'find' | 'kept'): Promise<void> {
  const { depth } = ahead ?? getState().place;
  isForgetting = true;
  try {
    if (depth > 0) await stepBack(depth);
    history.replaceState(entryOf(home), '', addressOf(home));
    // A new entry also drops those that Forward would lead to.
    const place: Place = { ...home, screen, depth: 1 };
    history.pushState(entryOf(place), '', addressOf(place));
    ahead = null;
    setState({ place });
  } finally {
    isForgetting = false;
  }
}

function stepBack(steps: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('popstate', done);
      resolve();
    };
    const timer = setTimeout(done, stepMs);
    addEventListener('popstate', done);
    history.go(-steps);
  });
}

/** After a step through the history: an address that was typed or followed inside the tab is one step further. */
export function followStep(): Promise<Place> {
  return history.state === null ? followAddress((ahead ?? getState().place).depth + 1) : followAddress();
}

/**
 * Shows what the address and its history entry say, and takes a shared seat out of the address. After a deletion an
 * entry that is left says nothing of the voter.
 * @param depth how many of our own entries lie before this one, where the entry itself does not know
 */
export async function followAddress(depth = readPlace(location.hash, ownEntry()).depth): Promise<Place> {
  if (isForgetting) return getState().place;
  const place = strangerPlace(depth) ?? {
    ...readPlace(location.hash, getState().isDeleted ? null : ownEntry()),
    depth,
  };
  if (place.seats.length > 0) setState({ isDeleted: false });
  ahead = place;
  await show(place, () => history.replaceState(entryOf(place), '', addressOf(place)));
  return place;
}

/** A link that wants another publisher than this page's: both are shown before anything is fetched. */
function strangerPlace(depth: number): Place | null {
  const link = meetingByHash('link', location.hash);
  if (!link || getWorld().guideId.startsWith(link.guide)) return null;
  return { ...home, screen: 'compare', claim: encodeMeeting(link), depth };
}

let steps = 0;

async function show(place: Place, write: () => void): Promise<void> {
  const isElsewhere = spotOf(getState().place) !== spotOf(place);
  steps++;
  const step = steps;
  const isReady = await getWorld().prepareScreen(place.screen);
  // Whoever went on while a screen was being loaded is not pulled back to it.
  if (step !== steps) return;
  if (!isReady) {
    setState({ trouble: { code: 'source/unreachable' } });
    return;
  }
  write();
  ahead = null;
  setState({ place, isIdentityTyped: false });
  if (isElsewhere) focusHeading();
}

/** What makes another page of the same screen: not a second ballot below the first, nor what is typed. */
function spotOf({ screen, page, contest, district, claim }: Place): string {
  return JSON.stringify([screen, page, contest, district, claim]);
}

let headings: MutationObserver | null = null;
const leaveHeading = (): void => headings?.disconnect();

/**
 * Whoever listens to the page instead of seeing it is told where they are. A screen whose content comes later draws its
 * heading anew: until somebody does something, the new one has the focus.
 */
function focusHeading(): void {
  const focus = (): void => document.querySelector('h1')?.focus({ preventScroll: true });
  requestAnimationFrame(() => {
    // Behind a seat's page, which somebody is reading.
    if (document.getElementById('app')?.hidden) return;
    scrollTo(0, 0);
    focus();
    leaveHeading();
    // With the frame, which lays the screen out anyway: at once it would be laid out within the drawing, as one long task.
    headings = new MutationObserver(() => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focus();
      });
    });
    headings.observe(document.body, { childList: true, subtree: true });
    for (const deed of ['pointerdown', 'keydown']) addEventListener(deed, leaveHeading, { once: true });
  });
}
