// A look at what a mirror has: two requests, everything verified, nothing kept.
import { describe, expect, it } from 'vitest';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { type Peeked, peek } from '../../../src/core/tuf/peek.ts';
import { filesSource, flipped, ingestOptions, testKey, testMirror, testRoot } from '../fixture.ts';
import { codeOf, take } from '../ingest/ingest-helpers.ts';

const older = testMirror();
const newer = testMirror({ edition: 2 });
const timestamp = 'metadata/timestamp.json';

async function look(files: ReadonlyMap<string, Uint8Array>, held: ReadonlyMap<string, Uint8Array> | null = older) {
  const vault = memoryVault();
  if (held) await take(vault, held);
  const before = await vault.readMetadata('timestamp.json');
  const asked: string[] = [];
  const seen = await peek(vault, filesSource(files, asked), ingestOptions);
  expect(await vault.readMetadata('timestamp.json')).toEqual(before);
  expect(await vault.readMetadata('2.root.json')).toBeNull();
  return { seen, asked };
}

describe('a look at a mirror', () => {
  it.each<[string, ReadonlyMap<string, Uint8Array>, ReadonlyMap<string, Uint8Array> | null, Peeked]>([
    ['with the same edition', older, older, { kind: 'same', edition: 1, version: 1 }],
    ['with a newer one', newer, older, { kind: 'newer', edition: 2, version: 2 }],
    ['with an older one', older, newer, { kind: 'older', edition: 1, version: 1 }],
    ['by a phone that holds nothing', older, null, { kind: 'newer', edition: 1, version: 1 }],
  ])('%s', async (_, files, held, wanted) => {
    const { seen, asked } = await look(files, held);
    expect(seen).toEqual(wanted);
    expect(asked).toEqual(['metadata/2.root.json', timestamp]);
  });

  it('with a newer root asks no further', async () => {
    const { seen, asked } = await look(new Map([...older, ['metadata/2.root.json', testRoot({ version: 2 })]]));
    expect(seen).toEqual({ kind: 'newer', edition: null, version: null });
    expect(asked).toEqual(['metadata/2.root.json']);
  });

  it('believes nothing that is not signed', async () => {
    expect(await codeOf(look(flipped(newer, timestamp, 40)))).toMatch(/^(trust|format)\//);
    const forged = new Map([...newer, ['metadata/2.root.json', testRoot({ version: 2, signers: [testKey(9)] })]]);
    expect(await codeOf(look(forged))).toBe('trust/signatures');
    const skipped = new Map([...newer, ['metadata/2.root.json', testRoot({ version: 3 })]]);
    expect(await codeOf(look(skipped))).toBe('trust/version');
    expect(await codeOf(look(new Map()))).toBe('source/missing');
  });
});
