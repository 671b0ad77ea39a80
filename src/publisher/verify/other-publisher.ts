// Whose guide something is, asked before anything else is: with another publisher's root, each of its files would be told
// of as not signed, and a mirror that nobody touched would read as one that somebody changed.
import { isAppError } from '../../core/errors.ts';
import type { Source } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes, parseMetadata } from '../../core/tuf/metadata.ts';
import { countSigners, ed25519Verifiers } from '../../core/tuf/signatures.ts';

/**
 * @param root the first root that it is held to
 * @returns the id of the guide that its own first root is of, 64 hex digits; null where that is the same guide, or where
 * there is no root whose own keys signed it: such a one was changed, and is judged with the rest
 */
export async function otherPublisher(source: Source, root: Uint8Array): Promise<string | null> {
  try {
    return await source.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => {
      const id = guideId(bytes);
      return id !== guideId(root) && isSignedByItself(bytes) ? id : null;
    });
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function isSignedByItself(bytes: Uint8Array): boolean {
  const root = parseMetadata('root', bytes);
  const { keys, roles } = root.signed;
  return countSigners(root, roles.root, keys, ed25519Verifiers) >= roles.root.threshold;
}
