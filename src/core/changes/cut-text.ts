// Texts as short as the readers of stored changes allow: stored-changes.ts.
import type { Text } from '../guide/format/text.ts';

/** The longest text of a stored change, in UTF-16 units. */
export const maxChangeText = 400;

/** Cuts what is too long, never through a letter of two units. */
export function cutText(texts: Text): Text {
  return Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, cut(text)]));
}

function cut(text: string): string {
  return text.length <= maxChangeText ? text : `${text.slice(0, maxChangeText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
