// A bundle from what is held: another phone that takes it in is where the first one is, and cannot be led back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { exportBundle } from '../../../src/core/bundle/export.ts';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { refreshRoot } from '../../../src/core/tuf/refresh.ts';
import { type GuideSettings, ingestOptions, type SignSettings, testKey, testMirror, testRoot } from '../fixture.ts';
import { codeOf, symbolOf, take } from '../ingest/ingest-helpers.ts';

const { root, now, verifiers } = ingestOptions;
const options = { root, now, verifiers };
const pack = (vault: Vault, regions: readonly string[] | 'held' = 'held') =>
  exportBundle(vault, { ...options, regions });

async function packed(vault: Vault, regions: readonly string[] | 'held' = 'held') {
  const exported = await pack(vault, regions);
  if (!exported) throw new TypeError('nothing was packed');
  return exported;
}

/** Takes a bundle in as the app does. */
function unpack(vault: Vault, bytes: Uint8Array, regions: readonly string[] | 'all' = 'all') {
  return ingest(vault, bundleSource(bytes), { ...ingestOptions, regions });
}

/** A mirror whose keys were changed `rotations` times, each new root signed by the key of all roots. */
function rotatedMirror(settings: GuideSettings & SignSettings, rotations: number): Map<string, Uint8Array> {
  const files = testMirror(settings);
  for (let version = 2; version <= rotations + 1; version++) {
    const next = { version, root: testKey(1), ...(settings.key && { key: settings.key }) };
    files.set(`metadata/${version}.root.json`, testRoot(next));
  }
  return files;
}

async function rootVersion(vault: Vault): Promise<number> {
  const nowhere = memoryVault();
  return (await refreshRoot(vault, nowhere, { ...options, expiry: 'report' })).root.signed.version;
}

it('carries an edition, its roots and its floor to a phone that has nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 0, max: 4 }),
      fc.subarray(['north', 'south'], { minLength: 1 }),
      fc.boolean(),
      async (edition, rotations, regions, hasTeam) => {
        const settings = { edition, ...(hasTeam && { southKey: testKey(7) }) };
        const here = memoryVault();
        await take(here, rotatedMirror(settings, rotations));
        const exported = await packed(here, regions);
        expect(exported).toMatchObject({ edition, root: rotations + 1, regions, leftOut: [] });
        const roots = (await bundleSource(exported.bytes).paths()).filter((path) => path.endsWith('.root.json'));
        expect(roots).toEqual(Array.from({ length: rotations + 1 }, (_, i) => `metadata/${i + 1}.root.json`));
        const there = memoryVault();
        expect(await unpack(there, exported.bytes, regions)).toMatchObject({ kind: 'installed', edition, regions });
        expect(await checkStore(there, ingestOptions)).toEqual([]);
        expect([(await openHead(there))?.edition, await rootVersion(there)]).toEqual([edition, rotations + 1]);
        const older = await take(there, testMirror({ edition: edition - 1, symbol: 'tree' }), { regions });
        expect(older).toMatchObject({ kind: 'older', held: edition, regions: [] });
        for (const region of regions) {
          expect(await symbolOf(there, region, 'NA-1')).toBe(await symbolOf(here, region, 'NA-1'));
        }
      },
    ),
    { numRuns: 12 },
  );
}, 60_000);

