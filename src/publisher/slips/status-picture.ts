// A slip as a picture that people put into a status or pass on in a chat.
import { encodeUtf8 } from '../../core/bytes.ts';
import type { Guide } from '../../core/guide/guide.ts';
import { statusSvg } from '../../paper/card/status-svg.ts';
import type { Words } from '../../words/words.ts';
import { drawJpeg } from './draw-jpeg.ts';
import type { MadeSlip } from './make-slips.ts';

/** Codes are fine patterns: what a chat makes of the picture is worse anyway. */
const quality = 90;

/** @returns files by name: an SVG for each code, and a JPEG where this computer can draw it */
export async function statusPicture(
  { card, slip, codes }: MadeSlip,
  guide: Guide,
  words: readonly Words[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const code of codes) {
    const name = codes.length === 1 ? card.seat.code : `${card.seat.code}-${code.languages.join('-')}`;
    const svg = statusSvg({ guide, words, card, slip, code });
    const jpeg = await drawJpeg(svg, quality);
    files.set(`${name}.svg`, encodeUtf8(svg));
    if (jpeg) files.set(`${name}.jpg`, jpeg);
  }
  return files;
}
