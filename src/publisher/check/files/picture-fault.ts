// Whether a file is a picture that can be published: what it is by its first bytes, whole, and a plain drawing where it is
// an SVG. No pixel is drawn here.
import { maxFileBytes } from '../../../core/guide/format/blob.ts';
import { pictureSize } from '../../../core/picture/picture-size.ts';
import { pictureType } from '../../../core/picture/picture-type.ts';
import { svgFault } from '../../../core/picture/svg-fault.ts';
import type { Fault } from '../../content/fault.ts';
import { isWholePicture } from './whole-picture.ts';

/** Photographs come as phones take them; build makes them small. */
export const maxSourceBytes = 20_971_520;
/** What a picture's pixels may take in memory: a photograph of fifty million, four bytes each. Seventy bytes of PNG can ask for more. */
const maxPixelBytes = 200_000_000;
/** A renderer keeps several whole lines at once, and no camera writes longer ones. */
const maxSide = 20_000;

/** What is wrong with a file. */
export type Wrong = Pick<Fault, 'code' | 'message' | 'fix'>;

type Magic = readonly [offset: number, bytes: string];
const pictures: readonly (readonly Magic[])[] = [
  [[0, '\x89PNG\r\n\x1a\n']],
  [[0, '\xff\xd8\xff']],
  [[0, 'GIF87a']],
  [[0, 'GIF89a']],
  [
    [0, 'RIFF'],
    [8, 'WEBP'],
  ],
];

/** @param path for the message. @returns null where it can be used */
export function pictureFault(path: string, bytes: Uint8Array): Wrong | null {
  if (bytes.length > maxSourceBytes) return tooLarge(path, bytes.length, maxSourceBytes);
  if (pictures.some((magic) => fits(bytes, magic)))
    return isWholePicture(bytes) ? vastFault(path, bytes) : cutShort(path);
  if (!looksLikeXml(bytes)) {
    const other = otherKind(bytes);
    return {
      code: 'not-a-picture',
      message: other === null ? `${path} is not a picture` : `${path} is ${other}, which not every phone shows`,
      fix: 'save it as SVG, PNG, WebP, JPEG or GIF',
    };
  }
  if (bytes.length > maxFileBytes) return tooLarge(path, bytes.length, maxFileBytes);
  const fault = svgFault(bytes);
  if (fault === null) return null;
  return { code: 'bad-svg', message: `${path} cannot be used: ${fault}`, fix: 'save it as a plain SVG, or as PNG' };
}

function tooLarge(path: string, length: number, max: number): Wrong {
  const message = `${path} has ${length} bytes, at most ${max} are taken`;
  return { code: 'too-large', message, fix: 'make it smaller or simpler' };
}

function cutShort(path: string): Wrong {
  const fix = 'copy it again from where it came from, or save it anew';
  return { code: 'cut-short', message: `${path} is damaged: it ends before its picture does`, fix };
}

function vastFault(path: string, bytes: Uint8Array): Wrong | null {
  const size = isGif(bytes) ? gifSize(bytes) : pictureSize(bytes, pictureType(bytes) ?? '');
  if (size === null) return null;
  const { width, height } = size;
  const pixelBytes = width * height * (isDeepPng(bytes) ? 8 : 4);
  if (Math.max(width, height) <= maxSide && pixelBytes <= maxPixelBytes) return null;
  const message = `${path} is ${width} × ${height} pixels, more than can be drawn here`;
  return { code: 'too-many-pixels', message, fix: 'make it smaller: 1,000 pixels a side are plenty' };
}

const isGif = (bytes: Uint8Array): boolean => bytes[0] === 0x47;

/** GIF89a, the logical screen. */
function gifSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Sixteen bits a channel (PNG 3rd edition §11.2.1); no other kind has them. */
const isDeepPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[24] === 16;

const otherKinds: readonly (readonly [what: string, ...magic: Magic])[] = [
  ['a HEIC picture, as phones take them', 4, 'ftyphei'],
  ['a HEIC picture, as phones take them', 4, 'ftyphev'],
  ['a HEIC picture, as phones take them', 4, 'ftypmif1'],
  ['an AVIF picture', 4, 'ftypavif'],
  ['a TIFF picture', 0, 'II*\0'],
  ['a TIFF picture', 0, 'MM\0*'],
  ['a BMP picture', 0, 'BM'],
  ['a PDF', 0, '%PDF-'],
  ['a PostScript drawing', 0, '%!PS'],
];

/** What a file is that people take for a picture. */
function otherKind(bytes: Uint8Array): string | null {
  return otherKinds.find(([, ...magic]) => fits(bytes, [magic]))?.[0] ?? null;
}

function fits(bytes: Uint8Array, magic: readonly Magic[]): boolean {
  return magic.every(([offset, text]) => [...text].every((char, i) => bytes[offset + i] === char.charCodeAt(0)));
}

function looksLikeXml(bytes: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*</.test(String.fromCharCode(...bytes.subarray(0, 64)));
}
