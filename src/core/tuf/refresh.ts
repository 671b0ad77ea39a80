// The client's workflow, step by step: root, timestamp, snapshot, targets, delegations. It reads and keeps; the checks
// are trusted.ts. Each file is kept as soon as it verifies, so an interrupted run is resumed. TUF 1.0.34 §5.
import { isSameBytes } from '../bytes.ts';
import { AppError, isAppError } from '../errors.ts';
import type { ReadOptions, Source } from '../ports.ts';
import { type FoundTarget, searchTarget } from './delegations.ts';
import {
  type DelegatedRole,
  encodeRoleName,
  type MetaFile,
  maxMetadataBytes,
  type Root,
  type Snapshot,
  type Targets,
  type Timestamp,
} from './metadata.ts';
import type { Verifiers } from './signatures.ts';
import {
  isExpired,
  isRotated,
  listedMeta,
  refuseOlderSnapshot,
  refuseOlderTimestamp,
  refuseUnlisted,
  type Verified,
  verifyDelegated,
  verifyFirstRoot,
  verifyListedSnapshot,
  verifyNextRoot,
  verifySnapshot,
  verifyTargets,
  verifyTimestamp,
} from './trusted.ts';

export type { FoundTarget };

/** New roots that one run fetches at most (Y of §5.3.3); the next run goes on from there. */
export const maxRootRotations = 256;

/** Where verified metadata is kept. A Vault is one. */
export interface MetadataStore {
  /** @param name roots by version ("3.root.json"), all others without ("timestamp.json"); null when not kept */
  readMetadata(name: string): Promise<Uint8Array | null>;
  keepMetadata(name: string, bytes: Uint8Array): Promise<void>;
  dropMetadata(name: string): Promise<void>;
}

/** One run's settings. */
export interface RefreshOptions {
  /** The trusted start: the root built into the app, or the one of a tuf-client folder. */
  readonly root: Uint8Array;
  /** One time for the whole run, §5.1. */
  readonly now: Date;
  readonly verifiers: Verifiers;
  /** `strict`: an expired role throws, as the spec says. `report`: it is accepted and listed in `expired`. */
  readonly expiry: 'strict' | 'report';
  readonly signal?: AbortSignal | undefined;
}

/** A root and the chain that leads to it. */
export interface RefreshedRoot {
  readonly root: Verified<Root>;
  /** From the start to the newest. */
  readonly rootBytes: readonly Uint8Array[];
}

/** What a run ends with: everything verified, from the root down. */
export interface Refreshed extends RefreshedRoot {
  readonly timestamp: Verified<Timestamp>;
  readonly snapshot: Verified<Snapshot>;
  readonly targets: Verified<Targets>;
  /** Roles past their date at `now`; grows when `findTarget` meets one. */
  readonly expired: readonly string[];
  /**
   * Finds a target through delegations, loading and keeping delegated roles as needed.
   * @returns null when nobody signs for it
   * @throws AppError `trust/…`, `source/…` when a role on the way cannot be had or does not verify (§5.6.7)
   */
  findTarget(path: string): Promise<FoundTarget | null>;
  /** The delegated roles that `findTarget` has loaded, by name. */
  delegated(): ReadonlyMap<string, Verified<Targets>>;
}

// One run: what every step needs. `source` is null when only the store is opened.
interface Run {
  readonly store: MetadataStore;
  readonly source: Source | null;
  readonly options: RefreshOptions;
  readonly expired: string[];
}

/**
 * Brings the store up to date from the source, by the whole workflow.
 * @returns what is trusted now
 * @throws AppError `source/…`, `format/…`, `trust/…`; what verified until then is kept, and the next run goes on from it
 * @source TUF 1.0.34 §5
 */
export async function refresh(store: MetadataStore, source: Source, options: RefreshOptions): Promise<Refreshed> {
  const run: Run = { store, source, options, expired: [] };
  const chain = await updateRoot(run);
  const timestamp = await updateTimestamp(run, source, chain.root);
  const snapshot = await updateSnapshot(run, source, chain.root, timestamp);
  const targets = await updateTargets(run, chain.root, snapshot);
  return refreshed(run, { ...chain, timestamp, snapshot, targets });
}

/**
 * The root step alone.
 * @throws AppError as `refresh`
 * @source TUF 1.0.34 §5.3
 */
export async function refreshRoot(
  store: MetadataStore,
  source: Source,
  options: RefreshOptions,
): Promise<RefreshedRoot> {
  return updateRoot({ store, source, options, expired: [] });
}

