// Whether a picture's file goes on to the end that its own structure says: a copy that broke off shows half a symbol. Only
// the frame is read, no pixels. PNG 3rd edition §5, ITU T.81 annex B, GIF89a, RFC 9649 §2.3.

/** "WEBP" and the head of one chunk. */
const minWebpLength = 12;

/** @param bytes a file whose first bytes are those of a PNG, JPEG, GIF or WebP */
export function isWholePicture(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (bytes[0] === 0x89) return hasPngEnd(view);
    if (bytes[0] === 0xff) return hasJpegEnd(view);
    if (bytes[0] === 0x47) return hasGifEnd(view);
    const length = view.getUint32(4, true);
    return length >= minWebpLength && length + 8 <= bytes.length;
  } catch (error) {
    // The structure points behind the last byte.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const iend = 0x49454e44;
const chunkFrame = 12;

function hasPngEnd(view: DataView): boolean {
  for (let at = 8; ; ) {
    const length = view.getUint32(at);
    const end = at + chunkFrame + length;
    if (end > view.byteLength) return false;
    if (view.getUint32(at + 4) === iend) return true;
    at = end;
  }
}

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Markers that stand alone, without a length: TEM, RST0-7, SOI. */
function isLone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function hasJpegEnd(view: DataView): boolean {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return false;
    const marker = view.getUint8(at + 1);
    if (marker === endOfImage) return true;
    // 0xff may be repeated before a marker.
    if (marker === 0xff) at += 1;
    else if (isLone(marker)) at += 2;
    else {
      at += 2 + view.getUint16(at + 2);
      if (marker === startOfScan) at = afterScan(view, at);
    }
  }
}

/** In coded data 0xff is followed by 0, or by a restart marker; anything else ends it. */
function afterScan(view: DataView, start: number): number {
  for (let at = start; ; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
}

function hasGifEnd(view: DataView): boolean {
  const colours = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  let at = 13 + colours(view.getUint8(10));
  for (let pictures = 0; ; ) {
    // Old programs leave the last byte out, and every browser shows such a picture.
    if (at === view.byteLength && pictures > 0) return true;
    const kind = view.getUint8(at);
    if (kind === 0x3b) return true;
    if (kind === 0x21) at = afterBlocks(view, at + 2);
    else if (kind === 0x2c) {
      at = afterBlocks(view, at + 11 + colours(view.getUint8(at + 9)));
      pictures++;
    } else return false;
  }
}

function afterBlocks(view: DataView, start: number): number {
  let at = start;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
  return at + 1;
}
