// An edition older than the newest known: a friend's file, or what a mirror has while the newest is withheld. Its signatures
// and hashes are checked under the newest root; that it is old is its state, not a fault. What it may bring is decided here,
// by decisions 3 and 40; that nothing newer could be had is for who calls. TUF 1.0.34 §5.4.2, §5.5, §5.6.
import { isSameBytes } from '../bytes.ts';
import { AppError, isAppError } from '../errors.ts';
import { standingEdition } from '../held/check-store.ts';
import type { NewestNote, RegionRecord, Source, Vault } from '../ports.ts';
import { searchTarget } from '../tuf/delegations.ts';
import type { Edition } from '../tuf/edition.ts';
import {
  type DelegatedRole,
  encodeRoleName,
  maxMetadataBytes,
  type Root,
  type Snapshot,
  type Targets,
  type Timestamp,
} from '../tuf/metadata.ts';
import { refreshRoot } from '../tuf/refresh.ts';
import { metadataPath, type RefreshOptions, type Run, readOptions } from '../tuf/refresh-run.ts';
import type { Verifiers } from '../tuf/signatures.ts';
import {
  listedMeta,
  refuseOlderSnapshot,
  type Verified,
  verifyDelegated,
  verifyListedSnapshot,
  verifyTargets,
  verifyTimestamp,
} from '../tuf/trusted.ts';
import type { EditionView } from './edition-files.ts';

const longAgo = '1970-01-01T00:00:00Z';

/** A view, with what may be noted of it and what it may replace. */
export interface OlderEdition extends EditionView {
  /** To be noted where it brings something: the newest edition is the one that the kept timestamp lists. */
  readonly note: NewestNote;
  /** Whether a region that is held stays as it is: as new, newer in anything, and still signed as the newest root wants it. */
  mustStay(record: RegionRecord): Promise<boolean>;
}

/**
 * Opens what an older source holds. Nothing of it becomes the trusted metadata: no version goes back (§5.4.3, §5.5.5).
 * @returns null when the source has no whole edition
 * @throws AppError `trust/…` when it does not verify under the newest root that is known; `source/…`, `format/…`
 * @source TUF 1.0.34 §5.4.2, §5.5.2 to §5.5.4, §5.6.2 to §5.6.4
 */
export async function olderEdition(
  vault: Vault,
  source: Source,
  options: Omit<RefreshOptions, 'expiry'>,
): Promise<OlderEdition | null> {
  const run: Run = { store: vault, source, options: { ...options, expiry: 'report' }, expired: [] };
  const { root, roots } = await refreshRoot(vault, source, run.options);
  const top = await readTop(run, source, roots, root);
  if (!top) return null;
  const { timestamp, isOfToday, snapshot, targets } = top;
  const view = openView(run, root, top);
  const standing = new Map<string, Promise<Edition | null>>();
  return {
    ...view,
    note: {
      edition: Math.max(view.edition, await keptEdition(vault, root, options.verifiers)),
      issued: view.issued,
      expires: {
        root: root.signed.expires,
        // A key that was taken back may give any date.
        timestamp: isOfToday ? timestamp.signed.expires : longAgo,
        snapshot: snapshot.signed.expires,
        targets: targets.signed.expires,
      },
      checked: options.now.toISOString(),
    },
    async mustStay(record) {
      const key = `${record.metadata.snapshot} ${record.metadata.targets}`;
      const verified = standing.get(key) ?? standingEdition(vault, record, root, options.verifiers);
      standing.set(key, verified);
      const held = await verified;
      // What revoked keys signed is no floor.
      if (!held) return false;
      // The very same edition: what it lacks of its pictures may come.
      if (isSameBytes(held.snapshot.bytes, snapshot.bytes)) return false;
      if (held.version >= view.edition || Date.parse(record.issued) > Date.parse(view.issued)) return true;
      return isOlderInSomething(held, snapshot);
    },
  };
}

/** What every region of the edition rests on. */
interface Top {
  readonly timestamp: Verified<Timestamp>;
  /** The newest root names the timestamp's signers. */
  readonly isOfToday: boolean;
  readonly snapshot: Verified<Snapshot>;
  readonly targets: Verified<Targets>;
}

