// Deflating what an edition says, most of which the last edition said too. Those bytes are taken again, but only where they
// inflate to exactly what is wanted now, or where it is remembered that they were made of the very same.
import { inflateRawSync } from 'node:zlib';
import { maxInflatedBytes } from '../../core/guide/pack.ts';
import { packJson } from '../../core/guide/pack-json.ts';
import { type Memory, noMemory } from '../memory/memory.ts';
import { hashOf } from '../small-files.ts';

export interface Packing {
  /** A value to deflated JSON, as core/guide/pack-json.ts makes it. */
  pack(value: unknown): Uint8Array;
  /** A deflated file of the last edition. @throws TypeError where there is none of this hash: it has to be made anew */
  kept(sha256: string): Uint8Array;
  readonly memory: Memory;
}

/** Deflates everything. */
export const packingAnew: Packing = openPacking(new Map(), noMemory);

/** @param kept deflated files of the last edition, by hash; what is not deflated is passed over */
export function openPacking(kept: ReadonlyMap<string, Uint8Array>, memory: Memory): Packing {
  const known = new Map<string, Uint8Array>();
  for (const packed of kept.values()) {
    const inflated = inflatedOf(packed);
    if (inflated) known.set(hashOf(inflated), packed);
  }
  return {
    pack: (value) => known.get(hashOf(JSON.stringify(value))) ?? packJson(value).packed,
    kept(sha256) {
      const packed = kept.get(sha256);
      if (!packed) throw new TypeError(`nothing with the hash ${sha256} is kept`);
      return packed;
    },
    memory,
  };
}

function inflatedOf(packed: Uint8Array): Uint8Array | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: maxInflatedBytes });
  } catch {
    return null;
  }
}
