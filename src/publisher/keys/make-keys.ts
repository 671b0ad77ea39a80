// Fresh keys for a new guide, as files of its keys/ folder.
import { signingKey } from '../../core/tuf/author.ts';
import { plainKeyText } from './key-file.ts';
import type { RoleName, RolesFile } from './key-ring.ts';

/** How many keys a role has, what they are called, and how many of them must sign. */
export type KeyPlan = Readonly<
  Record<RoleName, { readonly name: string; readonly count: number; readonly threshold: number }>
>;

/** Snapshot is signed by the people of targets; one seized laptop can then freeze a guide, never change a symbol. */
export const realPlan: KeyPlan = {
  root: { name: 'root', count: 5, threshold: 3 },
  targets: { name: 'content', count: 3, threshold: 2 },
  snapshot: { name: 'content', count: 3, threshold: 2 },
  timestamp: { name: 'timestamp', count: 3, threshold: 1 },
};

export const secretNote =
  'Secret. Whoever has this file can sign as you. Give each key to its own person, on its own computer.';

/**
 * @param seed makes 32 random bytes
 * @returns texts by path inside the content folder: keys/roles.json, which is public, and a file for each secret key
 */
export function makeKeys(plan: KeyPlan, seed: () => Uint8Array, note = secretNote): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const keys: Record<string, RolesFile['keys'][string]> = {};
  const makeNames = (role: RoleName): readonly string[] => {
    const { name, count } = plan[role];
    return Array.from({ length: count }, (_, i) => (count === 1 ? name : `${name}-${i + 1}`));
  };
  const roles = {} as Record<RoleName, { keys: readonly string[]; threshold: number }>;
  for (const role of ['root', 'targets', 'snapshot', 'timestamp'] as const) {
    const names = makeNames(role);
    for (const name of names) {
      if (keys[name]) continue;
      const secret = seed();
      keys[name] = signingKey(secret).publicKey as RolesFile['keys'][string];
      files.set(`keys/${name}.json`, plainKeyText(secret, note));
    }
    roles[role] = { keys: names, threshold: plan[role].threshold };
  }
  files.set('keys/roles.json', toText({ format: 1, keys, roles }));
  return files;
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
