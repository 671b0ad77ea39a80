// The four kinds of TUF metadata as they stand on the wire, and their parsers. Parsing trusts nothing: signatures,
// versions and dates are judged in trusted.ts. TUF 1.0.34 §4.
import { type Json, parseJson } from '../json.ts';
import {
  asObject,
  flag,
  hasOwn,
  integer,
  list,
  object,
  oneOf,
  type Read,
  type Reader,
  readShape,
  record,
  refuse,
  text,
} from '../shape.ts';
import { encodeCanonical } from './canonical.ts';

/** The largest file that is read, in bytes, where the parent does not sign a smaller length. */
export const maxMetadataBytes = { root: 524_288, timestamp: 16_384, snapshot: 2_097_152, targets: 5_242_880 } as const;

/** The kinds of metadata; delegated roles are targets. */
export type RoleType = keyof typeof maxMetadataBytes;

const maxItems = 65_536;

/** Hash function → hex digest; only sha256 and sha512 are ever computed. */
export type Hashes = Readonly<Record<string, string>>;
const hashesReader = record(/^[\w-]{1,32}$/, text(256, /^[0-9a-fA-F]+$/), 16);

const expiresReader: Reader<string> = (value, path) => {
  const date = text(20, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)(value, path);
  const time = Date.parse(date);
  // Date.parse takes 30 February for 1 March in some engines.
  if (!(time >= 0) || new Date(time).toISOString() !== `${date.slice(0, -1)}.000Z`) return refuse(path, 'a real date');
  return date;
};

const keyidReader = text(512);

function uniqueList(maxLength: number): Reader<readonly string[]> {
  const reader = list(text(maxLength), maxItems);
  return (value, path) => {
    const items = reader(value, path);
    if (new Set(items).size !== items.length) return refuse(path, 'no duplicates');
    return items;
  };
}

/** A public key, §4.2.1: `keytype` and `scheme` choose the verifier, which alone understands `keyval.public`. */
export interface PublicKey {
  readonly keytype: string;
  readonly scheme: string;
  readonly keyval: { readonly public: string };
}
// A keyval of a kind that we do not know may have no `public`: such a key is not counted, but refuses no file.
const keyvalReader: Reader<{ readonly public: string }> = (value, path) => {
  const keyval = asObject(value, path);
  return { public: hasOwn(keyval, 'public') && typeof keyval.public === 'string' ? keyval.public : '' };
};
const keysReader = record<PublicKey>(
  /^.{1,512}$/s,
  object({ keytype: text(64), scheme: text(64), keyval: keyvalReader }),
  maxItems,
);

/** Who signs, and how many of them are needed. */
export interface Role {
  readonly keyids: readonly string[];
  readonly threshold: number;
}
const roleFields = { keyids: uniqueList(512), threshold: integer(1) };

const metaFileReader = object({ version: integer(1) }, { length: integer(1), hashes: hashesReader });
/** What a parent signs about a metadata file. @source TUF 1.0 §4.4 */
export type MetaFile = Read<typeof metaFileReader>;

const customReader: Reader<Json> = (value, path) => asObject(value, path) as Json;
const targetFileReader = object({ length: integer(0), hashes: hashesReader }, { custom: customReader });
/** What targets metadata signs about a file. */
export type TargetFile = Read<typeof targetFileReader>;

const delegatedRoleFields = object(
  { name: text(256), ...roleFields },
  { terminating: flag, paths: list(text(1024), maxItems), path_hash_prefixes: list(text(64, /^[0-9a-f]+$/), maxItems) },
);
/** A role that a targets role trusts for some paths, §4.5. */
export type DelegatedRole = Read<typeof delegatedRoleFields>;

const delegatedRoleReader: Reader<DelegatedRole> = (value, path) => {
  const role = delegatedRoleFields(value, path);
  // Such names would let a delegated role's file stand where a top-level role's is kept.
  if (/^(|root|timestamp|snapshot|targets|\d+\.root)$/.test(role.name)) return refuse(`${path}.name`, 'another name');
  if (role.paths && role.path_hash_prefixes) return refuse(path, 'paths or path_hash_prefixes');
  return role;
};

