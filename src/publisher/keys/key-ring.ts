// The keys/ folder of a guide: who may sign for which role (roles.json, public), and the secret keys that this computer
// holds (one file each). A ring without secrets is ordinary: others sign elsewhere. A locked key is opened when it is
// needed and not before.
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../../core/json.ts';
import { integer, list, object, type Read, readShape, record, text } from '../../core/shape.ts';
import { keyId, type RoleKeys, type SigningKey } from '../../core/tuf/author.ts';
import type { PublicKey } from '../../core/tuf/metadata.ts';
import type { FaultError } from '../content/fault.ts';
import { keyFault, openKeyFile } from './key-file.ts';

/** The four roles that every guide has. */
export const roleNames = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type RoleName = (typeof roleNames)[number];

/** A role as people speak of it, and as its file is called: the content keys sign targets and snapshot. */
export function sayRole(role: string): string {
  return role === 'targets' || role === 'snapshot' ? `content (${role})` : role;
}

/** What a key, or a team, may be called. */
export const namePattern = /^[a-z0-9][a-z0-9-]{0,40}$/;
const keyName = text(41, namePattern);
export const publicKey = object({
  keytype: text(40),
  scheme: text(40),
  keyval: object({ public: text(64, /^[0-9a-f]{64}$/) }),
});
const roleReader = object({ keys: list(keyName, 50), threshold: integer(1, 50) });
const teamReader = object({ keys: list(keyName, 50), threshold: integer(1, 50), regions: list(text(60), 2000) });

/** keys/roles.json. */
export const rolesFile = object(
  {
    format: integer(1, 1),
    keys: record(namePattern, publicKey, 200),
    roles: object({ root: roleReader, targets: roleReader, snapshot: roleReader, timestamp: roleReader }),
  },
  { teams: record(namePattern, teamReader, 100) },
);
export type RolesFile = Read<typeof rolesFile>;

/** People who sign for some regions alone. */
export interface Team extends RoleKeys {
  readonly name: string;
  readonly regions: readonly string[];
}

/** Who may sign, and who of them can do it here. */
export interface KeyRing {
  readonly roles: Readonly<Record<RoleName, RoleKeys>>;
  readonly teams: readonly Team[];
  /** The keys' names in roles.json, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Ids of the keys whose secret file is here, opened or not. */
  readonly held: ReadonlySet<string>;
  /** @throws FaultError where the secret is not here, or does not open */
  open(id: string): Promise<SigningKey>;
}

/** Asks for the passphrase of the key of that name. */
export type AskPassphrase = (name: string) => Promise<string>;

const maxBytes = 262_144;

/**
 * @param dir the content folder
 * @param ask for locked keys; where it is left out, they cannot be used
 * @throws FaultError for a folder without keys, or keys that do not fit together
 */
export async function readKeyRing(dir: string, ask: AskPassphrase = refuseToAsk): Promise<KeyRing> {
  const { keys, roles, teams = {} } = await readRolesFile(dir);
  const files = new Map<string, string>();
  const names = new Map<string, string>();
  for (const [name, key] of Object.entries(keys)) {
    names.set(keyId(key), name);
    const path = await secretPath(dir, name);
    if (path) files.set(keyId(key), path);
  }
  const opened = new Map<string, Promise<SigningKey>>();
  const open = async (id: string): Promise<SigningKey> => {
    const [path, name] = [files.get(id), names.get(id)];
    if (path === undefined || name === undefined)
      throw keyFault(`keys/${name ?? id}`, 'is not here', 'sign where it is');
    const key = await openKeyFile(join(dir, path), () => ask(name));
    if (key.id === id) return key;
    throw keyFault(path, 'is not the key that keys/roles.json has under that name', 'put the two together');
  };
  const reserved = Object.keys(teams).find((name) => (roleNames as readonly string[]).includes(name));
  if (reserved !== undefined) throw keyFault('keys/roles.json', `a team cannot be called "${reserved}"`, 'rename it');
  const ring: KeyRing = {
    roles: eachRole((role) => keysOf(keys, role, roles[role])),
    teams: Object.entries(teams).map(([name, team]) => ({ name, ...keysOf(keys, name, team), regions: team.regions })),
    names,
    held: new Set(files.keys()),
    open(id) {
      const key = opened.get(id) ?? open(id);
      opened.set(id, key);
      return key;
    },
  };
  // A plain one that does not fit is said at once, not when it is needed.
  for (const [id, path] of files) if (path.endsWith('.json')) await ring.open(id);
  return ring;
}

