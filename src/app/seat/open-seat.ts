// From a seat to its card: shown at once where it is held, else fetched; then what makes it whole, and the rest.
import type { Blob } from '../../core/guide/format/blob.ts';
import { type Candidate, isNumberBegun, regionSymbols, seatByCode, seatsForTyped } from '../../core/guide/questions.ts';
import { isHintBegun, seatsForNumber } from '../../core/guide/seats/hints.ts';
import { regionForSeat } from '../../core/guide/seats/seat-region.ts';
import { awaitAnswer, nextPaint } from '../after-paint.ts';
import { backedCandidate } from '../candidate/candidate-sign.ts';
import { refreshHeld } from '../held/held.ts';
import { keepShell } from '../install/late-install.ts';
import { askToLastOnce } from '../kept/persist.ts';
import { go } from '../navigate.ts';
import { picturesOpened } from '../pictures/pictures.ts';
import { beginAgain, isBusy, isStopped } from '../sync/job.ts';
import { bringCountry, bringFirst, bringRest, isSavingData, lookQuietly } from '../sync/sync.ts';
import { getState, getWorld, setState } from '../world.ts';
import { voterBallots } from './voter-ballots.ts';
import type { Voter } from './voters.ts';

/** The region that holds a seat: by the guide, or by the page's hint before the guide is there. */
export function regionOf(code: string): string | null {
  const { head } = getState();
  if (head) return seatByCode(head.guide, code)?.regions[0] ?? null;
  const { hints } = getWorld();
  return hints ? regionForSeat(hints, code) : null;
}

/**
 * Codes of the seats that what was typed on the pad may mean: in the order of the page's hint, so that a guide which comes
 * while they are looked at moves none of them under the finger.
 */
export function seatCodesFor(typed: string): readonly string[] {
  const { head } = getState();
  const { hints } = getWorld();
  const hinted = hints ? seatsForNumber(hints, typed.replace(/^0+(?=\d)/, '')) : [];
  if (!head) return hinted;
  const codes = seatsForTyped(head.guide, typed).map(({ code }) => code);
  return [...new Set([...hinted.filter((code) => codes.includes(code)), ...codes])];
}

/** Opens a seat's card. @param isAnother it is another ballot of the same voter */
export async function openSeat(code: string, isAnother = false): Promise<void> {
  beginAgain();
  const { place } = getState();
  const seats = isAnother ? [...place.seats, code] : [code];
  await go({ screen: 'seat', seats, contest: '', row: 0, district: -1, station: isAnother ? place.station : '' });
  await bringSeats();
}

/** Opens the card of a voter who is remembered. */
export async function openVoter(seats: Voter): Promise<void> {
  beginAgain();
  // One seat may be a family's, and its stations one for men and one for women.
  await go({ screen: 'seat', seats, contest: '', row: 0, district: -1, station: '' });
  await bringSeats();
}

/** Whether digits that are typed now may still become a seat's number: "12" where there is a 124. */
export function mayTypeOn(typed: string): boolean {
  const { head } = getState();
  if (head) return isNumberBegun(head.guide, typed);
  const { hints } = getWorld();
  return hints !== null && isHintBegun(hints, typed);
}

/** Opens what is held of some seats, so that a choice among them can show their pictures. Nothing is fetched. */
export async function openRegionsOf(codes: readonly string[]): Promise<void> {
  const { regions } = getState();
  const missing = [...new Set(codes.flatMap((code) => regionOf(code) ?? []))].filter((id) => !regions.has(id));
  if (missing.length > 0) await refreshHeld(missing);
}

let latest = 0;
const bringing = new Map<string, Promise<unknown>>();

