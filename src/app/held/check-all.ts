// The check of all that is held, with the signatures that it knows: apart from check-held.ts, which only says when.
import { checkStore, type StoreProblem } from '../../core/held/check-store.ts';
import type { Vault } from '../../core/ports.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';

/** @throws AppError as checkStore */
export function checkAll(vault: Vault, root: Uint8Array, now: Date): Promise<readonly StoreProblem[]> {
  return checkStore(vault, { root, verifiers: ed25519Verifiers, now });
}
