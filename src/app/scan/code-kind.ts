// What a scanned text is, before anything is done with it: by its form alone, since anybody can print a code.

import { recogniseText } from '../../core/bundle/recognise.ts';
import type { Frame } from '../../core/optical/frame.ts';
import { readFrame } from './receiver.ts';

export type CodeKind =
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** A slip, or another phone's or a poster's link: `hash` is what stands behind its `#`. Its address is not followed. */
  | { readonly kind: 'link'; readonly hash: string }
  /** A plain address: perhaps a friend's mirror. */
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'not-ours' };

/** Without a fragment: a link to a place of some page is no mirror. */
const plainAddress = /^https:\/\/[^\s"'<>\\#]{3,500}$/;

/** @throws AppError `format/newer-app-needed` or `format/too-long` for a frame that this app cannot take */
export function codeKind(text: string): CodeKind {
  const kind = recogniseText(text);
  if (kind === 'slip' || kind === 'link') return { kind: 'link', hash: text.trim().slice(text.trim().indexOf('#')) };
  const frame = kind === 'frame' ? readFrame(text) : null;
  if (frame) return { kind: 'frame', frame };
  const address = text.trim();
  return plainAddress.test(address) ? { kind: 'address', address } : { kind: 'not-ours' };
}