/** Brings the regions of the chosen seats, and after them what can come later; a later choice takes over. */
export async function bringSeats(): Promise<void> {
  const mine = ++latest;
  const isLatest = (): boolean => mine === latest;
  const isHeld = chosenRegions().every((region) => getState().regions.has(region));
  const noteShown = isHeld ? (): void => undefined : awaitAnswer();
  try {
    await bringAnswerFor(isLatest);
    const here = chosenRegions().filter((region) => getState().regions.has(region));
    if (here.length > 0 && isLatest()) await bringLater(here, isLatest, noteShown);
  } finally {
    noteShown();
  }
}

async function bringAnswerFor(isLatest: () => boolean): Promise<void> {
  setState({ isBringing: true });
  try {
    await bringAnswer();
  } finally {
    if (isLatest()) setState({ isBringing: false });
  }
}

async function bringAnswer(): Promise<void> {
  const tried = new Set<string>();
  let missing = missingRegion(tried);
  while (missing !== undefined) {
    tried.add(missing);
    await bringOnce(missing);
    missing = missingRegion(tried);
  }
}

function chosenRegions(): readonly string[] {
  return [...new Set(getState().place.seats.flatMap((code) => regionOf(code) ?? []))];
}

function missingRegion(tried: ReadonlySet<string>): string | undefined {
  return chosenRegions().find((region) => !getState().regions.has(region) && !tried.has(region));
}

function bringOnce(region: string): Promise<unknown> {
  const under = bringing.get(region) ?? bringRegion(region).finally(() => bringing.delete(region));
  bringing.set(region, under);
  return under;
}

async function bringRegion(region: string): Promise<void> {
  await refreshHeld([region]);
  if (!getState().regions.has(region)) await bringFirst(region);
}

async function bringLater(regions: readonly string[], isLatest: () => boolean, noteShown: () => void): Promise<void> {
  const isWhole = regions.every((id) => getState().regions.get(id)?.isWhole);
  const onVisible = (): void => void picturesPainted().then(noteShown);
  if (!isWhole && !isStopped()) await bringRest(regions, symbolsOf(regions), blobsOnScreen(), onVisible);
  noteShown();
  if (isLatest()) await keepShell();
  if (isLatest()) void askToLastOnce();
  if (isLatest() && !isBusy() && !isStopped()) await (isSavingData() ? lookQuietly() : bringCountry());
  // A newer edition may name a newer app.
  if (isLatest()) await keepShell();
}

async function picturesPainted(): Promise<void> {
  // Drawn first, which says which pictures are wanted; opened; and drawn again with them.
  await nextPaint();
  await picturesOpened();
  await nextPaint();
}

/** What is asked for first: the same, in the same order, for every seat of these regions. */
function symbolsOf(ids: readonly string[]): readonly Blob[] {
  const { regions } = getState();
  return ids.flatMap((id) => {
    const held = regions.get(id);
    return held ? regionSymbols(held.shard, held.head.symbols) : [];
  });
}

/** Symbols of the cards that are shown: what is waited for, and never what is asked for. */
function blobsOnScreen(): readonly Blob[] {
  const { place, regions } = getState();
  const cards = voterBallots(place.seats, regions.values()).known.map(({ card }) => card);
  return cards.flatMap(({ candidates }) => candidates.flatMap(({ symbol }) => symbol?.picture ?? []));
}

/** Rows of a list that a small screen shows at once. */
const firstRows = 5;

/** Pictures that a card which is opened now shows without scrolling: of who is backed alone, else of the list's first rows. */
export function blobsSeenFirst(): readonly Blob[] {
  const { place, regions } = getState();
  const [first] = voterBallots(place.seats, regions.values()).known;
  if (place.screen !== 'seat' || !first) return [];
  const backed = backedCandidate(first.card);
  return picturesOf(backed ? [backed] : first.card.candidates.slice(0, firstRows));
}

function picturesOf(candidates: readonly Candidate[]): readonly Blob[] {
  return candidates
    .flatMap(({ symbol, photo }) => [symbol?.picture, photo])
    .filter((blob): blob is Blob => Boolean(blob));
}
