// The names that content stores give to files, against the multiformats library.
import fc from 'fast-check';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { cidOf } from '../../../src/core/encoding/cid.ts';
import { testMirror } from '../fixture.ts';

const theirs = async (bytes: Uint8Array): Promise<string> =>
  CID.createV1(raw.code, await sha256.digest(bytes.slice())).toString();

describe('a CID', () => {
  it('of every file of a mirror is that of the multiformats library', async () => {
    const files = [...testMirror().values()];
    expect(files.length).toBeGreaterThan(10);
    for (const bytes of files) expect(cidOf(sha256Hex(bytes))).toBe(await theirs(bytes));
  });

  it('of any bytes, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(cidOf(sha256Hex(bytes))).toBe(await theirs(bytes));
      }),
    );
  });

  it('is of nothing but hex', () => {
    expect(() => cidOf('zz')).toThrow('format/');
  });
});
