import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concatBytes,
  decodeHex,
  decodeUtf8,
  encodeHex,
  encodeUtf8,
  isSameBytes,
  sha256Hex,
} from '../../src/core/bytes.ts';
import { AppError, isAppError } from '../../src/core/errors.ts';
import { maxJsonDepth, maxJsonValues, parseJson } from '../../src/core/json.ts';
import { forEachLimited, turnsOf } from '../../src/core/limited.ts';
import {
  decimal,
  either,
  flag,
  hasOwn,
  integer,
  list,
  object,
  oneOf,
  readShape,
  record,
  text,
} from '../../src/core/shape.ts';

function code(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).code;
  }
}

describe('bytes', () => {
  it('go to hex and UTF-8 and back', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(decodeHex(encodeHex(bytes))).toEqual(bytes)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => void expect(decodeUtf8(encodeUtf8(value))).toBe(value)),
    );
    expect(decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
  });

  it('are refused where they are not what they should be', () => {
    for (const hex of ['a', 'zz', ' 00', '0x']) expect(code(() => decodeHex(hex))).toBe('format/shape');
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]])
      expect(code(() => decodeUtf8(new Uint8Array(bytes)))).toBe('format/not-utf8');
  });

  it('compare, join and hash', () => {
    expect(isSameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true);
    expect(isSameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false);
    expect(isSameBytes(new Uint8Array([1]), new Uint8Array([1, 3]))).toBe(false);
    expect(concatBytes(new Uint8Array([1]), new Uint8Array(0), new Uint8Array([2, 3]))).toEqual(
      new Uint8Array([1, 2, 3]),
    );
    expect(sha256Hex(encodeUtf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('JSON', () => {
  it('is parsed within its bounds', () => {
    expect(parseJson(encodeUtf8('{"a":[1,"[\\"{"]}'), 100)).toEqual({ a: [1, '["{'] });
    expect(code(() => parseJson(encodeUtf8('[1,2,3]'), 6))).toBe('format/too-long');
    expect(code(() => parseJson(encodeUtf8('[1,2'), 100))).toBe('format/not-json');
    expect(code(() => parseJson(new Uint8Array([0xff]), 100))).toBe('format/not-utf8');
    const nested = (depth: number) => encodeUtf8('['.repeat(depth) + ']'.repeat(depth));
    expect(code(() => parseJson(nested(maxJsonDepth), 1e6))).toBe('accepted');
    expect(code(() => parseJson(nested(maxJsonDepth + 1), 1e6))).toBe('format/too-deep');
    expect(code(() => parseJson(nested(200_000), 1e6))).toBe('format/too-deep');
  });

  it('with more values than anything of ours has is refused before they are made', () => {
    expect(code(() => parseJson(encodeUtf8(`[${'0,'.repeat(maxJsonValues - 2)}0]`), 1e7))).toBe('accepted');
    expect(code(() => parseJson(encodeUtf8(`[${'0,'.repeat(maxJsonValues)}0]`), 1e7))).toBe('format/too-long');
    expect(code(() => parseJson(encodeUtf8(`["${','.repeat(maxJsonValues)}"]`), 1e7))).toBe('accepted');
    expect(code(() => parseJson(encodeUtf8('{}'.repeat(maxJsonValues)), 1e7))).toBe('format/too-long');
  });

  it('gives what JSON.parse gives, or its own error', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 8 }),
        (value) =>
          void expect(parseJson(encodeUtf8(JSON.stringify(value)), 1e6)).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void code(() => parseJson(bytes, 1e6))));
  });
});

