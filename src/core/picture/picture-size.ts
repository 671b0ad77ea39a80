// How large a picture will be once it is decoded, and whether it moves, read from its header: a megabyte of PNG can hold
// more pixels than a phone has memory. PNG (W3C, with APNG), JPEG (ITU T.81), WebP (RFC 9649).

/** A picture’s size in pixels. */
export interface PictureSize {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** It has more than one frame. */
  readonly isMoving: boolean;
}

/**
 * @param type as pictureType says
 * @param bytes the whole picture, or so much of its beginning that its size is in it
 * @returns null for a drawing, which has no pixels, and where the header does not say
 */
export function pictureSize(bytes: Uint8Array, type: string): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (type === 'image/png') return pngSize(view);
    if (type === 'image/jpeg') return jpegSize(view);
    return type === 'image/webp' ? webpSize(view) : null;
  } catch (error) {
    // Reading past the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const headerChunk = 0x49484452;
const animationChunk = 0x6163544c;
const pixelChunk = 0x49444154;

/** Chunks up to the first pixels: what makes a PNG move stands before them. */
function pngSize(view: DataView): PictureSize | null {
  if (view.getUint32(12) !== headerChunk) return null;
  let isMoving = false;
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const kind = view.getUint32(at + 4);
    if (kind === animationChunk) isMoving = true;
    if (kind === pixelChunk) break;
  }
  return { width: view.getUint32(16), height: view.getUint32(20), isMoving };
}

/** Segments up to the frame's header (SOF0 to SOF15, without the three markers among them that are none). */
function jpegSize(view: DataView): PictureSize | null {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker < 0xc0 || marker > 0xcf || marker === 0xc4 || marker === 0xc8 || marker === 0xcc) continue;
    return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), isMoving: false };
  }
}

const lossy = 0x56503820;
const lossless = 0x5650384c;
const extended = 0x56503858;

function webpSize(view: DataView): PictureSize | null {
  const kind = view.getUint32(12);
  if (kind === lossy) {
    const [width, height] = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    return { width, height, isMoving: false };
  }
  if (kind === lossless) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, isMoving: false };
  }
  if (kind !== extended) return null;
  // Three bytes each.
  const side = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return { width: side(24), height: side(27), isMoving: (view.getUint8(20) & 2) !== 0 };
}
