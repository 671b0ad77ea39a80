// A carrier: one HTML page that a person passes on, with a bundle in it. Found here by its marks alone, in one pass over
// the bytes; no page is parsed, and nothing of its text or code is taken. The page is made by paper/carrier/carrier.ts.

import { decodeUtf8, encodeUtf8 } from '../bytes.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { AppError, isAppError } from '../errors.ts';

/** A larger file is refused unread: what phones pass on through their share sheets is smaller still. */
export const maxCarrierBytes = 64 * 1024 * 1024;

/** Stands in a carrier's head: the number of its form, the hash of its shell, its languages. */
export const carrierMark = '<meta name="nishan-carrier" content="';
/** Stands before the bundle's base64: the one field of the form that posts it into an app. */
export const bundleMark = '<input id="nishan-bundle" type="hidden" name="text" autocomplete="off" value="';

/** The head is short: who looks further for the mark looks through a stranger's file. */
const headBytes = 4_096;
const quote = 0x22;
const markPattern = /^(\d{1,6}) ([0-9a-f]{64}) ([a-z0-9-]+(?:,[a-z0-9-]+){0,19})$/;

/** What a carrier holds. Nothing of it is verified. */
export interface Carrier {
  /** A stored zip, for bundleSource. */
  readonly bundle: Uint8Array;
  /** Who made the page, as the page itself says; null where that part was taken out or changed. */
  readonly shell: CarrierShellMark | null;
}

/** Which shell a page says that it was made with. */
export interface CarrierShellMark {
  /** The number of the page's form. */
  readonly form: number;
  /** SHA-256 over the shell and the words, in hex. */
  readonly id: string;
  /** The languages of the page, in their order. */
  readonly languages: readonly string[];
}

/**
 * Finds the bundle in a carrier.
 * @param file the whole HTML file as received
 * @throws AppError `format/no-bundle` where there is none that could be read, `format/too-long` above 64 MiB
 */
export function readCarrier(file: Uint8Array): Carrier {
  if (file.length > maxCarrierBytes) throw new AppError('format/too-long', { got: file.length, want: maxCarrierBytes });
  const mark = indexOfBytes(file, bundleMark, 0, file.length);
  if (mark < 0) throw new AppError('format/no-bundle');
  const from = mark + bundleMark.length;
  const to = file.indexOf(quote, from);
  if (to <= from) throw new AppError('format/no-bundle', { want: 'a whole file' });
  return { bundle: decodeBundle(file.subarray(from, to)), shell: readMark(file) };
}

/**
 * The bundle in a text that was pasted, or shared as one: a carrier's source, or its base64 alone.
 * @throws AppError `format/no-bundle`, `format/too-long`
 */
export function readCarrierText(text: string): Carrier {
  if (text.length > maxCarrierBytes) throw new AppError('format/too-long', { got: text.length, want: maxCarrierBytes });
  // A stored zip begins with "PK", 3, 4.
  if (/^\s{0,100}UEsDB/.test(text)) return { bundle: decodeBundle(encodeUtf8(text)), shell: null };
  return readCarrier(encodeUtf8(text));
}

function decodeBundle(letters: Uint8Array): Uint8Array {
  try {
    return decodeBase64(letters);
  } catch (cause) {
    throw isAppError(cause) ? new AppError('format/no-bundle', { want: 'base64' }, { cause }) : cause;
  }
}

function readMark(file: Uint8Array): CarrierShellMark | null {
  const limit = Math.min(file.length, headBytes);
  const from = indexOfBytes(file, carrierMark, 0, limit);
  if (from < 0) return null;
  const to = file.indexOf(quote, from + carrierMark.length);
  if (to < 0 || to > limit) return null;
  const [, form, id, languages] = markPattern.exec(asText(file.subarray(from + carrierMark.length, to))) ?? [];
  if (form === undefined || id === undefined || languages === undefined) return null;
  return { form: Number(form), id, languages: languages.split(',') };
}

/** Text that is no UTF-8 is no mark of ours. */
function asText(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return '';
  }
}

/** The engine's own search for the mark's first byte: steps of our own are made only where that one stands. */
function indexOfBytes(bytes: Uint8Array, ascii: string, from: number, to: number): number {
  const wanted = encodeUtf8(ascii);
  const first = wanted[0] as number;
  for (let at = bytes.indexOf(first, from); at >= 0 && at + wanted.length <= to; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < wanted.length && bytes[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
  }
  return -1;
}
