// Counting signatures: which keys count, and how often (once). The verifiers are a table, so that a voter's app ships
// Ed25519 alone. TUF 1.0.34 §4.2.1.
import { decodeHex } from '../bytes.ts';
import { hasOwn } from '../shape.ts';
import { isSignedBy } from './ed25519.ts';
import type { Parsed, PublicKey, Role } from './metadata.ts';

/** Says whether `signature` over `message` was made by `publicKey`. Never throws: bad data is `false`. */
export interface Verifier {
  (publicKey: PublicKey, signature: Uint8Array, message: Uint8Array): boolean;
  /** One text for each key, however it is written: the same key is not counted twice. Without it, `keyval.public`. */
  readonly identify?: (publicKey: PublicKey) => string;
}

/** Verifiers by "keytype/scheme". */
export type Verifiers = Readonly<Record<string, Verifier>>;

const verifyEd25519: Verifier = Object.assign(
  (publicKey: PublicKey, signature: Uint8Array, message: Uint8Array): boolean => {
    try {
      return isSignedBy(signature, message, decodeHex(publicKey.keyval.public));
    } catch {
      return false;
    }
  },
  { identify: (publicKey: PublicKey) => publicKey.keyval.public.toLowerCase() },
);

/**
 * All that a voter's app needs.
 * @source RFC 8032 §5.1.7, strict
 */
export const ed25519Verifiers: Verifiers = { 'ed25519/ed25519': verifyEd25519 };

/**
 * How many distinct public keys of `role` signed; stops at the threshold.
 * @param keys the delegator's keys by id
 * @returns at most `role.threshold`
 * @source TUF 1.0.34 §4.2.1, §5.3.4
 */
export function countSigners(
  metadata: Parsed<unknown>,
  role: Role,
  keys: Readonly<Record<string, PublicKey>>,
  verifiers: Verifiers,
): number {
  const signers = new Set<string>();
  for (const { keyid, sig } of metadata.signatures) {
    if (signers.size >= role.threshold) break;
    if (!role.keyids.includes(keyid)) continue;
    const key = keys[keyid];
    if (!key) continue;
    const verifier = verifierFor(key, verifiers);
    if (!verifier) continue;
    const signature = signatureBytes(sig);
    if (!signature || !verifier(key, signature, metadata.message)) continue;
    // The key itself counts, not its id: one key under two ids is one signer.
    signers.add((verifier.identify ?? rawKey)(key));
  }
  return signers.size;
}

/** Who understands a key; undefined where nobody here does. */
export function verifierFor(key: PublicKey, verifiers: Verifiers): Verifier | undefined {
  const name = `${key.keytype}/${key.scheme}`;
  return hasOwn(verifiers, name) ? verifiers[name] : undefined;
}

function rawKey(key: PublicKey): string {
  return key.keyval.public;
}

// An empty or broken signature of one signer must not spoil a file that enough others signed.
function signatureBytes(sig: string): Uint8Array | null {
  try {
    return decodeHex(sig);
  } catch {
    return null;
  }
}
