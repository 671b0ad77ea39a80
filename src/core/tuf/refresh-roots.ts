// The root step of a refresh: one by one, from the trusted start, each kept as it verifies. TUF 1.0.34 §5.3.
import { isSameBytes } from '../bytes.ts';
import { isAppError } from '../errors.ts';
import { maxMetadataBytes, type Root } from './metadata.ts';
import { noteExpired, type Run, readOptions, verifyStored } from './refresh-run.ts';
import { isRotated, type Verified, verifyFirstRoot, verifyNextRoot } from './trusted.ts';

/** New roots that one run fetches at most (Y of §5.3.3); the next run goes on from there. */
export const maxRootRotations = 256;

/** A root and the chain that leads to it. */
export interface RefreshedRoot {
  readonly root: Verified<Root>;
  /** From the start to the newest, as they were received. */
  readonly rootBytes: readonly Uint8Array[];
  /** The same, verified. */
  readonly roots: readonly Verified<Root>[];
}

/**
 * From the start to the newest root that store and source know.
 * @param onAsk what is stored has been verified, so many roots of it, and the source was asked for the first time
 * @source TUF 1.0.34 §5.3
 */
export async function updateRoot(run: Run, onAsk?: (knownRoots: number) => void): Promise<RefreshedRoot> {
  const { store, options } = run;
  let root = verifyFirstRoot(options.root, options.verifiers);
  const roots = [root];
  let fetched = 0;
  const ask = (after: Verified<Root>): Promise<Verified<Root> | null> | null => {
    const asking = fetched++ < maxRootRotations ? fetchRoot(run, after) : null;
    if (fetched === 1) onAsk?.(roots.length);
    return asking;
  };
  for (;;) {
    const stored = await storedRoot(run, root);
    const next = stored ?? (await ask(root));
    if (!next) break;
    if (!stored) {
      // §5.3.11, and before the new root is kept: a crash between the two leaves no cached file of a revoked key.
      if (isRotated(root, next, 'timestamp') || isRotated(root, next, 'snapshot')) {
        await store.dropMetadata('timestamp.json');
        await store.dropMetadata('snapshot.json');
      }
      await store.keepMetadata(`${next.signed.version}.root.json`, next.bytes);
    }
    root = next;
    roots.push(root);
  }
  noteExpired(run, 'root', root, '5.3.10');
  return { root, roots, rootBytes: roots.map(({ bytes }) => bytes) };
}

async function storedRoot(run: Run, root: Verified<Root>): Promise<Verified<Root> | null> {
  const bytes = await run.store.readMetadata(`${root.signed.version + 1}.root.json`);
  if (!bytes) return null;
  return verifyStored(run, () => verifyNextRoot(root, bytes, run.options.verifiers));
}

async function fetchRoot(run: Run, root: Verified<Root>): Promise<Verified<Root> | null> {
  if (!run.source) return null;
  const found: Verified<Root>[] = [];
  const path = `metadata/${root.signed.version + 1}.root.json`;
  try {
    // Every mirror is asked: that one does not have it proves nothing.
    await run.source.readEach(path, readOptions(run, maxMetadataBytes.root), (bytes) => {
      if (found[0] && isSameBytes(found[0].bytes, bytes)) return;
      const next = verifyNextRoot(root, bytes, run.options.verifiers);
      if (next) found.push(next);
    });
  } catch (error) {
    // A mirror that answers nonsense can do no more than one that hides the root; it must not stop the others.
    if (run.options.expiry === 'strict' || run.options.signal?.aborted || !isAppError(error)) throw error;
  }
  return found[0] ?? null;
}
