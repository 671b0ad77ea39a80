// The name that content-addressed stores give to a file whose SHA-256 is already signed: CIDv1, raw codec, base32.
// Nothing but a way of writing the hash; nothing is looked up or trusted by it. Multiformats CIDv1, RFC 4648 §6.
import { decodeHex } from '../bytes.ts';

/** CIDv1, codec raw, multihash sha2-256 of 32 bytes. */
const prefix = Uint8Array.of(0x01, 0x55, 0x12, 0x20);
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The CID of a file as one raw block.
 * @param sha256 64 hex digits
 * @returns "bafkrei…", 59 characters
 * @throws AppError `format/shape` when it is not hex
 * @source https://github.com/multiformats/cid (CIDv1), multibase "b"
 */
export function cidOf(sha256: string): string {
  const digest = decodeHex(sha256);
  let out = 'b';
  let bits = 0;
  let value = 0;
  for (const byte of [...prefix, ...digest]) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(value >> bits) & 31];
    }
  }
  return bits > 0 ? out + alphabet[(value << (5 - bits)) & 31] : out;
}