/**
 * Opens what the store holds, from the built-in root and without a source: for start-up and the check when idle.
 * @returns null when the store holds no whole edition: nothing yet, or an interrupted run
 * @throws AppError `format/…`, `trust/…` when what is kept does not verify
 */
export async function openStored(store: MetadataStore, options: RefreshOptions): Promise<Refreshed | null> {
  const run: Run = { store, source: null, options, expired: [] };
  const chain = await updateRoot(run);
  const { verifiers } = options;
  const timestampBytes = await store.readMetadata('timestamp.json');
  const snapshotBytes = await store.readMetadata('snapshot.json');
  const targetsBytes = await store.readMetadata('targets.json');
  if (!timestampBytes || !snapshotBytes || !targetsBytes) return null;
  const timestamp = verifyTimestamp(chain.root, timestampBytes, verifiers);
  noteExpired(run, 'timestamp', timestamp, '5.4.4');
  const snapshot = verifySnapshot(chain.root, snapshotBytes, verifiers);
  // A run was interrupted after the timestamp: ordinary, and the next run goes on from here.
  if (snapshot.signed.version < timestamp.signed.meta['snapshot.json'].version) return null;
  refuseUnlisted(timestamp, snapshot);
  noteExpired(run, 'snapshot', snapshot, '5.5.6');
  const targets = verifyTargets(chain.root, snapshot, targetsBytes, verifiers);
  noteExpired(run, 'targets', targets, '5.6.5');
  return refreshed(run, { ...chain, timestamp, snapshot, targets });
}

