// What the publisher in use has said of a picture or a link that somebody was given: compared on this phone, before anything
// else is done with it. Nothing of it is kept.

import { headBytes, recogniseText } from '../../core/bundle/recognise.ts';
import { sha256Hex } from '../../core/bytes.ts';
import type { Met } from '../../core/guide/meaning/counterfeits.ts';
import { maxPrintPixels, picturePrint } from '../../core/picture/picture-print.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import { isPictureNamed, metHere } from '../guides/met-here.ts';
import { mayBeOpened } from '../pictures/may-be-opened.ts';
import type { Given } from './take-in.ts';

/** Larger ones are no picture that people pass on. */
const maxPictureBytes = 20 * 1_048_576;

/** @returns nothing for what is compared elsewhere: a message where it is checked, a guide where it is offered */
export async function metGiven(given: Given): Promise<readonly Met[]> {
  if (typeof given === 'string') return recogniseText(given) === 'link' ? metHere({ text: given }) : [];
  if (!isPictureNamed() || given.size > maxPictureBytes) return [];
  try {
    const type = pictureType(new Uint8Array(await given.slice(0, headBytes).arrayBuffer()));
    if (type === null || type === 'image/svg+xml') return [];
    const sha256 = sha256Hex(new Uint8Array(await given.arrayBuffer()));
    const print = await printOf(given);
    return metHere({ sha256, ...(print !== null && { print }) });
  } catch {
    // The phone took the file back: what takes it in says so.
    return [];
  }
}

/** @returns null where this browser cannot open it */
async function printOf(picture: Blob): Promise<string | null> {
  let bitmap: ImageBitmap | null = null;
  try {
    if (!(await mayBeOpened(picture))) return null;
    bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, Math.sqrt(maxPrintPixels / (bitmap.width * bitmap.height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(bitmap.width * scale);
    canvas.height = Math.floor(bitmap.height * scale);
    const pen = canvas.getContext('2d');
    pen?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const drawn = pen?.getImageData(0, 0, canvas.width, canvas.height);
    return drawn ? picturePrint(drawn.data, drawn.width, drawn.height) : null;
  } catch {
    return null;
  } finally {
    bitmap?.close();
  }
}
