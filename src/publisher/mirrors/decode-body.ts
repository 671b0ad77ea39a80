// Undoes Content-Encoding as a browser does, never further than a cap. RFC 9110 §8.4.
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

type Decoder = (bytes: Uint8Array, maxBytes: number) => Uint8Array;

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength })],
  ['x-gzip', (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength })],
  ['br', (bytes, maxOutputLength) => brotliDecompressSync(bytes, { maxOutputLength })],
  ['deflate', (bytes, maxOutputLength) => inflateEither(bytes, maxOutputLength)],
  ['identity', (bytes) => bytes],
]);

/** "deflate" is zlib by the standard, and bare deflate from some servers; browsers take both. */
function inflateEither(bytes: Uint8Array, maxOutputLength: number): Uint8Array {
  const isZlib = ((bytes[0] ?? 0) & 15) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return isZlib ? inflateSync(bytes, { maxOutputLength }) : inflateRawSync(bytes, { maxOutputLength });
}

/**
 * @param encoding the header, "gzip" or a list; none where it is left out
 * @returns null where the bytes are not what the header says, the coding is not known, or they grow beyond the cap
 */
export function decodeBody(wire: Uint8Array, encoding: string | undefined, maxBytes: number): Uint8Array | null {
  const codings = (encoding ?? '').split(',').map((part) => part.trim().toLowerCase());
  let bytes = wire;
  for (const coding of codings.filter((each) => each !== '').reverse()) {
    const decode = decoders.get(coding);
    if (!decode) return null;
    if (bytes.length === 0) continue;
    try {
      bytes = decode(bytes, maxBytes);
    } catch {
      return null;
    }
  }
  return new Uint8Array(bytes);
}

/** What a body becomes when it is inflated once more without being told to; null where it is nothing packed. */
export function inflateUnsaid(bytes: Uint8Array, maxBytes: number): Uint8Array | null {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? decodeBody(bytes, 'gzip', maxBytes) : null;
}
