// Leaving with a file and arriving with it: what comes of each kind of file, and that the voter's seat stays behind.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteTried, readTried } from '../../../src/app/give/tried.ts';
import { otherAddresses } from '../../../src/app/sources/addresses.ts';
import { openMirrors } from '../../../src/app/sources/mirrors.ts';
import { bringFile, followClaim, packGuide, packName } from '../../../src/app/sources/move-guide.ts';
import { getState, getWorld, type World } from '../../../src/app/world.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { AppError } from '../../../src/core/errors.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { flipped, ingestOptions, testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

const ours = guideId(ingestOptions.root);
const fileOf = (files: ReadonlyMap<string, Uint8Array>) => new Blob([encodeBundle(files) as BlobPart]);
const world = (other: Partial<World> = {}) => openTestWorld({ guideId: ours, ...other });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('takes everything but the voter from one address to another', async () => {
  const old = world();
  await take(old.vault, testMirror({ edition: 3 }));
  await old.vault.keepNote('seat', ['NA-1']);
  const pack = await packGuide();
  if (!pack) throw new TypeError('nothing packed');
  expect(packName(pack)).toBe('nishan-3-2027-01-25.nishan');
  const { vault } = world({ fetch: filesFetch({}) });
  const outcome = await bringFile(new Blob([pack.bytes as BlobPart]));
  expect(outcome).toMatchObject({ kind: 'installed', edition: 3, regions: ['north', 'south'] });
  expect(getState().head?.edition).toBe(3);
  expect(await vault.readNote('seat')).toBeNull();
  expect(await bringFile(new Blob([pack.bytes as BlobPart]))).toMatchObject({ kind: 'unchanged', edition: 3 });
  expect(await bringFile(fileOf(testMirror({ edition: 2 })))).toMatchObject({ kind: 'older', held: 3, edition: 2 });
  expect(getState().head?.edition).toBe(3);
});

it.each<[string, () => Blob, string]>([
  ['no zip', () => new Blob(['a photograph']), 'format/not-zip'],
  ['nothing', () => new Blob([]), 'format/not-zip'],
  ['flipped bytes', () => fileOf(flipped(testMirror({ edition: 2 }), 'metadata/2.targets.json', 40)), 'trust/hash'],
  [
    'another publisher',
    () => fileOf(new Map(testMirror({ key: testKey(9) })).set('metadata/1.root.json', testRoot({ root: testKey(9) }))),
    'trust/other-publisher',
  ],
])('refuses a file with %s, and keeps what was here', async (_, file, code) => {
  const { vault } = world();
  await take(vault, testMirror());
  const refused = await bringFile(file());
  expect(refused).toBeInstanceOf(AppError);
  expect((refused as AppError).code).toBe(code);
  expect((await vault.readRegions()).map(({ edition }) => edition)).toEqual([1, 1, 1]);
});

it('reads a large file in slices', async () => {
  world();
  const file = fileOf(testMirror());
  const sizes: number[] = [];
  const sliced = Object.assign(file, {
    slice: (from = 0, to = 0) => {
      sizes.push(to - from);
      return Blob.prototype.slice.call(file, from, to);
    },
    arrayBuffer: () => Promise.reject(new TypeError('read whole')),
  });
  expect(await bringFile(sliced)).toMatchObject({ kind: 'installed' });
  expect(sizes.length).toBeGreaterThan(10);
});

it('offers the other mirrors that carry the app, those that worked first', async () => {
  const { vault } = world();
  await vault.keepNote('mirrors', {
    added: [
      { kind: 'static', url: 'https://a.example/' },
      { kind: 'static', url: 'https://b.example/guide/' },
      { kind: 'ipfs', url: 'https://gateway.example/' },
    ],
    removed: [],
    health: { 'https://b.example/guide/': { result: 'fine', ms: 10, edition: 1, fails: 0 } },
    failedRounds: 0,
  });
  await openMirrors();
  expect(otherAddresses().map(({ url }) => url)).toEqual(['https://b.example/guide/', 'https://a.example/']);
});

it('follows a link of the same publisher, and says where this address is behind', async () => {
  const claim = { guide: ours.slice(0, 16), edition: 2, root: 1 };
  world({ fetch: filesFetch({ [pageUrl]: testMirror({ edition: 2 }) }) });
  expect(await followClaim(claim)).toBe('same');
  expect(getState().head?.edition).toBe(2);
  world({ fetch: filesFetch({ [pageUrl]: testMirror() }) });
  expect(await followClaim(claim)).toBe('behind');
  expect(await followClaim({ ...claim, edition: 1, root: 2 })).toBe('behind');
  world({ fetch: filesFetch({}) });
  expect(await followClaim(claim)).toBe('waiting');
});

it('asks nobody for the guide of another publisher', async () => {
  const asked: string[] = [];
  world({ fetch: filesFetch({ [pageUrl]: testMirror() }, {}, asked) });
  expect(await followClaim({ guide: 'f'.repeat(16), edition: 1, root: 1 })).toBe('other');
  expect(asked).toEqual([]);
});

it('notes that a way was tried, and nothing else', async () => {
  const { vault } = world();
  expect((await readTried()).size).toBe(0);
  await noteTried('code');
  await noteTried('file');
  await noteTried('file');
  expect(await vault.readNote('tried')).toEqual(['code', 'file']);
  await vault.keepNote('tried', { evil: true });
  expect((await readTried()).size).toBe(0);
  expect(getWorld().vault).toBe(vault);
});
