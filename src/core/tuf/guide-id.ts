// A guide's id: what two people compare to know that they look at the same publisher.
import { sha256Hex } from '../bytes.ts';
import { parseMetadata } from './metadata.ts';

/**
 * SHA-256 of the canonical signed part of the first root; it stays the same over every rotation of keys.
 * @param firstRoot 1.root.json as received
 * @returns 64 hex digits
 * @throws AppError `format/…`
 */
export function guideId(firstRoot: Uint8Array): string {
  return sha256Hex(parseMetadata('root', firstRoot).message);
}
