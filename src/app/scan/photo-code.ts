// The code in a picture that was taken before: a photograph out of the gallery, a status picture. The picture is read where
// it is and nothing of it is kept.
import { type CodeReader, openCodeReader } from './code-reader.ts';

/** Larger ones are no photograph of a code, and would fill a phone's memory. */
const maxPhotoBytes = 40 * 1_048_576;

/** @returns what the code says; null where there is none, or where this browser cannot open the picture */
export async function readPhotoCode(
  file: Blob,
  openReader: () => Promise<CodeReader> = openCodeReader,
): Promise<string | null> {
  if (file.size > maxPhotoBytes) return null;
  let bitmap: ImageBitmap | null = null;
  try {
    bitmap = await createImageBitmap(file);
    return await (await openReader()).read(bitmap);
  } catch {
    // No picture, or one that this browser cannot open.
    return null;
  } finally {
    bitmap?.close();
  }
}