/** Nothing is kept by its name: that is for what the whole workflow verified. */
async function readTop(
  run: Run,
  source: Source,
  roots: readonly Verified<Root>[],
  root: Verified<Root>,
): Promise<Top | null> {
  const { verifiers } = run.options;
  const limits = readOptions(run, maxMetadataBytes.timestamp);
  const found = await source.read('metadata/timestamp.json', limits, (bytes) =>
    verifySomeTimestamp(roots, bytes, verifiers),
  );
  if (!found) return null;
  const { timestamp } = found;
  const listed = timestamp.signed.meta['snapshot.json'];
  const snapshot = await source.read(
    metadataPath(root, 'snapshot', listed),
    readOptions(run, maxMetadataBytes.snapshot, listed),
    (bytes) => verifyListedSnapshot(root, timestamp, bytes, verifiers),
  );
  if (!snapshot) return null;
  const meta = listedMeta(snapshot, 'targets');
  const targets = await source.read(
    metadataPath(root, 'targets', meta),
    readOptions(run, maxMetadataBytes.targets, meta),
    (bytes) => verifyTargets(root, snapshot, bytes, verifiers),
  );
  return targets && { ...found, snapshot, targets };
}

/** A verified edition as ingest takes it; delegated roles are read when a search needs them, and kept with what they brought. */
function openView(run: Run, root: Verified<Root>, { timestamp, snapshot, targets }: Top): EditionView {
  const roles = new Map([
    ['timestamp', timestamp.bytes],
    ['snapshot', snapshot.bytes],
    ['targets', targets.bytes],
  ]);
  // By the delegation, not by the name: two delegators may name one role and trust other keys for it.
  const held = new Map<DelegatedRole, Verified<Targets>>();
  const load = async (delegator: Verified<Targets>, role: DelegatedRole): Promise<Verified<Targets>> => {
    const known = held.get(role);
    if (known) return known;
    const meta = listedMeta(snapshot, role.name);
    const path = metadataPath(root, encodeRoleName(role.name), meta);
    const verified = await run.source?.read(path, readOptions(run, maxMetadataBytes.targets, meta), (bytes) =>
      verifyDelegated(delegator, role, snapshot, bytes, run.options.verifiers),
    );
    if (!verified) throw new AppError('source/missing', { section: '5.6.1', path });
    held.set(role, verified);
    roles.set(role.name, verified.bytes);
    return verified;
  };
  return {
    edition: snapshot.signed.version,
    issued: targets.signed.issued ?? longAgo,
    metadata: () => roles,
    async findTarget(path) {
      const search = searchTarget(root, targets, path);
      let step = search.next();
      while (!step.done) step = search.next(await load(step.value.delegator, step.value.role));
      return step.value;
    },
  };
}

/**
 * A timestamp of the publisher's, by the newest root or by one before it: keys that were rotated since say nothing of how
 * new an edition is, and what they lead to has to be signed as the newest root wants it.
 */
function verifySomeTimestamp(
  roots: readonly Verified<Root>[],
  bytes: Uint8Array,
  verifiers: Verifiers,
): Pick<Top, 'timestamp' | 'isOfToday'> {
  let failure: unknown;
  for (const root of [...roots].reverse()) {
    try {
      return { timestamp: verifyTimestamp(root, bytes, verifiers), isOfToday: root === roots[roots.length - 1] };
    } catch (error) {
      if (!isAppError(error)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

/** The edition that the kept timestamp lists; 0 where none is kept, or it no longer verifies. */
async function keptEdition(vault: Vault, root: Verified<Root>, verifiers: Verifiers): Promise<number> {
  const bytes = await vault.readMetadata('timestamp.json');
  if (!bytes) return 0;
  try {
    return verifyTimestamp(root, bytes, verifiers).signed.meta['snapshot.json'].version;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return 0;
  }
}

/** §5.5.5, against the edition that a region rests on. */
function isOlderInSomething(held: Edition, next: Verified<Snapshot>): boolean {
  try {
    refuseOlderSnapshot(held.snapshot, next);
    return false;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return true;
  }
}
