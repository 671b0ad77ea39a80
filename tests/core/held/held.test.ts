// What the phone holds: read back by hash, checked from the built-in root, let go and mended where it changed.
import { describe, expect, it } from 'vitest';
import { bundleSource, type Slices } from '../../../src/core/bundle/bundle.ts';
import { exportBundle } from '../../../src/core/bundle/export.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead, openRegion, readAppFiles, readBlob, readBlobs } from '../../../src/core/held/held.ts';
import { readEvents } from '../../../src/core/held/held-events.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { days, guideContent, ingestOptions, testKey, testMirror, testRoot } from '../fixture.ts';
import { codeOf, symbolOf, take } from '../ingest/ingest-helpers.ts';

describe('the store', () => {
  async function shardHash(vault: Vault): Promise<string> {
    const record = (await vault.readRegions()).find(({ region }) => region === 'north');
    return record?.files.find(({ path }) => path.endsWith('.north'))?.sha256 ?? '';
  }

  it.each([
    ['bytes that are no shard', new TextEncoder().encode('evil')],
    ['a shard that reads well and names another symbol', guideContent({ symbol: 'tree' }).targets.get('regions/north')],
  ])('with %s in it is noticed, let go, and mended by the next ingest', async (_, evil) => {
    const vault = memoryVault();
    await take(vault, testMirror());
    await vault.keepFiles(new Map([[await shardHash(vault), evil as Uint8Array]]));
    expect((await checkStore(vault, ingestOptions)).map(({ error }) => error.code)).toEqual(['trust/hash']);
    await vault.keepFiles(new Map([[await shardHash(vault), evil as Uint8Array]]));
    expect(await openRegion(vault, 'north')).toBeNull();
    expect(await take(vault, testMirror())).toMatchObject({ kind: 'installed', regions: ['north'] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('is not believed when a file is taken over from it into the next edition', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const evil = guideContent({ symbol: 'tree' }).targets.get('regions/north') as Uint8Array;
    await vault.keepFiles(new Map([[await shardHash(vault), evil]]));
    await take(vault, testMirror({ edition: 2 }));
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('lets a changed picture go and takes it again', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const blob = (await vault.readRegions()).find(({ region }) => region === 'north')?.later[0];
    if (!blob) throw new TypeError('no blob');
    await vault.keepFiles(new Map([[blob.sha256, new Uint8Array([1])]]));
    expect(await readBlob(vault, blob)).toBeNull();
    await take(vault, testMirror());
    expect((await readBlob(vault, blob))?.length).toBe(blob.length);
  });

  it('reads pictures together: each in its place, a changed one let go', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const { blobs } = guideContent();
    const refs = [...blobs].map(([sha256, { length }]) => ({ sha256, length, path: '' }));
    const [changed] = refs;
    if (!changed || refs.length < 2) throw new TypeError('too few blobs');
    await vault.keepFiles(new Map([[changed.sha256, new Uint8Array(changed.length)]]));
    const absent = { sha256: '0'.repeat(64), length: 1, path: '' };
    const read = await readBlobs(vault, [absent, ...refs]);
    expect(read.map((bytes) => bytes && sha256Hex(bytes))).toEqual([
      null,
      null,
      ...refs.slice(1).map(({ sha256 }) => sha256),
    ]);
    expect(await vault.readFile(changed.sha256)).toBeNull();
  });

  it('turns red, and is not deleted, when its signers were revoked', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const root = testKey(1);
    const next = testRoot({ version: 2, key: testKey(3), root });
    await vault.keepMetadata('2.root.json', next);
    const problems = await checkStore(vault, ingestOptions);
    expect(problems.map(({ region, error }) => `${region} ${error.code}`)).toEqual([
      ' trust/signatures',
      'north trust/signatures',
      'south trust/signatures',
    ]);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('notices records that point at files nobody signed', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const [first] = (await vault.readRegions()).filter(({ region }) => region === 'north');
    if (!first) throw new TypeError('no record');
    const south = (await vault.readRegions()).find(({ region }) => region === 'south')?.files.at(-1);
    const forged = {
      ...first,
      files: first.files.map((file) =>
        file.path.endsWith('.north') ? { ...file, sha256: south?.sha256 ?? '' } : file,
      ),
    };
    const newest = await vault.readNewest();
    if (!newest) throw new TypeError('no note');
    await vault.installRegions([forged], new Map(), newest);
    expect((await checkStore(vault, ingestOptions)).map(({ error }) => error.code)).toEqual(['trust/not-signed-for']);
  });

  it('accepts an expired edition and says what expired', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ expires: days(1) }), { now: days(10) });
    expect((await openHead(vault))?.newest.expires.timestamp).toBe('2027-01-26T10:00:00Z');
  });

  it('that lost or changed metadata is mended by the same edition', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const targets = (await vault.readRegions())[0]?.metadata.targets ?? '';
    for (const damage of [
      () => vault.dropFiles([targets]),
      () => vault.keepFiles(new Map([[targets, new Uint8Array([1])]])),
    ]) {
      await damage();
      expect(await checkStore(vault, ingestOptions)).toHaveLength(3);
      await take(vault, testMirror());
      expect(await checkStore(vault, ingestOptions)).toEqual([]);
    }
  });

  it('keeps a region that only this version of the app cannot read', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const odd = new TextEncoder().encode('a newer form');
    const sha256 = sha256Hex(odd);
    const newest = await vault.readNewest();
    const record = (await vault.readRegions()).find(({ region }) => region === 'north');
    if (!record || !newest) throw new TypeError('nothing held');
    const files = record.files.map((file) =>
      file.path.endsWith('.north') ? { path: `targets/regions/${sha256}.north`, sha256, length: odd.length } : file,
    );
    await vault.installRegions([{ ...record, files }], new Map([[sha256, odd]]), newest);
    expect(await openRegion(vault, 'north')).toBeNull();
    expect((await vault.readRegions()).map(({ region }) => region)).toContain('north');
  });

  it('that lost a file, or refuses to be read, says so', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const blocked: Vault = { ...vault, readFile: () => Promise.reject(new AppError('store/blocked')) };
    expect(await codeOf(openRegion(blocked, 'north'))).toBe('store/blocked');
    const wrong: Vault = { ...vault, readFile: () => Promise.reject(new TypeError('wrong')) };
    await expect(openRegion(wrong, 'north')).rejects.toThrow('wrong');
    await expect(checkStore(wrong, ingestOptions)).rejects.toThrow('wrong');
    await vault.dropFiles([await shardHash(vault)]);
    expect(await openRegion(vault, 'north')).toBeNull();
    const [record] = await vault.readRegions();
    const newest = await vault.readNewest();
    if (!record || !newest) throw new TypeError('nothing held');
    await vault.installRegions([{ ...record, files: [] }], new Map(), newest);
    expect(await openHead({ ...vault, readRegions: async () => [{ ...record, files: [] }] })).toBeNull();
  });

  it('holds nothing at first', async () => {
    const vault = memoryVault();
    expect(await openHead(vault)).toBeNull();
    expect(await openRegion(vault, 'north')).toBeNull();
    expect(await readAppFiles(vault)).toBeNull();
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
  });

  it('is a source: another phone can take everything from it', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const other = memoryVault();
    expect(await ingest(other, vault, ingestOptions)).toMatchObject({
      kind: 'installed',
      regions: ['north', 'south'],
      missing: [],
    });
    expect(await symbolOf(other, 'south', 'NA-2')).toBe('tree');
    const accept = (bytes: Uint8Array): number => bytes.length;
    await expect(vault.read('metadata/timestamp.json', { maxBytes: 5 }, accept)).rejects.toMatchObject({
      code: 'source/too-long',
    });
    expect(await vault.read('index.html', { maxBytes: 5 }, accept)).toBeNull();
    expect(await vault.readEach('metadata/9.root.json', { maxBytes: 5 }, () => undefined)).toBe(0);
    await vault.keepNote('compared', true);
    expect([await vault.readNote('compared'), await vault.readNote('other')]).toEqual([true, null]);
  });
});

