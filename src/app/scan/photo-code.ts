// The code in a picture that was taken before: a photograph out of the gallery, a status picture. The picture is read where
// it is and nothing of it is kept.
import { mayBeOpened } from '../pictures/may-be-opened.ts';
import { type CodeReader, openCodeReader } from './code-reader.ts';

/** @returns what the code says; null where there is none, or where this browser cannot open the picture */
export async function readPhotoCode(
  file: Blob,
  openReader: () => Promise<CodeReader> = openCodeReader,
): Promise<string | null> {
  let bitmap: ImageBitmap | null = null;
  try {
    if (!(await mayBeOpened(file))) return null;
    bitmap = await createImageBitmap(file);
    return await (await openReader()).read(bitmap);
  } catch {
    // No picture, or one that this browser cannot open.
    return null;
  } finally {
    bitmap?.close();
  }
}
