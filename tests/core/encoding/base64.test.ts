import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { decodeBase64, encodeBase64 } from '../../../src/core/encoding/base64.ts';
import { codeOf } from '../ingest/ingest-helpers.ts';

const codeFor = (letters: string) => codeOf(Promise.resolve(letters).then((each) => decodeBase64(encodeUtf8(each))));

describe('base64', () => {
  it('writes what the platform writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const letters = encodeBase64(bytes);
        expect(letters).toBe(Buffer.from(bytes).toString('base64'));
        expect(decodeBase64(encodeUtf8(letters))).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it('passes over the line ends of mail', () => {
    expect(decodeBase64(encodeUtf8('bmlz\r\naGFu\n \tIQ==\n'))).toEqual(encodeUtf8('nishan!'));
  });

  it.each(['A', 'AA', 'AAA', '=AAA', 'A===', 'AA=A', 'AB==', 'AAB=', 'AA==AAAA', 'AA-_', '====', 'AAA\u00e9'])(
    'refuses %j',
    async (letters) => {
      expect(await codeFor(letters)).toBe('format/shape');
    },
  );
});
