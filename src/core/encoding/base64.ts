// Base64 as carriers and pasted texts hold bytes: written in its one canonical form, read with the line ends that mail and
// chat put in. RFC 4648 §4. The variant for addresses is not here.
import { AppError } from '../errors.ts';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitCodes = new Uint8Array(64).map((_, i) => digits.charCodeAt(i));
const padCode = 0x3d;

const bad = 0xff;
const space = 0xfe;
const values = new Uint8Array(256).fill(bad);
for (const [value, code] of digitCodes.entries()) values[code] = value;
for (const code of [0x09, 0x0a, 0x0d, 0x20]) values[code] = space;

/** How many letters are made at once: an argument list of this length fits every engine's stack. */
const stepBytes = 6_144;

/**
 * @param bytes of any length
 * @returns letters of the standard alphabet, padded, in one line
 * @source RFC 4648 §4
 */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += stepBytes) {
    parts.push(encodeStep(bytes.subarray(from, from + stepBytes)));
  }
  return parts.join('');
}

function encodeStep(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    codes[at++] = digitCodes[a >> 2] as number;
    codes[at++] = digitCodes[((a & 3) << 4) | (b >> 4)] as number;
    codes[at++] = i + 1 < bytes.length ? (digitCodes[((b & 15) << 2) | (c >> 6)] as number) : padCode;
    codes[at++] = i + 2 < bytes.length ? (digitCodes[c & 63] as number) : padCode;
  }
  return String.fromCharCode(...codes);
}

/**
 * @param letters ASCII of the standard alphabet; spaces and line ends are passed over
 * @throws AppError `format/shape` for any other byte, a wrong length, or bits behind the last whole byte
 * @source RFC 4648 §4, §3.5
 */
export function decodeBase64(letters: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.floor(letters.length / 4) * 3);
  let length = 0;
  let group = 0;
  let bits = 0;
  let pads = 0;
  for (const letter of letters) {
    const value = values[letter] as number;
    if (value === space) continue;
    if (letter === padCode) pads++;
    else if (value === bad || pads > 0) throw notBase64();
    group = (group << 6) | (letter === padCode ? 0 : value);
    bits += 6;
    if (bits < 24) continue;
    for (let shift = 16; shift >= 8 * pads; shift -= 8) bytes[length++] = (group >> shift) & 0xff;
    if (pads > 2 || (group & ((1 << (8 * pads)) - 1)) !== 0) throw notBase64();
    group = 0;
    bits = 0;
  }
  if (bits !== 0) throw notBase64();
  return bytes.subarray(0, length);
}

function notBase64(): AppError {
  return new AppError('format/shape', { want: 'base64' });
}
