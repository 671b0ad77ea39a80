// A public key with its name as one line of text, for sending to whoever makes the root: "nishan-key 1 NAME HEX".
import { readFile } from 'node:fs/promises';
import type { PublicKey } from '../../core/tuf/metadata.ts';
import { keyFault } from './key-file.ts';
import { namePattern } from './key-ring.ts';

/** A key as somebody sent it. */
export interface NamedKey {
  readonly name: string;
  readonly key: PublicKey;
}

export function encodePublicKey({ name, key }: NamedKey): string {
  return `nishan-key 1 ${name} ${key.keyval.public}\n`;
}

/** @throws FaultError where the file is not there or is no public key */
export async function readPublicKey(path: string): Promise<NamedKey> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw keyFault(path, 'is not there', 'name the file that `nishan keys new` made: NAME.pub');
  const [, name, hex] = /^\s*nishan-key 1 ([a-z0-9-]+) ([0-9a-f]{64})\s*$/.exec(text) ?? [];
  if (name === undefined || hex === undefined || !namePattern.test(name)) {
    throw keyFault(path, 'is no public key', 'name the file that `nishan keys new` made: NAME.pub');
  }
  return { name, key: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } } };
}
