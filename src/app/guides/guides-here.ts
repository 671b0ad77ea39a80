// The guides on this phone, side by side: the list, the one in use, removing with undo. Another guide is used by a new
// start of the page: nothing that the page knows of one guide is left when it shows the other.

import { type AppError, isAppError } from '../../core/errors.ts';
import type { Text } from '../../core/guide/format/text.ts';
import { notMeant } from '../../core/guide/guide.ts';
import { openHead } from '../../core/held/held.ts';
import { countVault } from '../kept/count-kept.ts';
import { addressOf, home } from '../routes.ts';
import { languageNote } from '../seat/remember.ts';
import { endWork } from '../sync/job.ts';
import { getState, getWorld, isOwnGuide, type OpenGuide, setState } from '../world.ts';
import { tellGuides } from './guide-tabs.ts';

/** A guide as the list shows it. What nothing is kept of has neither name nor edition. */
export interface GuideRow {
  /** 64 hex digits. */
  readonly id: string;
  /** Built into the app: it cannot be removed. */
  readonly isOwn: boolean;
  readonly isUsed: boolean;
  /** Removed, and can still be brought back. */
  readonly isLeaving: boolean;
  readonly name: Text | null;
  /** It says so itself: nobody stands behind it. */
  readonly standing: 'draft' | 'demo' | null;
  readonly edition: number | null;
  readonly kilobytes: number;
}

/** Every guide, the app's own first. */
export async function listGuides(): Promise<readonly GuideRow[]> {
  const { own, accepted } = getWorld();
  const list = await accepted.read();
  const others = list.accepted.filter(({ id }) => id !== own.guideId);
  return Promise.all([describe(own.guideId, false), ...others.map(({ id, isLeaving }) => describe(id, isLeaving))]);
}

async function describe(id: string, isLeaving: boolean): Promise<GuideRow> {
  const { own, guideId } = getWorld();
  const row = { id, isOwn: id === own.guideId, isUsed: id === guideId, isLeaving };
  try {
    const vault = await vaultOf(id);
    const [head, { kilobytes }] = await Promise.all([openHead(vault), countVault(vault)]);
    return {
      ...row,
      kilobytes,
      name: head?.guide.publisher.name ?? null,
      standing: head && notMeant(head.guide),
      edition: head?.edition ?? null,
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ...row, name: null, standing: null, edition: null, kilobytes: 0 };
  }
}

/** Where a guide of this phone is kept. @throws AppError `store/blocked` */
export async function vaultOf(id: string): Promise<OpenGuide['vault']> {
  const { own, guideId, vault, accepted } = getWorld();
  if (id === guideId) return vault;
  return id === own.guideId ? own.vault : accepted.openVault(id);
}

/** A guide of this phone by the first digits of its id; null where there is none. */
export async function guideBegunWith(digits: string): Promise<GuideRow | null> {
  const rows = await listGuides();
  return rows.find(({ id, isLeaving }) => !isLeaving && id.startsWith(digits)) ?? null;
}

/** Whether the page can begin anew now: kept by its worker, or from where it came. */
function canRestart(): boolean {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  return Boolean(serviceWorker?.controller) || navigator.onLine;
}

/**
 * Uses another guide of this phone from now on, in all tabs, and at the next start.
 * @param hash where it opens: "#/", "#/seat/NA-130"
 * @returns `later` where the page cannot begin anew now: it opens at the next start
 */
export async function useGuide(id: string, hash: string = addressOf(home)): Promise<'now' | 'later' | AppError> {
  const { own, accepted } = getWorld();
  try {
    await endWork();
    await keepLanguage(id);
    await accepted.use(id === own.guideId ? null : id);
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return error;
  }
  tellGuides('guides');
  if (!canRestart()) return 'later';
  // No entry of ours: what was remembered of the voter in that guide opens, as at any start.
  history.pushState(null, '', hash);
  getWorld().restart();
  return 'now';
}

/** The language is the voter's, and not a guide's. */
async function keepLanguage(id: string): Promise<void> {
  const { isLanguageKept, words } = getState();
  if (isLanguageKept) await (await vaultOf(id)).keepNote(languageNote, words.language);
}

/** Removes a guide that the voter added; it can be brought back until the list is left. The app's own stays. */
export async function removeGuide(id: string): Promise<void> {
  const { own, accepted, guideId } = getWorld();
  if (id === own.guideId) return;
  const isUsed = id === guideId;
  await tell(async () => {
    // One at a time can be brought back.
    await accepted.sweep();
    await accepted.leave(id, true);
  });
  await noteList();
  if (isUsed) await useGuide(own.guideId, '#/guides');
  else tellGuides('guides');
}

/** Brings the guide back that was removed last. */
export async function undoRemoval(id: string): Promise<void> {
  await tell(() => getWorld().accepted.leave(id, false));
  await noteList();
  tellGuides('guides');
}

/** Deletes what was removed: it is too late to undo. */
export async function sweepGuides(): Promise<void> {
  await tell(() => getWorld().accepted.sweep());
}

/** Another tab changed the list or the guide in use: this one follows. */
export async function followGuides(): Promise<void> {
  const { accepted, own, guideId } = getWorld();
  const { used } = await accepted.read();
  if ((used ?? own.guideId) === guideId) {
    await noteList();
    return;
  }
  await endWork();
  if (canRestart()) getWorld().restart();
}

/** Counts the guides again, and has their list drawn again. */
export async function noteList(): Promise<void> {
  const { accepted } = await getWorld().accepted.read();
  setState({ guides: accepted.filter(({ isLeaving }) => !isLeaving).length + 1, installs: getState().installs + 1 });
}

/** The voter has read that a guide could not be opened. */
export async function putLossAway(): Promise<void> {
  await sweepGuides();
  if (isOwnGuide()) await tell(() => getWorld().accepted.use(null));
  setState({ isGuideLost: false });
}

async function tell(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
  }
}
