// Throwaway keys, and an edition signed with them: so that what lies behind a signature is reached with changed content too.
import { generateKeyPairSync, sign } from 'node:crypto';
import { encodeBundle } from '../../src/core/bundle/bundle-writer.ts';
import { sha256Hex } from '../../src/core/bytes.ts';
import {
  authorMetadata,
  authorRoot,
  describeMetadata,
  describeTarget,
  keyId,
  type SigningKey,
} from '../../src/core/tuf/author.ts';
import type { PublicKey } from '../../src/core/tuf/metadata.ts';
import type { Json } from './change-json.ts';

/** A key of no worth, signing by Node's own code: our own takes ten times as long. */
export function throwawayKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const key: PublicKey = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } };
  return { id: keyId(key), publicKey: key, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

export const fuzzKey = throwawayKey();
const role = { keys: [fuzzKey.publicKey], threshold: 1 };
const expires = new Date('2030-01-01T00:00:00Z');
/** The root that all of it leads to. */
export const fuzzRoot = authorRoot(
  { version: 1, expires, roles: { root: role, timestamp: role, snapshot: role, targets: role } },
  [fuzzKey],
);
export const fuzzNow = new Date('2027-01-25T12:00:00Z');

/** What of an edition is to be another than its signers would make it. */
export interface Twists {
  /** Before it is signed. */
  readonly signed?: (role: string, signed: Json) => Json;
  /** After that. */
  readonly bytes?: (role: string, bytes: Uint8Array) => Uint8Array;
}

/**
 * @param targets by path: "guide/guide"
 * @param blobs by nothing but their bytes
 * @returns a bundle
 */
export function signAgain(
  targets: ReadonlyMap<string, Uint8Array>,
  blobs: readonly Uint8Array[],
  { signed = (_, json) => json, bytes = (_, own) => own }: Twists = {},
): Uint8Array {
  const files = new Map<string, Uint8Array>([['metadata/1.root.json', fuzzRoot]]);
  const make = (name: string, content: Json): Uint8Array => {
    const changed = signed(name, { ...dated(name), ...(content as object) } as Json);
    return bytes(name, authorMetadata(changed, [fuzzKey]));
  };
  const described = Object.fromEntries([...targets].map(([path, own]) => [path, describeTarget(own)]));
  const top = make('targets', { targets: described, 'x-issued': '2027-01-25T10:00:00Z' } as unknown as Json);
  const snapshot = make('snapshot', { meta: { 'targets.json': describeMetadata(1, top) } } as unknown as Json);
  const timestamp = make('timestamp', { meta: { 'snapshot.json': describeMetadata(1, snapshot) } } as unknown as Json);
  files.set('metadata/timestamp.json', timestamp);
  files.set('metadata/1.snapshot.json', snapshot);
  files.set('metadata/1.targets.json', top);
  for (const [path, own] of targets) files.set(`targets/${path.replace(/([^/]+)$/, `${sha256Hex(own)}.$1`)}`, own);
  for (const own of blobs) files.set(`blobs/${sha256Hex(own)}`, own);
  return encodeBundle(files);
}

function dated(type: string): { readonly [key: string]: Json } {
  return { _type: type, spec_version: '1.0.34', version: 1, expires: '2030-01-01T00:00:00Z' };
}
