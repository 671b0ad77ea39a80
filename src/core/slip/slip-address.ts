// A slip as an address that any camera opens, and as the text that people send each other.
import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts';
import { AppError } from '../errors.ts';
import { maxSlipText } from './slip-letters.ts';

const mark = '#/s/';

/**
 * The address that opens a slip.
 * @param address where the app opens: "https://one.example/guide/"
 * @param slip a signed slip
 */
export function slipAddress(address: string, slip: Uint8Array): string {
  return `${address}${mark}${encodeBase64Url(slip)}`;
}

/**
 * The slip in a text: an address of any host that has one behind `#/s/`, or its letters alone.
 * @returns its bytes, not read yet; null where the text is something else
 */
export function slipInText(text: string): Uint8Array | null {
  const trimmed = text.trim();
  if (trimmed.length > maxSlipText) return null;
  const at = trimmed.indexOf(mark);
  const letters = at < 0 ? trimmed : trimmed.slice(at + mark.length);
  // Letters of format 1 begin so, whatever its flags; behind the mark a newer format may stand too.
  if (!/^[A-Za-z0-9_-]+$/.test(letters) || (at < 0 && !/^A[Q-Za-f][A-Za-z0-9_-]{108}/.test(letters))) return null;
  try {
    return decodeBase64Url(letters);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
