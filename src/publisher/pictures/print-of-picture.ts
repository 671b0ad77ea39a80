// What notices name a picture by: the hash of its bytes, and how it looks. The app makes the same of a picture that somebody
// has received.
import { sha256Hex } from '../../core/bytes.ts';
import { maxPrintPixels, picturePrint } from '../../core/picture/picture-print.ts';
import { openPicture } from './draw-picture.ts';

/** Of a square of that side no more than the most pixels are drawn. */
const maxSide = Math.floor(Math.sqrt(maxPrintPixels));

export interface NamedPicture {
  readonly sha256: string;
  /** null where it is too small, or cannot be drawn. */
  readonly print: string | null;
}

/** @param bytes of a picture */
export async function printOfPicture(bytes: Uint8Array): Promise<NamedPicture> {
  const sha256 = sha256Hex(bytes);
  try {
    const picture = await openPicture(bytes);
    const small = picture.resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await small.ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    return { sha256, print: picturePrint(data, info.width, info.height) };
  } catch {
    return { sha256, print: null };
  }
}
