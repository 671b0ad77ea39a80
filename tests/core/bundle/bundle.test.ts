import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bundleSource, type Slices } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { AppError } from '../../../src/core/errors.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const entries = new Map([
  ['metadata/timestamp.json', text('{"a":1}')],
  ['targets/guide/abc.guide', text('guide')],
  ['blobs/00ff', new Uint8Array([1, 2, 3])],
]);
const options = { maxBytes: 1000 };

async function readAll(zip: Uint8Array | Slices): Promise<Map<string, Uint8Array>> {
  const source = bundleSource(zip);
  const found = new Map<string, Uint8Array>();
  for (const path of await source.paths()) {
    const bytes = await source.read(path, options, (got) => got.slice());
    if (bytes) found.set(path, bytes);
  }
  return found;
}

async function refusal(zip: Uint8Array): Promise<string> {
  try {
    await readAll(zip);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).code;
  }
  return 'accepted';
}

/** The zip with `change` made to a copy, at the n-th place where `signature` stands. */
function patched(
  zip: Uint8Array,
  signature: number,
  n: number,
  change: (view: DataView, at: number) => void,
): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  let seen = 0;
  for (let at = 0; at + 4 <= copy.length; at++) {
    if (view.getUint32(at, true) === signature && seen++ === n) {
      change(view, at);
      return copy;
    }
  }
  throw new TypeError('no such signature');
}
const directory = 0x02014b50;
const end = 0x06054b50;
const local = 0x04034b50;

