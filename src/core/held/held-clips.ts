// The list of recorded clips, as the phone holds it: read when somebody may want to hear, after the answer.
import { type Clip, parseMedia } from '../guide/media.ts';
import { mediaPath } from '../guide/paths.ts';
import type { Vault } from '../ports.ts';
import { readLater } from './held.ts';

/** The recorded clips of the newest edition held; null where it has none, or their list is not kept yet. */
export async function readClips(
  vault: Vault,
): Promise<{ readonly edition: number; readonly clips: readonly Clip[] } | null> {
  const found = await readLater(vault, mediaPath);
  return found && { edition: found.edition, clips: parseMedia(found.bytes) };
}
