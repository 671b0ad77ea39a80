// One secret key in a file: NAME.age, locked with a passphrase as any age tool does it, or NAME.json, plain. Asks nobody:
// the passphrase is handed in. age-encryption.org/v1.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decodeHex, decodeUtf8, encodeHex, encodeUtf8 } from '../../core/bytes.ts';
import { parseJson } from '../../core/json.ts';
import { integer, object, oneOf, readShape, text } from '../../core/shape.ts';
import { type SigningKey, signingKey } from '../../core/tuf/author.ts';
import { FaultError } from '../content/fault.ts';

/** Guesses cost 256 MiB and about a second each. */
const scryptLogN = 18;
const maxBytes = 65_536;

/** `plain` is a seed that anybody who has the file can use. The text inside an age file is the same. */
const plainKey = object({ format: integer(1, 1), kind: oneOf('plain'), secret: text(64, /^[0-9a-f]{64}$/) });

/** How a key is locked. */
export interface Lock {
  readonly passphrase: string;
  /** The logarithm of scrypt's work; 18 where it is left out. Only tests give another one. */
  readonly logN?: number;
}

/** A plain key's text. @param note for whoever opens the file */
export function plainKeyText(secret: Uint8Array, note: string): string {
  return `${JSON.stringify({ format: 1, kind: 'plain', note, secret: encodeHex(secret) }, null, 2)}\n`;
}

/**
 * Writes a new key file that only its owner can read; never over another one.
 * @param path "…/NAME.age", or "…/NAME.json" without a lock
 * @param secret 32 bytes
 * @throws FaultError where there is a file already
 */
export async function writeKeyFile(path: string, secret: Uint8Array, lock: Lock | null, note: string): Promise<void> {
  const plain = plainKeyText(secret, note);
  const bytes = lock ? encodeUtf8(await lockText(plain, lock)) : encodeUtf8(plain);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw keyFault(path, 'is there already; a key is never overwritten', 'give the new key another name');
  }
}

async function lockText(plain: string, { passphrase, logN = scryptLogN }: Lock): Promise<string> {
  // Late: it is large, and plain keys do without it.
  const { armor, Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(logN);
  return `${armor.encode(await encrypter.encrypt(plain))}\n`;
}

/**
 * Opens a key file.
 * @param askPassphrase called for a locked one
 * @throws FaultError where it is not there, cannot be read, or the passphrase is not its own
 */
export async function openKeyFile(path: string, askPassphrase: () => Promise<string>): Promise<SigningKey> {
  return signingKey(await readSecret(path, askPassphrase));
}

/** The 32 secret bytes themselves, for a copy on paper. @throws FaultError as openKeyFile */
export async function readSecret(path: string, askPassphrase: () => Promise<string>): Promise<Uint8Array> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) throw keyFault(path, 'is not there', 'name a key file: NAME.age or NAME.json');
  const plain = path.endsWith('.age') ? await unlock(path, bytes, await askPassphrase()) : bytes;
  try {
    return decodeHex(readShape(plainKey, parseJson(plain, maxBytes)).secret);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw keyFault(path, `cannot be read: ${why}`, 'restore the file from your copy');
  }
}

async function unlock(path: string, bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  if (bytes.length > maxBytes) throw keyFault(path, 'is no key: it is too large', 'name a key file');
  const { armor, Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(armor.decode(decodeUtf8(bytes)), 'uint8array');
  } catch {
    throw keyFault(path, 'does not open with that passphrase', 'type it again, or restore the key from its paper copy');
  }
}

/** What is wrong with a key, and what would mend it. */
export function keyFault(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'keys', file, message, fix }]);
}
