// Whether a picture that somebody handed over is given to the browser's decoder at all: a small file can hold more pixels
// than the phone has memory.
import { pictureSize } from '../../core/picture/picture-size.ts';
import { pictureType } from '../../core/picture/picture-type.ts';

/** Larger ones are no photograph that people pass on. */
const maxPhotoBytes = 40 * 1_048_576;
/** As the largest sensors have them; four bytes each once it is open. */
const maxPixels = 120_000_000;
/** The size of a photograph stands behind what the camera noted: nearly always so far, never further than the second. */
const headBytes: readonly number[] = [262_144, 4_194_304];

/**
 * Of a photograph, PNG or WebP: where its header does not say how many pixels there are, it is not opened. Other kinds, as
 * some cameras make them, are left to the browser.
 * @param file as it was picked, of any kind
 */
export async function mayBeOpened(file: Blob): Promise<boolean> {
  if (file.size > maxPhotoBytes) return false;
  for (const bytes of headBytes) {
    const head = new Uint8Array(await file.slice(0, bytes).arrayBuffer());
    const type = pictureType(head);
    if (type === null) return true;
    const size = pictureSize(head, type);
    if (size) return size.width * size.height <= maxPixels;
  }
  return false;
}
