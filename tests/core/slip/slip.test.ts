import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8, isSameBytes } from '../../../src/core/bytes.ts';
import { decodeBase64Url, encodeBase64Url } from '../../../src/core/encoding/base64url.ts';
import { AppError } from '../../../src/core/errors.ts';
import { encodeSlip, joinSlip, maxSlipSignatures, parseSlip, type Slip } from '../../../src/core/slip/slip.ts';
import { decodeSlipText, encodeSlipText, fullName, smallName } from '../../../src/core/slip/slip-text.ts';
import { slipMessage, verifySlip } from '../../../src/core/slip/verify-slip.ts';
import { keyId, type SigningKey } from '../../../src/core/tuf/author.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { testKey, testRoot } from '../fixture.ts';

const id = guideId(testRoot());
const keys = [testKey(2), testKey(3), testKey(4)] as const;
const signer = {
  role: { keyids: keys.map(({ publicKey }) => keyId(publicKey)), threshold: 2 },
  keys: Object.fromEntries(keys.map(({ publicKey }) => [keyId(publicKey), publicKey])),
};

const slip: Slip = {
  guide: id.slice(0, 16),
  edition: 12,
  issued: '2027-01-25',
  contest: 'NA-130',
  isNotFinal: false,
  isIncomplete: false,
  voids: null,
  languages: ['en', 'ur'],
  candidates: [
    { serial: 1, name: { en: 'Yasmin Rashid', ur: 'یاسمین راشد' }, symbol: 'laptop', isWithdrawn: false },
    { serial: 2, name: { en: 'A\fB\nC' }, symbol: null, isWithdrawn: false },
    { serial: 7, name: { en: 'Later' }, symbol: 'kite', isWithdrawn: true },
  ],
  roots: [],
};

function sign(of: Slip, by: readonly SigningKey[] = keys.slice(0, 2)): Uint8Array {
  const signed = encodeSlip(of, by.length);
  return joinSlip(
    signed,
    by.map((key) => key.sign(slipMessage(id, signed))),
  );
}

const verify = (bytes: Uint8Array, newest = 12): Slip =>
  verifySlip(parseSlip(bytes), signer, id, newest, ed25519Verifiers);

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'no failure';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('base64url', () => {
  it('comes back, in one form alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        return isSameBytes(decodeBase64Url(text), bytes) && text === Buffer.from(bytes).toString('base64url');
      }),
    );
    for (const text of ['A', 'AB', 'A+', 'A/', 'AA=', 'AA==']) {
      expect(
        codeOf(() => decodeBase64Url(text)),
        text,
      ).toBe(text === 'AA' ? 'no failure' : 'format/shape');
    }
  });
});

describe('the text of a slip', () => {
  it('comes back, in any script', () => {
    const scripts = [
      'Yasmin Rashid',
      'یاسمین راشد',
      'ڄاڻ',
      'Ünal',
      '😀',
      '\u001b',
      '^x',
      'ABC def',
      'mc-Donald (late)',
      '',
    ];
    for (const text of scripts) {
      expect(decodeSlipText(encodeSlipText(text)), text).toBe(text);
      expect(fullName(smallName(text)), text).toBe(text);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        return decodeSlipText(encodeSlipText(text)) === text && fullName(smallName(text)) === text;
      }),
    );
    expect(encodeSlipText('یاسمین').length).toBe(6);
  });

  it('refuses an escape that names no letter', () => {
    for (const bytes of [[0x1b], [0x1b, 0, 0], [0x1b, 0x11, 0, 0], [0x1b, 0, 0xd8, 0]]) {
      expect(codeOf(() => decodeSlipText(Uint8Array.from(bytes)))).toBe('format/shape');
    }
  });
});

describe('a slip', () => {
  it('says what was put on it, and which marks were taken out of a name', () => {
    const read = verify(sign(slip));
    expect(read).toEqual({
      ...slip,
      candidates: slip.candidates.map((each) => (each.serial === 2 ? { ...each, name: { en: 'A B C' } } : each)),
    });
  });

  it('carries what is not final, what it voids, and newer roots', () => {
    const root = testRoot({ version: 2 });
    const correction: Slip = { ...slip, isNotFinal: true, isIncomplete: true, voids: 11, roots: [root] };
    const read = verify(sign(correction));
    expect(read).toMatchObject({ isNotFinal: true, isIncomplete: true, voids: 11 });
    expect(isSameBytes(read.roots[0] ?? new Uint8Array(), root)).toBe(true);
  });

  it('is refused below the threshold, by one key twice, by a stranger, for another guide, and when it is older', () => {
    const [first, second] = keys;
    const sameTwice = sign(slip, [first, first]);
    expect(codeOf(() => verify(sign(slip, [first])))).toBe('trust/signatures');
    expect(codeOf(() => verify(sameTwice))).toBe('trust/signatures');
    expect(codeOf(() => verify(sign(slip, [first, testKey(9)])))).toBe('trust/signatures');
    expect(codeOf(() => verify(sign(slip, [first, testKey(9), second])))).toBe('no failure');
    expect(codeOf(() => verify(sign(slip), 13))).toBe('trust/rollback');
    const other = guideId(testRoot({ root: testKey(8) }));
    const parsed = parseSlip(sign(slip));
    expect(codeOf(() => verifySlip(parsed, signer, other, 1, ed25519Verifiers))).toBe('trust/other-publisher');
  });

  it('counts one key under two ids once', () => {
    const [first] = keys;
    const twice = {
      role: { keyids: ['a', 'b'], threshold: 2 },
      keys: { a: first.publicKey, b: first.publicKey },
    };
    const bytes = parseSlip(sign(slip, [first, first]));
    expect(codeOf(() => verifySlip(bytes, twice, id, 1, ed25519Verifiers))).toBe('trust/signatures');
  });

  it('is refused with any one bit changed', () => {
    const bytes = sign(slip);
    const passed: number[] = [];
    // One bit of each byte, each of the eight in turn.
    for (let bit = 0; bit < bytes.length * 8; bit += 9) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (codeOf(() => verify(changed)) === 'no failure') passed.push(bit);
    }
    expect(passed).toEqual([]);
  }, 60_000);

  it('never throws anything but its own error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const code = codeOf(() => parseSlip(bytes));
        return code === 'no failure' || /^(format|trust)\//.test(code);
      }),
    );
    expect(codeOf(() => parseSlip(new Uint8Array(2_201)))).toBe('format/too-long');
  });

  it('refuses a bomb, a format that is newer, and marks that do not fit', () => {
    const bomb = sign({
      ...slip,
      candidates: [{ serial: 1, name: { en: 'x'.repeat(70_000) }, symbol: null, isWithdrawn: false }],
    });
    expect(codeOf(() => parseSlip(bomb))).toBe('format/too-long');
    const newer = sign(slip);
    newer[0] = 2;
    expect(codeOf(() => parseSlip(newer))).toBe('format/newer-app-needed');
    expect(codeOf(() => parseSlip(sign({ ...slip, contest: 'NA 130' })))).toBe('format/shape');
    expect(codeOf(() => parseSlip(sign({ ...slip, voids: 12 })))).toBe('format/shape');
    expect(codeOf(() => parseSlip(sign({ ...slip, languages: ['EN'] })))).toBe('format/shape');
    expect(codeOf(() => encodeSlip(slip, 0))).toBe('format/shape');
    expect(codeOf(() => encodeSlip(slip, maxSlipSignatures + 1))).toBe('format/shape');
    expect(codeOf(() => parseSlip(encodeUtf8('a text that somebody scanned from a poster')))).toMatch(/^format\//);
  });
});
