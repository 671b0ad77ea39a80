// Signed text is text and nothing else: marks that turn around what follows them, and control characters, say nothing to a
// reader and can make one name look like another. They are taken out wherever content is read; what was signed stays as it
// is in the store. Marks of direction that turn nothing around (U+200E, U+200F, U+061C) and joiners are letters' own.
import type { Json } from '../json.ts';

const turning = /[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\t\n]/gu;

/** A text without them. @source Unicode Standard Annex 9, explicit formatting characters */
export function plainText(text: string): string {
  return text.replace(turning, '');
}

/**
 * A JSON value whose texts are plain.
 * @param bytes the UTF-8 that the value was parsed from: most content has nothing to take out, and is returned as it is
 */
export function withPlainTexts(value: Json, bytes: Uint8Array): Json {
  return mayTurn(bytes) ? plainValue(value) : value;
}

function plainValue(value: Json): Json {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(plainValue);
  // Without a prototype: a key may have any name.
  const plain: Record<string, Json> = Object.create(null);
  for (const key of Object.keys(value)) plain[key] = plainValue(value[key] as Json);
  return plain;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether there is such a mark in UTF-8 (E2 80 AA to E2 81 A9, C2 80 to C2 9F, 7F), or any that is written as "\u…". */
function mayTurn(bytes: Uint8Array): boolean {
  return (
    bytes.includes(0x7f) ||
    isAnywhere(bytes, 0x5c, (next) => next === 0x75) ||
    isAnywhere(bytes, 0xc2, (next) => next < 0xa0) ||
    isAnywhere(bytes, 0xe2, (next, last) => (next === 0x80 && last >= 0xaa) || (next === 0x81 && last >= 0xa6))
  );
}

/** The engine's own search for the first byte. */
function isAnywhere(bytes: Uint8Array, first: number, fits: (next: number, last: number) => boolean): boolean {
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (fits(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0)) return true;
  }
  return false;
}
