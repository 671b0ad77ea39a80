// Inflating: what zlib makes comes back, what is broken is refused, and the cap holds while it works.
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/core/encoding/inflate.ts';
import { isAppError } from '../../../src/core/errors.ts';

const strategies = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
  constants.Z_FILTERED,
];
/** The code that it is refused with; null where it is not. */
function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code;
  }
}
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

describe('what zlib deflates', () => {
  it('comes back, at every level and strategy', () => {
    const runs = fc.array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 400 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(runs, fc.constantFrom(...strategies), fc.integer({ min: 0, max: 9 }), (parts, strategy, level) => {
        const bytes = Buffer.concat(parts.flatMap(([part, times]) => Array<Uint8Array>(times).fill(part)));
        expect(isSame(inflate(deflateRawSync(bytes, { strategy, level }), bytes.length), bytes)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('comes back where words are longer than the table, over more than one window', () => {
    // Frequencies that halve from byte to byte give the longest words that there are.
    const skewed = Buffer.concat(Array.from({ length: 18 }, (_, i) => Buffer.alloc(2 ** i, 200 - i)));
    const noise = Uint8Array.from({ length: 200_000 }, (_, i) => (Math.imul(i ^ (i >>> 7), 2654435761) >>> 13) & 255);
    for (const bytes of [skewed, Buffer.from(noise), Buffer.concat([skewed, noise, skewed])]) {
      for (const level of [1, 6, 9]) {
        const packed = deflateRawSync(bytes, { level, strategy: constants.Z_HUFFMAN_ONLY });
        expect(isSame(inflate(packed, bytes.length), bytes)).toBe(true);
        expect(isSame(inflate(deflateRawSync(bytes, { level }), bytes.length), bytes)).toBe(true);
      }
    }
  });

  it('may be empty, and may come in several blocks', () => {
    expect(inflate(deflateRawSync(new Uint8Array()), 0)).toHaveLength(0);
    const flushed = deflateRawSync(Buffer.alloc(100_000, 'abc'), { finishFlush: constants.Z_FULL_FLUSH });
    const whole = Buffer.concat([flushed, deflateRawSync(Buffer.from('end'))]);
    expect(inflate(whole, 100_003)).toHaveLength(100_003);
  });
});

describe('the cap', () => {
  const bomb = deflateRawSync(Buffer.alloc(10_000_000));

  it('lets through what just fits, and nothing more', () => {
    expect(inflate(bomb, 10_000_000)).toHaveLength(10_000_000);
    expect(codeOf(() => inflate(bomb, 9_999_999))).toBe('format/too-long');
    expect(codeOf(() => inflate(deflateRawSync(Buffer.from('ab'), { level: 0 }), 1))).toBe('format/too-long');
  });

  it('is never passed by what is made on the way', () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(codeOf(() => inflate(bomb, 100_000))).toBe('format/too-long');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000);
  });
});

describe('what is broken', () => {
  const packed = deflateRawSync(Buffer.from('the lantern, the lantern, the kettle and the lantern'));

  it('is refused at every length that is cut off, and with anything after it', () => {
    for (let length = 0; length < packed.length; length++) {
      expect(codeOf(() => inflate(packed.subarray(0, length), 1_000))).toBe('format/inflate');
    }
    expect(codeOf(() => inflate(Buffer.concat([packed, Buffer.from([0])]), 1_000))).toBe('format/inflate');
  });

  it.each([
    ['a kind of block that there is not', '07'],
    ['a stored block whose length is not told twice', '01050000000000000000'],
    ['a distance before the beginning', '030200'],
    ['an overfull code', '0500000000000000'],
    ['no word for the end', 'ed0000000000000000000000'],
  ])('%s', (_, hex) => {
    expect(codeOf(() => inflate(Buffer.from(hex, 'hex'), 1_000))).toBe('format/inflate');
  });

  it('never does anything but give bytes within the cap or refuse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), fc.nat(), (noise, isMutated, at) => {
        const bytes = isMutated ? Uint8Array.from(packed) : noise;
        if (isMutated) bytes[at % bytes.length] = noise[0] ?? 0;
        let length = 0;
        const code = codeOf(() => {
          length = inflate(bytes, 5_000).length;
        });
        expect([null, 'format/inflate', 'format/too-long']).toContain(code);
        expect(length).toBeLessThanOrEqual(5_000);
      }),
      { numRuns: 3_000 },
    );
  });
});
