// A CAR file while it is written: what a node of IPFS takes whole. Its blocks one after the other, each once; its root last,
// into the place that the header keeps for it. CARv1.
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { cidOf, folderCodec, rawCodec } from '../../core/encoding/cid.ts';

/** A file that is to be in an archive. */
export interface ArchiveFile {
  /** On the mirror, with "/". */
  readonly path: string;
  /** Where it lies. */
  readonly at: string;
}

/** A block's name, in bytes: its CID. */
export type BlockName = Buffer;

export interface Car {
  /** Writes a block whose name is known; one that is there already is not written again. */
  put(name: BlockName, bytes: Uint8Array): void;
  /** Ends the file. @param root the block that leads to all others @returns its CID, as people write it */
  finish(root: BlockName): string;
  /** Afterwards, whatever happened. */
  close(): void;
}

/** A thousand small writes cost more than the bytes in them. */
const atOnce = 1_048_576;

/** What stands before every name here: CIDv1, its codec, SHA-256 of 32 bytes. */
const nameStart = (codec: number): Buffer => Buffer.of(0x01, codec, 0x12, 0x20);

/** @param file replaced where it is there */
export function openCar(file: string): Car {
  const car = openSync(file, 'w');
  const there = new Set<string>();
  let waiting: Uint8Array[] = [headerOf(folderName(Buffer.alloc(0)))];
  let length = 0;
  const write = (): void => {
    writeWhole(car, Buffer.concat(waiting));
    waiting = [];
    length = 0;
  };
  return {
    put(name, bytes) {
      const key = name.toString('latin1');
      if (there.has(key)) return;
      there.add(key);
      waiting.push(varint(name.length + bytes.length), name, bytes);
      length += bytes.length;
      if (length >= atOnce) write();
    },
    finish(root) {
      write();
      writeWhole(car, headerOf(root), 0);
      return cidOf(root.toString('hex', nameStart(0).length), root[1]);
    },
    close: () => closeSync(car),
  };
}

function writeWhole(file: number, bytes: Uint8Array, at: number | null = null): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at === null ? null : at + done);
  }
}

/** The name of plain bytes, up to the most that a block holds. */
export function rawName(bytes: Uint8Array): BlockName {
  return nameOf(rawCodec, bytes);
}

/** The name of a folder's block. */
export function folderName(bytes: Uint8Array): BlockName {
  return nameOf(folderCodec, bytes);
}

function nameOf(codec: number, bytes: Uint8Array): BlockName {
  return Buffer.concat([nameStart(codec), createHash('sha256').update(bytes).digest()]);
}

/** @source CARv1's header: {"roots": [root], "version": 1} in DAG-CBOR, a CID being tag 42 over a zero and its bytes */
function headerOf(root: BlockName): Uint8Array {
  const before = Buffer.from('a265726f6f747381d82a582500', 'hex');
  const after = Buffer.from('6776657273696f6e01', 'hex');
  return Buffer.concat([varint(before.length + root.length + after.length), before, root, after]);
}

/** @source LEB128, as CARv1 and protocol buffers have it */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  // Not by shifts: a folder's size may need more than 32 bits.
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
