// Deflating what an edition says, most of which the last edition said too. Those bytes are taken again, but only where they
// inflate to exactly what is wanted now, or where it is remembered that they were made of the very same.
import { inflateRawSync } from 'node:zlib';
import { maxInflatedBytes } from '../../core/guide/format/pack.ts';
import { packJson } from '../../core/guide/format/pack-json.ts';
import { list, object, readShape, text } from '../../core/shape.ts';
import { type Kind, type Memory, noMemory } from '../memory/memory.ts';
import { hashOf } from '../small-files.ts';

export interface Packing {
  /** A value to deflated JSON, as core/guide/format/pack-json.ts makes it. */
  pack(value: unknown): Uint8Array;
  /** A deflated file of the last edition. @throws TypeError where there is none of this hash: it has to be made anew */
  kept(sha256: string): Uint8Array;
  readonly memory: Memory;
}

/** What deflated bytes say, by its hash; "" where they are not deflated. */
type Says = readonly (readonly [sha256: string, said: string])[];

const saysKind: Kind<Says> = {
  name: 'inflated',
  write: (says) => says.map(([sha256, said]) => ({ sha256, said })),
  read: (value) => readShape(saysReader, value).map(({ sha256, said }) => [sha256, said] as const),
};
const saysReader = list(object({ sha256: text(64), said: text(64) }), 200_000);

/** Deflates everything. */
export const packingAnew: Packing = openPacking(new Map(), noMemory);

/** @param kept deflated files of the last edition, by hash; what is not deflated is passed over */
export function openPacking(kept: ReadonlyMap<string, Uint8Array>, memory: Memory): Packing {
  const known = new Map<string, Uint8Array>();
  const before = new Map(memory.find(saysKind, []));
  const says = [...kept].map(([sha256, packed]) => [sha256, before.get(sha256) ?? whatItSays(packed)] as const);
  for (const [sha256, said] of says) {
    const packed = kept.get(sha256);
    if (said !== '' && packed) known.set(said, packed);
  }
  if (says.some(([sha256]) => !before.has(sha256))) memory.keep(saysKind, [], says);
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

function whatItSays(packed: Uint8Array): string {
  try {
    return hashOf(inflateRawSync(packed, { maxOutputLength: maxInflatedBytes }));
  } catch {
    return '';
  }
}
