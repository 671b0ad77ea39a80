// A picture as pixels on white paper. Bytes come here only after check-files took them: an SVG is a plain drawing by then.
import type sharp from 'sharp';
import type { Sharp } from 'sharp';

/** A picture of more pixels than a large photograph is a bomb, or useless here. */
const maxPixels = 50_000_000;

/** Grey values of a square, row by row: 0 is black, 255 the paper. */
export interface Drawn {
  readonly size: number;
  readonly grey: Uint8Array;
}

let loaded: Promise<typeof sharp> | undefined;

/**
 * Opens a picture, turned as its camera says. The renderer is loaded when the first one is: most commands draw none.
 * @throws Error where it is none, or has too many pixels
 */
export async function openPicture(bytes: Uint8Array): Promise<Sharp> {
  loaded ??= import('sharp').then(({ default: open }) => {
    // Its cache keeps pictures, hundreds of megabytes of a large one; each is opened from bytes of its own, and never met again.
    open.cache(false);
    return open;
  });
  const open = await loaded;
  return open(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).rotate();
}

/**
 * Draws the whole picture into a square.
 * @param bytes a whole PNG, JPEG, GIF, WebP, or an SVG without a way out of itself
 * @param size of the square in pixels
 * @returns null where it cannot be drawn
 */
export async function drawPicture(bytes: Uint8Array, size: number): Promise<Drawn | null> {
  try {
    const picture = await openPicture(bytes);
    const grey = await picture
      .resize(size, size, { fit: 'contain', background: '#ffffff' })
      .flatten({ background: '#ffffff' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    return grey.length === size * size ? { size, grey } : null;
  } catch {
    return null;
  }
}
