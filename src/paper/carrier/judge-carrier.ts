// Whether the page around a bundle is the one that the bundle makes: the honest data of a carrier says nothing about what a
// reader sees of it.

import type { CarrierShellMark } from '../../core/bundle/carrier.ts';
import { encodeUtf8, isSameBytes } from '../../core/bytes.ts';
import type { CarrierPage } from './carrier.ts';

/**
 * `same`: byte for byte. `changed`: made as we make it, and not the same. `unknown`: by another version's shell or words, so
 * that nothing can be said of it. Of what is not `same` a clean copy is offered.
 */
export type PageState = 'same' | 'changed' | 'unknown';

/**
 * @param page the file as received
 * @param said what the file says that it was made with
 * @param made the page that its bundle makes here, in the languages that it says
 */
export function judgePage(page: Uint8Array, said: CarrierShellMark | null, made: CarrierPage): PageState {
  if (said && said.id !== made.shell.id) return 'unknown';
  return isSameBytes(page, encodeUtf8(made.html)) ? 'same' : 'changed';
}
