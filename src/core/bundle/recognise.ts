// What a file or a text is, by its content and never by its name: read from its first few kilobytes, so that a stranger's
// large file costs nothing. Says where to look, not that anything is good.

import { decodeUtf8 } from '../bytes.ts';
import { isAppError } from '../errors.ts';
import type { Slices } from './bundle.ts';
import { carrierMark } from './carrier.ts';

/**
 * `bundle`: a zip. `carrier`: a page, which may carry a bundle. `encoded`: a bundle as letters, or a page's source, in a
 * text. `slip`: a link to one signed seat. `frame`: one code of an animated row. `link`: an address of a guide's app.
 * `other`: nothing of ours.
 */
export type Kind = 'bundle' | 'carrier' | 'encoded' | 'slip' | 'frame' | 'link' | 'other';

/** Enough for the head of a carrier, the longest slip, and a frame. */
export const headBytes = 4_096;
/** "PK" and the number of a local header. */
const zipStart = [0x50, 0x4b, 0x03, 0x04] as const;
/** A zip without entries. */
const emptyZipStart = [0x50, 0x4b, 0x05, 0x06] as const;

/** As slip/slip-address.ts writes it. */
const slipLink = /#\/s\/[A-Za-z0-9_-]{40,}/;
const appLink = /^https?:\/\/\S{1,300}#\/(?:hop|seat)\/\S{1,300}$/;
/** Base 45 of the one length that frames have. */
const frameText = /^[0-9A-Z $%*+\-./:]{1826}$/;

/**
 * Looks at the start of a file.
 * @param file any bytes; at most 4 KiB of them are read
 */
export async function recognise(file: Slices): Promise<Kind> {
  const head = await file.slice(0, Math.min(file.size, headBytes));
  if (startsWith(head, zipStart) || startsWith(head, emptyZipStart)) return 'bundle';
  const text = asText(head);
  if (text === null) return 'other';
  if (/^\s*</.test(text) || text.includes(carrierMark)) return 'carrier';
  const kind = recogniseText(text);
  // A text in a file that goes on behind its head is no link, however it begins.
  return kind === 'encoded' || file.size <= headBytes ? kind : 'other';
}

/** Looks at a text that was pasted, shared or scanned. Only its first 4,096 letters count. */
export function recogniseText(text: string): Kind {
  const head = text.slice(0, headBytes).trim();
  if (head.startsWith('UEsDB') || head.startsWith('UEsFB') || head.startsWith('<')) return 'encoded';
  if (text.length > headBytes) return 'other';
  if (slipLink.test(head)) return 'slip';
  if (appLink.test(head)) return 'link';
  return frameText.test(head) ? 'frame' : 'other';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

/** Text in UTF-8, but for a letter that the end of the head cuts; null for anything else. */
function asText(head: Uint8Array): string | null {
  for (let cut = 0; cut <= 3 && cut <= head.length; cut++) {
    const text = decodeOrNull(head.subarray(0, head.length - cut));
    if (text !== null) return text.includes('\0') ? null : text;
  }
  return null;
}

function decodeOrNull(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
