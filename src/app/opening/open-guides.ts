// Opens the stores of the app's own guide and of the one that was used last. Where a store gives no answer the voter is
// told, and may go on without it: nothing here waits in silence.
import { AppError, isAppError } from '../../core/errors.ts';
import type { Hints } from '../../core/guide/seats/hints.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import type { KeptFirst } from '../../io/store/first-read.ts';
import type { AcceptedGuides } from '../../io/store/guide-list.ts';
import { openIdbVault } from '../../io/store/idb-vault.ts';
import { afterDrawing } from '../after-paint.ts';
import { firstFiles } from '../held/first-files.ts';
import type { State } from '../state.ts';
import type { OpenGuide } from '../world.ts';

/** So long a slow phone's store may take; a healthy one answers in a tenth of it. */
const patienceMs = 6_000;

/** The guide that a page carries. */
interface Carried {
  readonly root: Uint8Array;
  readonly hints: Hints | null;
}

/** Where a guide is kept; `memory` goes with the tab. */
type Storage = State['storage'];

async function openGuide(
  { root, hints }: Carried,
  scope: string,
): Promise<{ readonly guide: OpenGuide; readonly storage: Storage }> {
  const id = guideId(root);
  try {
    if (typeof indexedDB === 'undefined') throw new AppError('store/blocked');
    const ahead = { filesOf: (kept: KeptFirst) => firstFiles(hints, kept), until: afterDrawing() };
    const vault = await openIdbVault({ guideId: id, scope, ahead });
    // Some browsers open a store and then refuse to read it.
    await vault.readNewest();
    return { guide: { root, hints, guideId: id, vault }, storage: 'kept' };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { guide: { root, hints, guideId: id, vault: memoryVault() }, storage: 'memory' };
  }
}

interface OpenGuides {
  readonly own: OpenGuide;
  readonly used: OpenGuide;
  readonly state: Pick<State, 'storage' | 'guides' | 'isGuideLost'>;
}

async function openKept(page: Carried, accepted: AcceptedGuides, scope: string): Promise<OpenGuides> {
  const [own, list] = await Promise.all([openGuide(page, scope), accepted.read()]);
  const here = list.accepted.filter(({ isLeaving }) => !isLeaving);
  const state = { storage: own.storage, guides: here.length + 1, isGuideLost: list.isBroken };
  const chosen = here.find(({ id }) => id === list.used);
  if (!chosen) return { own: own.guide, used: own.guide, state };
  const other = await openGuide({ root: chosen.root, hints: null }, scope);
  if (other.storage === 'kept') return { own: own.guide, used: other.guide, state };
  return { own: own.guide, used: own.guide, state: { ...state, isGuideLost: true } };
}

function openWithoutStore({ root, hints }: Carried): OpenGuides {
  const guide = { root, hints, guideId: guideId(root), vault: memoryVault() };
  return { own: guide, used: guide, state: { storage: 'memory', guides: 1, isGuideLost: false } };
}

/**
 * The app's own guide, and the one that was used last.
 * @param scope the path that the app is served from
 */
export async function openGuides(page: Carried, accepted: AcceptedGuides, scope: string): Promise<OpenGuides> {
  let isOpen = false;
  const kept = openKept(page, accepted, scope).finally(() => {
    isOpen = true;
  });
  const given = new Promise<OpenGuides>((resolve) => {
    const tell = async (): Promise<void> => {
      const { showSilentStore } = await import('./silent-store.tsx');
      await showSilentStore(() => isOpen);
      resolve(openWithoutStore(page));
    };
    // What says so may not be kept either; the store is waited for all the same.
    setTimeout(() => void (!isOpen && tell().catch(() => undefined)), patienceMs);
  });
  return Promise.race([kept, given]);
}
