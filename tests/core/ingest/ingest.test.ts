import { describe, expect, it } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { AppError } from '../../../src/core/errors.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead, openRegion, readAppFiles } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Source, Vault } from '../../../src/core/ports.ts';
import { filesSource, flipped, ingestOptions, now, testMirror } from '../fixture.ts';
import { codeOf, symbolOf, take } from './ingest-helpers.ts';

describe('a first ingest', () => {
  it('installs every region whole, and answers', async () => {
    const vault = memoryVault();
    expect(await take(vault, testMirror())).toEqual({
      kind: 'installed',
      edition: 1,
      regions: ['north', 'south'],
      missing: [],
    });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    const head = await openHead(vault);
    expect(head).toMatchObject({
      edition: 1,
      issued: '2027-01-25T10:00:00Z',
      newest: { edition: 1, checked: now.toISOString() },
    });
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
    expect((await readAppFiles(vault))?.worker).toBe('sw-0123456789abcdef.js');
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
  });

  it('takes the head alone when no region is asked for', async () => {
    const vault = memoryVault();
    const asked: string[] = [];
    await ingest(vault, filesSource(testMirror(), asked), { ...ingestOptions, regions: [] });
    expect((await openHead(vault))?.guide.seats.code).toEqual(['NA-1', 'PA-1', 'NA-2']);
    expect(await openRegion(vault, 'north')).toBeNull();
    expect(asked.filter((path) => path.startsWith('targets/regions'))).toEqual([]);
  });

  it('answers from one small bundle without pictures, and becomes whole later', async () => {
    const vault = memoryVault();
    const first = new Map([...testMirror()].filter(([path]) => !path.startsWith('blobs/') && !path.endsWith('.south')));
    const outcome = await ingest(vault, bundleSource(encodeBundle(first)), { ...ingestOptions, regions: ['north'] });
    expect(outcome).toMatchObject({ kind: 'installed', regions: ['north'] });
    expect(outcome.kind === 'installed' && outcome.missing.length).toBe(4);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(false);
    expect(await take(vault, testMirror(), { regions: ['north'] })).toMatchObject({ kind: 'installed', missing: [] });
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
  });

  it('shows a new region before its pictures arrive', async () => {
    const vault = memoryVault();
    const order: string[] = [];
    const source = filesSource(testMirror(), order);
    await ingest(vault, source, {
      ...ingestOptions,
      regions: ['south'],
      onInstalled: (region) => order.push(`installed ${region}`),
    });
    expect(order.indexOf('installed south')).toBeLessThan(order.findIndex((path) => path.startsWith('blobs/')));
  });

  it('asks once for a picture that two regions share', async () => {
    const asked: string[] = [];
    const slow = filesSource(testMirror({ symbol: 'tree' }), asked);
    const source: Source = {
      ...slow,
      read: (path, options, accept) =>
        slow.read(path, options, async (bytes) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return accept(bytes);
        }),
    };
    await ingest(memoryVault(), source, ingestOptions);
    expect(asked.length).toBe(new Set(asked).size);
  });

  it('refuses a region that the guide does not have', async () => {
    expect(await codeOf(take(memoryVault(), testMirror(), { regions: ['west'] }))).toBe('content/no-such-region');
  });

  it('says how far it is', async () => {
    const stages = new Set<string>();
    await take(memoryVault(), testMirror(), { onProgress: ({ stage }) => stages.add(stage) });
    expect([...stages]).toEqual(['metadata', 'pictures', 'regions']);
  });
});