async function updateRoot(run: Run): Promise<RefreshedRoot> {
  const { store, options } = run;
  let root = verifyFirstRoot(options.root, options.verifiers);
  const rootBytes = [root.bytes];
  for (let fetched = 0; ; ) {
    const stored = await storedRoot(run, root);
    const next = stored ?? (fetched++ < maxRootRotations ? await fetchRoot(run, root) : null);
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
    rootBytes.push(root.bytes);
  }
  noteExpired(run, 'root', root, '5.3.10');
  return { root, rootBytes };
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

async function updateTimestamp(run: Run, source: Source, root: Verified<Root>): Promise<Verified<Timestamp>> {
  const { store, options } = run;
  const bytes = await store.readMetadata('timestamp.json');
  const held = bytes && verifyStored(run, () => verifyTimestamp(root, bytes, options.verifiers));
  const found: Verified<Timestamp>[] = held ? [held] : [];
  const limits = readOptions(run, maxMetadataBytes.timestamp);
  const accepted = await source.readEach('metadata/timestamp.json', limits, (offered) => {
    const known = found.find((each) => isSameBytes(each.bytes, offered));
    const next = known ?? verifyTimestamp(root, offered, options.verifiers);
    if (held) refuseOlderTimestamp(held, next);
    // §5.4.3.1: the same version is the one that is held, whatever the rest says; its date counts all the same.
    const current = held && next.signed.version === held.signed.version ? held : next;
    // Here, so that an expired one of the highest version leaves the choice to the other mirrors.
    refuseExpired(run, 'timestamp', current, '5.4.4');
    found.push(current);
  });
  if (accepted === 0) throw new AppError('source/missing', { section: '5.4.1', path: 'metadata/timestamp.json' });
  const timestamp = found.reduce((best, next) => (next.signed.version > best.signed.version ? next : best));
  noteExpired(run, 'timestamp', timestamp, '5.4.4');
  if (timestamp !== held) await store.keepMetadata('timestamp.json', timestamp.bytes);
  return timestamp;
}

async function updateSnapshot(
  run: Run,
  source: Source,
  root: Verified<Root>,
  timestamp: Verified<Timestamp>,
): Promise<Verified<Snapshot>> {
  const { store, options } = run;
  const meta = timestamp.signed.meta['snapshot.json'];
  const bytes = await store.readMetadata('snapshot.json');
  const held = bytes && verifyStored(run, () => verifySnapshot(root, bytes, options.verifiers));
  if (held && isListed(timestamp, held)) {
    noteExpired(run, 'snapshot', held, '5.5.6');
    return held;
  }
  const path = metadataPath(root, 'snapshot', meta);
  const snapshot = await source.read(path, readOptions(run, maxMetadataBytes.snapshot, meta), (offered) => {
    const next = verifyListedSnapshot(root, timestamp, offered, options.verifiers);
    if (held) refuseOlderSnapshot(held, next);
    return next;
  });
  if (!snapshot) throw new AppError('source/missing', { section: '5.5.1', path });
  noteExpired(run, 'snapshot', snapshot, '5.5.6');
  await store.keepMetadata('snapshot.json', snapshot.bytes);
  return snapshot;
}

function isListed(timestamp: Verified<Timestamp>, held: Verified<Snapshot>): boolean {
  try {
    refuseUnlisted(timestamp, held);
    return true;
  } catch {
    return false;
  }
}

function updateTargets(run: Run, root: Verified<Root>, snapshot: Verified<Snapshot>): Promise<Verified<Targets>> {
  const verify = (bytes: Uint8Array) => verifyTargets(root, snapshot, bytes, run.options.verifiers);
  return loadTargets(run, root, snapshot, 'targets', verify);
}

// A targets role, from the store where it is the one that the snapshot lists, else from the source.
async function loadTargets(
  run: Run,
  root: Verified<Root>,
  snapshot: Verified<Snapshot>,
  name: string,
  verify: (bytes: Uint8Array) => Verified<Targets>,
): Promise<Verified<Targets>> {
  const { store, source } = run;
  const meta = listedMeta(snapshot, name);
  const file = `${encodeRoleName(name)}.json`;
  const bytes = await store.readMetadata(file);
  const held = bytes && verifyStored(run, () => verify(bytes));
  if (held) {
    noteExpired(run, name, held, '5.6.5');
    return held;
  }
  const path = metadataPath(root, encodeRoleName(name), meta);
  const targets = await source?.read(path, readOptions(run, maxMetadataBytes.targets, meta), verify);
  if (!targets) throw new AppError('source/missing', { section: '5.6.1', path });
  noteExpired(run, name, targets, '5.6.5');
  await store.keepMetadata(file, targets.bytes);
  return targets;
}

function refreshed(run: Run, trusted: Omit<Refreshed, 'expired' | 'findTarget' | 'delegated'>): Refreshed {
  const { root, snapshot, targets } = trusted;
  // By the delegation, not by the name: two delegators may name one role and trust other keys for it.
  const held = new Map<DelegatedRole, Verified<Targets>>();
  const load = async (delegator: Verified<Targets>, role: DelegatedRole): Promise<Verified<Targets>> => {
    const known = held.get(role);
    if (known) return known;
    const verify = (bytes: Uint8Array) => verifyDelegated(delegator, role, snapshot, bytes, run.options.verifiers);
    const loaded = await loadTargets(run, root, snapshot, role.name, verify);
    held.set(role, loaded);
    return loaded;
  };
  return {
    ...trusted,
    expired: run.expired,
    delegated: () => new Map([...held].map(([role, loaded]) => [role.name, loaded])),
    async findTarget(path) {
      const search = searchTarget(root, targets, path);
      let step = search.next();
      while (!step.done) step = search.next(await load(step.value.delegator, step.value.role));
      return step.value;
    },
  };
}

// What is kept and no longer verifies (tampered with, or by a key that was revoked) is as good as not kept: it is
// fetched again and overwritten. With nothing to fetch from, it is the answer.
function verifyStored<T>(run: Run, verify: () => T): T | null {
  try {
    return verify();
  } catch (error) {
    if (!run.source || !isAppError(error)) throw error;
    return null;
  }
}

// §5.1: the one time of the run. Strict clients refuse before anything is kept; the app takes it and says so.
function refuseExpired(
  run: Run,
  role: string,
  metadata: Verified<{ readonly expires: string }>,
  section: string,
): void {
  const { expires } = metadata.signed;
  if (run.options.expiry === 'report') return;
  if (isExpired(metadata.signed, run.options.now)) throw new AppError('trust/expired', { section, role, expires });
}

function noteExpired(run: Run, role: string, metadata: Verified<{ readonly expires: string }>, section: string): void {
  refuseExpired(run, role, metadata, section);
  if (!isExpired(metadata.signed, run.options.now)) return;
  if (!run.expired.includes(role)) run.expired.push(role);
}

// §6.2.1: everything but the timestamp carries its version in its name, where the root says so.
function metadataPath(root: Verified<Root>, name: string, meta: MetaFile): string {
  return `metadata/${root.signed.consistent_snapshot ? `${meta.version}.` : ''}${name}.json`;
}

function readOptions(run: Run, cap: number, meta?: MetaFile): ReadOptions {
  const sha256 = meta?.hashes?.sha256;
  return {
    maxBytes: Math.min(cap, meta?.length ?? cap),
    ...(sha256 !== undefined && { sha256 }),
    signal: run.options.signal,
  };
}