describe('readers', () => {
  const reader = object(
    { id: text(3, /^[a-z]+$/), n: integer(0, 9) },
    {
      list: list(flag, 2),
      kind: oneOf('a', 'b'),
      map: record(/^k/, decimal(-1, 1), 2),
      any: either(integer(0), text(5)),
    },
  );
  const whole = { id: 'abc', n: 3, list: [true], kind: 'b', map: { k1: 0.5 }, any: 'x' };

  it('take what fits', () => {
    expect(readShape(reader, whole)).toEqual(whole);
    expect(readShape(reader, { id: 'a', n: 0 })).toEqual({ id: 'a', n: 0 });
    expect(readShape(reader, { ...whole, any: 4 }).any).toBe(4);
  });

  it.each([
    [{ n: 1 }],
    [null],
    [[]],
    ['text'],
    [{ id: 'abcd', n: 1 }],
    [{ id: 'A', n: 1 }],
    [{ id: 1, n: 1 }],
    [{ id: 'a', n: 10 }],
    [{ id: 'a', n: 1.5 }],
    [{ id: 'a', n: '1' }],
    [{ id: 'a', n: 1, list: [true, true, true] }],
    [{ id: 'a', n: 1, list: 'x' }],
    [{ id: 'a', n: 1, list: [1] }],
    [{ id: 'a', n: 1, kind: 'c' }],
    [{ id: 'a', n: 1, map: { x: 0 } }],
    [{ id: 'a', n: 1, map: { k: 2 } }],
    [{ id: 'a', n: 1, map: { k: Number.NaN } }],
    [{ id: 'a', n: 1, map: { k1: 0, k2: 0, k3: 0 } }],
    [{ id: 'a', n: 1, any: [] }],
  ])('refuse %j', (value) => {
    expect(code(() => readShape(reader, value))).toBe('format/shape');
  });

  it('see own properties only', () => {
    expect(code(() => readShape(object({ toString: text(5) }), {}))).toBe('format/shape');
    expect(Object.getPrototypeOf(readShape(record(/./, text(5), 5), { a: 'b' }))).toBeNull();
    expect(hasOwn({ a: 1 }, 'a')).toBe(true);
    expect(hasOwn({}, 'hasOwnProperty')).toBe(false);
  });

  it('say where', () => {
    expect(() => readShape(object({ a: list(object({ b: flag }), 5) }), { a: [{ b: true }, { b: 0 }] })).toThrow(
      '.a[1].b',
    );
  });
});

describe('errors', () => {
  it('belong to a group', () => {
    const error = new AppError('trust/hash', { path: 'x' }, { cause: 'why' });
    expect(isAppError(error)).toBe(true);
    expect(isAppError(error, 'trust')).toBe(true);
    expect(isAppError(error, 'store')).toBe(false);
    expect(isAppError(new TypeError())).toBe(false);
    expect(error.message).toBe('trust/hash {"path":"x"}');
    expect(new AppError('store/full').message).toBe('store/full');
    expect(error.cause).toBe('why');
  });
});

describe('limited work', () => {
  it('runs so many at once, and everything', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await forEachLimited([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      done.push(item);
    });
    expect(most).toBe(2);
    expect(done.sort()).toEqual([1, 2, 3, 4, 5]);
    await forEachLimited([], 3, () => Promise.reject(new Error('never')));
  });

  it('begins nothing new after a failure, waits for what is under way, and throws it', async () => {
    const begun: number[] = [];
    let ended = false;
    const work = async (item: number) => {
      begun.push(item);
      if (item === 1) throw new AppError('store/full');
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended = true;
    };
    await expect(forEachLimited([1, 2, 3, 4], 2, work)).rejects.toMatchObject({ code: 'store/full' });
    expect(begun).toEqual([1, 2]);
    expect(ended).toBe(true);
  });

  it('gives turns in order, so many at once, and hands on the turn of who fails', async () => {
    const inTurn = turnsOf(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = (item: number) => () =>
      new Promise<number>((resolve, reject) => {
        begun.push(item);
        ends.push(() => (item === 1 ? reject(new AppError('store/full')) : resolve(item)));
      });
    const all = [1, 2, 3, 4].map((item) => inTurn(work(item)).catch((error: AppError) => error.code));
    expect(begun).toEqual([1, 2]);
    ends[0]?.();
    await all[0];
    // Whoever comes now waits behind those that wait already.
    const last = inTurn(work(5));
    expect(begun).toEqual([1, 2, 3]);
    for (let i = 1; i < 5; i++) {
      ends[i]?.();
      await (all[i] ?? last);
    }
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(await Promise.all([...all, last])).toEqual(['store/full', 2, 3, 4, 5]);
  });
});
