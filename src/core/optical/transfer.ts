// A bundle as it goes over the screen: deflated as a whole, since each kilobyte is a frame. Files stay stored zips. What
// comes out is as untrusted as any other file.
import { deflateSync } from 'fflate';
import { inflate } from '../encoding/inflate.ts';

/** What a transfer may grow to: a phone holds it in memory while it is taken in. */
export const maxOpenedBytes = 16 * 1_048_576;

/** The two bytes that every zip begins with; a deflated stream that begins so would be a stored block of another length. */
const zipStart = [0x50, 0x4b] as const;

/** @param bundle a stored zip @returns what is to be sent: the smaller of both forms */
export function packTransfer(bundle: Uint8Array): Uint8Array {
  const packed = deflateSync(bundle, { level: 9 });
  return packed.length < bundle.length && !isZip(packed) ? packed : bundle;
}

/**
 * The file that was sent.
 * @param bytes a transfer that is whole
 * @throws AppError `format/inflate` when it is neither form; `format/too-long` past 16 MiB
 * @source RFC 1951
 */
export function openTransfer(bytes: Uint8Array): Uint8Array {
  return isZip(bytes) ? bytes : inflate(bytes, maxOpenedBytes);
}

function isZip(bytes: Uint8Array): boolean {
  return zipStart.every((byte, i) => bytes[i] === byte);
}
