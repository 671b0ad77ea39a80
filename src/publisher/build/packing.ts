// Deflating what an edition says, most of which the last edition said too. Those bytes are taken again, but only where they
// inflate to exactly what is wanted now.
import { inflateRawSync } from 'node:zlib';
import { maxInflatedBytes } from '../../core/guide/pack.ts';
import { packJson } from '../../core/guide/pack-json.ts';
import { hashOf } from '../small-files.ts';

/** A value to deflated JSON, as core/guide/pack-json.ts makes it. */
export type Pack = (value: unknown) => Uint8Array;

/** Deflates everything. */
export const packAnew: Pack = (value) => packJson(value).packed;

/** @param kept deflated files of the last edition, by any key; what is not deflated is passed over */
export function openPacking(kept: Iterable<Uint8Array>): Pack {
  const known = new Map<string, Uint8Array>();
  for (const packed of kept) {
    const inflated = inflatedOf(packed);
    if (inflated) known.set(hashOf(inflated), packed);
  }
  return (value) => known.get(hashOf(JSON.stringify(value))) ?? packAnew(value);
}

function inflatedOf(packed: Uint8Array): Uint8Array | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: maxInflatedBytes });
  } catch {
    return null;
  }
}