const delegatedRolesReader: Reader<readonly DelegatedRole[]> = (value, path) => {
  const roles = list(delegatedRoleReader, maxItems)(value, path);
  if (new Set(roles.map((role) => role.name)).size !== roles.length) return refuse(path, 'no duplicates');
  return roles;
};

function signedFields<const T extends RoleType>(type: T) {
  return {
    _type: oneOf(type),
    spec_version: text(32, /^1(\.\d+){1,2}$/),
    version: integer(1),
    expires: expiresReader,
  };
}

const roleReader: Reader<Role> = object(roleFields);
const rootReader = object(
  {
    ...signedFields('root'),
    keys: keysReader,
    roles: object({ root: roleReader, timestamp: roleReader, snapshot: roleReader, targets: roleReader }),
  },
  { consistent_snapshot: flag },
);
const timestampReader = object({
  ...signedFields('timestamp'),
  meta: object({ 'snapshot.json': metaFileReader }),
});
const snapshotReader = object({
  ...signedFields('snapshot'),
  meta: record(/^.{1,512}\.json$/s, metaFileReader, maxItems),
});
const targetsFields = object(
  { ...signedFields('targets'), targets: record(/^.{1,1024}$/s, targetFileReader, maxItems) },
  { delegations: object({ keys: keysReader, roles: delegatedRolesReader }), 'x-issued': expiresReader },
);
const targetsReader: Reader<Targets> = (value, path) => {
  const { 'x-issued': issued, ...fields } = targetsFields(value, path);
  return { ...fields, ...(issued !== undefined && { issued }) };
};

/** §4.3. */
export type Root = Read<typeof rootReader>;
/** §4.6. */
export type Timestamp = Read<typeof timestampReader>;
/** §4.4: the version of every targets metadata. */
export type Snapshot = Read<typeof snapshotReader>;
/** §4.5; `issued` is our own field `x-issued`: when the publisher signed this edition. */
export type Targets = Omit<Read<typeof targetsFields>, 'x-issued'> & { readonly issued?: string };

/** The readers by role; the type asked for chooses. */
const readers = { root: rootReader, timestamp: timestampReader, snapshot: snapshotReader, targets: targetsReader };
/** What each kind signs. */
export type SignedOf = { root: Root; timestamp: Timestamp; snapshot: Snapshot; targets: Targets };

const signatureReader = object({ keyid: keyidReader, sig: text(16_384) });
/** One signature: the key's id, and hex, which is not looked at before it is verified. */
export type Signature = Read<typeof signatureReader>;

/** Metadata that was parsed and not verified. */
export interface Parsed<T> {
  readonly signatures: readonly Signature[];
  readonly signed: T;
  /** What the signatures are made over: the canonical form of `signed` as it was received, unknown fields included. */
  readonly message: Uint8Array;
}

/**
 * Parses metadata without trusting it.
 * @param type the role that was asked for; any other `_type` is refused
 * @param bytes the file as received
 * @throws AppError `format/…`
 * @source TUF 1.0.34 §4.2
 */
export function parseMetadata<T extends RoleType>(type: T, bytes: Uint8Array): Parsed<SignedOf[T]> {
  const json = readShape(
    object({ signatures: list(signatureReader, maxItems), signed: asJson }),
    parseJson(bytes, maxMetadataBytes[type]),
  );
  const keyids = new Set(json.signatures.map((signature) => signature.keyid));
  if (keyids.size !== json.signatures.length) return refuse('.signatures', 'no duplicate keyids');
  return {
    signatures: json.signatures,
    signed: readers[type](json.signed, '.signed') as SignedOf[T],
    message: encodeCanonical(json.signed),
  };
}

const asJson: Reader<Json> = (value) => value as Json;

/**
 * A role's name as it stands in a file name or URL: everything but letters, digits and `_.-~` percent-encoded.
 * @param name as in parsed metadata, which has whole characters only
 */
export function encodeRoleName(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
