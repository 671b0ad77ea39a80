// What a scanned text is, before anything is done with it: by its form alone, since anybody can print a code.
import type { Frame } from '../../core/optical/frame.ts';
import { readClaim } from '../hop-link.ts';
import { readFrame } from './receiver.ts';

/** What stands behind the `#/` of a link is read; the address before it is not followed. */
export type CodeKind =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'hop'; readonly claim: string }
  | { readonly kind: 'not-ours' };

const maxLinkLength = 300;

/** @throws AppError `format/newer-app-needed` for a frame of a later app */
export function codeKind(text: string): CodeKind {
  const frame = readFrame(text);
  if (frame) return { kind: 'frame', frame };
  const claim = /^https?:\/\/[^#]+#\/hop\/(.+)$/.exec(text.slice(0, maxLinkLength))?.[1];
  if (claim !== undefined && readClaim(claim)) return { kind: 'hop', claim };
  return { kind: 'not-ours' };
}
