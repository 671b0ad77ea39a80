// Inflating with a cap that holds while it works. RFC 1951.
import { Inflate } from 'fflate';
import { concatBytes } from './bytes.ts';
import { AppError } from './errors.ts';

/** Deflate grows its input at most 1,032 times: the last step before the cap is noticed makes 17 MB at most. */
const stepBytes = 16_384;

/**
 * Inflates with a cap that holds while it works, not after.
 * @param maxBytes cap on the output
 * A stream that is cut short gives what came until then: its JSON does not parse.
 * @throws AppError `format/inflate` for a broken stream, `format/too-long` past the cap
 * @source RFC 1951
 */
export function inflate(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > maxBytes) throw new AppError('format/too-long', { want: maxBytes });
    if (part.length > 0) parts.push(part);
  });
  try {
    for (let at = 0; at < bytes.length || at === 0; at += stepBytes) {
      stream.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('format/inflate', {}, { cause });
  }
  return concatBytes(...parts);
}
