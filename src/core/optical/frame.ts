// One frame of the animated QR: which transfer it belongs to, and one combination of its blocks. Nothing in it is trusted:
// what comes out in the end travels the same road as any other file.
import { decodeBase45, encodeBase45 } from '../encoding/base45.ts';
import { AppError } from '../errors.ts';

/** Bytes of a block. With its header a frame is a QR code of version 25-L in alphanumeric mode. */
export const blockBytes = 1_200;
/** A transfer is at most this long: at ten codes a second three minutes, and what a phone can hold and solve. */
export const maxTransferBytes = 2 * 1_048_576;

const version = 1;
const headerBytes = 17;

/** One code of a row. */
export interface Frame {
  /** The first 8 bytes of the transfer's SHA-256, as hex: tells transfers apart. */
  readonly transfer: string;
  /** Bytes of the whole transfer. */
  readonly length: number;
  /** Below the number of blocks: that block itself. Above: the seed of a combination. */
  readonly seed: number;
  /** 1,200 bytes. */
  readonly block: Uint8Array;
}

/** How many blocks a transfer has. @param length of the whole, in bytes */
export function blockCount(length: number): number {
  return Math.ceil(length / blockBytes);
}

/** A frame as the text of its QR code. */
export function encodeFrame({ transfer, length, seed, block }: Frame): string {
  const bytes = new Uint8Array(headerBytes + blockBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = version;
  for (let i = 0; i < 8; i++) bytes[1 + i] = Number.parseInt(transfer.slice(2 * i, 2 * i + 2), 16);
  view.setUint32(9, length);
  view.setUint32(13, seed);
  bytes.set(block, headerBytes);
  return encodeBase45(bytes);
}

/**
 * @param text what a scanner read
 * @throws AppError `format/shape` when it is no frame of ours; `format/newer-app-needed`; `format/too-long`
 */
export function parseFrame(text: string): Frame {
  // Before it is decoded: a scanner hands over any text that lies about.
  if (text.length !== Math.ceil(((headerBytes + blockBytes) * 3) / 2)) {
    throw new AppError('format/shape', { want: 'a frame' });
  }
  const bytes = decodeBase45(text);
  const view = new DataView(bytes.buffer);
  if (bytes[0] !== version) throw new AppError('format/newer-app-needed', { got: bytes[0] ?? 0 });
  const length = view.getUint32(9);
  if (length === 0) throw new AppError('format/shape', { want: 'a length' });
  if (length > maxTransferBytes) throw new AppError('format/too-long', { got: length, want: maxTransferBytes });
  let transfer = '';
  for (const byte of bytes.subarray(1, 9)) transfer += byte.toString(16).padStart(2, '0');
  return { transfer, length, seed: view.getUint32(13), block: bytes.slice(headerBytes) };
}
