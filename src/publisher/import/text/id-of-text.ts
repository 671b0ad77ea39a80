// An id for a text, stable over runs: its ASCII words, or a hash where it has none.
import { encodeUtf8, sha256Hex } from '../../../core/bytes.ts';
import { fold } from '../../../core/spelling/fold.ts';
import { slug } from './clean-text.ts';

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @returns the text itself where it already is an id */
export function idOfText(text: string): string {
  if (idPattern.test(text)) return text;
  return slug(text) ?? `x-${sha256Hex(encodeUtf8(fold(text))).slice(0, 10)}`;
}
