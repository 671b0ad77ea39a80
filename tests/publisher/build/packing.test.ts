// What was deflated before is taken again only where it says exactly what is wanted.
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { openPacking } from '../../../src/publisher/build/packing.ts';
import { noMemory } from '../../../src/publisher/memory/memory.ts';

const value = { code: ['NA-1', 'NA-2'], name: { en: ['a', 'b'] } };
const other = { code: ['NA-1', 'NA-2'], name: { en: ['a', 'c'] } };

it('takes bytes that inflate to the value, however they were deflated', () => {
  const kept = new Uint8Array(deflateRawSync(JSON.stringify(value), { level: 1 }));
  expect(openPacking(new Map([['kept', kept]]), noMemory).pack(value)).toBe(kept);
});

it('deflates anew what changed, and where what is kept is not deflated at all', () => {
  const kept = [packJson(value).packed, new Uint8Array([1, 2, 3]), new Uint8Array()];
  const { pack } = openPacking(new Map(kept.map((bytes, i) => [String(i), bytes])), noMemory);
  expect(pack(other)).toEqual(packJson(other).packed);
});
