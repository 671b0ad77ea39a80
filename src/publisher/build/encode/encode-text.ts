// Texts in several languages as they stand on the wire: empty ones left out, many of them as columns.
import type { Text, TextColumns } from '../../../core/guide/format/text.ts';

/** @param languages the guide's, in its order; a text in another language is kept behind them */
export function encodeText(text: Text, languages: readonly string[]): Text {
  const tags = [...languages, ...Object.keys(text).sort()].filter((tag) => text[tag]);
  return Object.fromEntries(tags.map((tag) => [tag, text[tag] ?? '']));
}

/** One column a language that occurs, "" where a row has no text in it. */
export function encodeTexts(texts: readonly Text[], languages: readonly string[]): TextColumns {
  const used = new Set(texts.flatMap((text) => Object.keys(text).filter((tag) => text[tag])));
  const tags = [...languages, ...[...used].sort()].filter((tag) => used.has(tag));
  return Object.fromEntries(tags.map((tag) => [tag, texts.map((text) => text[tag] ?? '')]));
}

/** The text, or nothing where no language has one: an optional field is left out, not sent empty. */
export function encodeOptional(text: Text | undefined, languages: readonly string[]): Text | undefined {
  const encoded = encodeText(text ?? {}, languages);
  return Object.keys(encoded).length > 0 ? encoded : undefined;
}
