// What a platform computes itself, faster than the core's own code and with the same answers. Not a port: nothing comes in or goes
// out by it, and the core's own code stands behind both.
import { sha256Hex } from '../bytes.ts';
import { AppError } from '../errors.ts';
import type { FileRef } from '../ports.ts';
import { refuseOtherLength } from '../tuf/verify-target.ts';

/** Given by who knows the platform. */
export interface Native {
  /** SHA-256 as 64 lower-case hex digits. */
  sha256(bytes: Uint8Array): Promise<string>;
  /**
   * Inflates (RFC 1951) and never makes more than `maxBytes`.
   * @returns null where it does not, for whatever reason: the core's own code says why
   */
  inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | null>;
}

/** The core's own code alone. */
export const ownNative: Native = {
  sha256: async (bytes) => sha256Hex(bytes),
  inflate: async () => null,
};

/**
 * Returns the bytes when they are the ones that were signed.
 * @throws AppError `trust/length`, `trust/hash`
 * @source TUF 1.0.34 §5.7.3
 */
export async function verifyFile(
  native: Native,
  file: Pick<FileRef, 'sha256' | 'length'>,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  refuseOtherLength(file, bytes, '5.7.3');
  const got = await native.sha256(bytes);
  const want = file.sha256.toLowerCase();
  if (got !== want) throw new AppError('trust/hash', { section: '5.7.3', want, got });
  return bytes;
}
