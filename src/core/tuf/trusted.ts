// The spec's checks. Bytes go in, and only here do they come out as `Verified`: code that takes a Verified value cannot
// be handed anything else. Order of the steps, network and storage are refresh.ts. TUF 1.0.34 §5.2 to §5.6.
import { AppError } from '../errors.ts';
import type { Json } from '../json.ts';
import {
  type DelegatedRole,
  type MetaFile,
  type Parsed,
  type PublicKey,
  parseMetadata,
  type Role,
  type Root,
  type Snapshot,
  type Targets,
  type Timestamp,
} from './metadata.ts';
import { countSigners, type Verifiers } from './signatures.ts';
import { refuseOtherHashes, refuseOtherLength } from './verify-target.ts';

declare const verifiedBrand: unique symbol;

/** Metadata that a threshold of the right keys signed, with the bytes as they were received. */
export interface Verified<T> {
  readonly bytes: Uint8Array;
  readonly signed: T;
  readonly [verifiedBrand]: true;
}

/** Who is trusted, and by whom: the root, or the targets that delegate. */
interface Trust {
  readonly role: Role;
  readonly by: { readonly keys: Readonly<Record<string, PublicKey>> };
  readonly verifiers: Verifiers;
}

function verifySignatures<T>(
  parsed: Parsed<T>,
  bytes: Uint8Array,
  trust: Trust,
  details: { readonly section: string; readonly role: string },
): Verified<T> {
  const want = trust.role.threshold;
  const got = countSigners(parsed, trust.role, trust.by.keys, trust.verifiers);
  if (got < want) throw new AppError('trust/signatures', { ...details, got, want });
  return { bytes, signed: parsed.signed } as Verified<T>;
}

/**
 * The root to begin with: well formed and signed by itself. Its date does not matter yet.
 * @param bytes the root built into the app, or kept by the command line
 * @throws AppError `format/…`, `trust/signatures`
 * @source TUF 1.0.34 §5.2
 */
export function verifyFirstRoot(bytes: Uint8Array, verifiers: Verifiers): Verified<Root> {
  const parsed = parseMetadata('root', bytes);
  const trust = { role: parsed.signed.roles.root, by: parsed.signed, verifiers };
  return verifySignatures(parsed, bytes, trust, { section: '5.2', role: 'root' });
}

/**
 * The root after `trusted`: signed by a threshold of the old *and* the new keys, with exactly the next version.
 * @param bytes what was found as N+1.root.json
 * @returns null when it is `trusted`'s version once more, which is discarded and no error
 * @throws AppError `format/…`, `trust/signatures`, `trust/rollback`, `trust/version`
 * @source TUF 1.0.34 §5.3.4, §5.3.5
 */
export function verifyNextRoot(
  trusted: Verified<Root>,
  bytes: Uint8Array,
  verifiers: Verifiers,
): Verified<Root> | null {
  const parsed = parseMetadata('root', bytes);
  const details = { section: '5.3.4', role: 'root' };
  const old = { role: trusted.signed.roles.root, by: trusted.signed, verifiers };
  verifySignatures(parsed, bytes, old, details);
  const self = { role: parsed.signed.roles.root, by: parsed.signed, verifiers };
  const next = verifySignatures(parsed, bytes, self, details);
  refuseLower(trusted.signed.version, next.signed.version, { section: '5.3.5', role: 'root' });
  if (next.signed.version === trusted.signed.version) return null;
  refuseOtherVersion(trusted.signed.version + 1, next.signed.version, { section: '5.3.5', role: 'root' });
  return next;
}

/**
 * Whether a key that `before` trusted for `role` is no longer trusted: what was signed with it may be an attacker's.
 * @source TUF 1.0.34 §5.3.11
 */
export function isRotated(before: Verified<Root>, after: Verified<Root>, role: 'timestamp' | 'snapshot'): boolean {
  const kept = publicKeys(after.signed, role);
  return publicKeys(before.signed, role).some((key) => !kept.includes(key));
}

function publicKeys(root: Root, role: 'timestamp' | 'snapshot'): readonly string[] {
  return root.roles[role].keyids.map((id) => JSON.stringify(root.keys[id]?.keyval));
}

/**
 * A timestamp with the root's signatures; §5.4.3 is `refuseOlderTimestamp`.
 * @throws AppError `format/…`, `trust/signatures`
 * @source TUF 1.0.34 §5.4.2
 */
export function verifyTimestamp(root: Verified<Root>, bytes: Uint8Array, verifiers: Verifiers): Verified<Timestamp> {
  const parsed = parseMetadata('timestamp', bytes);
  const trust = { role: root.signed.roles.timestamp, by: root.signed, verifiers };
  return verifySignatures(parsed, bytes, trust, { section: '5.4.2', role: 'timestamp' });
}

/**
 * Neither the timestamp nor the snapshot that it names may be older than the trusted ones.
 * @throws AppError `trust/rollback`
 * @source TUF 1.0.34 §5.4.3
 */
export function refuseOlderTimestamp(trusted: Verified<Timestamp>, next: Verified<Timestamp>): void {
  refuseLower(trusted.signed.version, next.signed.version, { section: '5.4.3.1', role: 'timestamp' });
  if (next.signed.version === trusted.signed.version) return;
  const from = trusted.signed.meta['snapshot.json'].version;
  refuseLower(from, next.signed.meta['snapshot.json'].version, { section: '5.4.3.2', role: 'snapshot' });
}

/**
 * A snapshot with the root's signatures; whether it is the one that the timestamp lists is `refuseUnlisted`.
 * @throws AppError `format/…`, `trust/signatures`
 * @source TUF 1.0.34 §5.5.3
 */