describe('what goes in', () => {
  it('are the chosen regions with their pictures, and another region is left as it is where it is taken in', async () => {
    const here = memoryVault();
    await take(here, testMirror({ edition: 2 }));
    const { bytes, leftOut } = await packed(here, ['north', 'west']);
    expect(leftOut).toEqual(['west']);
    const there = memoryVault();
    await take(there, testMirror());
    expect(await unpack(there, bytes, ['north'])).toMatchObject({ kind: 'installed', regions: ['north'], missing: [] });
    const editions = (await there.readRegions()).map(({ region, edition }) => `${region} ${edition}`);
    expect(editions.sort()).toEqual([' 2', 'north 2', 'south 1']);
  });

  it('is nothing of the voter', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    const before = await packed(here);
    await here.keepNote('seat', ['NA-1']);
    await here.keepNote('mirrors', { added: [{ kind: 'static', url: 'https://friend.example/' }] });
    const { bytes } = await packed(here);
    expect(bytes).toEqual(before.bytes);
    expect((await bundleSource(bytes).paths()).filter((path) => !/^(metadata|targets|blobs)\//.test(path))).toEqual([]);
  });

  it('is the head alone where that is wanted, or where no region is held', async () => {
    const here = memoryVault();
    await take(here, testMirror(), { regions: [] });
    for (const regions of ['held', []] as const) {
      const exported = await packed(here, regions);
      expect(exported).toMatchObject({ regions: [], leftOut: [] });
      const there = memoryVault();
      expect(await unpack(there, exported.bytes, [])).toMatchObject({ kind: 'installed', regions: [] });
    }
  });

  it('is nothing where nothing is held', async () => {
    expect(await pack(memoryVault())).toBeNull();
  });
});

describe('where what is held is not whole', () => {
  it('packs the edition that is here although a newer one is known', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    const newer = testMirror({ edition: 2, languages: ['en'] });
    const cutOff = new Map([...newer].filter(([path]) => path.startsWith('metadata/')));
    expect(await codeOf(take(here, cutOff))).toBe('source/missing');
    const exported = await packed(here);
    expect(exported).toMatchObject({ edition: 1, regions: ['north', 'south'] });
    const there = memoryVault();
    expect(await unpack(there, exported.bytes)).toMatchObject({ kind: 'installed', edition: 1 });
  });

  it('names the regions that are still in an older edition', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    await take(here, testMirror({ edition: 2 }), { regions: ['south'] });
    expect(await packed(here)).toMatchObject({ edition: 2, regions: ['south'], leftOut: ['north'] });
    expect(await packed(here, ['north'])).toMatchObject({ edition: 1, regions: ['north'], leftOut: [] });
  });

  it('leaves out a region whose bytes were lost or changed, and a picture alone where only that was', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    const record = (await here.readRegions()).find(({ region }) => region === 'north');
    const shard = record?.files.at(-1)?.sha256 ?? '';
    const picture = record?.later[0]?.sha256 ?? '';
    await here.dropFiles([picture]);
    const { bytes, regions } = await packed(here);
    expect(regions).toEqual(['north', 'south']);
    expect(await bundleSource(bytes).paths()).not.toContain(`blobs/${picture}`);
    const changed = (await here.readFile(shard))?.slice() ?? new Uint8Array();
    changed[0] = (changed[0] ?? 0) ^ 1;
    await here.keepFiles(new Map([[shard, changed]]));
    expect(await packed(here)).toMatchObject({ regions: ['south'], leftOut: ['north'] });
    expect(await pack(here, ['north'])).toBeNull();
  });

  it('packs nothing that revoked keys signed', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    await here.keepMetadata('2.root.json', testRoot({ version: 2, key: testKey(3), root: testKey(1) }));
    expect(await pack(here)).toBeNull();
  });

  it('packs no file that a forged record points at', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    const record = (await here.readRegions()).find(({ region }) => region === 'north');
    const newest = await here.readNewest();
    if (!record || !newest) throw new TypeError('nothing held');
    const evil = encodeUtf8('evil');
    const sha256 = sha256Hex(evil);
    const files = record.files.map((file) =>
      file.path.endsWith('.north') ? { path: `targets/regions/${sha256}.north`, sha256, length: evil.length } : file,
    );
    await here.installRegions([{ ...record, files }], new Map([[sha256, evil]]), newest);
    expect(await packed(here)).toMatchObject({ regions: ['south'], leftOut: ['north'] });
  });

  it('says so where the phone refuses', async () => {
    const here = memoryVault();
    await take(here, testMirror());
    const broken: Vault = { ...here, readFile: () => Promise.reject(new TypeError('wrong')) };
    await expect(pack(broken)).rejects.toThrow('wrong');
  });
});
