// The publisher's side: makes and signs metadata. Never shipped to voters. The same keys, dates and versions always
// give the same bytes. TUF 1.0.34 §4, §6.
import { getPublicKey, hashes, sign } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { encodeHex, encodeUtf8, sha256Hex } from '../bytes.ts';
import { AppError } from '../errors.ts';
import { type Json, parseJson } from '../json.ts';
import { list, object, type Reader, readShape, text } from '../shape.ts';
import { compareCodePoints, encodeCanonical } from './canonical.ts';
import { type MetaFile, maxMetadataBytes, type PublicKey, type Signature, type TargetFile } from './metadata.ts';

hashes.sha512 = sha512;

const specVersion = '1.0.34';

/** A key that can sign. */
export interface SigningKey {
  readonly id: string;
  readonly publicKey: PublicKey;
  sign(message: Uint8Array): Uint8Array;
}

/** Who may sign for a role, and how many of them must. */
export interface RoleKeys {
  readonly keys: readonly PublicKey[];
  readonly threshold: number;
}

/** What all four kinds have. */
export interface Dated {
  readonly version: number;
  readonly expires: Date;
}

/** What a root says. */
export interface RootContent extends Dated {
  /** true when left out. */
  readonly consistentSnapshot?: boolean;
  readonly roles: Readonly<Record<'root' | 'timestamp' | 'snapshot' | 'targets', RoleKeys>>;
}

/** A role that signs for some paths: by patterns, or by prefixes of their hashes. */
export interface Delegation extends RoleKeys {
  readonly name: string;
  readonly paths?: readonly string[];
  readonly pathHashPrefixes?: readonly string[];
  readonly terminating?: boolean;
}

/** What a targets role signs for. */
export interface TargetsContent extends Dated {
  /** By target path. */
  readonly targets: Readonly<Record<string, TargetFile>>;
  readonly delegations?: readonly Delegation[];
  /** When this edition was signed; our own field, §4 lets files have more. */
  readonly issued?: Date;
}

/** Which versions belong together. */
export interface SnapshotContent extends Dated {
  /** By file name without version: "targets.json", "<role>.json". */
  readonly meta: Readonly<Record<string, MetaFile>>;
}

/** Which snapshot is the newest. */
export interface TimestampContent extends Dated {
  readonly snapshot: MetaFile;
}

/**
 * An Ed25519 key from its seed.
 * @param secret 32 bytes
 * @source RFC 8032 §5.1.5
 */
export function signingKey(secret: Uint8Array): SigningKey {
  const publicKey: PublicKey = {
    keytype: 'ed25519',
    scheme: 'ed25519',
    keyval: { public: encodeHex(getPublicKey(secret)) },
  };
  return { id: keyId(publicKey), publicKey, sign: (message) => sign(message, secret) };
}

/**
 * A key's id: SHA-256 of its canonical form, hex.
 * @source TUF 1.0.34 §4.2
 */
export function keyId(key: PublicKey): string {
  const { keytype, scheme, keyval } = key;
  return sha256Hex(encodeCanonical({ keytype, scheme, keyval: { public: keyval.public } }));
}

/**
 * A whole root file.
 * @param signers none for a root that is signed by hand later
 * @source TUF 1.0.34 §4.3
 */
export function authorRoot(root: RootContent, signers: readonly SigningKey[]): Uint8Array {
  const roles = Object.entries(root.roles).map(([name, keys]) => [name, roleFields(keys)] as const);
  const keys = Object.values(root.roles).flatMap((role) => role.keys);
  return authorMetadata(
    {
      ...signedFields('root', root),
      consistent_snapshot: root.consistentSnapshot ?? true,
      keys: keysById(keys),
      roles: Object.fromEntries(roles),
    },
    signers,
  );
}

/**
 * A whole targets file, top-level or delegated.
 * @source TUF 1.0.34 §4.5
 */
export function authorTargets(targets: TargetsContent, signers: readonly SigningKey[]): Uint8Array {
  const { delegations, issued } = targets;
  return authorMetadata(
    {
      ...signedFields('targets', targets),
      targets: targets.targets as Json,
      ...(issued && { 'x-issued': dateText(issued) }),
      ...(delegations && {
        delegations: {
          keys: keysById(delegations.flatMap((delegation) => delegation.keys)),
          roles: delegations.map(delegatedRole),
        },
      }),
    },
    signers,
  );
}

