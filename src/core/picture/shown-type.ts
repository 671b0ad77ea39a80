// The same as shown-picture.ts with the check of drawings at hand, for who makes pages and files and can wait for it.
import { shownPicture } from './shown-picture.ts';
import { svgFault } from './svg-fault.ts';

/** The media type of a picture that a page may show; null for anything else. */
export function shownType(bytes: Uint8Array): string | null {
  const shown = shownPicture(bytes);
  return shown === null || (shown.isComplex && svgFault(bytes) !== null) ? null : shown.type;
}
