// One Ed25519 signature, verified by noble's points and its strict rule, without its table of 4,224 points: making that costs as
// much as ten signatures, and a phone verifies five. No secrets here, so nothing runs in constant time. RFC 8032 §5.1.7.
import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, encodeHex } from '../bytes.ts';

/** As many bits of both numbers at a time: a table of sixteen points. */
const stepBits = 2n;
/** The order of the base point is below 2^253; even, so that steps end at zero. */
const topBits = 252n;

/**
 * Whether a signature over a message was made by a key.
 * @param signature 64 bytes: a point and a number
 * @param publicKey 32 bytes: a point
 * @returns false too for a number that is not below the group's order, a point in a form that is not its only one, and a key
 *   of small order, under which anything is "signed"; never throws for what the bytes say
 * @source RFC 8032 §5.1.3, §5.1.7
 */
export function isSignedBy(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const order = Point.CURVE().n;
  const commitment = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= order) return false;
  const key = strictPoint(publicKey);
  const r = strictPoint(commitment);
  if (!key || !r || key.isSmallOrder()) return false;
  const k = littleEndian(sha512(concatBytes(commitment, publicKey, message))) % order;
  // [8][S]B = [8]R + [8][k]A
  return sumOfMultiples(s, Point.BASE, k, key.negate()).subtract(r).isSmallOrder();
}

function strictPoint(bytes: Uint8Array): Point | null {
  try {
    return Point.fromBytes(bytes, false);
  } catch {
    return null;
  }
}

/** [a]A + [b]B in one pass: both share the doublings. */
function sumOfMultiples(a: bigint, pointA: Point, b: bigint, pointB: Point): Point {
  const table = tableOf(pointA, pointB);
  let sum = Point.ZERO;
  for (let at = topBits; at >= 0n; at -= stepBits) {
    sum = sum.double().double();
    const digits = 4 * Number((a >> at) & 3n) + Number((b >> at) & 3n);
    if (digits > 0) sum = sum.add(table[digits] as Point);
  }
  return sum;
}

/** [i]A + [j]B at 4i + j, each up to three. */
function tableOf(a: Point, b: Point): readonly Point[] {
  const table: Point[] = [];
  let row = Point.ZERO;
  for (let i = 0; i < 4; i++) {
    let next = row;
    for (let j = 0; j < 4; j++) {
      table.push(next);
      next = next.add(b);
    }
    row = row.add(a);
  }
  return table;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(bytes.slice().reverse())}`);
}
