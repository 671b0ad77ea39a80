// An edition older than the newest known, from a friend's file: its signatures and hashes are checked under the newest
// root; that it is old is its state, not a fault. Only for regions that are not held at all.

import { parseJson } from '../json.ts';
import type { NewestNote, Source, Vault } from '../ports.ts';
import { integer, object, type Reader, readShape } from '../shape.ts';
import { type Edition, verifyEdition } from '../tuf/edition.ts';
import { refreshRoot } from '../tuf/refresh.ts';
import type { RefreshOptions } from '../tuf/refresh-run.ts';
import type { EditionView } from './edition-files.ts';

const maxMetadataBytes = 1_048_576;
const versionReader = object({ version: integer(1) });

/**
 * Opens what an older source holds. Delegated roles are not followed: a region of a delegated role waits for a current
 * edition.
 * @returns null when the source has no whole edition
 * @throws AppError `trust/…` when it does not verify under the newest root that is known
 */
export async function olderEdition(
  vault: Vault,
  source: Source,
  options: Omit<RefreshOptions, 'expiry'>,
): Promise<OlderEdition | null> {
  const { root } = await refreshRoot(vault, source, { ...options, expiry: 'report' });
  const timestamp = await readBytes(source, 'metadata/timestamp.json');
  const snapshotVersion = timestamp && claimedVersion(timestamp, 'snapshot.json');
  const snapshot = snapshotVersion && (await readBytes(source, `metadata/${snapshotVersion}.snapshot.json`));
  const targetsVersion = snapshot && claimedVersion(snapshot, 'targets.json');
  const targets = targetsVersion && (await readBytes(source, `metadata/${targetsVersion}.targets.json`));
  if (!snapshot || !targets) return null;
  const edition = verifyEdition(root, { snapshot, targets, delegated: new Map() }, options.verifiers);
  const kept = await vault.readMetadata('timestamp.json');
  const view = editionView(edition);
  return {
    ...view,
    note: {
      // Kept means verified: this is what made the source an older one.
      edition: Math.max(view.edition, kept ? claimedVersion(kept, 'snapshot.json') : 0),
      issued: view.issued,
      expires: {
        root: root.signed.expires,
        timestamp: edition.snapshot.signed.expires,
        snapshot: edition.snapshot.signed.expires,
        targets: edition.targets.signed.expires,
      },
      checked: options.now.toISOString(),
    },
  };
}

/** A view, and what may be noted of it where nothing newer was ever whole. */
interface OlderEdition extends EditionView {
  readonly note: NewestNote;
}

/** A verified edition as ingest takes it. */
function editionView(edition: Edition): EditionView {
  const metadata = new Map([
    ['snapshot', edition.snapshot.bytes],
    ['targets', edition.targets.bytes],
  ]);
  return {
    edition: edition.snapshot.signed.version,
    issued: edition.targets.signed.issued ?? '1970-01-01T00:00:00Z',
    findTarget: async (path) => edition.findTarget(path),
    metadata: () => metadata,
  };
}

function readBytes(source: Source, path: string): Promise<Uint8Array | null> {
  return source.read(path, { maxBytes: maxMetadataBytes }, (bytes) => bytes);
}

/** What unverified metadata says of the next one's version: only where to look. */
function claimedVersion(bytes: Uint8Array, name: string): number {
  const entry: Reader<{ readonly version: number }> = versionReader;
  const { signed } = readShape(
    object({ signed: object({ meta: object({ [name]: entry }) }) }),
    parseJson(bytes, maxMetadataBytes),
  );
  return signed.meta[name]?.version ?? 0;
}
