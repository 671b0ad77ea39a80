// What changed between editions: read for the news, put away on a card. Only the edition of the last start is kept, which
// says nothing of the voter.
import { isAppError } from '../../core/errors.ts';
import { readAllChanges } from '../../core/held/held.ts';
import type { RegionChange } from '../../core/ports.ts';
import { afterDrawing } from '../after-paint.ts';
import { getState, getWorld, setState } from '../world.ts';
import { keyOfChange } from './change-sign.ts';

const startNote = 'edition-at-start';

/** At a start: what is newer than the edition of the start before stays on the cards; the next start counts from here. */
export async function noteStart(): Promise<void> {
  const { head } = getState();
  if (!head) return;
  const { vault } = getWorld();
  try {
    const before = await vault.readNote(startNote);
    if (typeof before === 'number') setState({ editionBefore: before });
    if (before === head.edition) return;
    // Nothing that the answer needs: it is written once that is drawn.
    const keep = (): Promise<void> => vault.keepNote(startNote, head.edition, { mayMake: false });
    void afterDrawing().then(keep).catch(leaveOut);
  } catch (error) {
    leaveOut(error);
  }
}

/** A store that takes nothing has no last start: only the newest edition's changes are on the cards then. */
function leaveOut(error: unknown): void {
  if (!isAppError(error)) throw error;
}

/** The voter has seen these: the cards of this tab no longer show them. */
export function putChangesAway(changes: readonly RegionChange[]): void {
  setState({ seenChanges: new Set([...getState().seenChanges, ...changes.map(keyOfChange)]) });
}

/** The changes of every region that is held and stands. */
export async function allChanges(): Promise<readonly RegionChange[]> {
  try {
    return await readAllChanges(getWorld().vault, getState().problems);
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return [];
  }
}
