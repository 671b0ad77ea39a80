// Bytes as text of 45 characters, which a QR code keeps in its alphanumeric mode: 1,235 bytes in version 25-L, and every
// scanner's text interface hands it on unchanged. RFC 9285.
import { AppError } from '../errors.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** @source RFC 9285 §4 */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] as number;
    const second = bytes[at + 1];
    const value = second === undefined ? first : first * 256 + second;
    text += (alphabet[value % 45] as string) + (alphabet[Math.floor(value / 45) % 45] as string);
    if (second !== undefined) text += alphabet[Math.floor(value / 2025)] as string;
  }
  return text;
}

/**
 * The one text of those bytes, and nothing else.
 * @throws AppError `format/shape` on another character, a length that no bytes have, or a value out of range
 * @source RFC 9285 §4
 */
export function decodeBase45(text: string): Uint8Array {
  const rest = text.length % 3;
  if (rest === 1) throw new AppError('format/shape', { want: 'base45' });
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (rest === 2 ? 1 : 0));
  for (let at = 0, to = 0; at < text.length; at += 3, to += 2) {
    const isPair = at + 2 < text.length;
    const value = digit(text, at) + 45 * digit(text, at + 1) + (isPair ? 2025 * digit(text, at + 2) : 0);
    if (value > (isPair ? 0xffff : 0xff)) throw new AppError('format/shape', { want: 'base45' });
    if (isPair) bytes[to] = value >> 8;
    bytes[isPair ? to + 1 : to] = value & 0xff;
  }
  return bytes;
}

function digit(text: string, at: number): number {
  const value = alphabet.indexOf(text.charAt(at));
  if (value < 0) throw new AppError('format/shape', { want: 'base45' });
  return value;
}
