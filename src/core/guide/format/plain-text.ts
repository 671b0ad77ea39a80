// Signed text is text and nothing else: marks that turn around what follows them, and control characters, say nothing to a
// reader and can make one name look like another; marks piled upon one letter paint over the rows beside it. They are taken
// out wherever content is read; what was signed stays as it is in the store. Marks of direction that turn nothing around
// (U+200E, U+200F, U+061C) and joiners are letters' own.
import type { Json } from '../../json.ts';

const turning = /[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\t\n]/gu;
/** As many marks as a letter of any script carries; what is piled upon them says nothing. */
const piled = /(\p{M}{6})\p{M}+/gu;
/** Such a mark in a JSON text, or any that is written as an escape: JSON knows no other control characters. */
const mayTurn = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\\u/;
/** Seven signs in a row that are no Latin, Greek, Cyrillic, Arabic or punctuation: ten times as fast to rule out as marks. */
const mayPile = /[^\0-\u02ff\u0370-\u0482\u048a-\u0590\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u2000-\u20cf]{7}/;
const pile = /\p{M}{7}/u;

/** A text without them. @source Unicode Standard Annex 9, explicit formatting characters */
export function plainText(text: string): string {
  return text.replace(turning, '').replace(piled, '$1');
}

/**
 * A JSON value whose texts are plain.
 * @param json what the value was parsed from: most content has nothing to take out, and is returned as it is
 */
export function withPlainTexts(value: Json, json: string): Json {
  const isPlain = !mayTurn.test(json) && !(mayPile.test(json) && pile.test(json));
  return isPlain ? value : plainValue(value);
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
