import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameBytes } from '../../../src/core/bytes.ts';
import { decodeBase45, encodeBase45 } from '../../../src/core/encoding/base45.ts';
import { AppError } from '../../../src/core/errors.ts';
import { fountain, openCollector } from '../../../src/core/optical/fountain.ts';
import { blockCount, encodeFrame, maxTransferBytes, parseFrame } from '../../../src/core/optical/frame.ts';

function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'no failure';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

/** Sends until it is whole. @returns how many frames arrived beyond the blocks */
function send(bytes: Uint8Array, isLost: (seed: number) => boolean, from = 0): number {
  const frameOf = fountain(bytes);
  const collector = openCollector();
  let arrived = 0;
  for (let seed = from; collector.result() === null; seed++) {
    if (isLost(seed)) continue;
    arrived++;
    collector.take(parseFrame(encodeFrame(frameOf(seed))));
    if (arrived > blockCount(bytes.length) + 40) throw new Error('it never ends');
  }
  expect(isSameBytes(collector.result() ?? new Uint8Array(), bytes)).toBe(true);
  return arrived - blockCount(bytes.length);
}

describe('base45', () => {
  it('writes what RFC 9285 says', () => {
    const text = (value: string): Uint8Array => new TextEncoder().encode(value);
    expect(encodeBase45(text('AB'))).toBe('BB8');
    expect(encodeBase45(text('Hello!!'))).toBe('%69 VD92EX0');
    expect(encodeBase45(text('base-45'))).toBe('UJCLQE7W581');
    expect(new TextDecoder().decode(decodeBase45('QED8WEX0'))).toBe('ietf!');
  });

  it('comes back, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => isSameBytes(decodeBase45(encodeBase45(bytes)), bytes)),
    );
  });

  it('refuses what no bytes are written as', () => {
    for (const text of ['A', 'AAAA', 'ab', ':::', '::', 'A?A']) {
      expect(codeOf(() => decodeBase45(text))).toBe('format/shape');
    }
  });
});

describe('the fountain', () => {
  it('needs exactly its blocks where nothing is lost', () => {
    for (const length of [1, 1_199, 1_200, 1_201, 60_000]) expect(send(noise(length), () => false)).toBe(0);
  });

  it('needs few frames more where three of ten are lost', () => {
    let state = 7;
    const isLost = (): boolean => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32 < 0.3;
    };
    const extra = Array.from({ length: 20 }, (_, i) => send(noise(60_000, i + 1), isLost));
    expect(Math.max(...extra)).toBeLessThanOrEqual(12);
    expect(extra.reduce((sum, each) => sum + each, 0) / extra.length).toBeLessThanOrEqual(3);
  });

  it('serves a phone that began late, in any order', () => {
    expect(send(noise(30_000), () => false, 5_000)).toBeLessThanOrEqual(12);
    const bytes = noise(24_000);
    const frameOf = fountain(bytes);
    const collector = openCollector();
    for (let seed = 19; seed >= 0; seed--) collector.take(frameOf(seed));
    expect(collector.progress()).toEqual({ known: 20, of: 20 });
    expect(isSameBytes(collector.result() ?? new Uint8Array(), bytes)).toBe(true);
  });

  it('says what a frame brought', () => {
    const frameOf = fountain(noise(2_400));
    const collector = openCollector();
    expect(collector.progress()).toEqual({ known: 0, of: 0 });
    expect(collector.result()).toBeNull();
    expect(collector.take(frameOf(0))).toBe('new');
    expect(collector.take(frameOf(0))).toBe('nothing-new');
    expect(collector.take(fountain(noise(2_400, 2))(1))).toBe('other');
    expect(collector.take(frameOf(1))).toBe('done');
    expect(collector.take(frameOf(9))).toBe('done');
  });

  it('begins again where frames lied about their file', () => {
    const bytes = noise(2_400);
    const frameOf = fountain(bytes);
    const collector = openCollector();
    const flipped = frameOf(0);
    flipped.block[5] = (flipped.block[5] ?? 0) ^ 1;
    collector.take(flipped);
    collector.take(frameOf(1));
    expect(codeOf(() => collector.result())).toBe('trust/hash');
    collector.take(frameOf(0));
    collector.take(frameOf(1));
    expect(isSameBytes(collector.result() ?? new Uint8Array(), bytes)).toBe(true);
  });

  it('sends nothing that is too long, or empty', () => {
    expect(codeOf(() => fountain(new Uint8Array(maxTransferBytes + 1)))).toBe('format/too-long');
    expect(codeOf(() => fountain(new Uint8Array()))).toBe('format/shape');
  });
});

describe('a frame', () => {
  const text = encodeFrame(fountain(noise(5_000))(3));

  it('fits a code of version 25-L in alphanumeric mode', () => {
    expect(text.length).toBeLessThanOrEqual(1_853);
  });

  it('is refused in words when it is something else', () => {
    expect(codeOf(() => parseFrame('https://example.org/'))).toBe('format/shape');
    expect(codeOf(() => parseFrame(text.slice(1)))).toBe('format/shape');
    expect(codeOf(() => parseFrame(text.toLowerCase()))).toBe('format/shape');
    const other = decodeBase45(text);
    other[0] = 2;
    expect(codeOf(() => parseFrame(encodeBase45(other)))).toBe('format/newer-app-needed');
    const long = decodeBase45(text);
    new DataView(long.buffer).setUint32(9, maxTransferBytes + 1);
    expect(codeOf(() => parseFrame(encodeBase45(long)))).toBe('format/too-long');
    new DataView(long.buffer).setUint32(9, 0);
    expect(codeOf(() => parseFrame(encodeBase45(long)))).toBe('format/shape');
  });
});
