// The reader of printed codes beside jsQR: the same hundred photographs of slips.
import decodeQR from 'qr/decode.js';
import { it } from 'vitest';
import { paperCode } from '../../../src/paper/code-picture.ts';
import { hasData, ms, row } from '../measure.ts';
import { addressOf, type Pixels, photographed, printed, readSeats } from '../publisher/photographed-slips.ts';
import { importNeighbour, titleOf } from './get.ts';

const slips = 100;
const pixelsOfModule = 5;
type JsQr = (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;

it.runIf(hasData)('a hundred photographs', async (context) => {
  const jsQr = await openJsQr();
  const readers: readonly (readonly [string, (image: Pixels) => string | null])[] = [
    ['qr, as Nishan uses it', readOurs],
    [titleOf('jsqr'), (image) => jsQr(withAlpha(image), image.width, image.height)?.data ?? null],
  ];
  const all = [...readSeats()];
  const images: { readonly text: string; readonly image: Pixels }[] = [];
  for (let i = 0; i < slips; i++) {
    const seat = all[Math.floor((i * all.length) / slips)];
    if (!seat) continue;
    const text = addressOf(seat[0], seat[1], ['en']);
    const { rows } = paperCode(text);
    images.push({ text, image: await photographed(await printed(rows), rows.length * pixelsOfModule, i) });
  }
  for (const [name, read] of readers) {
    const times: number[] = [];
    let right = 0;
    for (const { text, image } of images) {
      const began = performance.now();
      if (read(image) === text) right++;
      times.push(performance.now() - began);
    }
    row(context, `${name}: read of ${slips} photographs`, String(right), '', `${pixelsOfModule} pixels a module`);
    row(context, `${name}: a photograph`, ms(times), '');
  }
});

function readOurs(image: Pixels): string | null {
  try {
    return decodeQR(image, { timeLimit: 250 });
  } catch {
    return null;
  }
}

async function openJsQr(): Promise<JsQr> {
  const { default: found } = (await importNeighbour('jsqr')) as { readonly default: JsQr | { readonly default: JsQr } };
  return typeof found === 'function' ? found : found.default;
}

/** jsQR takes four bytes a pixel. */
function withAlpha({ data, width, height }: Pixels): Uint8ClampedArray {
  const channels = data.length / (width * height);
  if (channels === 4) return new Uint8ClampedArray(data);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * pixel + channel] = data[channels * pixel + channel] ?? 0;
  }
  return rgba;
}
