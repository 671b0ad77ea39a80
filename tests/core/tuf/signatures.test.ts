import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/core/bytes.ts';
import type { PublicKey } from '../../../src/core/tuf/metadata.ts';
import { countSigners, ed25519Verifiers, type Verifier, type Verifiers } from '../../../src/core/tuf/signatures.ts';
import { key } from './repository.ts';

const message = new Uint8Array([1, 2, 3]);
const [a, b, c] = [key(1), key(2), key(3)];
const keys = { [a.id]: a.publicKey, [b.id]: b.publicKey, [c.id]: c.publicKey };
const sig = (signer: typeof a, over = message) => ({ keyid: signer.id, sig: encodeHex(signer.sign(over)) });
const role = (threshold: number, ...keyids: string[]) => ({ threshold, keyids });

function count(
  signatures: readonly { keyid: string; sig: string }[],
  by = role(3, a.id, b.id, c.id),
  known: Readonly<Record<string, PublicKey>> = keys,
  verifiers: Verifiers = ed25519Verifiers,
): number {
  return countSigners({ signatures, signed: null, message }, by, known, verifiers);
}

describe('countSigners', () => {
  it('counts each key that signed', () => {
    expect(count([])).toBe(0);
    expect(count([sig(a)])).toBe(1);
    expect(count([sig(c), sig(a), sig(b)])).toBe(3);
  });

  it('stops at the threshold', () => {
    let verified = 0;
    const counting: Verifier = () => ++verified > 0;
    expect(count([sig(a), sig(b), sig(c)], role(2, a.id, b.id, c.id), keys, { 'ed25519/ed25519': counting })).toBe(2);
    expect(verified).toBe(2);
  });

  it('passes over signatures of other text, of strangers, and without a key', () => {
    expect(count([sig(a, new Uint8Array([9])), sig(b)])).toBe(1);
    expect(count([sig(a), sig(b)], role(3, b.id))).toBe(1);
    expect(count([sig(a), sig(b)], undefined, { [b.id]: b.publicKey })).toBe(1);
  });

  it('one bad signature blocks no other', () => {
    for (const bad of ['', 'zz', 'a', '00', '00'.repeat(64), 'ff'.repeat(64)])
      expect(count([{ keyid: a.id, sig: bad }, sig(b)])).toBe(1);
  });

  it('one key under many ids counts once', () => {
    const upper = { ...a.publicKey, keyval: { public: a.publicKey.keyval.public.toUpperCase() } };
    const known = { x: a.publicKey, y: upper, z: a.publicKey };
    const signatures = ['x', 'y', 'z'].map((keyid) => ({ keyid, sig: encodeHex(a.sign(message)) }));
    expect(count(signatures, role(3, 'x', 'y', 'z'), known)).toBe(1);
  });

  it('a verifier without identify tells keys apart by their text', () => {
    const known = { x: a.publicKey, y: a.publicKey, z: b.publicKey };
    const signatures = ['x', 'y', 'z'].map((keyid) => ({ keyid, sig: '00' }));
    expect(count(signatures, role(3, 'x', 'y', 'z'), known, { 'ed25519/ed25519': () => true })).toBe(2);
  });

  it('a key of an unknown kind is not counted, whatever it is called', () => {
    for (const [keytype, scheme] of [
      ['ed25519', 'ed448'],
      ['rsa', 'ed25519'],
      ['__proto__', ''],
      ['toString', ''],
    ] as const)
      expect(count([sig(a), sig(b)], undefined, { ...keys, [a.id]: { ...a.publicKey, keytype, scheme } })).toBe(1);
    const named = { ...a.publicKey, keytype: 'constructor', scheme: '' };
    expect(count([sig(a)], undefined, { [a.id]: named }, Object.create({ 'constructor/': () => true }))).toBe(0);
  });
});

describe('ed25519Verifiers', () => {
  const verify = ed25519Verifiers['ed25519/ed25519'] as Verifier;

  // RFC 8032 §7.1, test 2.
  const rfcKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
  const rfcSignature =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
  const publicKey = (text: string): PublicKey => ({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: text } });

  it('agrees with RFC 8032', () => {
    const signature = Buffer.from(rfcSignature, 'hex');
    expect(verify(publicKey(rfcKey), signature, Uint8Array.of(0x72))).toBe(true);
    expect(verify(publicKey(rfcKey), signature, Uint8Array.of(0x73))).toBe(false);
  });

  it('takes bad keys and signatures for false, and throws nothing', () => {
    for (const text of ['', 'x', '00', rfcKey.slice(2), '00'.repeat(32), 'ff'.repeat(32), `${rfcKey}00`])
      for (const signature of [new Uint8Array(0), new Uint8Array(64), new Uint8Array(65)])
        expect(verify(publicKey(text), signature, message)).toBe(false);
  });

  it('is strict: a key of small order, under which anything is "signed", is refused', () => {
    // A = R = the neutral element, S = 0: holds for every message by the lax rule (ZIP 215).
    const neutral = `01${'00'.repeat(31)}`;
    const signature = Buffer.from(neutral + '00'.repeat(32), 'hex');
    expect(verify(publicKey(neutral), signature, message)).toBe(false);
  });

  it('is strict: S beyond the group order, a second form of the same signature, is refused', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const signature = Buffer.from(rfcSignature, 'hex');
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(signature, 32);
    expect(verify(publicKey(rfcKey), signature, Uint8Array.of(0x72))).toBe(false);
  });
});
