// The code in a picture that was taken before: a photograph out of the gallery, a status picture. The picture is read where
// it is and nothing of it is kept.
import { pictureSize } from '../../core/picture/picture-size.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import { type CodeReader, openCodeReader } from './code-reader.ts';

/** Larger ones are no photograph of a code, and would fill a phone's memory. */
const maxPhotoBytes = 40 * 1_048_576;
/** As the largest sensors have them; four bytes each once it is open. */
const maxPixels = 120_000_000;
/** The size of a photograph stands behind what the camera noted. */
const headBytes = 262_144;

/** @returns what the code says; null where there is none, or where this browser cannot open the picture */
export async function readPhotoCode(
  file: Blob,
  openReader: () => Promise<CodeReader> = openCodeReader,
): Promise<string | null> {
  if (file.size > maxPhotoBytes) return null;
  let bitmap: ImageBitmap | null = null;
  try {
    if (await isTooLarge(file)) return null;
    bitmap = await createImageBitmap(file);
    return await (await openReader()).read(bitmap);
  } catch {
    // No picture, or one that this browser cannot open.
    return null;
  } finally {
    bitmap?.close();
  }
}

/** A small file can hold more pixels than the phone has memory. One whose size is not found is left to the browser. */
async function isTooLarge(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const type = pictureType(head);
  const size = type === null ? null : pictureSize(head, type);
  return size !== null && size.width * size.height > maxPixels;
}