describe('the next edition', () => {
  it('asks for two files when nothing is new, and for what changed alone when something is', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const asked: string[] = [];
    const same = await ingest(vault, filesSource(testMirror(), asked), ingestOptions);
    expect(same).toEqual({ kind: 'unchanged', edition: 1, missing: [] });
    expect(asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
    asked.length = 0;
    const changed = await ingest(vault, filesSource(testMirror({ edition: 2, symbol: 'tree' }), asked), ingestOptions);
    expect(changed).toMatchObject({ kind: 'installed', edition: 2, regions: ['north', 'south'] });
    expect(asked.map((path) => path.replace(/[0-9a-f]{64}/, '…'))).toEqual([
      'metadata/2.root.json',
      'metadata/timestamp.json',
      'metadata/2.snapshot.json',
      'metadata/2.targets.json',
      'targets/regions/….north',
    ]);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
  });

  it('is known of from its metadata alone, where its files cannot be had', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const files = testMirror({ edition: 2, symbol: 'tree' });
    const metadataOnly = new Map([...files].filter(([path]) => path.startsWith('metadata/')));
    const outcome = await take(vault, metadataOnly);
    expect(outcome).toMatchObject({ missing: ['regions/north'] });
    expect((await openRegion(vault, 'north'))?.head.edition).toBe(1);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect((await vault.readNewest())?.edition).toBe(2);
    // Changed parties or guide: not even the head can be had.
    const third = testMirror({ edition: 3, languages: ['en'] });
    const withoutFiles = new Map([...third].filter(([path]) => path.startsWith('metadata/')));
    expect(await codeOf(take(vault, withoutFiles))).toBe('source/missing');
    expect((await vault.readNewest())?.edition).toBe(3);
    expect(await openHead(vault)).toMatchObject({ newest: { edition: 3 } });
  });

  it('drops what no region rests on any more', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const before = (await vault.fileHashes()).size;
    await take(vault, testMirror({ edition: 2, isWithoutApp: true }));
    expect((await vault.fileHashes()).size).toBe(before - 1);
  });

  it('replaces a region that is held only when its new pictures are there too', async () => {
    const vault = memoryVault();
    await take(vault, testMirror(), { regions: ['north'] });
    const newer = filesSource(testMirror({ edition: 2, symbol: 'tree' }));
    const cancelled: Source = {
      ...newer,
      read: (path, options, accept) => {
        if (path.startsWith('blobs/')) throw new AppError('source/cancelled', { path });
        return newer.read(path, options, accept);
      },
    };
    expect(await codeOf(ingest(vault, cancelled, { ...ingestOptions, regions: ['north'] }))).toBe('source/cancelled');
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
    await ingest(vault, newer, { ...ingestOptions, regions: ['north'] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
  });

  it('leaves the regions that a bundle does not hold as they were, each with its own edition', async () => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const onlyNorth = new Map(
      [...testMirror({ edition: 2, symbol: 'tree' })].filter(([path]) => !path.endsWith('.south')),
    );
    expect(await take(vault, onlyNorth, { regions: ['north'] })).toMatchObject({ regions: ['north'] });
    expect((await openRegion(vault, 'north'))?.head.edition).toBe(2);
    expect((await openRegion(vault, 'south'))?.head).toMatchObject({ edition: 1, newest: { edition: 2 } });
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
  });

  it('names the regions that nobody has, and takes the others', async () => {
    const vault = memoryVault();
    const changed = (region: string) => (region === 'south' ? { areas: [{ id: 'area-9', contestIds: ['NA-2'] }] } : {});
    await take(vault, testMirror());
    const newer = new Map(
      [...testMirror({ edition: 2, symbol: 'tree', shardOf: changed })].filter(([path]) => !path.endsWith('.south')),
    );
    expect(await take(vault, newer)).toMatchObject({
      kind: 'installed',
      regions: ['north'],
      missing: ['regions/south'],
    });
  });
});

