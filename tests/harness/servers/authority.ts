// A certificate authority for tests: a root of its own and certificates for names, by a library, since openssl is not on
// every machine. A browser is told of it by the hash of its key, so that whatever it did not sign is still refused.
import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { KeyPair } from '../../../src/doors/censor.ts';

export interface Authority {
  /** Its own certificate, PEM: for Node's `ca`. */
  readonly cert: string;
  /** Makes a browser trust it: switches for its command line. */
  readonly args: readonly string[];
  /** A certificate for names ("one.test", "127.0.0.1" is none) with the authority's own after it. */
  issue(names: readonly string[]): Promise<KeyPair>;
}

cryptoProvider.set(webcrypto as Crypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;

/** Makes an authority that exists as long as the test. */
export async function makeAuthority(name = 'Test authority'): Promise<Authority> {
  const keys = await makeKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    ...validity(),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    cert: root.toString('pem'),
    args: [`--ignore-certificate-errors-spki-list=${keyHash(root)}`],
    issue: (names) => issue(root, keys, names),
  };
}

async function issue(
  root: X509Certificate,
  signer: webcrypto.CryptoKeyPair,
  names: readonly string[],
): Promise<KeyPair> {
  const keys = await makeKeys();
  const leaf = await X509CertificateGenerator.create({
    subject: `CN=${names[0]}`,
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    ...validity(),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
    ],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  // The browser looks for the authority's key among the certificates that it is sent.
  return { key, cert: `${leaf.toString('pem')}\n${root.toString('pem')}\n` };
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}

function validity(): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 30 * dayMs) };
}

/** SHA-256 of the SubjectPublicKeyInfo, as that switch takes it. */
function keyHash(certificate: X509Certificate): string {
  return createHash('sha256').update(new Uint8Array(certificate.publicKey.rawData)).digest('base64');
}
