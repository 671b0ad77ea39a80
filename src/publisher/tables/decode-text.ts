// The bytes of a spreadsheet's export to text: which encoding it is in, and a clear word where it is no text at all.
import { type Fault, FaultError } from '../content/fault.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'windows-1256';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** A warning where the encoding had to be assumed. */
  readonly faults: readonly Fault[];
}

/** A table's file may not be larger: the largest list known is 2 MB. */
export const maxTableBytes = 67_108_864;

const saveAsCsv = 'open it in your spreadsheet program and save it as "CSV UTF-8"';
const magics: readonly { readonly start: readonly number[]; readonly what: string; readonly fix: string }[] = [
  { start: [0x50, 0x4b, 3, 4], what: 'an Excel or OpenDocument workbook (or another zip)', fix: saveAsCsv },
  { start: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook', fix: saveAsCsv },
  { start: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', fix: 'type or export its table into a spreadsheet first' },
  { start: [0x89, 0x50, 0x4e, 0x47], what: 'a picture', fix: 'type or export its table into a spreadsheet first' },
  { start: [0xff, 0xd8, 0xff], what: 'a picture', fix: 'type or export its table into a spreadsheet first' },
  { start: [0x1f, 0x8b], what: 'a compressed file', fix: 'unpack it first' },
];

/**
 * A byte order mark decides; without one, zero bytes mean UTF-16, and what is not UTF-8 is taken for Windows-1252. Whole
 * words of letters above ASCII are Windows-1256 where the guide is written in Arabic letters, and refused elsewhere: read as
 * the wrong one they would be names that nobody has.
 * @param bytes a whole file
 * @param file its name, for messages
 * @param languages the guide's; none where they are not known
 * @throws FaultError `empty-file`, `too-large`, `not-text`, `broken-text`, `unknown-encoding`
 * @source WHATWG Encoding Standard (the labels' decoders)
 */
export function decodeText(bytes: Uint8Array, file: string, languages: readonly string[] = []): DecodedText {
  const fail = (code: string, message: string, fix: string): never => {
    throw new FaultError([{ severity: 'error', code, file, message, fix }]);
  };
  if (bytes.length === 0) fail('empty-file', 'the file is empty', 'export the table again');
  if (bytes.length > maxTableBytes) {
    fail('too-large', `the file has ${bytes.length} bytes, more than ${maxTableBytes}`, 'split it into several tables');
  }
  for (const { start, what, fix } of magics) {
    if (start.every((byte, i) => bytes[i] === byte)) fail('not-text', `this is ${what}, not a table as text`, fix);
  }
  const encoding = encodingByMark(bytes) ?? encodingByZeros(bytes);
  if (encoding) {
    const text = decodeStrictly(bytes, encoding);
    if (text === null) return fail('broken-text', `it begins as ${encoding.toUpperCase()} but is damaged`, saveAsCsv);
    return { text: refuseControls(text, fail), encoding, faults: [] };
  }
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return { text: refuseControls(utf8, fail), encoding: 'utf-8', faults: [] };
  if (hasForeignWords(bytes)) {
    if (!languages.some(isArabic)) {
      const line = firstMalformed(bytes);
      fail('unknown-encoding', `from line ${line} on it has letters that cannot be told: it is not UTF-8`, saveAsCsv);
    }
    const text = new TextDecoder('windows-1256').decode(bytes);
    return { text: refuseControls(text, fail), encoding: 'windows-1256', faults: [assumedArabic(bytes, file)] };
  }
  const text = decodeWestern(bytes);
  return { text: refuseControls(text, fail), encoding: 'windows-1252', faults: [assumedWestern(bytes, file)] };
}

function isArabic(language: string): boolean {
  return new Intl.Locale(language).maximize().script === 'Arab';
}

/** An accent stands alone among ASCII letters; whole words of letters above ASCII are another script's. */
const minBeside = 0.6;
const minForeign = 8;

function hasForeignWords(bytes: Uint8Array): boolean {
  const isHigh = (i: number): boolean => (bytes[i] ?? 0) >= 0x80;
  let high = 0;
  let beside = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (!isHigh(i)) continue;
    high++;
    if (isHigh(i - 1) || isHigh(i + 1)) beside++;
  }
  return beside >= minForeign && beside >= high * minBeside;
}

/** What Windows-1252 has at 0x80 to 0x9F; the five bytes that it leaves free stay controls, as in the standard. */
const western =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Our own table: Node's decoder of that name takes these bytes for Latin-1's controls, and letters were lost. */
function decodeWestern(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return latin.replace(/[\u0080-\u009f]/g, (control) => western[control.charCodeAt(0) - 0x80] as string);
}

function encodingByMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Any table has ASCII in it (delimiters, line ends), and in UTF-16 each of those carries a zero byte. */
function encodingByZeros(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, 4096);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > 0 && even === 0) return 'utf-16le';
  if (even > 0 && odd === 0) return 'utf-16be';
  return null;
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refuseControls(text: string, fail: (code: string, message: string, fix: string) => never): string {
  if (/[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/u.test(text)) {
    fail('not-text', 'there are control characters in it, so it is not a table as text', saveAsCsv);
  }
  return text;
}

function assumedWestern(bytes: Uint8Array, file: string): Fault {
  const first = firstMalformed(bytes);
  return {
    severity: 'warning',
    code: 'assumed-windows-1252',
    file,
    message: `the file is not UTF-8 (first at line ${first}); it was read as Windows-1252, so look at accented letters`,
    fix: 'save it as "CSV UTF-8"; names in Urdu and other scripts are lost in Windows-1252',
  };
}

function assumedArabic(bytes: Uint8Array, file: string): Fault {
  return {
    severity: 'warning',
    code: 'assumed-windows-1256',
    file,
    message: `the file is not UTF-8 (first at line ${firstMalformed(bytes)}); it was read as Windows-1256, so look at every name`,
    fix: 'save it as "CSV UTF-8"; letters that Windows-1256 lacks, of Sindhi and Pashto and the Urdu ye, are lost in it already',
  };
}

/** The line of the first byte that UTF-8 cannot have there: found by halving, as decoding has no position. */
function firstMalformed(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isPrefixUtf8(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  let line = 1;
  for (let i = 0; i < low; i++) if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) line++;
  return line;
}

function isPrefixUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
