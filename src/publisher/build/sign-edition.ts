// Signs what changed and nothing else: a version rises only when its bytes change, and never stands for other bytes.
import { isSameBytes } from '../../core/bytes.ts';
import { appPath, historyPath } from '../../core/guide/paths.ts';
import {
  authorRoot,
  authorSnapshot,
  authorTargets,
  authorTimestamp,
  describeMetadata,
  keyId,
  type RoleKeys,
  type SigningKey,
} from '../../core/tuf/author.ts';
import { parseMetadata, type RoleType, type TargetFile } from '../../core/tuf/metadata.ts';
import { FaultError } from '../content/fault.ts';
import { type KeyRing, roleNames, signersFor } from '../keys/key-ring.ts';
import type { EditionMetadata, Published } from './published.ts';

/** How long each role is valid, and from when on it is signed anew although nothing else changed, in days. */
const lifetimes = {
  root: { days: 365, renewBelow: 60 },
  targets: { days: 60, renewBelow: 30 },
  snapshot: { days: 60, renewBelow: 30 },
  timestamp: { days: 7, renewBelow: 6 },
} as const;

const dayMs = 86_400_000;

/** What every signature of a build rests on. */
export interface SigningPlan {
  readonly ring: KeyRing;
  readonly published: Published;
  /** One "now" for the whole build; whole seconds. */
  readonly now: Date;
  /** Sign a new timestamp in any case, and refuse when anything else would have to be signed. */
  readonly timestampOnly: boolean;
}

/** What is to be signed by the targets role, by target path. */
export type SignedTargets = Readonly<Record<string, TargetFile>>;

/**
 * @returns the metadata of the edition; the same bytes as before where nothing changed and nothing is about to expire
 * @throws FaultError where keys are missing, do not fit the published root, or `now` is before the last edition
 */
export function signEdition(plan: SigningPlan, roots: Roots, files: SignedTargets): EditionMetadata {
  const { published, now } = plan;
  refuseEarlierNow(published, now);
  if (plan.timestampOnly) refuseChanges(published, files);
  const targets = renew(plan, 'targets', published.targets, (version, expires, signers, before) =>
    authorTargets({ version, expires, issued: issuedBefore(before) ?? now, targets: files }, signers),
  );
  const snapshot = renew(plan, 'snapshot', published.snapshot, (version, expires, signers) =>
    authorSnapshot(
      { version, expires, meta: { 'targets.json': describeMetadata(targets.version, targets.bytes) } },
      signers,
    ),
  );
  const isChanged = targets.bytes !== published.targets || snapshot.bytes !== published.snapshot;
  if (plan.timestampOnly && isChanged) {
    throw stop('targets or snapshot are about to expire', 'build without --timestamp-only', 'content-changed');
  }
  const timestamp = renew(plan, 'timestamp', published.timestamp, (version, expires, signers) =>
    authorTimestamp({ version, expires, snapshot: describeMetadata(snapshot.version, snapshot.bytes) }, signers),
  );
  return {
    roots,
    targets: targets.bytes,
    targetsVersion: targets.version,
    snapshot: snapshot.bytes,
    snapshotVersion: snapshot.version,
    timestamp: timestamp.bytes,
  };
}

function issuedBefore(before: Uint8Array | null): Date | undefined {
  const issued = before ? parseMetadata('targets', before).signed.issued : undefined;
  return issued === undefined ? undefined : new Date(issued);
}

/** Makes a role's file; `before` is the last one where the file is made only to be compared with it. */
type Author = (version: number, expires: Date, signers: readonly SigningKey[], before: Uint8Array | null) => Uint8Array;

function renew(
  { ring, now, timestampOnly }: SigningPlan,
  role: Exclude<RoleType, 'root'>,
  before: Uint8Array | null,
  author: Author,
): { readonly bytes: Uint8Array; readonly version: number } {
  const { days, renewBelow } = lifetimes[role];
  const last = before && parseMetadata(role, before);
  if (before && last) {
    const { version, expires } = last.signed;
    const isForced = timestampOnly && role === 'timestamp';
    const isFresh = Date.parse(expires) - now.getTime() >= renewBelow * dayMs;
    const same = parseMetadata(role, author(version, new Date(expires), [], before));
    if (!isForced && isFresh && isSameBytes(same.message, last.message)) return { bytes: before, version };
  }
  const version = (last?.signed.version ?? 0) + 1;
  return { bytes: author(version, addDays(now, days), signersFor(ring, role), null), version };
}

/** The chain of roots from the first one. */
export type Roots = readonly [Uint8Array, ...Uint8Array[]];

/**
 * @returns the published chain; with a first root for a new guide, with one more where the newest is about to expire
 * @throws FaultError where keys are missing or are not those of the newest root
 */
export function signRoots({ ring, published, now, timestampOnly }: SigningPlan): Roots {
  const [first, ...later] = published.roots;
  const author = (version: number): Uint8Array =>
    authorRoot({ version, expires: addDays(now, lifetimes.root.days), roles: ring.roles }, signersFor(ring, 'root'));
  if (!first) return [author(1)];
  const newest = later[later.length - 1] ?? first;
  const { signed } = parseMetadata('root', newest);
  const isSame = roleNames.every((role) => isSameRole(signed.roles[role], ring.roles[role]));
  if (!isSame) {
    const message = `does not say what root ${signed.version} of this guide says`;
    throw stop(message, 'put the published keys/roles.json back', 'keys-changed', 'keys/roles.json');
  }
  const daysLeft = (Date.parse(signed.expires) - now.getTime()) / dayMs;
  const canSign = ring.signers.root.length >= ring.roles.root.threshold && !timestampOnly;
  if (daysLeft >= lifetimes.root.renewBelow || (daysLeft > 0 && !canSign)) return [first, ...later];
  return [first, ...later, author(signed.version + 1)];
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
function refuseEarlierNow({ targets, timestamp }: Published, now: Date): void {
  const issued = targets ? Date.parse(parseMetadata('targets', targets).signed.issued ?? '') : Number.NaN;
  const stamped = timestamp
    ? Date.parse(parseMetadata('timestamp', timestamp).signed.expires) - lifetimes.timestamp.days * dayMs
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
