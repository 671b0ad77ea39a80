// Changes through the one road: kept with the record, for every region alike, and never a reason to fail.
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { openRegion, readAllChanges, readBlob } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { filesSource, ingestOptions, places, testMirror } from '../fixture.ts';
import { take } from '../ingest/ingest-helpers.ts';

const changesOf = async (vault: Vault, region = 'north') => (await openRegion(vault, region))?.changes;

describe('an edition that replaces another', () => {
  it('keeps what changed, and the old symbol’s picture, in every region that was held', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    expect(await changesOf(vault)).toEqual([]);
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }));
    const changes = await changesOf(vault);
    expect(changes).toMatchObject([
      { kind: 'symbol', from: 1, edition: 2, contest: 'NA-1', serial: 1, was: { en: 'Kite' }, is: { en: 'Tree' } },
    ]);
    const picture = changes?.[0]?.wasPicture;
    expect(picture && (await readBlob(vault, picture))).toBeInstanceOf(Uint8Array);
    expect(await changesOf(vault, 'south')).toEqual([]);
    expect(await readAllChanges(vault)).toEqual(changes);
  });

  it('does so from a file too, and over an edition without changes', async () => {
    const vault = memoryVault();
    const local = (files: ReadonlyMap<string, Uint8Array>) =>
      ingest(vault, { ...filesSource(files), isLocal: true }, ingestOptions);
    await local(testMirror());
    await local(testMirror({ edition: 2, symbol: 'tree' }));
    await local(testMirror({ edition: 3, symbol: 'tree' }));
    expect(await changesOf(vault)).toMatchObject([{ kind: 'symbol', from: 1, edition: 2 }]);
    const picture = (await changesOf(vault))?.[0]?.wasPicture;
    expect(picture && (await readBlob(vault, picture))).toBeInstanceOf(Uint8Array);
  });

  it('forgets what returned, with its picture', async () => {
    const vault = memoryVault();
    const kite = testMirror({ symbol: 'tree' });
    await take(vault, kite, { regions: ['north'] });
    const tree = await vault.fileHashes();
    await take(vault, testMirror({ edition: 2 }), { regions: ['north'] });
    expect(await changesOf(vault)).toHaveLength(1);
    await take(vault, testMirror({ edition: 3, symbol: 'tree' }), { regions: ['north'] });
    expect(await changesOf(vault)).toEqual([]);
    await take(vault, testMirror({ edition: 4, symbol: 'tree' }), { regions: ['north'] });
    expect([...(await vault.fileHashes())].filter((hash) => tree.has(hash)).length).toBeGreaterThan(0);
  });

  it('drops an old picture once no change tells of it', async () => {
    const vault = memoryVault();
    await take(vault, testMirror(), { regions: ['north'] });
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }), { regions: ['north'] });
    const picture = (await changesOf(vault))?.[0]?.wasPicture?.sha256 ?? '';
    const [record] = (await vault.readRegions()).filter(({ region }) => region === 'north');
    if (!record) throw new TypeError('north is held');
    const { changes: _, ...without } = record;
    const newest = await vault.readNewest();
    if (!newest) throw new TypeError('an edition is known');
    await vault.installRegions([without], new Map(), newest);
    await take(vault, testMirror({ edition: 3, symbol: 'tree' }), { regions: ['north'] });
    expect((await vault.fileHashes()).has(picture)).toBe(false);
  });

  it('compares the lists of polling places that it has', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const moved = packJson({ id: ['p1'], number: ['1'], name: { en: ['Post Office'] }, kind: ['all'] }).packed;
    const withPlaces = (bytes: Uint8Array, edition: number) => {
      const sha256 = sha256Hex(bytes);
      const files = testMirror({
        edition,
        shardOf: (region) => (region === 'north' ? { places: { 'NA-1': [sha256, bytes.length] } } : {}),
      });
      return files.set(`blobs/${sha256}`, bytes);
    };
    await take(vault, withPlaces(moved, 2));
    expect(await changesOf(vault)).toMatchObject([
      { kind: 'station', place: 'p1', was: { en: 'Girls School' }, is: { en: 'Post Office' } },
    ]);
    await take(vault, withPlaces(places, 3));
    expect(await changesOf(vault)).toEqual([]);
  });
});

describe('a region whose old content cannot be read', () => {
  it('has no changes, and takes the new edition in', async () => {
    for (const harm of ['lost', 'changed'] as const) {
      const vault = memoryVault();
      await take(vault, testMirror());
      const [record] = (await vault.readRegions()).filter(({ region }) => region === 'north');
      const shard = record?.files.find(({ path }) => path.endsWith('.north'))?.sha256 ?? '';
      if (harm === 'lost') await vault.dropFiles([shard]);
      else await vault.keepFiles(new Map([[shard, new Uint8Array(10)]]));
      expect(await take(vault, testMirror({ edition: 2, symbol: 'tree' }))).toMatchObject({ kind: 'installed' });
      expect(await changesOf(vault)).toEqual([]);
    }
  });

  it('reads changes of a store that somebody wrote into as far as they fit', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }));
    const newest = await vault.readNewest();
    const records = (await vault.readRegions()).map((record) => ({
      ...record,
      changes: [{ kind: 'symbol', from: 1, edition: 2, contest: 'javascript:1', was: 7 }] as never,
    }));
    if (newest) await vault.installRegions(records, new Map(), newest);
    expect(await changesOf(vault)).toEqual([]);
    expect(await readAllChanges(vault)).toEqual([]);
    expect(await take(vault, testMirror({ edition: 3 }))).toMatchObject({ kind: 'installed' });
    expect(await changesOf(vault)).toMatchObject([{ from: 2, edition: 3, was: { en: 'Tree' } }]);
  });
});

describe('a record that stays', () => {
  it('keeps its changes when an older file comes, and when a lost file is mended', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }));
    const changes = await changesOf(vault);
    expect(await take(vault, testMirror())).toMatchObject({ kind: 'older' });
    expect(await changesOf(vault)).toEqual(changes);
    const [record] = (await vault.readRegions()).filter(({ region }) => region === 'north');
    await vault.dropFiles([record?.files.find(({ path }) => path.endsWith('.north'))?.sha256 ?? '']);
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }));
    expect(await changesOf(vault)).toEqual(changes);
    expect(changes).toHaveLength(1);
  });
});
