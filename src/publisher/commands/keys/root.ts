// `nishan root new|rotate|revoke`: the proposal of the next root. Nothing changes before it is signed and merged.

import { keyId } from '../../../core/tuf/author.ts';
import { readPublished } from '../../build/published/published.ts';
import { prepareRoot } from '../../ceremony/root-proposal.ts';
import { keyFault } from '../../keys/key-file.ts';
import { type RolesFile, readRolesFile } from '../../keys/key-ring.ts';
import { type NamedKey, readPublicKey } from '../../keys/public-key-line.ts';
import type { Output } from '../output.ts';

export interface RootWords {
  /** The content folder. */
  readonly dir: string;
  /** The proposal's folder. */
  readonly out: string;
  /** "3:a.pub,b.pub,c.pub" for each role; targets and snapshot are signed by the same people. */
  readonly root?: string | undefined;
  readonly content?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly now: Date;
}

type Roles = RolesFile['roles'];
interface Wanted {
  readonly threshold: number;
  readonly keys: readonly NamedKey[];
}

/** @throws FaultError where the guide has a root already, or a role is missing */
export async function newRoot(words: RootWords, output: Output): Promise<number> {
  const { dir, out, now } = words;
  if ((await readPublished(dir)).roots.length > 0) {
    throw keyFault(
      'published/1.root.json',
      'is there: this guide has a root',
      'keep keys/, since those who are root now sign the change too: nishan root rotate --help. Only where nobody has the guide yet may you delete keys/ and published/ together, and begin with other keys',
    );
  }
  const wanted = await readWanted(words);
  if (!wanted.root || !wanted.content || !wanted.timestamp) {
    throw keyFault(
      '--root --content --timestamp',
      'are all needed for a first root',
      'write each like: --root 3:a.pub,b.pub,c.pub',
    );
  }
  const roles = withRoles({ format: 1, keys: {}, roles: emptyRoles }, wanted);
  await prepareRoot({ dir, out, roles, leaving: {}, now });
  tell(out, output);
  return 0;
}

/** @throws FaultError */
export async function rotateRoot(words: RootWords, output: Output): Promise<number> {
  const { dir, out, now } = words;
  const before = await readRolesFile(dir);
  const roles = withRoles(before, await readWanted(words));
  await prepareRoot({ dir, out, roles, leaving: namesOf(before), now });
  tell(out, output);
  return 0;
}

export interface RevokeWords {
  readonly dir: string;
  /** The key's name in keys/roles.json. */
  readonly name: string;
  readonly out: string;
  /** A public key that takes its places. */
  readonly replace?: string | undefined;
  readonly now: Date;
}

/** @throws FaultError where there is no such key, or too few would be left */
export async function revokeKey({ dir, name, out, replace, now }: RevokeWords, output: Output): Promise<number> {
  const before = await readRolesFile(dir);
  if (!before.keys[name]) {
    throw keyFault('keys/roles.json', `has no key "${name}"`, `name one of: ${Object.keys(before.keys).join(', ')}`);
  }
  const other = replace === undefined ? null : await readPublicKey(replace);
  const keys = { ...before.keys, ...(other && { [other.name]: other.key as RolesFile['keys'][string] }) };
  if (other && before.keys[other.name]) throw nameTaken(other.name);
  const without = (names: readonly string[]): readonly string[] =>
    names.flatMap((each) => (each === name ? (other?.name ?? []) : each));
  const roles = mapRoles(before.roles, (role) => ({ ...role, keys: without(role.keys) }));
  const teams = Object.fromEntries(
    Object.entries(before.teams ?? {}).map(([team, role]) => [team, { ...role, keys: without(role.keys) }]),
  );
  const next = tidy({ ...before, keys, roles, ...(before.teams && { teams }) });
  await prepareRoot({ dir, out, roles: next, leaving: namesOf(before), now });
  tell(out, output);
  return 0;
}

const emptyRoles: Roles = {
  root: { keys: [], threshold: 1 },
  targets: { keys: [], threshold: 1 },
  snapshot: { keys: [], threshold: 1 },
  timestamp: { keys: [], threshold: 1 },
};

type WantedRoles = Readonly<Record<'root' | 'content' | 'timestamp', Wanted | null>>;

async function readWanted({ root, content, timestamp }: RootWords): Promise<WantedRoles> {
  return {
    root: await parseWanted('--root', root),
    content: await parseWanted('--content', content),
    timestamp: await parseWanted('--timestamp', timestamp),
  };
}

async function parseWanted(option: string, typed: string | undefined): Promise<Wanted | null> {
  if (typed === undefined) return null;
  const [, count, files] = /^(\d{1,2}):(.+)$/.exec(typed) ?? [];
  if (count === undefined || files === undefined) {
    throw keyFault(
      option,
      `"${typed}" does not say how many must sign, and who`,
      `write it like: ${option} 2:a.pub,b.pub,c.pub`,
    );
  }
  const keys = await Promise.all(files.split(',').map((file) => readPublicKey(file.trim())));
  return { threshold: Number(count), keys };
}

function withRoles(before: RolesFile, { root, content, timestamp }: WantedRoles): RolesFile {
  const keys = { ...before.keys };
  for (const { name, key } of [root, content, timestamp].flatMap((each) => each?.keys ?? [])) {
    const known = keys[name];
    if (known && keyId(known) !== keyId(key)) throw nameTaken(name);
    keys[name] = key as RolesFile['keys'][string];
  }
  const role = (wanted: Wanted | null, old: Roles['root']): Roles['root'] =>
    wanted ? { keys: wanted.keys.map(({ name }) => name), threshold: wanted.threshold } : old;
  const roles = {
    root: role(root, before.roles.root),
    targets: role(content, before.roles.targets),
    snapshot: role(content, before.roles.snapshot),
    timestamp: role(timestamp, before.roles.timestamp),
  };
  return tidy({ ...before, keys, roles });
}

/** Keys that no role has any more are left out; a role that nobody could fill is refused. */
function tidy(file: RolesFile): RolesFile {
  const roles = [...Object.entries(file.roles), ...Object.entries(file.teams ?? {})];
  for (const [name, { keys, threshold }] of roles) {
    if (threshold >= 1 && new Set(keys).size === keys.length && keys.length >= threshold) continue;
    const message = `${name} would have ${keys.length} keys, of which ${threshold} must sign`;
    throw keyFault('keys/roles.json', message, 'give it more keys: --replace FILE, or nishan root rotate');
  }
  const used = new Set(roles.flatMap(([, { keys }]) => keys));
  return { ...file, keys: Object.fromEntries(Object.entries(file.keys).filter(([name]) => used.has(name))) };
}

function mapRoles(roles: Roles, change: (role: Roles['root']) => Roles['root']): Roles {
  const { root, targets, snapshot, timestamp } = roles;
  return { root: change(root), targets: change(targets), snapshot: change(snapshot), timestamp: change(timestamp) };
}

function namesOf({ keys }: RolesFile): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [keyId(key), name]));
}

function nameTaken(name: string) {
  return keyFault('keys/roles.json', `has another key with the name "${name}"`, 'make the new one under another name');
}

function tell(out: string, output: Output): void {
  output.out(`${out}: the proposal of a root. Nothing has changed yet.`);
  output.out(
    `Next: nishan review ${out}, then nishan sign ${out} --key NAME by each, then nishan merge ${out} SIGNATURES…`,
  );
}