/** @throws FaultError */
export async function readRolesFile(dir: string): Promise<RolesFile> {
  const file = 'keys/roles.json';
  const bytes = await readFile(join(dir, file)).catch(() => null);
  if (!bytes) throw await missingRoles(dir, file);
  try {
    return readShape(rolesFile, parseJson(bytes, maxBytes));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw keyFault(file, `cannot be read: ${why}`, 'restore the file from your copy');
  }
}

/** A guide that has a root never gets its keys from a new one. */
async function missingRoles(dir: string, file: string): Promise<FaultError> {
  const hasRoot = await isThere(join(dir, 'published/1.root.json'));
  const fix = hasRoot
    ? 'this guide has a root already, which names its keys: put keys/roles.json back from your copy, and beside it the root keys, without which nobody can hand over (nishan root rotate)'
    : 'gather everybody’s public keys for: nishan root new GUIDE --help; or make a guide with keys of its own: nishan init FOLDER --empty';
  return keyFault(file, 'is not there, so nobody can sign', fix);
}

function keysOf(
  keys: RolesFile['keys'],
  role: string,
  { keys: names, threshold }: { readonly keys: readonly string[]; readonly threshold: number },
): RoleKeys {
  return {
    threshold,
    keys: names.map((name): PublicKey => {
      const key = keys[name];
      if (key) return key;
      const message = `${role} names the key "${name}", which is not among its keys`;
      throw keyFault('keys/roles.json', message, 'correct the name');
    }),
  };
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

/** How many of a role's secret keys are here. */
export function heldCount(ring: KeyRing, { keys }: RoleKeys): number {
  return keys.filter((key) => ring.held.has(keyId(key))).length;
}

/**
 * Whether a role can sign here at all; opens no key.
 * @param fix what to do instead
 * @throws FaultError where fewer of its secret keys are here than its threshold
 */
export function refuseTooFew(ring: KeyRing, role: RoleName, fix: string): void {
  const { threshold } = ring.roles[role];
  const here = heldCount(ring, ring.roles[role]);
  if (here < threshold) {
    const needs = `needs ${threshold} ${threshold === 1 ? 'signature' : 'signatures'}`;
    const message = `${sayRole(role)} ${needs}, and this computer has ${here} of its secret keys`;
    throw keyFault('keys/roles.json', message, fix);
  }
}

/**
 * Opens as many of the role's secret keys as its threshold asks for, in the order of roles.json.
 * @throws FaultError where fewer are here than its threshold
 */
export async function signersFor(ring: KeyRing, role: RoleName): Promise<readonly SigningKey[]> {
  refuseTooFew(ring, role, 'where each person holds a key, prepare a proposal that each signs: nishan prepare --help');
  const { threshold, keys } = ring.roles[role];
  const signers: SigningKey[] = [];
  for (const id of keys.map(keyId))
    if (ring.held.has(id) && signers.length < threshold) signers.push(await ring.open(id));
  return signers;
}

/** @returns the path inside the content folder; null where the secret is elsewhere */
async function secretPath(dir: string, name: string): Promise<string | null> {
  for (const path of [`keys/${name}.json`, `keys/${name}.age`]) {
    if (await isThere(join(dir, path))) return path;
  }
  return null;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function refuseToAsk(name: string): Promise<string> {
  throw keyFault(`keys/${name}.age`, 'is locked, and this command asks for no passphrase', 'sign with: nishan sign');
}
