// The browser's own hash and inflating against the core's: the same answers, the same refusals, nothing above the cap; and an
// ingest that uses them ends as one that does not, whatever the source says.
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../src/core/bytes.ts';
import { ownNative, verifyFile } from '../../src/core/ingest/native.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import { browserNative } from '../../src/io/native.ts';
import { flipped, testMirror } from '../core/fixture.ts';
import { codeOf, symbolOf, take } from '../core/ingest/ingest-helpers.ts';

afterEach(() => vi.unstubAllGlobals());

const native = browserNative;
const inflate = (bytes: Uint8Array, maxBytes: number) => native.inflate(bytes, maxBytes);
const words = encodeUtf8('the lantern, the kettle and the lantern '.repeat(50));

describe('a hash', () => {
  it('is the one that the core makes', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await native.sha256(bytes)).toBe(sha256Hex(bytes));
        // A part of a longer buffer is hashed alone.
        expect(await native.sha256(bytes.subarray(3))).toBe(sha256Hex(bytes.subarray(3)));
      }),
      { numRuns: 100 },
    ));

  it.each([
    ['on an http page', {}],
    ['where the browser fails', { subtle: { digest: () => Promise.reject(new DOMException('', 'OperationError')) } }],
  ])('is the core’s own %s', async (_, crypto) => {
    vi.stubGlobal('crypto', crypto);
    expect(await native.sha256(words)).toBe(sha256Hex(words));
  });

  it.each([
    ['the browser', native],
    ['the core', ownNative],
  ])('by %s lets no other bytes and no other length through', async (_, by) => {
    const file = { sha256: sha256Hex(words), length: words.length };
    expect(await verifyFile(by, file, words)).toBe(words);
    expect(await verifyFile(by, { ...file, sha256: file.sha256.toUpperCase() }, words)).toBe(words);
    const other = words.slice();
    other.set([0], 7);
    expect(await codeOf(verifyFile(by, file, other))).toBe('trust/hash');
    expect(await codeOf(verifyFile(by, file, words.subarray(1)))).toBe('trust/length');
  });
});

describe('inflating', () => {
  it('gives back what was deflated', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.integer({ min: 0, max: 9 }), async (bytes, level) => {
        const packed = deflateRawSync(bytes, { level });
        expect(Buffer.from((await inflate(packed, 8_000_000)) ?? [])).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 50 },
    ));

  it('leaves what is cut off or broken to the core, which says why', async () => {
    const packed = deflateRawSync(words);
    for (let length = 0; length < packed.length; length++)
      expect(await inflate(packed.subarray(0, length), 8_000_000)).toBeNull();
    expect(await inflate(Uint8Array.of(7), 8_000_000)).toBeNull();
  });

  it('begins nothing that could pass its cap before it is seen', async () => {
    const bomb = deflateRawSync(Buffer.alloc(1_000_000));
    const begun = vi.fn();
    vi.stubGlobal(
      'DecompressionStream',
      class extends DecompressionStream {
        override get writable() {
          begun();
          return super.writable;
        }
      },
    );
    expect(bomb.length * 1_032).toBeGreaterThanOrEqual(1_000_000);
    expect(await inflate(bomb, 999_999)).toBeNull();
    expect(begun).not.toHaveBeenCalled();
    expect(await inflate(bomb, bomb.length * 1_032)).toHaveLength(1_000_000);
  });

  it.each([
    ['has no stream', undefined],
    [
      'has none for bare deflate',
      class {
        constructor(format: string) {
          throw new TypeError(format);
        }
      },
    ],
  ])('is left to the core where the browser %s', async (_, stream) => {
    vi.stubGlobal('DecompressionStream', stream);
    expect(await inflate(deflateRawSync(words), 8_000_000)).toBeNull();
    expect((await take(memoryVault(), testMirror(), { native })).kind).toBe('installed');
  });
});

describe('an ingest', () => {
  const newer = testMirror({ edition: 2, symbol: 'tree' });

  it('keeps the very bytes that were hashed', async () => {
    const [one, other] = [memoryVault(), memoryVault()];
    expect(await take(one, newer, { native })).toEqual(await take(other, newer));
    const hashes = await one.fileHashes();
    expect(hashes).toEqual(await other.fileHashes());
    for (const hash of hashes) expect(sha256Hex((await one.readFile(hash)) ?? new Uint8Array())).toBe(hash);
    expect(await one.readRegions()).toEqual(await other.readRegions());
  });

  it('refuses the same with any one byte changed, and what was held stays', async () => {
    for (const path of [...newer.keys()].filter((each) => !each.startsWith('metadata/'))) {
      const end = async (by: object): Promise<string> => {
        const vault = memoryVault();
        await take(vault, testMirror(), by);
        const code = await codeOf(take(vault, flipped(newer, path, 5), by));
        return `${path} ${code} ${await symbolOf(vault, 'north', 'NA-1')}`;
      };
      expect(await end({ native })).toBe(await end({}));
    }
  });

  it('parses nothing that its hash does not fit, and says of broken content what the core says', async () => {
    const files = testMirror({ shardOf: (region) => (region === 'north' ? { areas: 'x'.repeat(10) } : {}) });
    expect(await codeOf(take(memoryVault(), files, { native }))).toBe('format/shape');
    const parsed = vi.fn(async () => null);
    const lying = { sha256: async () => 'ab'.repeat(32), inflate: parsed };
    expect(await codeOf(take(memoryVault(), newer, { native: lying }))).toBe('trust/hash');
    expect(parsed).not.toHaveBeenCalled();
  });
});
