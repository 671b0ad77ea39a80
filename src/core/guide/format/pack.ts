// Content as it is signed: JSON, deflated (RFC 1951, without a header), so that no server re-encodes it.
import { decodeUtf8 } from '../../bytes.ts';
import { inflate } from '../../encoding/inflate.ts';
import { type Json, parseJson, parseJsonText } from '../../json.ts';
import { withPlainTexts } from './plain-text.ts';

/** The most that one file of a guide may inflate to. */
export const maxInflatedBytes = 8 * 1024 * 1024;

/** A file of a guide: deflated as it is signed, or inflated already, within `maxInflatedBytes`. */
export type Packed = Uint8Array | { readonly inflated: Uint8Array };

/** Deflated JSON to a value whose texts are plain. @throws AppError `format/…` */
export function unpackJson(packed: Packed, maxBytes: number = maxInflatedBytes): Json {
  const text = decodeUtf8('inflated' in packed ? packed.inflated : inflate(packed, maxBytes));
  return withPlainTexts(parseJsonText(text), text);
}

/**
 * Deflated JSON whose texts are codes that nobody reads: a control character among them is a number, and stays.
 * @throws AppError `format/…`
 */
export function unpackCodes(bytes: Uint8Array, maxBytes: number = maxInflatedBytes): Json {
  return parseJson(inflate(bytes, maxBytes), maxBytes);
}
