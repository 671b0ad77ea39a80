// A bundle: one stored zip of the mirror's tree, read by its central directory alone. Nothing in it is trusted; what
// comes out goes to `accept`. APPNOTE.TXT 6.3.10, without encryption, zip64 or several disks. Deflated entries are read
// only where the caller asks for them (the small first answers of a mirror), each within its cap.
import { decodeUtf8 } from '../bytes.ts';
import { inflate } from '../encoding/inflate.ts';
import { AppError } from '../errors.ts';
import type { Source } from '../ports.ts';
import { bytesSource } from './bytes-source.ts';

/** Bytes that can be read in part: a Blob, a file, or an array in memory. */
export interface Slices {
  readonly size: number;
  slice(from: number, to: number): Promise<Uint8Array>;
}

/** Where an entry's local header stands, and how long its data is. */
interface Entry {
  readonly name: string;
  readonly offset: number;
  /** As it lies in the file. */
  readonly packedSize: number;
  readonly size: number;
  readonly isDeflated: boolean;
  /** Its header and data must end before this: the next entry or the directory. */
  end: number;
}

const maxEntries = 50_000;
const maxDirectoryBytes = 8 * 1024 * 1024;
const maxNameLength = 240;
const endRecordBytes = 22;
const maxCommentBytes = 65_535;

/** Said of a file that has no directory at its end: what begins as a zip was cut off then. */
export const endWanted = 'a directory at its end';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Whether a path may stand in a bundle: plain ASCII parts, none of them a way up, at most 240 long. */
export function isBundlePath(path: string): boolean {
  const isPlain = path.length <= maxNameLength && /^[A-Za-z0-9._%-]+(\/[A-Za-z0-9._%-]+)*$/.test(path);
  return isPlain && !path.split('/').some((part) => part === '.' || part === '..');
}

/**
 * A bundle as a source.
 * @param input the zip's bytes, or a sliceable file so that a large one is not read into memory
 * @param options.mayDeflate takes deflated entries too
 * @returns a source whose reads throw AppError `format/not-zip` or `format/zip-entry` when the file is not a bundle
 */
export function bundleSource(
  input: Uint8Array | Slices,
  options: { readonly mayDeflate?: boolean } = {},
): Source & { paths(): Promise<readonly string[]> } {
  const slices = input instanceof Uint8Array ? slicesOf(input) : input;
  let opened: Promise<ReadonlyMap<string, Entry>> | null = null;
  const open = (): Promise<ReadonlyMap<string, Entry>> => {
    opened ??= readDirectory(slices, options.mayDeflate === true);
    return opened;
  };
  const find = async (path: string, maxBytes: number): Promise<Uint8Array | null> => {
    const entry = (await open()).get(path);
    if (!entry) return null;
    // Before it is read or inflated.
    if (entry.size > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
    return readEntry(slices, entry);
  };
  return {
    ...bytesSource(find),
    paths: async () => [...(await open()).keys()],
  };
}

function slicesOf(bytes: Uint8Array): Slices {
  return { size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function readDirectory(slices: Slices, mayDeflate: boolean): Promise<ReadonlyMap<string, Entry>> {
  const { count, size, offset } = await readEndRecord(slices);
  const bytes = await slices.slice(offset, offset + size);
  if (bytes.length !== size) throw new AppError('format/not-zip', { want: 'a whole directory' });
  const view = viewOf(bytes);
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > size || view.getUint32(at, true) !== entrySignature) throw new AppError('format/not-zip');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > size) throw new AppError('format/not-zip');
    const entry = readEntryHeader(view, at, bytes.subarray(at + 46, at + 46 + nameLength), mayDeflate);
    if (entries.has(entry.name)) throw new AppError('format/zip-entry', { path: entry.name, want: 'each name once' });
    entries.set(entry.name, entry);
    at = next;
  }
  refuseOverlaps([...entries.values()], offset);
  for (const name of entries.keys()) if (name.endsWith('/')) entries.delete(name);
  return entries;
}

async function readEndRecord(slices: Slices): Promise<{ count: number; size: number; offset: number }> {
  const from = Math.max(0, slices.size - endRecordBytes - maxCommentBytes);
  const bytes = await slices.slice(from, slices.size);
  const view = viewOf(bytes);
  for (let at = bytes.length - endRecordBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endRecordBytes + view.getUint16(at + 20, true) !== bytes.length) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    const isOneDisk = view.getUint16(at + 4, true) === 0 && view.getUint16(at + 6, true) === 0;
    if (!isOneDisk || view.getUint16(at + 8, true) !== count)
      throw new AppError('format/not-zip', { want: 'one disk' });
    if (count > maxEntries || size > maxDirectoryBytes) throw new AppError('format/too-long', { want: maxEntries });
    if (offset + size > from + at) throw new AppError('format/not-zip', { want: 'a directory inside the file' });
    return { count, size, offset };
  }
  throw new AppError('format/not-zip', { want: endWanted });
}

function readEntryHeader(view: DataView, at: number, nameBytes: Uint8Array, mayDeflate: boolean): Entry {
  const name = decodeUtf8(nameBytes);
  // A folder's own entry, as common zip tools write one, has a slash at its end.
  if (!isBundlePath(name.replace(/\/$/, ''))) throw new AppError('format/zip-entry', { want: 'plain names' });
  const flags = view.getUint16(at + 8, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  if ((flags & 0x2041) !== 0) throw new AppError('format/zip-entry', { path: name, want: 'no encryption' });
  const method = view.getUint16(at + 10, true);
  const isDeflated = mayDeflate && method === 8;
  if (!isDeflated && (method !== 0 || packedSize !== size)) {
    throw new AppError('format/zip-entry', { path: name, want: 'stored entries' });
  }
  if (view.getUint16(at + 34, true) !== 0) throw new AppError('format/zip-entry', { path: name, want: 'one disk' });
  return { name, offset: view.getUint32(at + 42, true), packedSize, size, isDeflated, end: 0 };
}

function refuseOverlaps(entries: Entry[], directoryOffset: number): void {
  entries.sort((a, b) => a.offset - b.offset);
  entries.forEach((entry, i) => {
    entry.end = entries[i + 1]?.offset ?? directoryOffset;
    if (entry.offset + 30 + entry.name.length + entry.packedSize > entry.end) {
      throw new AppError('format/zip-entry', { path: entry.name, want: 'data of its own inside the file' });
    }
  });
}

async function readEntry(slices: Slices, entry: Entry): Promise<Uint8Array> {
  const header = await slices.slice(entry.offset, entry.offset + 30);
  const view = viewOf(header);
  if (header.length !== 30 || view.getUint32(0, true) !== localSignature) {
    throw new AppError('format/zip-entry', { path: entry.name, want: 'a local header' });
  }
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + entry.packedSize > entry.end) {
    throw new AppError('format/zip-entry', { path: entry.name, want: 'data of its own inside the file' });
  }
  const packed = await slices.slice(start, start + entry.packedSize);
  if (packed.length !== entry.packedSize) throw new AppError('source/cut-short', { path: entry.name });
  return entry.isDeflated ? inflate(packed, entry.size) : packed;
}
