// The name that content-addressed stores give to a file whose SHA-256 is already signed: CIDv1, base32.
// Nothing but a way of writing the hash; nothing is looked up or trusted by it. Multiformats CIDv1, RFC 4648 §6.
import { decodeHex } from '../bytes.ts';

/** What a block has in it, by multicodec's numbers: plain bytes, or a folder (DAG-PB). */
export const rawCodec = 0x55;
/** See `rawCodec`. */
export const folderCodec = 0x70;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The CID of a file as one raw block.
 * @param sha256 64 hex digits
 * @param codec of another kind of block
 * @returns "bafkrei…", 59 characters
 * @throws AppError `format/shape` when it is not hex
 * @source https://github.com/multiformats/cid (CIDv1), multibase "b"
 */
export function cidOf(sha256: string, codec = rawCodec): string {
  const digest = decodeHex(sha256);
  let out = 'b';
  let bits = 0;
  let value = 0;
  // CIDv1, what is in it, a multihash: SHA-256 of 32 bytes.
  for (const byte of [0x01, codec, 0x12, 0x20, ...digest]) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(value >> bits) & 31];
    }
  }
  return bits > 0 ? out + alphabet[(value << (5 - bits)) & 31] : out;
}
