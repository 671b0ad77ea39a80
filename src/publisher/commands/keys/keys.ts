// `nishan keys`: makes a key, lists who holds what, copies one to paper and back.
import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyId, type SigningKey, signingKey } from '../../../core/tuf/author.ts';
import { keyFault, readSecret, writeKeyFile } from '../../keys/key-file.ts';
import { keyPaper } from '../../keys/key-paper.ts';
import { keyPath } from '../../keys/key-path.ts';
import { type KeyRing, namePattern, readKeyRing } from '../../keys/key-ring.ts';
import { secretNote } from '../../keys/make-keys.ts';
import { type AskLine, askNewPassphrase } from '../../keys/passphrase.ts';
import { encodePublicKey } from '../../keys/public-key-line.ts';
import { parseSeedWords, seedWords } from '../../keys/seed-words.ts';
import type { Output } from '../output.ts';

export interface KeyWords {
  readonly name: string;
  /** Keys are in the folder keys/ of this one. */
  readonly in: string;
}

export interface NewKeyWords extends KeyWords {
  readonly plain: boolean;
  readonly ask: AskLine;
  /** A person types: then twice. */
  readonly isTyped: boolean;
  /** Of scrypt; only tests give one. */
  readonly logN?: number;
}

/** @returns the exit code. @throws FaultError where the name is taken or the passphrase too short */
export async function newKey(words: NewKeyWords, output: Output): Promise<number> {
  await keepKey(words, randomBytes(32), output);
  output.out('Of a root key, make the copy on paper now: nishan keys paper --help');
  return 0;
}

/** The same from words on paper. @throws FaultError */
export async function restoreKey(words: NewKeyWords, output: Output): Promise<number> {
  const seed = parseSeedWords(await words.ask('The 24 words, in their order: '));
  await keepKey(words, seed, output);
  return 0;
}

async function keepKey(words: NewKeyWords, seed: Uint8Array, output: Output): Promise<void> {
  const { name, plain, ask, isTyped, logN } = words;
  if (!namePattern.test(name)) {
    throw keyFault(name, 'is no name for a key', 'use small letters, digits and hyphens: content-2');
  }
  const folder = join(words.in, 'keys');
  const lock = plain ? null : { passphrase: await askNewPassphrase(ask, isTyped), ...(logN !== undefined && { logN }) };
  output.progress('locking the key');
  const path = join(folder, `${name}.${plain ? 'json' : 'age'}`);
  await writeKeyFile(path, seed, lock, secretNote);
  const pub = join(folder, `${name}.pub`);
  const { publicKey } = signingKey(seed);
  await writeFile(pub, encodePublicKey({ name, key: publicKey }));
  output.out(
    `${path}: the secret key${plain ? ', plain: for a demo, or a computer that is never connected' : ', locked'}.`,
  );
  output.out(`${pub}: its public half. Send that one to whoever makes the root.`);
}

export interface PaperWords extends KeyWords {
  readonly out: string;
  readonly ask: AskLine;
}

/** @throws FaultError where the key does not open */
export async function paperKey({ name, out, ask, ...words }: PaperWords, output: Output): Promise<number> {
  const path = await keyPath(name, words.in);
  const seed = await readSecret(path, () => ask(`Passphrase of ${name}: `));
  const key: SigningKey = signingKey(seed);
  await writeFile(out, keyPaper(name, seedWords(seed), key.publicKey.keyval.public), { flag: 'wx', mode: 0o600 });
  output.out(`${out}: print it, then delete it. Whoever has it can sign as ${name}.`);
  return 0;
}

/** @throws FaultError where the folder has no keys */
export async function listKeys(
  { dir, json }: { readonly dir: string; readonly json: boolean },
  output: Output,
): Promise<number> {
  const ring = await readKeyRing(dir);
  const roles = [
    ...Object.entries(ring.roles).map(([name, role]) => ({ name, ...role, regions: [] as readonly string[] })),
    ...ring.teams,
  ].map(({ name, keys, threshold, regions }) => ({
    name,
    threshold,
    regions,
    keys: keys.map((key) => describe(ring, keyId(key))),
  }));
  const others = await otherKeys(dir, ring);
  if (json) {
    output.out(JSON.stringify({ roles, others }));
    return 0;
  }
  for (const { name, threshold, keys, regions } of roles) {
    const of = regions.length > 0 ? ` (${regions.join(', ')})` : '';
    output.out(`${name}${of}: ${threshold} of ${keys.length} sign`);
    for (const key of keys) output.out(`  ${key.name}${key.here ? ', its secret is here' : ''}`);
  }
  if (others.length > 0) output.out(`In no role: ${others.join(', ')}`);
  return 0;
}

function describe(ring: KeyRing, id: string): { readonly name: string; readonly id: string; readonly here: boolean } {
  return { name: ring.names.get(id) ?? id, id, here: ring.held.has(id) };
}

async function otherKeys(dir: string, ring: KeyRing): Promise<readonly string[]> {
  const known = new Set(ring.names.values());
  const files = await readdir(join(dir, 'keys')).catch(() => []);
  return files.flatMap((file) => {
    const name = /^([a-z0-9-]+)\.(?:age|json)$/.exec(file)?.[1];
    return name === undefined || file === 'roles.json' || known.has(name) ? [] : name;
  });
}