export function verifySnapshot(root: Verified<Root>, bytes: Uint8Array, verifiers: Verifiers): Verified<Snapshot> {
  const parsed = parseMetadata('snapshot', bytes);
  const trust = { role: root.signed.roles.snapshot, by: root.signed, verifiers };
  return verifySignatures(parsed, bytes, trust, { section: '5.5.3', role: 'snapshot' });
}

/**
 * A new snapshot: the bytes that the timestamp lists, the root's signatures, the version that the timestamp lists.
 * @throws AppError `trust/length`, `trust/hash`, `format/…`, `trust/signatures`, `trust/version`
 * @source TUF 1.0.34 §5.5.2 to §5.5.4
 */
export function verifyListedSnapshot(
  root: Verified<Root>,
  timestamp: Verified<Timestamp>,
  bytes: Uint8Array,
  verifiers: Verifiers,
): Verified<Snapshot> {
  const meta = timestamp.signed.meta['snapshot.json'];
  refuseOtherBytes(meta, bytes, '5.5.2');
  const snapshot = verifySnapshot(root, bytes, verifiers);
  refuseOtherVersion(meta.version, snapshot.signed.version, { section: '5.5.4', role: 'snapshot' });
  return snapshot;
}

/**
 * The same for a snapshot whose signatures are verified already.
 * @throws AppError `trust/length`, `trust/hash`, `trust/version`
 * @source TUF 1.0.34 §5.5.2, §5.5.4
 */
export function refuseUnlisted(timestamp: Verified<Timestamp>, snapshot: Verified<Snapshot>): void {
  const meta = timestamp.signed.meta['snapshot.json'];
  refuseOtherBytes(meta, snapshot.bytes, '5.5.2');
  refuseOtherVersion(meta.version, snapshot.signed.version, { section: '5.5.4', role: 'snapshot' });
}

/**
 * Nothing that the trusted snapshot lists may be lower or missing in the next one, nor the snapshot's own version lower
 * (the spec leaves that to the timestamp, which may have been lost).
 * @throws AppError `trust/rollback`, `trust/missing-role`
 * @source TUF 1.0.34 §5.5.5
 */
export function refuseOlderSnapshot(trusted: Verified<Snapshot>, next: Verified<Snapshot>): void {
  refuseLower(trusted.signed.version, next.signed.version, { section: '5.5.5', role: 'snapshot' });
  for (const [role, { version }] of Object.entries(trusted.signed.meta)) {
    const listed = next.signed.meta[role];
    if (!listed) throw new AppError('trust/missing-role', { section: '5.5.5', role });
    refuseLower(version, listed.version, { section: '5.5.5', role });
  }
}

/**
 * Top-level targets with the root's signatures, and the bytes and version that the snapshot signed.
 * @throws AppError `format/…`, `trust/…`
 * @source TUF 1.0.34 §5.6.2 to §5.6.4
 */
export function verifyTargets(
  root: Verified<Root>,
  snapshot: Verified<Snapshot>,
  bytes: Uint8Array,
  verifiers: Verifiers,
): Verified<Targets> {
  const trust = { role: root.signed.roles.targets, by: root.signed, verifiers };
  return verifyTargetsRole(trust, 'targets', snapshot, bytes);
}

/**
 * A delegated role's targets, signed as its *current* delegator says.
 * @param delegator the verified targets in whose delegations `role` stands
 * @throws AppError `format/…`, `trust/…`
 * @source TUF 1.0.34 §5.6.7, §5.6.2 to §5.6.4
 */
export function verifyDelegated(
  delegator: Verified<Targets>,
  role: DelegatedRole,
  snapshot: Verified<Snapshot>,
  bytes: Uint8Array,
  verifiers: Verifiers,
): Verified<Targets> {
  const trust = { role, by: delegator.signed.delegations ?? { keys: {} }, verifiers };
  return verifyTargetsRole(trust, role.name, snapshot, bytes);
}

function verifyTargetsRole(
  trust: Trust,
  name: string,
  snapshot: Verified<Snapshot>,
  bytes: Uint8Array,
): Verified<Targets> {
  const meta = listedMeta(snapshot, name);
  refuseOtherBytes(meta, bytes, '5.6.2');
  const parsed = parseMetadata('targets', bytes);
  const targets = verifySignatures(parsed, bytes, trust, { section: '5.6.3', role: name });
  refuseOtherVersion(meta.version, targets.signed.version, { section: '5.6.4', role: name });
  return targets;
}

/**
 * What the snapshot signs about a targets role.
 * @throws AppError `trust/missing-role`
 * @source TUF 1.0.34 §4.4
 */
export function listedMeta(snapshot: Verified<Snapshot>, name: string): MetaFile {
  const meta = snapshot.signed.meta[`${name}.json`];
  if (!meta) throw new AppError('trust/missing-role', { section: '5.6.1', role: name });
  return meta;
}

/**
 * Whether metadata is past its date; a freeze looks like this.
 * @param now the run's one time
 * @source TUF 1.0.34 §5.3.10, §5.4.4, §5.5.6, §5.6.5
 */
export function isExpired(signed: { readonly expires: string }, now: Date): boolean {
  return Date.parse(signed.expires) <= now.getTime();
}

function refuseOtherBytes(meta: MetaFile, bytes: Uint8Array, section: string): void {
  refuseOtherLength(meta, bytes, section);
  if (meta.hashes) refuseOtherHashes(meta.hashes, bytes, section);
}

type Details = Readonly<Record<string, Exclude<Json, readonly Json[] | object | null>>>;

function refuseLower(trusted: number, next: number, details: Details): void {
  if (next < trusted) throw new AppError('trust/rollback', { ...details, want: trusted, got: next });
}

function refuseOtherVersion(want: number, got: number, details: Details): void {
  if (got !== want) throw new AppError('trust/version', { ...details, want, got });
}
