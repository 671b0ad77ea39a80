import { describe, expect, it } from 'vitest';
import {
  authorRoot,
  authorTargets,
  describeTarget,
  detachSignature,
  keyId,
  mergeSignatures,
  signingKey,
} from '../../../src/core/tuf/author.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { verifyFirstRoot } from '../../../src/core/tuf/trusted.ts';
import { key, later, Repository } from './repository.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const role = (threshold: number, ...seeds: number[]) => ({ keys: seeds.map((seed) => key(seed).publicKey), threshold });

describe('author', () => {
  it('gives the same bytes for the same input, in whatever order it is told', () => {
    expect([...new Repository().files]).toEqual([...new Repository().files]);
    const [a, b] = [describeTarget(Buffer.from('a')), describeTarget(Buffer.from('b'), { z: [1, null], y: 'x' })];
    const content = { version: 3, expires: later(1) };
    const one = authorTargets({ ...content, targets: { a, b } }, [key(1), key(2)]);
    const two = authorTargets({ targets: { b, a }, ...content }, [key(2), key(1)]);
    expect(text(one)).toBe(text(two));
    expect(text(one)).toContain('"targets":{"a":{"hashes"');
  });

  it('names keys by the hash of their canonical form', () => {
    // The same key and id as in the example of the specification, §4.3.
    const public_ = '72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c';
    const id = keyId({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: public_ } });
    expect(id).toBe('1bf1c6e3cdd3d3a8420b19199e27511999850f4b376c4547b2f32fba7e80fca3');
  });

  it('refuses a threshold that its keys cannot meet', () => {
    const roles = { root: role(1, 1), timestamp: role(1, 2), snapshot: role(1, 3), targets: role(3, 4, 5) };
    expect(() => authorRoot({ version: 1, expires: later(1), roles }, [key(1)])).toThrow(
      expect.objectContaining({ code: 'content/inconsistent' }),
    );
  });

  it('is signed by many hands, one after another', () => {
    const roles = { root: role(2, 1, 2, 3), timestamp: role(1, 2), snapshot: role(1, 3), targets: role(1, 4) };
    const bare = authorRoot({ version: 1, expires: later(1), roles }, []);
    expect(() => verifyFirstRoot(bare, ed25519Verifiers)).toThrow(
      expect.objectContaining({ code: 'trust/signatures' }),
    );
    const first = mergeSignatures(bare, [detachSignature(bare, key(3))]);
    expect(() => verifyFirstRoot(first, ed25519Verifiers)).toThrow(
      expect.objectContaining({ code: 'trust/signatures' }),
    );
    const both = mergeSignatures(first, [detachSignature(bare, key(1))]);
    expect(verifyFirstRoot(both, ed25519Verifiers).signed.version).toBe(1);
    expect(both).toEqual(authorRoot({ version: 1, expires: later(1), roles }, [key(1), key(3)]));
    expect(mergeSignatures(both, [detachSignature(bare, key(1))])).toEqual(both);
  });

  it('replaces a signature of the same key', () => {
    const bare = authorTargets({ version: 1, expires: later(1), targets: {} }, []);
    const wrong = mergeSignatures(bare, [{ keyid: key(1).id, sig: '00' }]);
    const right = mergeSignatures(wrong, [detachSignature(bare, key(1))]);
    expect(JSON.parse(text(right)).signatures).toEqual([detachSignature(bare, key(1))]);
  });

  it('refuses to merge into what is no metadata', () => {
    for (const bad of ['', '[]', '{}', '{"signatures":[{}],"signed":{}}'])
      expect(() => mergeSignatures(Buffer.from(bad), [])).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^format\//) }),
      );
  });

  it('makes keys from seeds of 32 bytes', () => {
    // RFC 8032 §7.1, test 1.
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    expect(signingKey(seed).publicKey.keyval.public).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
    expect(() => signingKey(new Uint8Array(31))).toThrow();
  });

  it('writes hash prefixes and terminating as the specification calls them', () => {
    const delegation = { name: 'bin', ...role(1, 7), pathHashPrefixes: ['0'], terminating: true };
    const bytes = authorTargets({ version: 1, expires: later(1), targets: {}, delegations: [delegation] }, [key(4)]);
    expect(JSON.parse(text(bytes)).signed.delegations.roles).toEqual([
      { keyids: [key(7).id], name: 'bin', path_hash_prefixes: ['0'], terminating: true, threshold: 1 },
    ]);
  });
});
