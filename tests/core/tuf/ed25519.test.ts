// Against noble's own verification, by its strict rule, on what is signed well, badly, and by points that nobody honest makes.
import { getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { expect, it } from 'vitest';
import { concatBytes, decodeHex, encodeHex, encodeUtf8 } from '../../../src/core/bytes.ts';
import { isSignedBy } from '../../../src/core/tuf/ed25519.ts';

hashes.sha512 = sha512;
const order = Point.CURVE().n;
const message = encodeUtf8('{"_type":"root"}');

const byNoble = (signature: Uint8Array, over: Uint8Array, key: Uint8Array): boolean => {
  try {
    return verify(signature, over, key, { zip215: false });
  } catch {
    return false;
  }
};

/** Says the same as noble. @returns what both say */
function both(signature: Uint8Array, over: Uint8Array, key: Uint8Array): boolean {
  const said = isSignedBy(signature, over, key);
  expect(said, `${encodeHex(signature)} ${encodeHex(key)}`).toBe(byNoble(signature, over, key));
  return said;
}

const little = (value: bigint): Uint8Array => decodeHex(value.toString(16).padStart(64, '0')).reverse();
const number = (bytes: Uint8Array): bigint => BigInt(`0x${encodeHex(bytes.slice().reverse())}`);
const seed = (n: number): Uint8Array => sha512(Uint8Array.of(n)).slice(0, 32);

// The eight points of small order, and forms of them that are not their only one.
const small = [
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  `${'00'.repeat(31)}80`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];
const otherForms = [`01${'00'.repeat(30)}80`, `ee${'ff'.repeat(30)}7f`, `ed${'ff'.repeat(30)}7f`, 'ff'.repeat(32)];

it('takes what was signed, and nothing that was changed since', () => {
  for (let n = 0; n < 8; n++) {
    const over = encodeUtf8('x'.repeat(n * 40));
    const key = getPublicKey(seed(n));
    const signature = sign(over, seed(n));
    expect(both(signature, over, key)).toBe(true);
    for (const at of [0, 31, 32, 63]) {
      const changed = signature.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect(both(changed, over, key)).toBe(false);
    }
    expect(both(signature, concatBytes(over, Uint8Array.of(0)), key)).toBe(false);
    expect(both(signature, over, getPublicKey(seed(n + 1)))).toBe(false);
  }
});

it('says false of another length', () => {
  const [key, signature] = [getPublicKey(seed(1)), sign(message, seed(1))];
  for (const length of [0, 31, 63, 65])
    expect(both(concatBytes(signature, signature).slice(0, length), message, key)).toBe(false);
  for (const length of [0, 31, 33])
    expect(both(signature, message, concatBytes(key, key).slice(0, length))).toBe(false);
});

it('refuses numbers from the order on: a second form of the same signature', () => {
  const [key, signature] = [getPublicKey(seed(2)), sign(message, seed(2))];
  const s = number(signature.subarray(32));
  for (const other of [s + order, order, 2n ** 253n, 2n ** 256n - 1n])
    expect(both(concatBytes(signature.subarray(0, 32), little(other)), message, key)).toBe(false);
});

it('refuses keys of small order, under which anything is signed', () => {
  for (const key of [...small, ...otherForms])
    for (const commitment of [small[0] as string, key])
      for (const s of [0n, 1n, order - 1n])
        expect(both(concatBytes(decodeHex(commitment), little(s)), message, decodeHex(key))).toBe(false);
});

it('judges points with a part of small order as noble does: by eight times the equation, in their only form', () => {
  const [a, r] = [number(seed(5)) % order, number(seed(6)) % order];
  const signedWith = (s: bigint, commitment: Uint8Array, key: Uint8Array): boolean => {
    const k = number(sha512(concatBytes(commitment, key, message))) % order;
    return both(concatBytes(commitment, little((s + k * a) % order)), message, key);
  };
  // Of order one, four and eight.
  for (const inKey of [small[0], small[2], small[4]] as string[]) {
    const key = Point.BASE.multiply(a).add(Point.fromHex(inKey)).toBytes();
    for (const inCommitment of small) {
      const commitment = Point.BASE.multiply(r).add(Point.fromHex(inCommitment)).toBytes();
      expect(signedWith(r, commitment, key)).toBe(true);
      expect(signedWith(0n, decodeHex(inCommitment), key)).toBe(true);
    }
    for (const otherForm of otherForms) expect(signedWith(0n, decodeHex(otherForm), key)).toBe(false);
  }
});

it('takes the smallest and the largest numbers there are', () => {
  // R = [s]B - [k]A for any s: what the equation asks for.
  for (const s of [0n, 1n, 2n, 3n, order - 1n, 2n ** 252n]) {
    const key = getPublicKey(seed(7));
    const commitment = getPublicKey(seed(8));
    expect(both(concatBytes(commitment, little(s)), message, key)).toBe(false);
    // A commitment of small order and s = k * a: the other end of the same equation.
    const a = s === 0n ? 1n : s;
    const own = Point.BASE.multiply(a).toBytes();
    const neutral = decodeHex(small[0] as string);
    const k = number(sha512(concatBytes(neutral, own, message))) % order;
    expect(both(concatBytes(neutral, little((k * a) % order)), message, own)).toBe(true);
  }
});
