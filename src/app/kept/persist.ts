// Whether the browser promises not to clear what is kept when the phone runs out of room.
import { getState, setState } from '../world.ts';

/** Reads it. @returns null where the browser says nothing about it, as older ones do */
export async function readLasting(): Promise<boolean | null> {
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  const isLasting = storage?.persisted ? await storage.persisted().catch(() => null) : null;
  setState({ isLasting });
  return isLasting;
}

/** Asks for the promise. Most browsers decide by themselves, without a question to the voter. */
export async function askToLast(): Promise<void> {
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  if (!storage?.persist) return;
  const isLasting = await storage.persist().catch(() => false);
  setState({ isLasting });
}

let isAsked = false;

/** Asks once a visit, after the first answer that is kept: not of a page that somebody only looked at. */
export async function askToLastOnce(): Promise<void> {
  if (isAsked || getState().storage !== 'kept') return;
  isAsked = true;
  if ((await readLasting()) === false) await askToLast();
}