describe('a bundle', () => {
  it('gives back what was written, and nothing for other paths', async () => {
    const zip = encodeBundle(entries);
    expect(await readAll(zip)).toEqual(entries);
    expect(await bundleSource(zip).read('metadata/1.root.json', options, (got) => got)).toBeNull();
    expect(await bundleSource(zip).readEach('metadata/1.root.json', options, () => undefined)).toBe(0);
  });

  it('is the same bytes for the same entries', () => {
    expect(encodeBundle(entries)).toEqual(encodeBundle(new Map(entries)));
  });

  it('may come from any zip tool that stores, with folders and a comment', async () => {
    const zip = zipSync(
      { metadata: { 'timestamp.json': text('{"a":1}') }, 'blobs/': new Uint8Array(0) },
      { level: 0, comment: 'zipped again' },
    );
    const commented = new Uint8Array([...zip, ...text('by hand')]);
    new DataView(commented.buffer).setUint16(zip.length - 2, 7, true);
    expect(await readAll(commented)).toEqual(new Map([['metadata/timestamp.json', text('{"a":1}')]]));
  });

  it('is read in slices: only the directory and what is asked for', async () => {
    const big = encodeBundle(new Map([...entries, ['blobs/big', new Uint8Array(900_000)]]));
    let read = 0;
    const slices: Slices = {
      size: big.length,
      slice: async (from, to) => {
        read += Math.min(to, big.length) - from;
        return big.slice(from, to);
      },
    };
    expect(await bundleSource(slices).read('blobs/00ff', options, (got) => got.length)).toBe(3);
    expect(read).toBeLessThan(70_000);
  });

  it('on a file that is cut off while it is read says so', async () => {
    const zip = encodeBundle(entries);
    const slices = (length: number): Slices => ({
      size: zip.length,
      slice: async (from, to) => zip.slice(from, Math.min(to, length)),
    });
    await expect(bundleSource(slices(zip.length - 30)).paths()).rejects.toMatchObject({ code: 'format/not-zip' });
    let calls = 0;
    const shrinking: Slices = {
      size: zip.length,
      slice: async (from, to) => zip.slice(from, calls++ < 3 ? to : from + 1),
    };
    await expect(bundleSource(shrinking).read('blobs/00ff', options, (got) => got)).rejects.toMatchObject({
      code: 'source/cut-short',
    });
  });

  it('hands an entry over only when it is no longer than asked', async () => {
    const zip = encodeBundle(entries);
    const reads: number[] = [];
    const slice: Slices['slice'] = async (from, to) => {
      reads.push(from);
      return zip.slice(from, to);
    };
    const source = bundleSource({ size: zip.length, slice });
    await source.paths();
    const before = reads.length;
    await expect(source.read('blobs/00ff', { maxBytes: 2 }, (got) => got)).rejects.toMatchObject({
      code: 'source/too-long',
    });
    // Not even read.
    expect(reads).toHaveLength(before);
  });

  it('refuses what is not a zip, is cut short, or claims a directory outside the file', async () => {
    const zip = encodeBundle(entries);
    expect(await refusal(text('<!doctype html>'))).toBe('format/not-zip');
    expect(await refusal(new Uint8Array(0))).toBe('format/not-zip');
    expect(await refusal(zip.slice(0, zip.length - 5))).toBe('format/not-zip');
    expect(await refusal(zip.slice(40))).toBe('format/not-zip');
    expect(await refusal(patched(zip, end, 0, (view, at) => view.setUint32(at + 16, 0x7fffffff, true)))).toBe(
      'format/not-zip',
    );
    expect(await refusal(patched(zip, end, 0, (view, at) => view.setUint32(at + 12, 0x7fffffff, true)))).toBe(
      'format/too-long',
    );
    expect(await refusal(patched(zip, end, 0, (view, at) => view.setUint16(at + 10, 60_000, true)))).toBe(
      'format/not-zip',
    );
    expect(await refusal(patched(zip, end, 0, (view, at) => view.setUint16(at + 4, 1, true)))).toBe('format/not-zip');
    expect(await refusal(patched(zip, directory, 1, (view, at) => view.setUint32(at, 0, true)))).toBe('format/not-zip');
    expect(await refusal(patched(zip, directory, 2, (view, at) => view.setUint16(at + 30, 5_000, true)))).toBe(
      'format/not-zip',
    );
  });

  it('refuses entries that are compressed, encrypted or on another disk', async () => {
    const zip = encodeBundle(entries);
    expect(await refusal(zipSync({ a: new Uint8Array(5000) }, { level: 9 }))).toBe('format/zip-entry');
    expect(await refusal(patched(zip, directory, 0, (view, at) => view.setUint16(at + 10, 8, true)))).toBe(
      'format/zip-entry',
    );
    expect(await refusal(patched(zip, directory, 0, (view, at) => view.setUint16(at + 8, 1, true)))).toBe(
      'format/zip-entry',
    );
    expect(await refusal(patched(zip, directory, 0, (view, at) => view.setUint16(at + 34, 1, true)))).toBe(
      'format/zip-entry',
    );
    expect(await refusal(patched(zip, directory, 0, (view, at) => view.setUint32(at + 24, 6, true)))).toBe(
      'format/zip-entry',
    );
  });

  it.each([
    '../evil',
    'a/../../evil',
    '/absolute',
    'a\\b',
    'a//b',
    './a',
    'caf\u00e9',
    'a b',
    `${'x'.repeat(300)}`,
    'a/..',
  ])('refuses the name %s', async (name) => {
    expect(await refusal(zipSync({ [name]: text('x') }, { level: 0 }))).toBe('format/zip-entry');
  });

  it('refuses a name twice', async () => {
    const zip = encodeBundle(
      new Map([
        ['aa', text('1')],
        ['ab', text('2')],
      ]),
    );
    const twice = patched(zip, directory, 1, (view, at) => view.setUint8(at + 47, 0x61));
    expect(await refusal(twice)).toBe('format/zip-entry');
  });

  it('refuses entries that overlap, reach into the directory, or have no header where they say', async () => {
    const zip = encodeBundle(entries);
    expect(await refusal(patched(zip, directory, 1, (view, at) => view.setUint32(at + 42, 10, true)))).toBe(
      'format/zip-entry',
    );
    const long = patched(zip, directory, 2, (view, at) => {
      view.setUint32(at + 20, 9_000, true);
      view.setUint32(at + 24, 9_000, true);
    });
    expect(await refusal(long)).toBe('format/zip-entry');
    expect(await refusal(patched(zip, local, 0, (view, at) => view.setUint32(at, 0, true)))).toBe('format/zip-entry');
    expect(await refusal(patched(zip, local, 2, (view, at) => view.setUint16(at + 28, 500, true)))).toBe(
      'format/zip-entry',
    );
  });

  it('reads deflated entries where it is asked to, each no further than it says', async () => {
    const plain = text('a'.repeat(5_000));
    const zip = zipSync({ 'metadata/1.targets.json': plain, 'blobs/00': [text('stored'), { level: 0 }] }, { level: 9 });
    const source = bundleSource(zip, { mayDeflate: true });
    const read = (path: string, maxBytes: number) => source.read(path, { maxBytes }, (got) => got.slice());
    expect(await read('metadata/1.targets.json', 5_000)).toEqual(plain);
    expect(await read('blobs/00', 100)).toEqual(text('stored'));
    await expect(read('metadata/1.targets.json', 4_999)).rejects.toMatchObject({ code: 'source/too-long' });
    const lying = patched(zip, directory, 0, (view, at) => view.setUint32(at + 24, 100, true));
    const lie = bundleSource(lying, { mayDeflate: true }).read(
      'metadata/1.targets.json',
      { maxBytes: 200 },
      (got) => got,
    );
    await expect(lie).rejects.toMatchObject({ code: 'format/too-long' });
  });

  it('never throws anything but its own error, whatever the bytes', async () => {
    const zip = encodeBundle(entries);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(zip.length),
        async (changes, length) => {
          const mutated = zip.slice(0, length);
          for (const [at, byte] of changes) if (at < length) mutated[at] = byte;
          const code = await refusal(mutated);
          expect(code).toMatch(/^(accepted|format\/|source\/)/);
        },
      ),
      { numRuns: 2_000 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await refusal(bytes)).toMatch(/^(accepted|format\/|source\/)/);
      }),
    );
  });

  it('has room for 65,535 entries', () => {
    const many = new Map(Array.from({ length: 65_536 }, (_, i) => [`a${i}`, new Uint8Array()]));
    expect(() => encodeBundle(many)).toThrow(TypeError);
  });

  it('refuses to write what it would refuse to read', () => {
    expect(() => encodeBundle(new Map([['../evil', text('x')]]))).toThrow(TypeError);
    expect(() => encodeBundle(new Map([['a b', text('x')]]))).toThrow(TypeError);
  });
});