/**
 * A whole snapshot file.
 * @source TUF 1.0.34 §4.4
 */
export function authorSnapshot(snapshot: SnapshotContent, signers: readonly SigningKey[]): Uint8Array {
  return authorMetadata({ ...signedFields('snapshot', snapshot), meta: snapshot.meta as Json }, signers);
}

/**
 * A whole timestamp file.
 * @source TUF 1.0.34 §4.6
 */
export function authorTimestamp(timestamp: TimestampContent, signers: readonly SigningKey[]): Uint8Array {
  const meta = { 'snapshot.json': timestamp.snapshot as Json };
  return authorMetadata({ ...signedFields('timestamp', timestamp), meta }, signers);
}

/**
 * Signs any `signed` object; the typed functions above are for what is to be valid.
 * @param signed with `_type` and the rest
 */
export function authorMetadata(signed: Json, signers: readonly SigningKey[]): Uint8Array {
  const message = encodeCanonical(signed);
  return encodeMetadata(
    signed,
    signers.map((key) => ({ keyid: key.id, sig: encodeHex(key.sign(message)) })),
  );
}

/** What a parent signs about a metadata file: its version, length and SHA-256. */
export function describeMetadata(version: number, bytes: Uint8Array): MetaFile {
  return { version, length: bytes.length, hashes: { sha256: sha256Hex(bytes) } };
}

/** What targets metadata signs about a file. `custom` is an object. */
export function describeTarget(bytes: Uint8Array, custom?: Json): TargetFile {
  return { length: bytes.length, hashes: { sha256: sha256Hex(bytes) }, ...(custom !== undefined && { custom }) };
}

/**
 * One key's signature over a metadata file, to be carried by hand.
 * @throws AppError `format/…`
 */
export function detachSignature(metadata: Uint8Array, key: SigningKey): Signature {
  return { keyid: key.id, sig: encodeHex(key.sign(encodeCanonical(openMetadata(metadata).signed))) };
}

/**
 * The same metadata with more signatures; of two by one key the new one stands.
 * @param signatures as `detachSignature` made them; not verified here, `verify…` in trusted.ts does that
 * @throws AppError `format/…`
 * @source TUF 1.0.34 §4.2
 */
export function mergeSignatures(metadata: Uint8Array, signatures: readonly Signature[]): Uint8Array {
  const opened = openMetadata(metadata);
  const bySigner = new Map([...opened.signatures, ...signatures].map((signature) => [signature.keyid, signature]));
  return encodeMetadata(opened.signed, [...bySigner.values()]);
}

const asJson: Reader<Json> = (value) => value as Json;
const envelopeReader = object({
  signatures: list(object({ keyid: text(512), sig: text(16_384) }), 1024),
  signed: asJson,
});

function openMetadata(metadata: Uint8Array): { readonly signatures: readonly Signature[]; readonly signed: Json } {
  return readShape(envelopeReader, parseJson(metadata, maxMetadataBytes.targets));
}

// Not the canonical form, which need not be JSON, but as reproducible: keys and signatures sorted, no spaces.
function encodeMetadata(signed: Json, signatures: readonly Signature[]): Uint8Array {
  const sorted = [...signatures].sort((a, b) => compareCodePoints(a.keyid, b.keyid));
  return encodeUtf8(JSON.stringify(sortKeys({ signatures: sorted as unknown as Json, signed })));
}

function sortKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const entries = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) => compareCodePoints(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

function signedFields(type: string, dated: Dated) {
  return { _type: type, spec_version: specVersion, version: dated.version, expires: dateText(dated.expires) };
}

function dateText(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

function roleFields(role: RoleKeys) {
  if (role.threshold > role.keys.length)
    throw new AppError('content/inconsistent', { want: role.threshold, got: role.keys.length });
  return { keyids: role.keys.map(keyId), threshold: role.threshold };
}

function delegatedRole(delegation: Delegation): Json {
  const { name, paths, pathHashPrefixes, terminating = false } = delegation;
  return {
    name,
    terminating,
    ...roleFields(delegation),
    ...(paths && { paths }),
    ...(pathHashPrefixes && { path_hash_prefixes: pathHashPrefixes }),
  };
}

function keysById(keys: readonly PublicKey[]): Json {
  return Object.fromEntries(keys.map((key) => [keyId(key), key as unknown as Json]));
}
