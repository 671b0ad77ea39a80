import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { verifyTarget } from '../../../src/core/tuf/verify-target.ts';
import { key, Repository } from './repository.ts';

const bytes = new Uint8Array(Buffer.from('content'));
const hash = (name: string) => createHash(name).update(bytes).digest('hex');
const refused = (code: string) => expect.objectContaining({ code });

describe('verifyTarget', () => {
  it('returns the bytes that were signed', () => {
    const length = bytes.length;
    expect(verifyTarget({ length, sha256: hash('sha256') }, bytes)).toBe(bytes);
    expect(verifyTarget({ length, hashes: { sha512: hash('sha512') } }, bytes)).toBe(bytes);
    expect(verifyTarget({ length, hashes: { sha256: hash('sha256').toUpperCase(), md5: '00' } }, bytes)).toBe(bytes);
  });

  it('refuses another length before it hashes', () => {
    expect(() => verifyTarget({ length: 6, sha256: '00' }, bytes)).toThrow(refused('trust/length'));
  });

  it('refuses when any known hash differs, or none is known', () => {
    const length = bytes.length;
    for (const hashes of [
      { sha256: hash('sha512') },
      { sha256: hash('sha256'), sha512: '00' },
      { sha256: '00', sha512: hash('sha512') },
      { md5: hash('md5') },
      {},
    ])
      expect(() => verifyTarget({ length, hashes }, bytes)).toThrow(refused('trust/hash'));
    expect(() => verifyTarget({ length }, bytes)).toThrow(refused('trust/hash'));
    expect(() => verifyTarget({ length, sha256: '00', hashes: { sha256: hash('sha256') } }, bytes)).toThrow(
      refused('trust/hash'),
    );
  });
});

describe('guideId', () => {
  it('is the hash of what the first root signs, whoever signed and however it is written', () => {
    const repository = new Repository();
    const { signed, signatures } = JSON.parse(Buffer.from(repository.firstRoot).toString());
    const rewritten = Buffer.from(
      JSON.stringify({ signatures: [...signatures, { keyid: 'x', sig: '' }], signed }, null, 2),
    );
    expect(guideId(repository.firstRoot)).toMatch(/^[0-9a-f]{64}$/);
    expect(guideId(rewritten)).toBe(guideId(repository.firstRoot));
  });

  it('is another for other keys', () => {
    const other = new Repository();
    other.keys.timestamp = [key(22)];
    other.version.root = 0;
    expect(guideId(other.publishRoot())).not.toBe(guideId(other.firstRoot));
  });
});
