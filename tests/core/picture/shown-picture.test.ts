// Which pictures a page shows: by the size that they would have once decoded, by whether they move, and by what a drawing
// would draw.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { concatBytes, encodeUtf8 } from '../../../src/core/bytes.ts';
import { pictureSize } from '../../../src/core/picture/picture-size.ts';
import { pictureType } from '../../../src/core/picture/picture-type.ts';
import { shownPicture } from '../../../src/core/picture/shown-picture.ts';
import { shownType } from '../../../src/core/picture/shown-type.ts';

function chunk(name: string, data: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, data.length);
  return concatBytes(length, encodeUtf8(name), data, new Uint8Array(4));
}

/** A PNG of one colour: each row deflates to nothing. Its sums are not right, which nobody here looks at. */
function png(width: number, height: number, more: readonly Uint8Array[] = []): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = chunk('IDAT', new Uint8Array(deflateSync(new Uint8Array(Math.min(1e6, width * height)))));
  const start = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return concatBytes(start, chunk('IHDR', header), ...more, pixels, chunk('IEND', new Uint8Array(0)));
}

const drawing = (inside: string): Uint8Array =>
  encodeUtf8(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`);
/** Ten of ten of ten …: ten thousand millions of dots in a kilobyte. */
const bomb = drawing(
  `<g id="a0"><path d="M0 0h1"/></g>${Array.from({ length: 10 }, (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`).join('')}<use href="#a10"/>`,
);

describe('pictures of pixels', () => {
  it('are shown up to 1,024 a side, whatever their bytes', async () => {
    expect(shownType(png(1_024, 1_024))).toBe('image/png');
    expect(shownType(png(1_025, 8))).toBeNull();
    const vast = png(30_000, 30_000);
    expect([pictureType(vast), vast.length < 10_000, shownType(vast)]).toEqual(['image/png', true, null]);
    for (const [format, type] of [
      ['png', 'image/png'],
      ['jpeg', 'image/jpeg'],
      ['webp', 'image/webp'],
    ] as const) {
      const make = (side: number): Promise<Buffer> =>
        sharp({ create: { width: side, height: 8, channels: 3, background: '#fff' } })
          .toFormat(format)
          .toBuffer();
      const [fits, large] = [new Uint8Array(await make(1_024)), new Uint8Array(await make(1_100))];
      expect(pictureSize(fits, type)).toEqual({ width: 1_024, height: 8, isMoving: false });
      expect([shownType(fits), shownType(large)]).toEqual([type, null]);
    }
  });

  it('tell their size in every form of WebP', async () => {
    const plain = sharp({ create: { width: 300, height: 7, channels: 4, background: '#fff8' } });
    for (const options of [{ lossless: true }, { quality: 40 }, { quality: 40, alphaQuality: 20 }]) {
      const bytes = new Uint8Array(await plain.clone().webp(options).toBuffer());
      expect(pictureSize(bytes, 'image/webp')).toEqual({ width: 300, height: 7, isMoving: false });
    }
  });

  it('that move are not shown', async () => {
    expect(shownType(png(8, 8, [chunk('acTL', new Uint8Array(8))]))).toBeNull();
    const frames = await sharp(Buffer.alloc(8 * 16 * 3, 7).fill(200, 8 * 8 * 3), {
      raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
    })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    expect(pictureSize(new Uint8Array(frames), 'image/webp')).toMatchObject({ isMoving: true });
    expect(shownType(new Uint8Array(frames))).toBeNull();
  });

  it('that end before their size are not shown', () => {
    for (const bytes of [png(8, 8).slice(0, 18), Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0])]) {
      expect([pictureType(bytes) !== null, shownType(bytes)]).toEqual([true, null]);
    }
  });
});

describe('drawings', () => {
  it('of shapes alone are shown at once', () => {
    const plain = drawing('<g fill="#000"><path d="M0 0h9"/><circle cx="4" cy="4" r="2"/></g>');
    expect(shownPicture(plain)).toEqual({ type: 'image/svg+xml', isComplex: false });
  });

  it.each([
    ['with parts used again', drawing('<g id="a"/><use href="#a"/>'), 'image/svg+xml'],
    [
      'with a gradient',
      drawing('<defs><linearGradient id="g"/></defs><path fill="url(#g)" d="M0 0"/>'),
      'image/svg+xml',
    ],
    ['that draws without end', bomb, null],
    ['with entities', drawing('<title>&a;</title>'), null],
    ['with a page in it', drawing('<foreignObject><p>x</p></foreignObject>'), null],
    ['with a script', drawing('<script>x()</script>'), null],
    ['with a picture from elsewhere', drawing('<image href="https://a.example/x.png"/>'), null],
    ['with a style from elsewhere', drawing('<style>@import url(https://a.example/x)</style>'), null],
    ['that moves', drawing('<path><animate attributeName="d" dur="1s" repeatCount="indefinite"/></path>'), null],
  ])('%s are looked at first', (_, bytes, type) => {
    expect(shownPicture(bytes)).toEqual({ type: 'image/svg+xml', isComplex: true });
    expect(shownType(bytes)).toBe(type);
  });

  it('of more than 256 kilobytes are not shown', () => {
    expect(shownPicture(drawing(`<path d="${'M0 0'.repeat(70_000)}"/>`))).toBeNull();
  });
});
