// Pictures and sounds that a screen wants now, ahead of the rest of their region. Not a second road: what may be fetched, and its
// hash, comes from verified content.
import { endsAll } from '../errors.ts';
import { type Blob, blobFile } from '../guide/format/blob.ts';
import { forEachLimited } from '../limited.ts';
import type { Source, Vault } from '../ports.ts';
import { verifyTarget } from '../tuf/verify-target.ts';

/** Small files over one connection: each round of them costs as much time as many of them. */
const atOnce = 12;

/**
 * Keeps those of `blobs` that are not kept yet; what nobody has, or has only with other bytes, is left for later.
 * @param onFetched told of each one that is kept now
 * @returns how many were fetched
 * @throws AppError `source/cancelled`, `store/…`
 * @source TUF 1.0.34 §5.7, for files that signed content names by hash
 */
export async function fetchBlobs(
  vault: Vault,
  source: Source,
  blobs: readonly Blob[],
  signal?: AbortSignal,
  onFetched?: (blob: Blob) => void,
): Promise<number> {
  const held = await vault.fileHashes();
  const wanted = new Map(blobs.filter(({ sha256 }) => !held.has(sha256)).map((blob) => [blob.sha256, blob]));
  let fetched = 0;
  await forEachLimited([...wanted.values()], atOnce, async (blob) => {
    const { path, sha256, length } = blobFile(blob);
    try {
      const bytes = await source.read(path, { maxBytes: length, sha256, signal }, (got) => verifyTarget(blob, got));
      // Not even what is here already: it was cancelled for a deletion, maybe.
      if (!bytes || signal?.aborted) return;
      await vault.keepFiles(new Map([[sha256, bytes]]));
      fetched++;
      onFetched?.(blob);
    } catch (error) {
      if (endsAll(error)) throw error;
    }
  });
  return fetched;
}
