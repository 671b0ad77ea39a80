// Bytes to JSON values, bounded before anything is built: size, strict UTF-8, nesting depth.
import { decodeUtf8 } from './bytes.ts';
import { AppError } from './errors.ts';

/** What JSON.parse can return. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Nesting deeper than this is refused, before parsing: no content of ours is deeper than ten. */
export const maxJsonDepth = 32;
/** More values than this are refused, before parsing: eight million bytes of `{},` would become 150 MB of objects. */
export const maxJsonValues = 500_000;

/**
 * @param bytes UTF-8 JSON text
 * @param maxBytes refused unread when longer
 * @throws AppError `format/too-long` (bytes or values), `format/not-utf8`, `format/too-deep`, `format/not-json`
 * @source RFC 8259
 */
export function parseJson(bytes: Uint8Array, maxBytes: number): Json {
  if (bytes.length > maxBytes) throw new AppError('format/too-long', { got: bytes.length, want: maxBytes });
  return parseJsonText(decodeUtf8(bytes));
}

/**
 * @param text JSON, no longer than its caller takes
 * @throws AppError `format/too-long` (values), `format/too-deep`, `format/not-json`
 * @source RFC 8259
 */
export function parseJsonText(text: string): Json {
  refuseDeepOrMany(text, maxJsonValues);
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new AppError('format/not-json', {}, { cause });
  }
}

/**
 * What JSON.parse would make too much of, told before it builds anything.
 * @param text JSON, or what begins like it
 * @param maxValues so many at most, names of fields not counted
 * @throws AppError `format/too-long`, `format/too-deep`
 */
export function refuseDeepOrMany(text: string, maxValues: number): void {
  let depth = 0;
  let values = 1;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x2c) {
      if (++values > maxValues) throw new AppError('format/too-long', { want: maxValues });
    } else if (code === 0x5b || code === 0x7b) {
      if (++values > maxValues) throw new AppError('format/too-long', { want: maxValues });
      if (++depth > maxJsonDepth) throw new AppError('format/too-deep', { want: maxJsonDepth });
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
}
