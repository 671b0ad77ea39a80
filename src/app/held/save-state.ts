// Whether a card will still be there without internet: its region, its pictures, and the app itself.
import type { HeldRegion } from '../../core/held/held.ts';
import type { State } from '../state.ts';

export type SaveState = 'saving' | 'saved' | 'part' | 'unsaved';

/** @param held the regions that the card stands on */
export function saveState(state: State, held: readonly HeldRegion[]): SaveState {
  if (state.storage === 'memory' || state.shell === 'unsupported') return 'unsaved';
  const isWhole = held.length > 0 && held.every((region) => region.isWhole);
  if (isWhole && state.shell === 'stored') return 'saved';
  const isUnderWay = state.work?.kind === 'first' || state.work?.kind === 'pictures' || state.shell === 'storing';
  return isUnderWay ? 'saving' : 'part';
}
