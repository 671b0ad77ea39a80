// The other way round of pack.ts, for the publisher: apart, since voters deflate nothing that they show.
import { deflateSync } from 'fflate';
import { encodeUtf8 } from '../../bytes.ts';

/** What a publisher signs: the deflated bytes, and the inflated ones for `custom`. @source RFC 1951 */
export function packJson(value: unknown): { readonly packed: Uint8Array; readonly inflated: Uint8Array } {
  const inflated = encodeUtf8(JSON.stringify(value));
  return { packed: deflateSync(inflated, { level: 9, mem: 8 }), inflated };
}
