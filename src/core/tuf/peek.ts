// A look at what one mirror has, for mirrors that are asked beside the one that was taken from: the next root and the
// timestamp, verified, and nothing kept. Two small requests. TUF 1.0.34 §5.3, §5.4.
import { AppError, isAppError } from '../errors.ts';
import type { Source } from '../ports.ts';
import { maxMetadataBytes, type Root, type Timestamp } from './metadata.ts';
import { refreshRoot } from './refresh.ts';
import { type MetadataStore, nowhere, type RefreshOptions } from './refresh-run.ts';
import { type Verified, verifyNextRoot, verifyTimestamp } from './trusted.ts';

/** What a mirror has, against what is held. */
export interface Peeked {
  /** `newer`: a newer root or timestamp, verified: worth an ingest. */
  readonly kind: 'newer' | 'same' | 'older';
  /** The snapshot's version that its timestamp names; null where a newer root made that pointless to ask. */
  readonly edition: number | null;
  /** The timestamp's own version, which grows without a new edition too; null as `edition` is. */
  readonly version: number | null;
}

/**
 * Looks, and keeps nothing.
 * @param store what is trusted so far; only read
 * @throws AppError `source/missing` where the mirror has no timestamp; `source/…`, `format/…`, `trust/…` as it answers
 * @source TUF 1.0.34 §5.3.4, §5.3.5, §5.4.2, §5.4.3
 */
export async function peek(
  store: MetadataStore,
  source: Source,
  options: Omit<RefreshOptions, 'expiry'>,
): Promise<Peeked> {
  const { verifiers, signal } = options;
  const { root } = await refreshRoot(store, nowhere, { ...options, expiry: 'report' });
  const next = await source.read(
    `metadata/${root.signed.version + 1}.root.json`,
    { maxBytes: maxMetadataBytes.root, signal },
    (bytes) => ({ root: verifyNextRoot(root, bytes, verifiers) }),
  );
  // Its timestamp may be signed by keys that only a root further on names.
  if (next?.root) return { kind: 'newer', edition: null, version: null };
  const path = 'metadata/timestamp.json';
  const offered = await source.read(path, { maxBytes: maxMetadataBytes.timestamp, signal }, (bytes) =>
    verifyTimestamp(root, bytes, verifiers),
  );
  if (!offered) throw new AppError('source/missing', { path });
  const edition = offered.signed.meta['snapshot.json'].version;
  const { version } = offered.signed;
  const held = (await heldTimestamp(store, root, options))?.signed.version ?? 0;
  return { kind: version > held ? 'newer' : version < held ? 'older' : 'same', edition, version };
}

async function heldTimestamp(
  store: MetadataStore,
  root: Verified<Root>,
  { verifiers }: Pick<RefreshOptions, 'verifiers'>,
): Promise<Verified<Timestamp> | null> {
  const bytes = await store.readMetadata('timestamp.json');
  if (!bytes) return null;
  try {
    return verifyTimestamp(root, bytes, verifiers);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}
