// The key types that other publishers use, from Node's own cryptography. Voters' apps ship Ed25519 alone.
import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PublicKey } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers, type Verifier, type Verifiers } from '../../core/tuf/signatures.ts';

// What stands before the point in a P-256 key's SubjectPublicKeyInfo, RFC 5480 §2.
const p256Prefix = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** PEM, as the specification says, or the 65 bytes of the point in hex, as early repositories wrote it. */
function readKey({ keyval }: PublicKey): KeyObject {
  if (!/^04[0-9a-f]{128}$/i.test(keyval.public)) return createPublicKey(keyval.public);
  const der = Buffer.concat([p256Prefix, Buffer.from(keyval.public, 'hex')]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

// By its numbers: the same key may be written in several ways, and be listed for more than one scheme.
function identify(publicKey: PublicKey): string {
  const { x, y, n, e } = readKey(publicKey).export({ format: 'jwk' });
  return JSON.stringify([x, y, n, e]);
}

type Check = (key: KeyObject, signature: Uint8Array, message: Uint8Array) => boolean;

function verifier(check: Check): Verifier {
  const judge = (publicKey: PublicKey, signature: Uint8Array, message: Uint8Array): boolean => {
    try {
      return check(readKey(publicKey), signature, message);
    } catch {
      return false;
    }
  };
  return Object.assign(judge, { identify });
}

/** ECDSA on P-256 with SHA-256, the signature in DER. @source FIPS 186-5 §6 */
const ecdsa = verifier((key, signature, message) => {
  if (key.asymmetricKeyType !== 'ec') return false;
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
  return verify('sha256', message, { key, dsaEncoding: 'der' }, signature);
});

// §4.2: "All RSA keys MUST be at least 2048 bits"; beyond 8192 a signature is a way to waste time.
function isFitRsa(key: KeyObject): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return key.asymmetricKeyType === 'rsa' && bits >= 2048 && bits <= 8192;
}

/** @source RFC 8017 §8.1 */
const rsaPss = verifier((key, signature, message) => {
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = constants;
  return isFitRsa(key) && verify('sha256', message, { key, padding, saltLength }, signature);
});

/** @source RFC 8017 §8.2 */
const rsaPkcs1 = verifier((key, signature, message) => {
  return isFitRsa(key) && verify('sha256', message, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
});

/** Every key type that the specification and its test suite name. */
export const nodeVerifiers: Verifiers = {
  ...ed25519Verifiers,
  'ecdsa/ecdsa-sha2-nistp256': ecdsa,
  'ecdsa-sha2-nistp256/ecdsa-sha2-nistp256': ecdsa,
  'rsa/rsassa-pss-sha256': rsaPss,
  'rsa/rsa-pkcs1v15-sha256': rsaPkcs1,
};
