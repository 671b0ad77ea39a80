// Bytes against what is signed about them: length first, then hashes. For targets, blobs and metadata files.
import { sha512 } from '@noble/hashes/sha2.js';
import { encodeHex, sha256Hex } from '../bytes.ts';
import { AppError } from '../errors.ts';
import type { Hashes } from './metadata.ts';

/** What is known of a file before it comes. */
export interface Described {
  readonly length?: number | undefined;
  readonly sha256?: string | undefined;
  readonly hashes?: Hashes | undefined;
}

/** As hex. */
const functions = { sha256: sha256Hex, sha512: (bytes: Uint8Array) => encodeHex(sha512(bytes)) };

/**
 * Returns the bytes when they are the ones that were signed.
 * @param target length in bytes; hashes as hex, by function name. Unknown functions are passed over, but one known hash is needed
 * @param bytes the file as received
 * @throws AppError `trust/length`, `trust/hash`
 * @source TUF 1.0.34 §5.7.3
 */
export function verifyTarget(target: Described & { readonly length: number }, bytes: Uint8Array): Uint8Array {
  refuseOtherLength(target, bytes, '5.7.3');
  refuseOtherHashes({ ...target.hashes, ...(target.sha256 && { sha256: target.sha256 }) }, bytes, '5.7.3');
  return bytes;
}

/** @throws AppError `trust/length` where a length is signed and it is another */
export function refuseOtherLength(signed: Described, bytes: Uint8Array, section: string): void {
  if (signed.length !== undefined && signed.length !== bytes.length)
    throw new AppError('trust/length', { section, want: signed.length, got: bytes.length });
}

/** @throws AppError `trust/hash` when one differs, or none is of a kind that we can compute */
export function refuseOtherHashes(hashes: Hashes, bytes: Uint8Array, section: string): void {
  let known = 0;
  for (const name of ['sha256', 'sha512'] as const) {
    const want = hashes[name]?.toLowerCase();
    if (want === undefined) continue;
    const got = functions[name](bytes);
    if (got !== want) throw new AppError('trust/hash', { section, want, got });
    known++;
  }
  if (known === 0) throw new AppError('trust/hash', { section, want: 'sha256 or sha512' });
}
