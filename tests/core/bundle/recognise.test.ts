// What a file is, from its start alone.
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Slices } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { bundleMark, carrierMark } from '../../../src/core/bundle/carrier.ts';
import { headBytes, recognise, recogniseText } from '../../../src/core/bundle/recognise.ts';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { fountain } from '../../../src/core/optical/fountain.ts';
import { encodeFrame } from '../../../src/core/optical/frame.ts';
import { testMirror } from '../fixture.ts';

interface Watched extends Slices {
  read: number;
}

function fileOf(content: Uint8Array | string, size?: number): Watched {
  const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
  const file: Watched = {
    size: size ?? bytes.length,
    read: 0,
    slice: async (from, to) => {
      file.read += to - from;
      return bytes.subarray(from, to);
    },
  };
  return file;
}

const bundle = encodeBundle(testMirror());
const frame = encodeFrame(fountain(bundle)(3));
const slip = `https://one.example/#/s/${'Ab_-'.repeat(20)}`;

describe('recognise', () => {
  it.each([
    ['a bundle', bundle, 'bundle'],
    ['a zip of somebody else', zipSync({ 'a.txt': encodeUtf8('a'.repeat(100)) }), 'bundle'],
    ['an empty zip', zipSync({}), 'bundle'],
    ['a carrier', `<!doctype html>${carrierMark}1 a en">${bundleMark}UEsDB">`, 'carrier'],
    ['a carrier that an editor gave a mark of byte order', `\ufeff\n <html>${bundleMark}`, 'carrier'],
    ['any page', '<html></html>', 'carrier'],
    ['letters of a bundle', `\n${Buffer.from(bundle).toString('base64')}`, 'encoded'],
    ['a slip', `${slip}\n`, 'slip'],
    ['a frame', frame, 'frame'],
    ['a link', 'https://one.example/guide/#/hop/0011223344556677/3/1', 'link'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'other'],
    ['deflated bytes', deflateSync(bundle), 'other'],
    ['words', 'Vote at the school', 'other'],
    ['nothing', '', 'other'],
  ] as const)('tells %s', async (_, content, kind) => {
    expect(await recognise(fileOf(content as Uint8Array | string))).toBe(kind);
  });

  it('reads no more than the head of a large file, whose last letter may be cut', async () => {
    const text = fileOf(`<${'ا'.repeat(headBytes)}`, 5_000_000_000);
    expect(await recognise(text)).toBe('carrier');
    expect(text.read).toBe(headBytes);
  });

  it('takes a link for one only where nothing stands behind it', async () => {
    expect(await recognise(fileOf(`${slip} ${' '.repeat(headBytes)}`))).toBe('other');
  });
});

it('knows texts by the same marks', () => {
  expect(recogniseText(`<html>${'x'.repeat(1_000_000)}`)).toBe('encoded');
  expect(recogniseText(`UEsDB${'x'.repeat(1_000_000)}`)).toBe('encoded');
  expect(recogniseText(` ${slip}`)).toBe('slip');
  expect(recogniseText(frame.slice(1))).toBe('other');
  expect(recogniseText(`javascript:alert(1)#/hop/1`)).toBe('other');
});
