// OLPC canonical JSON: the one byte form of a value that signatures are made over. Not for files: a control character
// stands unescaped in it, so it is not always JSON.
import { encodeUtf8 } from '../bytes.ts';
import { AppError } from '../errors.ts';
import type { Json } from '../json.ts';

const loneSurrogate = /[\ud800-\udfff]/u;

/**
 * The canonical form: keys by code point, no spaces, only `"` and `\` escaped, integers only.
 * @param value a JSON value without fractions
 * @returns UTF-8
 * @throws AppError `format/shape` for a fraction, an integer that is not safe, or half a surrogate pair
 * @source TUF 1.0.34 §4.1; OLPC "Canonical JSON"
 */
export function encodeCanonical(value: Json): Uint8Array {
  return encodeUtf8(canonicalText(value));
}

function canonicalText(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new AppError('format/shape', { section: '4.1', want: 'safe integer' });
    return String(value);
  }
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.keys(value)
    .sort(compareCodePoints)
    .map((key) => `${quote(key)}:${canonicalText(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function quote(text: string): string {
  // Encoding would turn it into U+FFFD, and two texts would share one signature.
  if (loneSurrogate.test(text)) throw new AppError('format/shape', { section: '4.1', want: 'whole characters' });
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Sorts by Unicode code point, which is also the order of the UTF-8 bytes; JavaScript's own order is by UTF-16 unit. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

// Surrogates stand for U+10000 and up, so they come after U+E000 to U+FFFF.
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
