// The leave to upload one file to a Blossom server: a signed Nostr event of kind 24242. BUD-11, NIP-01, NIP-40, BIP-340.
import { schnorr } from '@noble/curves/secp256k1.js';
import { encodeHex, encodeUtf8, sha256Hex } from '../../../core/bytes.ts';

const kind = 24_242;
/** A slow line takes its time with a megabyte; whoever steals the token can only upload the same public bytes. */
const lifetimeSeconds = 900;

/**
 * The value of an Authorization header.
 * @param secret 32 bytes
 * @param sha256 of the one file that may be uploaded
 */
export function uploadToken(secret: Uint8Array, sha256: string, now: Date): string {
  // Its clock may be a little behind ours, and the event must not come from the future.
  const createdAt = Math.floor(now.getTime() / 1000) - 30;
  const tags = [
    ['t', 'upload'],
    ['x', sha256],
    ['expiration', String(createdAt + lifetimeSeconds)],
  ];
  const content = 'Upload a file of a voter guide';
  const pubkey = encodeHex(schnorr.getPublicKey(secret));
  const id = sha256Hex(encodeUtf8(JSON.stringify([0, pubkey, createdAt, kind, tags, content])));
  const sig = encodeHex(schnorr.sign(Buffer.from(id, 'hex'), secret));
  const event = { id, pubkey, created_at: createdAt, kind, tags, content, sig };
  return `Nostr ${Buffer.from(JSON.stringify(event)).toString('base64url')}`;
}
