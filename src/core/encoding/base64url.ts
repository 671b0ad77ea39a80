// Bytes as text for an address: base64url without padding, one text for each byte string. RFC 4648 §5.
import { AppError } from '../errors.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @source RFC 4648 §5, §3.2 */
export function encodeBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const rest = bytes.length - at;
    const value = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += (alphabet[value >> 18] as string) + (alphabet[(value >> 12) & 63] as string);
    if (rest > 1) text += alphabet[(value >> 6) & 63] as string;
    if (rest > 2) text += alphabet[value & 63] as string;
  }
  return text;
}

/**
 * @throws AppError `format/shape` on another character, a length that no bytes have, or spare bits that are not 0
 * @source RFC 4648 §5, §3.5
 */
export function decodeBase64Url(text: string): Uint8Array {
  const rest = text.length % 4;
  if (rest === 1) throw new AppError('format/shape', { want: 'base64url' });
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let value = 0;
  let bits = 0;
  let to = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = alphabet.indexOf(text.charAt(at));
    if (digit < 0) throw new AppError('format/shape', { want: 'base64url' });
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to++] = (value >> bits) & 0xff;
  }
  if ((value & ((1 << bits) - 1)) !== 0) throw new AppError('format/shape', { want: 'base64url' });
  return bytes;
}
