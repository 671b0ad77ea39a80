// The start: what is held comes onto the screen before anything is fetched.

import { handNote } from '../core/note-names.ts';
import { dropEarly } from '../io/mirror/early-answer.ts';
import { loadFirstWords, pickLanguage } from '../words/languages.ts';
import { afterAnswer, afterPaint } from './after-paint.ts';
import { noteStart } from './changes/changes.ts';
import { firstScreen } from './frame/first-screen.ts';
import { listenForGuides } from './guides/guide-tabs.ts';
import { lateGuideLine } from './guides/late-guide-line.ts';
import { checkSoon } from './held/check-held.ts';
import { listenToTabs, refreshHeld } from './held/held.ts';
import { listenForInstall } from './install/install-event.ts';
import { followDeletion } from './kept/follow-deletion.ts';
import { bringAllWords } from './language/bring-words.ts';
import { entryOf, followAddress, followStep } from './navigate.ts';
import { openBefore } from './pictures/pictures.ts';
import { watchDrill } from './ready/drill.ts';
import { addressOf, home, type Place } from './routes.ts';
import { blobsSeenFirst, bringSeats, regionOf } from './seat/open-seat.ts';
import { readRemembered } from './seat/remember.ts';
import type { Voter } from './seat/voters.ts';
import { isBusy } from './sync/job.ts';
import { bringRoad } from './sync/load-road.ts';
import { bringFirst, isAskedFirst, isSavingData, lookQuietly } from './sync/sync.ts';
import { leaveForGood } from './wipe/leave.ts';
import { getState, getWorld, isOwnGuide, setState } from './world.ts';

/** With nothing typed for this long, the guide itself is fetched, or a newer edition looked for. */
const idleMs = 4_000;

/** Opens what is held and shows the first screen. */
export async function start(): Promise<void> {
  const { voters, language } = await readRemembered();
  const words = await loadFirstWords(language ?? pickLanguage(navigator.languages));
  setState({ words, voters, isLanguageKept: language !== null });
  if (getState().guides > 1 || !isOwnGuide()) await lateGuideLine.bring();
  await refreshHeld();
  // Who has nothing yet will ask for it as soon as a seat is chosen.
  if (!getState().head) void bringRoad();
  await noteStart();
  returnToSeat(voters);
  await openSeats((await followAddress()).seats);
  const pictures = blobsSeenFirst();
  if (pictures.length > 0) await openBefore(pictures);
}

/**
 * The one voter who is remembered comes first, else the way to find a seat that suits the guide's voters, unless the
 * address or the tab's history says otherwise; of several voters one is chosen.
 */
function returnToSeat(voters: readonly Voter[]): void {
  const [seats] = voters;
  const isFresh = history.state === null && /^#?\/?$/.test(location.hash);
  const isOne = seats !== undefined && voters.length === 1;
  const screen = firstScreen();
  if (!isFresh || (!isOne && screen === home.screen)) return;
  const place: Place = isOne ? { ...home, screen: 'seat', seats } : { ...home, screen };
  history.replaceState(entryOf(place), '', addressOf(place));
}

async function openSeats(seats: readonly string[]): Promise<void> {
  const regions = seats.flatMap((code) => regionOf(code) ?? []);
  if (regions.length > 0) await refreshHeld(regions);
}

/** Listens to the browser, and begins what needs no finger on the screen. */
export function carryOn(): void {
  listenToTabs();
  listenForGuides(
    () => void import('./guides/guides-here.ts').then(({ followGuides }) => followGuides()).catch(() => undefined),
    () => void followDeletion(),
    () => void leaveForGood(),
  );
  listenForInstall();
  watchDrill();
  const noteNetwork = (): void => {
    setState({ isOnline: navigator.onLine });
    if (navigator.onLine) void bringSeats();
  };
  addEventListener('online', noteNetwork);
  addEventListener('offline', noteNetwork);
  addEventListener('popstate', () => void followStep().then(bringSeats));
  // An answer that is held is painted first; one that has to be fetched waits for nothing.
  const isHeld = areHeld(getState().place.seats);
  if (isHeld || !isOwnGuide()) dropEarly();
  if (!isHeld) void bringSeats();
  void afterPaint()
    .then(afterAnswer)
    .then(() => bringLater(isHeld));
  // Every other way to find a seat needs the guide; the pad does without until a number is typed.
  if (getState().head === null && ['list', 'search'].includes(getState().place.screen)) bringHead();
  setTimeout(() => void afterAnswer().then(whenIdle), idleMs);
  checkSoon();
}

function whenIdle(): void {
  bringHead();
  sweepLater();
  // What is not kept yet and cannot be had now is missed until the next start alone.
  void import('./sync/keep-current.ts').then(({ keepCurrent }) => keepCurrent()).catch(() => undefined);
}

/** What the first answer can do without. */
function bringLater(isHeld: boolean): void {
  if (document.documentElement.dataset.seat !== undefined) {
    // The page stays as it is where that cannot be had: it says itself that nobody has checked it.
    void import('./seat-page/follow-page.tsx').then(({ followSeatPage }) => followSeatPage()).catch(() => undefined);
  }
  // Where it cannot be had, the picker at `take` is still there, and says so.
  void import('./take/ways-in.ts').then(({ openWaysIn }) => openWaysIn()).catch(() => undefined);
  if (isHeld && getState().place.seats.length > 0) void bringSeats();
  void bringAllWords();
  void writeAsChosen();
}

function areHeld(seats: readonly string[]): boolean {
  const { regions } = getState();
  return seats.every((code) => regions.has(regionOf(code) ?? ''));
}

/** Where a hand was chosen, its font comes once the answer is on the screen. */
async function writeAsChosen(): Promise<void> {
  const hand = await getWorld()
    .vault.readNote(handNote)
    .catch(() => null);
  if (hand === 'nastaliq')
    await import('./language/nastaliq.ts').then(({ showChosenHand }) => showChosenHand()).catch(() => undefined);
}

/**
 * A guide that was removed is deleted when its list is left. Where the tab was closed instead, at the next visit: not when
 * a page begins anew, as all tabs do that follow a change of the guide, while the list is still open in one of them.
 */
function sweepLater(): void {
  const [visit] = performance.getEntriesByType('navigation');
  if ((visit as PerformanceNavigationTiming | undefined)?.type === 'reload' || getState().isDeleted) return;
  void getWorld()
    .accepted.sweep()
    .catch(() => undefined);
}

function bringHead(): void {
  const { head, place, isOnline, work } = getState();
  if (place.seats.length > 0 || isBusy() || isAskedFirst() || !isOnline) return;
  if (head) void (work === null && lookQuietly());
  else if (!isSavingData()) void bringFirst(null);
}
