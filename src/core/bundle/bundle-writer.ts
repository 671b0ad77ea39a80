// Writes a bundle: a stored zip, the same bytes for the same entries. Read by bundle.ts and by any unzip.

import { concatBytes, encodeUtf8 } from '../bytes.ts';
import { isBundlePath } from './bundle.ts';

/** 1980-01-01 00:00, the earliest date a zip can say: a bundle tells nothing about when it was made. */
const dosDate = 0x0021;

const crcTable = new Uint32Array(256).map((_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** A publisher's bundles, one a region, share most of their entries. */
const knownSums = new WeakMap<Uint8Array, number>();

function crc32(bytes: Uint8Array): number {
  const known = knownSums.get(bytes);
  if (known !== undefined) return known;
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[i] as number)) & 0xff] as number);
  const sum = (crc ^ 0xffffffff) >>> 0;
  knownSums.set(bytes, sum);
  return sum;
}

/** Deflates an entry; null to store it. */
export type Packer = (path: string, bytes: Uint8Array) => Uint8Array | null;

/**
 * @param entries paths on a mirror and their bytes, in the order in which they are to stand
 * @param pack for bundles that are read with `mayDeflate`; without it every entry is stored
 * @returns the zip
 * @throws TypeError for a path that bundle.ts would refuse, or more than 65,535 entries
 * @source APPNOTE.TXT 6.3.10
 */
export function encodeBundle(entries: ReadonlyMap<string, Uint8Array>, pack: Packer = () => null): Uint8Array {
  if (entries.size > 65_535) throw new TypeError('too many entries for a zip');
  const local: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, bytes] of entries) {
    if (!isBundlePath(path)) throw new TypeError(`not a bundle path: ${path}`);
    const name = encodeUtf8(path);
    const packed = pack(path, bytes);
    const common = commonFields(bytes, packed, name.length);
    local.push(littleEndian([[0x04034b50, 4], ...common]), name, packed ?? bytes);
    directory.push(
      littleEndian([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]),
      name,
    );
    offset += 30 + name.length + (packed ?? bytes).length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = littleEndian([
    [0x06054b50, 4],
    [0, 4],
    [entries.size, 2],
    [entries.size, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ]);
  return concatBytes(...local, ...directory, end);
}

type Field = readonly [value: number, bytes: 2 | 4];

/** What the local header and the directory say alike: version, flags, method, time, date, CRC, sizes, lengths. */
function commonFields(bytes: Uint8Array, packed: Uint8Array | null, nameLength: number): readonly Field[] {
  return [
    [20, 2],
    [0x0800, 2],
    [packed ? 8 : 0, 2],
    [0, 2],
    [dosDate, 2],
    [crc32(bytes), 4],
    [(packed ?? bytes).length, 4],
    [bytes.length, 4],
    [nameLength, 2],
    [0, 2],
  ];
}

function littleEndian(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [, length]) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, length] of fields) {
    if (length === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += length;
  }
  return bytes;
}
