// A phone without room: what comes is kept in memory, for this visit. Loaded where the store said that it is full.
import { isAppError } from '../../core/errors.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import { getState, getWorld, isOwnGuide, openWorld, setState } from '../world.ts';

/**
 * Where nothing of the guide is held yet, a vault in memory takes the full one's place; what is held stays where it is.
 * @param error what ended the taking
 * @returns whether it is worth another try
 */
export function keepInMemory(error: unknown): boolean {
  const { head, storage } = getState();
  if (!isAppError(error) || error.code !== 'store/full' || head !== null || storage === 'memory') return false;
  const world = getWorld();
  const vault = memoryVault();
  openWorld({ ...world, vault, ...(isOwnGuide() && { own: { ...world.own, vault } }) });
  setState({ storage: 'memory' });
  return true;
}
