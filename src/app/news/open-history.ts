// The publisher's public history, for the screens that ask for it: from what is kept, else from a mirror. It names every seat, so
// that asking for it says of none that it is the voter's.
import { isAppError } from '../../core/errors.ts';
import type { History } from '../../core/guide/history.ts';
import { readHistory } from '../../core/held/held-history.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { openSeveral } from '../sync/several-mirrors.ts';
import { getState, getWorld } from '../world.ts';

/** @returns null where it cannot be had now, or cannot be read */
export async function openHistory(): Promise<History | null> {
  const { vault, root, now } = getWorld();
  const options = { root, now: now(), verifiers: ed25519Verifiers };
  try {
    return await readHistory(vault, getState().isOnline ? await openSeveral() : null, options);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}
