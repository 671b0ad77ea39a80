// The client's workflow, step by step: root, timestamp, snapshot, targets, delegations. It reads and keeps; the checks
// are trusted.ts. Each file is kept as soon as it verifies, so an interrupted run is resumed. TUF 1.0.34 §5.
import { isSameBytes } from '../bytes.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Source } from '../ports.ts';
import { type FoundTarget, searchTarget } from './delegations.ts';
import {
  type DelegatedRole,
  encodeRoleName,
  maxMetadataBytes,
  type Root,
  type Snapshot,
  type Targets,
  type Timestamp,
} from './metadata.ts';
import { type RefreshedRoot, updateRoot } from './refresh-roots.ts';
import {
  type MetadataStore,
  metadataPath,
  noteExpired,
  type RefreshOptions,
  type Run,
  readOptions,
  refuseExpired,
  verifyStored,
} from './refresh-run.ts';
import {
  listedMeta,
  refuseOlderSnapshot,
  refuseOlderTimestamp,
  refuseUnlisted,
  type Verified,
  verifyDelegated,
  verifyListedSnapshot,
  verifySnapshot,
  verifyTargets,
  verifyTimestamp,
} from './trusted.ts';

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

/**
 * Brings the store up to date from the source, by the whole workflow.
 * @returns what is trusted now
 * @throws AppError `source/…`, `format/…`, `trust/…`; what verified until then is kept, and the next run goes on from it
 * @source TUF 1.0.34 §5
 */
export async function refresh(store: MetadataStore, source: Source, options: RefreshOptions): Promise<Refreshed> {
  const run: Run = { store, source, options, expired: [] };
  const { chain, timestamp } = await updateTop(run, source);
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

/**
 * Root, then timestamp. A mirror that is alone is asked for both at once, which saves a round trip: the timestamp lies unread until the root
 * step has ended, and is verified under what came of that.
 */
async function updateTop(
  run: Run,
  source: Source,
): Promise<{ readonly chain: RefreshedRoot; readonly timestamp: Verified<Timestamp> }> {
  // A strict client goes step by step, as §5 is written; of several mirrors the first step says who answers in time.
  if (run.options.expiry === 'strict' || !source.isOnePlace) {
    const chain = await updateRoot(run);
    return { chain, timestamp: await updateTimestamp(run, source, chain) };
  }
  let rootsBefore = 0;
  const early: Promise<Verified<Timestamp>>[] = [];
  const updating: Promise<RefreshedRoot> = updateRoot(run, (known) => {
    rootsBefore = known;
    early.push(updateTimestamp(run, source, updating));
    // Where the root step fails, that is what is told.
    early[0]?.catch(() => undefined);
  });
  const chain = await updating;
  try {
    return { chain, timestamp: await (early[0] ?? updateTimestamp(run, source, chain)) };
  } catch (error) {
    // Published between the two answers: of before the new root, maybe.
    if (chain.roots.length === rootsBefore || !isAppError(error, 'trust')) throw error;
    return { chain, timestamp: await updateTimestamp(run, source, chain) };
  }
}

async function updateTimestamp(
  run: Run,
  source: Source,
  chain: RefreshedRoot | Promise<RefreshedRoot>,
): Promise<Verified<Timestamp>> {
  const { store, options } = run;
  const found: Verified<Timestamp>[] = [];
  const limits = readOptions(run, maxMetadataBytes.timestamp);
  let opened: ReturnType<typeof openTimestamp> | null = null;
  const accepted = await source.readEach('metadata/timestamp.json', limits, async (offered) => {
    opened ??= openTimestamp(run, chain);
    const { root, held } = await opened;
    const known = [...found, ...(held ? [held] : [])].find((each) => isSameBytes(each.bytes, offered));
    const next = known ?? verifyTimestamp(root, offered, options.verifiers);
    if (held) refuseOlderTimestamp(held, next);
    // §5.4.3.1: the same version is the one that is held, whatever the rest says; its date counts all the same.
    const current = held && next.signed.version === held.signed.version ? held : next;
    // Here, so that an expired one of the highest version leaves the choice to the other mirrors.
    refuseExpired(run, 'timestamp', current, '5.4.4');
    found.push(current);
  });
  const { held } = await (opened ?? openTimestamp(run, chain));
  if (accepted === 0) throw new AppError('source/missing', { section: '5.4.1', path: 'metadata/timestamp.json' });
  const timestamp = found.reduce((best, next) => (next.signed.version > best.signed.version ? next : best));
  noteExpired(run, 'timestamp', timestamp, '5.4.4');
  if (timestamp !== held) await store.keepMetadata('timestamp.json', timestamp.bytes);
  return timestamp;
}

/** What a timestamp is held against: the root that the root step ended with, and the timestamp that is kept under it. */
async function openTimestamp(
  run: Run,
  chain: RefreshedRoot | Promise<RefreshedRoot>,
): Promise<{ readonly root: Verified<Root>; readonly held: Verified<Timestamp> | null }> {
  const { root } = await chain;
  const bytes = await run.store.readMetadata('timestamp.json');
  return { root, held: bytes && verifyStored(run, () => verifyTimestamp(root, bytes, run.options.verifiers)) };
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
  } catch (error) {
    if (!isAppError(error)) throw error;
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
  // Searches run side by side, and meet the same roles.
  const underway = new Map<DelegatedRole, Promise<Verified<Targets>>>();
  const load = async (delegator: Verified<Targets>, role: DelegatedRole): Promise<Verified<Targets>> => {
    const known = held.get(role) ?? underway.get(role);
    if (known) return known;
    const verify = (bytes: Uint8Array) => verifyDelegated(delegator, role, snapshot, bytes, run.options.verifiers);
    const loading = loadTargets(run, root, snapshot, role.name, verify);
    underway.set(role, loading);
    try {
      const loaded = await loading;
      held.set(role, loaded);
      return loaded;
    } finally {
      underway.delete(role);
    }
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
