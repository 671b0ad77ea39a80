// Regions that a team signs by itself: their metadata is checked with them, and nothing but their own seats is taken.
import { describe, expect, it } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { exportBundle } from '../../../src/core/bundle/export.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { encodeBlob } from '../../../src/core/guide/format/blob.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { homeOf } from '../../../src/core/guide/questions.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ingestOptions, places, testKey, testMirror } from '../fixture.ts';
import { codeOf, symbolOf, take } from './ingest-helpers.ts';

describe('a region of a team of its own', () => {
  const southKey = testKey(7);
  const contest = (id: string) => ({ id, kind: 'candidates', mark: 'symbol', state: 'open', count: 1 });
  const shared = { symbolCodes: ['boat', 'tree'] };
  const two = {
    serial: [1, 1],
    name: { en: ['Far Candidate', 'Candidate 1'] },
    party: [-1, -1],
    symbol: [0, 1],
  };

  it.each([
    ['lists candidates of another region', { ...shared, contests: ['NA-2', 'NA-1'].map(contest), candidates: two }],
    [
      'says where voters of another region go',
      { places: { 'NA-1': encodeBlob({ sha256: sha256Hex(places), length: places.length }) } },
    ],
    ['joins seats of another region', { areas: [{ id: 'area-9', contestIds: ['NA-1', 'PA-1'] }] }],
  ])('that %s is not taken in, and costs nobody else anything', async (_, foreign) => {
    const vault = memoryVault();
    const shardOf = (region: string) => (region === 'south' ? foreign : {});
    expect(await codeOf(take(vault, testMirror({ southKey, shardOf })))).toBe('content/inconsistent');
    expect(await openRegion(vault, 'south')).toBeNull();
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('that holds a part of a seat may list its candidates', async () => {
    const vault = memoryVault();
    const both = { ...shared, contests: ['NA-2', 'PA-1'].map(contest), candidates: two };
    const shardOf = (region: string) => (region === 'south' ? both : {});
    expect(await take(vault, testMirror({ southKey, shardOf }))).toMatchObject({ regions: ['north', 'south'] });
    // And the first of the seat's regions speaks for it, in whichever order they are at hand.
    const held = await Promise.all(['south', 'north'].map((region) => openRegion(vault, region)));
    const shards = held.flatMap((each) => (each ? [each.shard] : []));
    const guide = held[0]?.head.guide as Guide;
    expect(homeOf(guide, shards, 'PA-1')?.region).toBe('north');
    expect(homeOf(guide, shards.slice(0, 1), 'PA-1')?.region).toBe('south');
    expect(homeOf(guide, shards, 'NA-1')?.region).toBe('north');
    expect(homeOf(guide, shards.slice(0, 1), 'NA-1')).toBeUndefined();
  });

  it('rests on that team\u2019s metadata, and is checked with it', async () => {
    const vault = memoryVault();
    expect(await take(vault, testMirror({ southKey }))).toMatchObject({ regions: ['north', 'south'], missing: [] });
    const south = (await vault.readRegions()).find(({ region }) => region === 'south');
    expect(Object.keys(south?.metadata ?? {}).sort()).toEqual([
      'snapshot',
      'targets',
      'team asked first',
      'team south',
      'timestamp',
    ]);
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
    await vault.dropFiles([south?.metadata['team south'] ?? '']);
    expect((await checkStore(vault, ingestOptions)).map(({ region, error }) => `${region} ${error.code}`)).toEqual([
      'south trust/missing-role',
    ]);
    await vault.dropFiles([south?.metadata.targets ?? '']);
    expect((await checkStore(vault, ingestOptions)).map(({ error }) => error.code)).toEqual(
      Array(3).fill('trust/missing-role'),
    );
  });

  it('is refused when somebody else signed for it', async () => {
    const forged = testMirror({ southKey });
    const other = testMirror({ southKey: testKey(8) });
    forged.set('metadata/1.team%20south.json', other.get('metadata/1.team%20south.json') as Uint8Array);
    const vault = memoryVault();
    expect(await codeOf(take(vault, forged))).toMatch(/^trust\//);
    expect(await openRegion(vault, 'south')).toBeNull();
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('comes from an older file where that is all there is, and goes on from there', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ edition: 3, southKey }), { regions: ['north'] });
    const older = testMirror({ edition: 2, southKey });
    const forged = new Map(older).set(
      'metadata/2.team%20south.json',
      testMirror({ edition: 2, southKey: testKey(8) }).get('metadata/2.team%20south.json') as Uint8Array,
    );
    expect(await codeOf(take(vault, forged, { regions: ['south'] }))).toMatch(/^trust\//);
    expect(await openRegion(vault, 'south')).toBeNull();
    expect(await take(vault, older, { regions: ['south'] })).toMatchObject({ kind: 'older', regions: ['south'] });
    expect((await openRegion(vault, 'south'))?.head).toMatchObject({ edition: 2, newest: { edition: 3 } });
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
    const given = await exportBundle(vault, { ...ingestOptions, regions: ['south'] });
    expect(given).toMatchObject({ edition: 2, regions: ['south'] });
    const next = memoryVault();
    await ingest(next, bundleSource(given?.bytes ?? new Uint8Array()), { ...ingestOptions, regions: ['south'] });
    expect((await openRegion(next, 'south'))?.head.edition).toBe(2);
  });
});
