// What the browser computes itself: a hash where the page is in a secure context, inflating where it knows bare deflate. Web
// Cryptography §14.3.5, Compression Streams.
import { encodeHex, sha256Hex } from '../core/bytes.ts';
import type { Native } from '../core/ingest/native.ts';

/** One byte of deflate never makes more (258 bytes by a code of two bits): so small a file is below its cap before it is read. */
const mostPerByte = 1_032;

/** The browser's own hash and inflating; where it has none, the core's own code does the work. */
export const browserNative: Native = {
  async sha256(bytes) {
    try {
      return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));
    } catch {
      // An http page, as a box on a hill serves it, has no `subtle`.
      return sha256Hex(bytes);
    }
  },

  async inflate(bytes, maxBytes) {
    // A stream makes all that one piece of its input is before anybody can stop it.
    if (bytes.length * mostPerByte > maxBytes) return null;
    try {
      // Chrome knows it from 103 on.
      const { writable, readable } = new DecompressionStream('deflate-raw');
      const writer = writable.getWriter();
      // What is wrong is told where it is read.
      for (const done of [writer.write(bytes as BufferSource), writer.close()]) done.catch(() => null);
      return new Uint8Array(await new Response(readable).arrayBuffer());
    } catch {
      return null;
    }
  },
};
