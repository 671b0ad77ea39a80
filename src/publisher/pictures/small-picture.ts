// A publisher's picture as phones get it: small, without notes, and nothing in it that is not the drawing. What comes out
// is compared with what went in; where they differ to the eye, something larger is taken.
import type { Sharp } from 'sharp';
import { svgFault } from '../../core/picture/svg-fault.ts';
import { type Drawn, drawPicture, openPicture } from './draw-picture.ts';
import { distance, inkOf } from './likeness.ts';
import { notesIn } from './picture-notes.ts';

/** What a picture is for: how large it is shown. */
export type PictureUse = 'symbol' | 'photo' | 'step';

/** Changes whenever the same file would become other bytes: it is part of the names that results are kept under. */
export const recipe = 1;

interface Plan {
  /** Longer side in pixels, the best first. */
  readonly sizes: readonly number[];
  readonly maxBytes: number;
}

const plans: Readonly<Record<PictureUse, Plan>> = {
  symbol: { sizes: [256, 192, 128, 96], maxBytes: 2_048 },
  photo: { sizes: [256, 192], maxBytes: 10_240 },
  step: { sizes: [512, 384], maxBytes: 16_384 },
};
/** A drawing of this many bytes is small as it is. */
const smallSvg = 1_024;
const precisions = [2, 4];

const encodings: readonly ((picture: Sharp) => Sharp)[] = [
  (picture) => picture.webp({ lossless: true, effort: 4 }),
  (picture) => picture.png({ palette: true, colours: 16, dither: 0, effort: 7 }),
  (picture) => picture.webp({ quality: 75, effort: 4 }),
  (picture) => picture.webp({ quality: 50, effort: 4 }),
];

/**
 * @param bytes a picture that check-files took
 * @returns an SVG, WebP or PNG; the SVG itself where nothing smaller shows the same
 * @throws Error where it cannot be drawn
 */
export async function smallPicture(bytes: Uint8Array, use: PictureUse): Promise<Uint8Array> {
  const { maxBytes } = plans[use];
  if (!isText(bytes)) return (await smallRaster(bytes, use)) ?? largestRaster(bytes, use);
  if (bytes.length <= smallSvg && notesIn(bytes) === null) return bytes;
  const svg = (await smallerSvg(bytes)) ?? bytes;
  if (svg.length <= maxBytes) return svg;
  const raster = await smallRaster(bytes, use);
  return raster && raster.length < svg.length ? raster : svg;
}

async function smallerSvg(bytes: Uint8Array): Promise<Uint8Array | null> {
  const { optimize } = await import('svgo');
  const text = new TextDecoder().decode(bytes);
  for (const floatPrecision of precisions) {
    const { data } = optimize(text, {
      multipass: true,
      floatPrecision,
      plugins: [
        'preset-default',
        'removeTitle',
        { name: 'removeDesc', params: { removeAny: true } },
        'removeDimensions',
      ],
    });
    const made = new TextEncoder().encode(data);
    if (made.length < bytes.length && svgFault(made) === null && (await isSame(bytes, made))) return made;
  }
  return null;
}

/** @returns the best that is small enough, else the smallest that shows the same; null where none does */
async function smallRaster(bytes: Uint8Array, use: PictureUse): Promise<Uint8Array | null> {
  const { sizes, maxBytes } = plans[use];
  const before = await drawPicture(bytes, comparedSize);
  let smallest: Uint8Array | null = null;
  for (const size of sizes) {
    // Decoded once a size: a photograph takes longer to read than to write.
    const pixels = await (await resized(bytes, size)).png({ compressionLevel: 1 }).toBuffer();
    for (const encode of encodings) {
      const made = await encode(await openPicture(pixels)).toBuffer();
      if (smallest && made.length >= smallest.length) continue;
      if (!before || !(await looksLike(before, made))) continue;
      if (made.length <= maxBytes) return made;
      smallest = made;
    }
  }
  return smallest;
}

async function largestRaster(bytes: Uint8Array, use: PictureUse): Promise<Uint8Array> {
  const picture = await resized(bytes, plans[use].sizes[0] ?? 256);
  return picture.webp({ lossless: true }).toBuffer();
}

/** Of the kinds that check-files takes only SVG begins so. */
function isText(bytes: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*</.test(String.fromCharCode(...bytes.subarray(0, 64)));
}

/** Without the notes, which are left behind unless they are asked for. */
async function resized(bytes: Uint8Array, size: number): Promise<Sharp> {
  const picture = await openPicture(bytes);
  return picture.resize(size, size, { fit: 'inside', withoutEnlargement: !isText(bytes) });
}

/** As an eye sees it at twice 48 px: the same shape, nearly the same brightness everywhere. */
const comparedSize = 96;
const maxShapeDistance = 0.06;
const maxGreyDifference = 0.03;

async function isSame(before: Uint8Array, after: Uint8Array): Promise<boolean> {
  const drawn = await drawPicture(before, comparedSize);
  return drawn !== null && looksLike(drawn, after);
}

async function looksLike(before: Drawn, after: Uint8Array): Promise<boolean> {
  const drawn = await drawPicture(after, comparedSize);
  if (!drawn) return false;
  const sum = before.grey.reduce((total, grey, i) => total + Math.abs(grey - (drawn.grey[i] ?? 0)), 0);
  return sum / before.grey.length / 255 < maxGreyDifference && distance(inkOf(before), inkOf(drawn)) < maxShapeDistance;
}