describe('a hostile source', () => {
  it('with any one byte changed is refused, and what was held stays', async () => {
    const newer = testMirror({ edition: 2, symbol: 'tree' });
    for (const path of newer.keys()) {
      if (path === 'metadata/1.root.json' || path.startsWith('blobs/')) continue;
      const vault = memoryVault();
      await take(vault, testMirror());
      const isFetched = !/targets\/(guide|app|regions\/[0-9a-f]+\.south)/.test(path);
      const code = await codeOf(take(vault, flipped(newer, path, 5)));
      if (isFetched) expect(`${path} ${code}`).toMatch(/ (trust|format)\//);
      expect(await symbolOf(vault, 'north', 'NA-1')).toBe(isFetched ? 'kite' : 'tree');
      expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
    }
  });

  it('with a changed picture gives the list without it, and the picture later', async () => {
    const vault = memoryVault();
    const mirror = testMirror();
    const blob = [...mirror.keys()].find((path) => path.startsWith('blobs/')) as string;
    expect(await take(vault, flipped(mirror, blob))).toMatchObject({ kind: 'installed', missing: [blob] });
    expect(await take(vault, mirror)).toMatchObject({ kind: 'installed', missing: [] });
  });

  it('with one bad shard costs no other region, and is named', async () => {
    const vault = memoryVault();
    const mirror = testMirror();
    const north = [...mirror.keys()].find((path) => path.endsWith('.north')) as string;
    // A bundle is read one region after another.
    const bundle = bundleSource(encodeBundle(flipped(mirror, north)));
    expect(await codeOf(ingest(vault, bundle, ingestOptions))).toBe('trust/hash');
    expect(await symbolOf(vault, 'south', 'NA-2')).toBe('tree');
    expect(await symbolOf(vault, 'north', 'NA-1')).toBeUndefined();
  });

  it.each([
    ['a symbol that is not on the chart', { symbolCodes: ['kite', 'boat', 'ghost'] }],
    ['a party that nobody knows', { partyIds: ['party-z'] }],
    ['another region inside', { region: 'south' }],
    [
      'a contest that is not in the directory',
      { contests: [{ id: 'NA-77', kind: 'candidates', mark: 'symbol', state: 'open', count: 3 }] },
    ],
  ])('that signs %s does not replace what is good', async (_, broken) => {
    const vault = memoryVault();
    await take(vault, testMirror());
    const files = testMirror({ edition: 2, shardOf: (region) => (region === 'north' ? broken : {}) });
    expect(await codeOf(take(vault, files))).toBe('content/inconsistent');
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('cannot claim a file larger than a mirror may have', async () => {
    const files = testMirror({ shardOf: (region) => (region === 'north' ? { areas: 'x'.repeat(10) } : {}) });
    expect(await codeOf(take(memoryVault(), files))).toBe('format/shape');
  });
});

describe('a guide', () => {
  it('may be published without the app', async () => {
    const vault = memoryVault();
    expect(await take(vault, testMirror({ isWithoutApp: true }))).toMatchObject({ kind: 'installed', missing: [] });
    expect(await readAppFiles(vault)).toBeNull();
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
  });

  it('without its symbols is refused', async () => {
    const mirror = testMirror();
    const symbols = [...mirror.keys()].find((path) => path.endsWith('.symbols')) as string;
    mirror.delete(symbols);
    expect(await codeOf(take(memoryVault(), mirror))).toBe('source/missing');
  });
});

describe('a file’s transactions', () => {
  const many = (): Source => bundleSource(encodeBundle(testMirror({ emptyRegions: 40 })));

  it('follow each other, the next one read meanwhile: none is begun after one that failed', async () => {
    for (const failing of [1, 2, 3]) {
      const vault = memoryVault();
      let [begun, under] = [0, 0];
      const slow: Vault = {
        ...vault,
        async installRegions(...args) {
          begun++;
          expect(++under).toBe(1);
          await new Promise((resolve) => setTimeout(resolve, 5));
          under--;
          if (begun === failing) throw new AppError('store/full');
          return vault.installRegions(...args);
        },
      };
      expect(await codeOf(ingest(slow, many(), ingestOptions))).toBe('store/full');
      expect([begun, under]).toEqual([failing, 0]);
      const hashes = await vault.fileHashes();
      for (const { files } of await vault.readRegions())
        expect(files.every(({ sha256 }) => hashes.has(sha256))).toBe(true);
    }
  });

  it('have ended when it is cancelled between them', async () => {
    const vault = memoryVault();
    const stop = new AbortController();
    let isWriting = false;
    const slow: Vault = {
      ...vault,
      async installRegions(...args) {
        isWriting = true;
        stop.abort();
        await new Promise((resolve) => setTimeout(resolve, 20));
        await vault.installRegions(...args);
        isWriting = false;
      },
    };
    const source = many();
    const cancellable: Source = {
      ...source,
      read: (path, options, accept) => {
        if (options.signal?.aborted) throw new AppError('source/cancelled', { path });
        return source.read(path, options, accept);
      },
    };
    expect(await codeOf(ingest(slow, cancellable, { ...ingestOptions, signal: stop.signal }))).toBe('source/cancelled');
    expect(isWriting).toBe(false);
    expect(await vault.readRegions()).toHaveLength(16);
  });
});

describe('an interrupted ingest', () => {
  it('goes on where it stopped: nothing that was verified is fetched again', async () => {
    const mirror = testMirror();
    for (let stopAfter = 1; stopAfter < 14; stopAfter++) {
      const vault = memoryVault();
      const asked: string[] = [];
      const whole = filesSource(mirror, asked);
      let left = stopAfter;
      const breaking = {
        ...whole,
        read: ((path, options, accept) => {
          if (left-- <= 0) throw new AppError('source/cancelled', { path });
          return whole.read(path, options, accept);
        }) as typeof whole.read,
      };
      await ingest(vault, breaking, ingestOptions).catch(() => undefined);
      const before = new Set(asked.filter((path) => path.startsWith('targets/') || path.startsWith('blobs/')));
      asked.length = 0;
      expect((await ingest(vault, whole, ingestOptions)).kind).toMatch(/installed|unchanged/);
      expect(asked.filter((path) => before.has(path))).toEqual([]);
      expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    }
  });

  it('ends at once when the voter cancels or the device is full', async () => {
    const vault = memoryVault();
    const full: Vault = { ...vault, keepFiles: () => Promise.reject(new AppError('store/full')) };
    expect(await codeOf(take(full, testMirror()))).toBe('store/full');
  });
});