describe('the events of a guide', () => {
  const events = [{ id: 'e1', kind: 'pick-up', title: { en: 'A ride' }, day: '2027-02-08' }];

  it('come with the pictures, travel on in a bundle, and are dropped with their edition', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ events }));
    expect((await openHead(vault))?.hasEvents).toBe(true);
    expect(await readEvents(vault)).toEqual({ edition: 1, events });
    const bundle = await exportBundle(vault, { ...ingestOptions, regions: ['south'] });
    const friend = memoryVault();
    await ingest(friend, bundleSource(bytesOf(bundle?.bytes)), ingestOptions);
    expect(await readEvents(friend)).toEqual({ edition: 1, events });
    await take(vault, testMirror({ edition: 2 }));
    expect(await readEvents(vault)).toBeNull();
    expect((await openHead(vault))?.hasEvents).toBe(false);
  });

  it('whose bytes changed are not read', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ events }));
    const file = (await vault.readRegions())[0]?.later.find(({ path }) => path.endsWith('.events'));
    await vault.keepFiles(new Map([[file?.sha256 ?? '', new TextEncoder().encode('evil')]]));
    expect(await readEvents(vault)).toBeNull();
  });
});

function bytesOf(bytes: Uint8Array = new Uint8Array()): Slices {
  return { size: bytes.length, slice: async (from, to) => bytes.slice(from, to) };
}
