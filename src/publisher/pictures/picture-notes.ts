// Whether a picture's file carries notes beside the picture: where a photograph was taken, with which camera, by whom it was
// edited. Build leaves them out; this says that they are there. Exif 2.32, PNG 3rd edition §11.3, RFC 9649 §2.7.

export type Notes = 'place' | 'notes';

const pngNotes = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);
const webpNotes = new Set(['EXIF', 'XMP ']);
/** Application segments that hold notes, Exif and XMP among them, and the comment; 0xe0 is JFIF's, 0xe2 a colour profile. */
const jpegNotes = new Set([0xe1, 0xed, 0xfe]);
const gpsTag = 0x8825;

/** @param bytes a whole picture. @returns null where it carries none; `place` where it says where it was taken */
export function notesIn(bytes: Uint8Array): Notes | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (bytes[0] === 0x89) return pngChunks(view);
    if (bytes[0] === 0xff) return jpegSegments(view);
    if (bytes[0] === 0x52) return webpChunks(view);
    return bytes[0] === 0x47 || !isEditorSvg(bytes) ? null : 'notes';
  } catch (error) {
    // The structure points behind the last byte: not a picture that is taken anyway.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function pngChunks(view: DataView): Notes | null {
  let found: Notes | null = null;
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const name = nameAt(view, at + 4);
    if (!pngNotes.has(name)) continue;
    found ??= 'notes';
    if (name === 'eXIf' && hasPlace(view, at + 8)) return 'place';
  }
  return found;
}

function webpChunks(view: DataView): Notes | null {
  let found: Notes | null = null;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const name = nameAt(view, at);
    if (webpNotes.has(name)) {
      found ??= 'notes';
      if (name === 'EXIF' && hasPlace(view, nameAt(view, at + 8) === 'Exif' ? at + 14 : at + 8)) return 'place';
    }
    at += 8 + length + (length & 1);
  }
  return found;
}

function jpegSegments(view: DataView): Notes | null {
  let found: Notes | null = null;
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    // The picture itself begins: nothing but its end comes after.
    if (marker === 0xda || marker === 0xd9) return found;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (jpegNotes.has(marker)) {
      found ??= 'notes';
      if (marker === 0xe1 && nameAt(view, at + 4) === 'Exif' && hasPlace(view, at + 10)) return 'place';
    }
    at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + view.getUint16(at + 2);
  }
  return found;
}

/** @param at where a TIFF header stands. The first directory names the one with the position. */
function hasPlace(view: DataView, at: number): boolean {
  if (at + 8 > view.byteLength) return false;
  const isLittle = view.getUint16(at) === 0x4949;
  const directory = at + view.getUint32(at + 4, isLittle);
  const entries = directory + 2 > view.byteLength ? 0 : view.getUint16(directory, isLittle);
  for (let i = 0; i < entries && directory + 4 + 12 * i <= view.byteLength; i++) {
    if (view.getUint16(directory + 2 + 12 * i, isLittle) === gpsTag) return true;
  }
  return false;
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

/** Comments, and the words of drawing programs. */
function isEditorSvg(bytes: Uint8Array): boolean {
  return /<!--|\s(?:inkscape|sodipodi|sketch|serif|figma):/.test(new TextDecoder().decode(bytes));
}
