// The keys/ folder of a guide: who may sign for which role (roles.json, public), and the secret keys that this computer
// holds (one file each). A ring without secrets is ordinary: others sign elsewhere.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeHex } from '../../core/bytes.ts';
import { parseJson } from '../../core/json.ts';
import { integer, list, object, oneOf, type Read, readShape, record, text } from '../../core/shape.ts';
import { keyId, type RoleKeys, type SigningKey, signingKey } from '../../core/tuf/author.ts';
import { FaultError } from '../content/fault.ts';

/** The four roles that every guide has. */
export const roleNames = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type RoleName = (typeof roleNames)[number];

const namePattern = /^[a-z0-9][a-z0-9-]{0,40}$/;
const keyName = text(41, namePattern);
const publicKey = object({
  keytype: text(40),
  scheme: text(40),
  keyval: object({ public: text(64, /^[0-9a-f]{64}$/) }),
});
const roleReader = object({ keys: list(keyName, 50), threshold: integer(1, 50) });

/** keys/roles.json. */
const rolesFile = object({
  format: integer(1, 1),
  keys: record(namePattern, publicKey, 200),
  roles: object({ root: roleReader, targets: roleReader, snapshot: roleReader, timestamp: roleReader }),
});
export type RolesFile = Read<typeof rolesFile>;

/** keys/<name>.json: `plain` is a seed that anybody who has the file can use. */
const secretFile = object({ format: integer(1, 1), kind: oneOf('plain'), secret: text(64, /^[0-9a-f]{64}$/) });

/** What a build signs with. */
export interface KeyRing {
  readonly roles: Readonly<Record<RoleName, RoleKeys>>;
  /** As many of the role's secret keys as its threshold asks for, in the order of roles.json; fewer where fewer are here. */
  readonly signers: Readonly<Record<RoleName, readonly SigningKey[]>>;
}

const maxBytes = 262_144;

/**
 * @param dir the content folder
 * @throws FaultError for a folder without keys, or keys that do not fit together
 */
export async function readKeyRing(dir: string): Promise<KeyRing> {
  const { keys, roles } = await readJson(dir, 'keys/roles.json', rolesFile);
  const secrets = new Map<string, SigningKey>();
  for (const [name, key] of Object.entries(keys)) {
    const secret = await readSecret(dir, name);
    if (!secret) continue;
    if (secret.id !== keyId(key)) {
      throw fault(
        `keys/${name}.json`,
        'is not the key that keys/roles.json has under that name',
        'put the two together',
      );
    }
    secrets.set(name, secret);
  }
  const roleKeys = (role: RoleName): RoleKeys => ({
    threshold: roles[role].threshold,
    keys: roles[role].keys.map((name) => {
      const key = keys[name];
      if (key) return key;
      throw fault(
        'keys/roles.json',
        `${role} names the key "${name}", which is not among its keys`,
        'correct the name',
      );
    }),
  });
  const signers = (role: RoleName): readonly SigningKey[] =>
    roles[role].keys.flatMap((name) => secrets.get(name) ?? []).slice(0, roles[role].threshold);
  return { roles: eachRole(roleKeys), signers: eachRole(signers) };
}

/** One value for each role. */
export function eachRole<T>(make: (role: RoleName) => T): Readonly<Record<RoleName, T>> {
  return {
    root: make('root'),
    targets: make('targets'),
    snapshot: make('snapshot'),
    timestamp: make('timestamp'),
  };
}

/**
 * The keys that sign for a role here.
 * @throws FaultError where fewer are here than its threshold
 */
export function signersFor(ring: KeyRing, role: RoleName): readonly SigningKey[] {
  const { threshold } = ring.roles[role];
  const held = ring.signers[role];
  if (held.length >= threshold) return held;
  const message = `${role} needs ${threshold} signatures, and this computer has ${held.length} of its secret keys`;
  throw fault('keys/roles.json', message, `put the missing key files into keys/, or build where they are`);
}

async function readSecret(dir: string, name: string): Promise<SigningKey | null> {
  const file = `keys/${name}.json`;
  const bytes = await readFile(join(dir, file)).catch(() => null);
  if (!bytes) return null;
  return signingKey(decodeHex(parseFile(file, bytes, secretFile).secret));
}

async function readJson<T>(dir: string, file: string, reader: (value: unknown, path: string) => T): Promise<T> {
  const bytes = await readFile(join(dir, file)).catch(() => null);
  if (!bytes) throw fault(file, 'is not there, so nobody can sign', 'make a guide with: nishan init FOLDER --empty');
  return parseFile(file, bytes, reader);
}

function parseFile<T>(file: string, bytes: Uint8Array, reader: (value: unknown, path: string) => T): T {
  try {
    return readShape(reader, parseJson(bytes, maxBytes));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw fault(file, `cannot be read: ${why}`, 'restore the file from your copy');
  }
}

function fault(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'keys', file, message, fix }]);
}
