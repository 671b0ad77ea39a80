// How long a sound is, read from its own structure without decoding it: so that a publisher need not count, and a file
// that was cut short is told. Ogg (RFC 3533) with Opus (RFC 7845), MPEG-1/2 layer III (ISO 11172-3), MP4 (ISO 14496-12).

/**
 * @param type as soundType says
 * @returns seconds; null where its structure is broken or ends before it should
 */
export function soundSeconds(bytes: Uint8Array, type: string): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (type.startsWith('audio/ogg')) return opusSeconds(view);
    return type === 'audio/mpeg' ? mp3Seconds(view) : mp4Seconds(view);
  } catch (error) {
    // Reading past the end: the file is shorter than it says.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const opusRate = 48_000;

/** Pages follow each other to the very end; the last one says how many samples there are. */
function opusSeconds(view: DataView): number | null {
  const firstPayload = 28;
  const preSkip = view.getUint16(firstPayload + 10, true);
  let at = 0;
  let samples = 0;
  let isLast = false;
  while (at < view.byteLength) {
    if (view.getUint32(at) !== 0x4f676753) return null;
    isLast = (view.getUint8(at + 5) & 4) !== 0;
    samples = Math.max(samples, Number(view.getBigInt64(at + 6, true)));
    const segments = view.getUint8(at + 26);
    let length = 27 + segments;
    for (let i = 0; i < segments; i++) length += view.getUint8(at + 27 + i);
    at += length;
  }
  return at === view.byteLength && isLast ? Math.max(0, samples - preSkip) / opusRate : null;
}

/** kbit/s by the header's index, for MPEG-1 and for MPEG-2 and 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const sampleRates = [44_100, 48_000, 32_000];

function mp3Seconds(view: DataView): number | null {
  let at = startOfFrames(view);
  let seconds = 0;
  while (at < view.byteLength) {
    if (isTail(view, at)) return seconds;
    const [sync, version, rates] = [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)];
    if (sync !== 0xff || (version & 0xe6) !== 0xe2) return null;
    const isFirst = (version & 0x18) === 0x18;
    const scale = isFirst ? 1 : (version & 0x10) !== 0 ? 2 : 4;
    const bits = (bitRates[isFirst ? 0 : 1][rates >> 4] ?? 0) * 1000;
    const rate = (sampleRates[(rates >> 2) & 3] ?? 0) / scale;
    if (bits === 0 || rate === 0) return null;
    const samples = isFirst ? 1152 : 576;
    at += Math.floor(((samples / 8) * bits) / rate) + ((rates >> 1) & 1);
    seconds += samples / rate;
  }
  return at === view.byteLength ? seconds : null;
}

/** Behind an ID3v2 tag, whose length has seven bits a byte. */
function startOfFrames(view: DataView): number {
  if (view.getUint32(0) >>> 8 !== 0x494433) return 0;
  return [6, 7, 8, 9].reduce((size, at) => size * 128 + (view.getUint8(at) & 0x7f), 0) + 10;
}

/** An ID3v1 tag: 128 bytes that begin with "TAG". */
function isTail(view: DataView, at: number): boolean {
  return view.byteLength - at === 128 && view.getUint32(at) >>> 8 === 0x544147;
}

/** Boxes to the very end; the movie's header says its length. */
function mp4Seconds(view: DataView): number | null {
  const file = boxes(view, 0, view.byteLength);
  const moov = file?.has('mdat') ? file.get('moov') : undefined;
  const mvhd = moov && boxes(view, moov.from, moov.to)?.get('mvhd');
  if (!mvhd) return null;
  const isLong = view.getUint8(mvhd.from) === 1;
  const scale = view.getUint32(mvhd.from + (isLong ? 20 : 12));
  const length = isLong ? Number(view.getBigUint64(mvhd.from + 24)) : view.getUint32(mvhd.from + 16);
  return scale === 0 ? null : length / scale;
}

/** @returns the content of each box by its name; null where one is longer than what holds it */
function boxes(view: DataView, from: number, to: number): Map<string, { from: number; to: number }> | null {
  const found = new Map<string, { from: number; to: number }>();
  let at = from;
  while (at < to) {
    const size = view.getUint32(at);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    if (size < 8 || at + size > to) return null;
    found.set(name, { from: at + 8, to: at + size });
    at += size;
  }
  return found;
}
