// Tries a content store with a file that is held already. Never one that tells of a seat: parts of the guide's head,
// which every phone asks for.
import { endsAll } from '../../core/errors.ts';
import type { FileRef, Vault } from '../../core/ports.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import type { MirrorChoice } from '../mirror/mirror-choice.ts';

/**
 * Asks for the smallest such file; what comes of it is marked on the choice. Nothing where nothing is held.
 * @throws AppError `source/cancelled`, `store/…`
 */
export async function tryKnownFile(vault: Vault, choice: MirrorChoice, signal: AbortSignal | undefined): Promise<void> {
  const file = await smallestOfHead(vault);
  if (!file) return;
  const { path, sha256, length } = file;
  try {
    await choice.read(path, { maxBytes: length, sha256, signal }, (bytes) => verifyTarget(file, bytes));
  } catch (error) {
    if (endsAll(error)) throw error;
  }
}

async function smallestOfHead(vault: Vault): Promise<FileRef | null> {
  const files = (await vault.readRegions()).flatMap((record) => record.files);
  const head = files.filter(({ path }) => path.startsWith('targets/guide/'));
  return head.reduce<FileRef | null>((best, each) => (best && best.length <= each.length ? best : each), null);
}
