// Which of a guide's pictures a page shows: still ones, of a size that a phone decodes, and drawings that draw little. A
// guide is signed, and still nobody's phone has to stand what its signers put into it.

import { pictureSize } from './picture-size.ts';
import { pictureType } from './picture-type.ts';

/** The longer side of a picture in pixels; `build` makes none larger than 512. */
export const maxPictureSide = 1_024;
/** `build` makes a drawing of more than a few kilobytes into a picture of pixels where it can. */
export const maxDrawingBytes = 262_144;

/** More than shapes: their parts may repeat each other, and drawing them without end. */
const notPlain =
  /<(?!\/?(?:svg|g|path|circle|ellipse|rect|line|polyline|polygon|title|desc)[\s/>])|url\s*\(|href|[&\\@]/i;

/** A picture that a page may show. */
export interface ShownPicture {
  /** The media type. */
  readonly type: string;
  /** It is a drawing with parts that refer to each other: shown only where svgFault (svg-fault.ts) finds nothing. */
  readonly isComplex: boolean;
}

/** @param bytes as they were signed. @returns null for what no page shows */
export function shownPicture(bytes: Uint8Array): ShownPicture | null {
  const type = pictureType(bytes);
  if (type === null) return null;
  if (type === 'image/svg+xml') {
    return bytes.length <= maxDrawingBytes ? { type, isComplex: notPlain.test(lettersOf(bytes)) } : null;
  }
  const size = pictureSize(bytes, type);
  const fits = size !== null && !size.isMoving && Math.max(size.width, size.height) <= maxPictureSide;
  return fits ? { type, isComplex: false } : null;
}

const stepBytes = 8_192;

/** A letter a byte: what is looked for is ASCII. */
function lettersOf(bytes: Uint8Array): string {
  let letters = '';
  for (let from = 0; from < bytes.length; from += stepBytes) {
    letters += String.fromCharCode(...bytes.subarray(from, from + stepBytes));
  }
  return letters;
}
