// Signs what changed and nothing else: a version rises only when its bytes change, and never stands for other bytes.
import { isSameBytes } from '../../core/bytes.ts';
import { appPath, historyPath, shardPath } from '../../core/guide/paths.ts';
import {
  authorRoot,
  authorSnapshot,
  authorTargets,
  authorTimestamp,
  type Delegation,
  describeMetadata,
  keyId,
  type RoleKeys,
  type SigningKey,
} from '../../core/tuf/author.ts';
import {
  type MetaFile,
  type Parsed,
  parseMetadata,
  type RoleType,
  type Root,
  type TargetFile,
} from '../../core/tuf/metadata.ts';
import { countSigners, ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { FaultError } from '../content/fault.ts';
import { heldCount, type KeyRing, roleNames, signersFor, type Team } from '../keys/key-ring.ts';
import { type EditionMetadata, nextNumber, type Published } from './published/published.ts';

/** How long each role is valid, and from when on it is signed anew although nothing else changed, in days. */
export const lifetimes = {
  root: { days: 365, renewBelow: 60 },
  targets: { days: 60, renewBelow: 30 },
  snapshot: { days: 60, renewBelow: 30 },
  timestamp: { days: 7, renewBelow: 6 },
} as const;

const dayMs = 86_400_000;

/** What every signature of an edition rests on. */
export interface SigningPlan {
  readonly ring: KeyRing;
  readonly published: Published;
  /** One "now" for the whole edition; whole seconds. */
  readonly now: Date;
  /** Sign a new timestamp in any case, and refuse when anything else would have to be signed. */
  readonly timestampOnly: boolean;
  /** Others sign it elsewhere: what is new gets no signatures here, and what lists it names its version alone. */
  readonly isUnsigned: boolean;
  /** Who speaks for some regions, with what they signed. */
  readonly deliveries: readonly Delivered[];
}

/** A team's file as the team signed it. */
export interface Delivered {
  readonly team: Team;
  readonly version: number;
  readonly bytes: Uint8Array;
}

/** What is to be signed by the targets role, by target path. */
export type SignedTargets = Readonly<Record<string, TargetFile>>;

/**
 * @returns the metadata of the edition; the same bytes as before where nothing changed, nothing is about to expire and
 * the newest root still trusts who signed; a proposal that has a new root to bring has a new timestamp
 * @throws FaultError where keys are missing, do not fit the published root, or `now` is before the last edition
 */
export async function signEdition(plan: SigningPlan, roots: Roots, files: SignedTargets): Promise<EditionMetadata> {
  const { published, now, deliveries } = plan;
  const root = parseMetadata('root', roots[roots.length - 1] ?? roots[0]).signed;
  refuseEarlierNow(published, root, now);
  if (plan.timestampOnly) refuseChanges(published, files);
  const delegations = deliveries.map(({ team }) => delegationOf(team));
  const targets = await renew(plan, root, 'targets', (version, expires, before) => {
    const content = { version, expires, issued: issuedBefore(before) ?? now, targets: files };
    return (signers) => authorTargets({ ...content, ...(delegations.length > 0 && { delegations }) }, signers);
  });
  const snapshot = await renew(plan, root, 'snapshot', (version, expires, before) => {
    const known = before && parseMetadata('snapshot', before).signed.meta['targets.json'];
    const teams = deliveries.map(({ team, ...file }) => [
      `${team.name}.json`,
      describeMetadata(file.version, file.bytes),
    ]);
    const meta = { 'targets.json': listed(plan, targets, known), ...Object.fromEntries(teams) };
    return (signers) => authorSnapshot({ version, expires, meta }, signers);
  });
  if (plan.timestampOnly && (targets.isNew || snapshot.isNew)) {
    throw stop('targets or snapshot are about to expire', 'build without --timestamp-only', 'content-changed');
  }
  const timestamp = await renew(plan, root, 'timestamp', (version, expires, before) => {
    const known = before && parseMetadata('timestamp', before).signed.meta['snapshot.json'];
    return (signers) => authorTimestamp({ version, expires, snapshot: listed(plan, snapshot, known) }, signers);
  });
  return {
    roots,
    targets: targets.bytes,
    targetsVersion: targets.version,
    snapshot: snapshot.bytes,
    snapshotVersion: snapshot.version,
    timestamp: timestamp.bytes,
    delegated: new Map(deliveries.map(({ team, version, bytes }) => [team.name, { version, bytes }])),
  };
}

/** A team speaks for its regions' shards and for nothing else, and nobody below it is asked about them. */
function delegationOf({ name, keys, threshold, regions }: Team): Delegation {
  return { name, keys, threshold, paths: regions.map(shardPath), terminating: true };
}

function issuedBefore(before: Uint8Array | null): Date | undefined {
  const issued = before ? parseMetadata('targets', before).signed.issued : undefined;
  return issued === undefined ? undefined : new Date(issued);
}

/** A role's file in this edition. */
interface RoleFile {
  readonly bytes: Uint8Array;
  readonly version: number;
  /** Other bytes than before, which nobody has signed yet where this is a proposal. */
  readonly isNew: boolean;
}

/** The hash of a file whose signatures are still to come is not known: then the version stands alone. */
function listed({ isUnsigned }: SigningPlan, { bytes, version, isNew }: RoleFile, before?: MetaFile | null): MetaFile {
  const isBare = before ? before.hashes === undefined : isUnsigned && isNew;
  return isBare ? { version } : describeMetadata(version, bytes);
}

/** Makes a role's file; `before` is the last one where the file is made only to be compared with it. */
type Author = (
  version: number,
  expires: Date,
  before: Uint8Array | null,
) => (signers: readonly SigningKey[]) => Uint8Array;

async function renew(
  { ring, published, now, timestampOnly, isUnsigned }: SigningPlan,
  root: Root,
  role: Exclude<RoleType, 'root'>,
  author: Author,
): Promise<RoleFile> {
  const { days, renewBelow } = lifetimes[role];
  const before = published[role];
  const last = before && parseMetadata(role, before);
  if (before && last) {
    const { version, expires } = last.signed;
    const isForced = role === 'timestamp' && (timestampOnly || (isUnsigned && isRootAwaited(published)));
    const isFresh = Date.parse(expires) - now.getTime() >= renewBelow * dayMs;
    const same = parseMetadata(role, author(version, new Date(expires), before)([]));
    const isSame = isSameBytes(same.message, last.message) && isStanding(root, role, last);
    if (!isForced && isFresh && isSame) return { bytes: before, version, isNew: false };
  }
  const version = nextNumber(published, role);
  const signers = isUnsigned ? [] : await signersFor(ring, role);
  return { bytes: author(version, addDays(now, days), null)(signers), version, isNew: true };
}

/** Whether the newest root was signed after the last edition: phones learn that a key is out with the next one, and only so. */
function isRootAwaited({ roots, editions }: Published): boolean {
  const last = editions[editions.length - 1];
  return last !== undefined && !last.files.includes(`metadata/${roots.length}.root.json`);
}

/** Whether a file of ours is still signed as the newest root wants it. */
function isStanding(root: Root, role: Exclude<RoleType, 'root'>, file: Parsed<unknown>): boolean {
  return countSigners(file, root.roles[role], root.keys, ed25519Verifiers) >= root.roles[role].threshold;
}

/** The chain of roots from the first one. */
export type Roots = readonly [Uint8Array, ...Uint8Array[]];

/**
 * @returns the published chain; with a first root for a new guide, with one more where the newest is about to expire. A
 * proposal has the published chain alone: roots are signed by themselves, see docs/decisions/0025
 * @throws FaultError where keys are missing or are not those of the newest root
 */
export async function signRoots({ ring, published, now, timestampOnly, isUnsigned }: SigningPlan): Promise<Roots> {
  const [first, ...later] = published.roots;
  const author = async (version: number): Promise<Uint8Array> => {
    const content = { version, expires: addDays(now, lifetimes.root.days), roles: ring.roles };
    return authorRoot(content, await signersFor(ring, 'root'));
  };
  if (!first) {
    if (!isUnsigned) return [await author(1)];
    const fix = 'make it, have it signed and merge it: nishan root new --help';
    throw stop('this guide has no root yet, and everything else rests on it', fix, 'no-root');
  }
  const newest = later[later.length - 1] ?? first;
  const { signed } = parseMetadata('root', newest);
  const isSame = roleNames.every((role) => isSameRole(signed.roles[role], ring.roles[role]));
  if (!isSame) {
    const message = `does not say what root ${signed.version} of this guide says`;
    throw stop(message, 'put the published keys/roles.json back', 'keys-changed', 'keys/roles.json');
  }
  const daysLeft = (Date.parse(signed.expires) - now.getTime()) / dayMs;
  const canSign = heldCount(ring, ring.roles.root) >= ring.roles.root.threshold && !timestampOnly && !isUnsigned;
  if (daysLeft >= lifetimes.root.renewBelow || (daysLeft > 0 && !canSign)) return [first, ...later];
  if (isUnsigned) throw stop(`root ${signed.version} is past its date`, 'nishan root rotate --help', 'root-expired');
  return [first, ...later, await author(signed.version + 1)];
}

function isSameRole(
  signed: { readonly keyids: readonly string[]; readonly threshold: number },
  ring: RoleKeys,
): boolean {
  const ids = new Set(ring.keys.map(keyId));
  return (
    signed.threshold === ring.threshold && signed.keyids.length === ids.size && signed.keyids.every((id) => ids.has(id))
  );
}

/** An edition that says that it is older than the one before would be refused, or hide how old it is. */
function refuseEarlierNow({ targets, snapshot, timestamp }: Published, root: Root, now: Date): void {
  // What a revoked key signed holds nobody back: phones let go of it with the new root (§5.3.11).
  const stands = snapshot !== null && isStanding(root, 'snapshot', parseMetadata('snapshot', snapshot));
  const stamp = timestamp && parseMetadata('timestamp', timestamp);
  const issued = targets && stands ? Date.parse(parseMetadata('targets', targets).signed.issued ?? '') : Number.NaN;
  const stamped =
    stamp && isStanding(root, 'timestamp', stamp)
      ? Date.parse(stamp.signed.expires) - lifetimes.timestamp.days * dayMs
      : Number.NaN;
  const last = Math.max(...[issued, stamped].filter((time) => !Number.isNaN(time)));
  if (now.getTime() >= last) return;
  const message = `the last edition was signed at ${new Date(last).toISOString()}, which is after ${now.toISOString()}`;
  const fix =
    'set the clock, or --now, right. Where that edition itself was signed in the future: if nobody has fetched it, put ' +
    'published/ and the mirror back as they were before it; if phones have it, sign a new root with other timestamp and ' +
    'snapshot keys, after which they take earlier dates again (TUF 5.3.11), or wait for that day';
  throw stop(message, fix, 'earlier-now');
}

const namesShown = 5;

/** Whoever renews a timestamp must know that it speaks for the edition before their own changes. */
function refuseChanges({ targets }: Published, files: SignedTargets): void {
  if (!targets) throw stop('nothing was signed yet', 'build without --timestamp-only', 'content-changed');
  const signed = parseMetadata('targets', targets).signed.targets;
  const paths = new Set([...Object.keys(signed), ...Object.keys(files)]);
  const all = [...paths].filter((path) => !isSameTarget(signed[path], files[path])).sort();
  // The history follows from the rest.
  const changed = all.length > 1 ? all.filter((path) => path !== historyPath) : all;
  if (changed.length === 0) return;
  const more = changed.length > namesShown ? ` and ${changed.length - namesShown} more` : '';
  const message = `the content changed since it was signed, and a timestamp alone would leave out: ${changed
    .slice(0, namesShown)
    .map((path) => (path === appPath ? `${path} (another build of the app)` : path))
    .join(', ')}${more}`;
  throw stop(message, 'build without --timestamp-only, or put back what was signed', 'content-changed');
}

function isSameTarget(a: TargetFile | undefined, b: TargetFile | undefined): boolean {
  return a?.length === b?.length && JSON.stringify(a?.hashes) === JSON.stringify(b?.hashes);
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * dayMs);
}

function stop(message: string, fix: string, code: string, file = 'published'): FaultError {
  return new FaultError([{ severity: 'error', code, file, message, fix }]);
}
