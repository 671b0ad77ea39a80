// The one action that every way in ends in: what comes of each thing, several at once, a stop on the way, and of a carrier
// whether its page is the one that its data makes.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clearTaken, maxAtOnce, stopTaking, takeAll, takeStore } from '../../../src/app/take/take-all.ts';
import { type Given, type Taken, takeOne } from '../../../src/app/take/take-in.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { encodeReserves, reservesPath } from '../../../src/core/bundle/reserves.ts';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { fountain } from '../../../src/core/optical/fountain.ts';
import { encodeFrame } from '../../../src/core/optical/frame.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { makeCarrier } from '../../../src/paper/carrier/make-carrier.ts';
import { ingestOptions, testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { openTestWorld } from '../opened-world.ts';

const blob = (bytes: Uint8Array | string): Blob => new Blob([bytes as BlobPart]);
const two = encodeBundle(testMirror({ edition: 2, symbol: 'tree' }));
const world = () => openTestWorld({ guideId: guideId(ingestOptions.root) });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  clearTaken();
});

/** What came of each, in order. */
async function outcomes(given: readonly Given[]): Promise<readonly string[]> {
  await takeAll(given);
  const told = takeStore.get().takings.map(({ result }) => describe(result));
  clearTaken();
  return told;
}

function describe(result: Taken | null): string {
  if (result?.kind === 'guide') return result.outcome.kind;
  if (result?.kind === 'text') return result.is;
  if (result?.kind === 'slip') return result.taken.kind;
  return result?.kind === 'refused' ? result.error.code : 'nothing';
}

it('tells files and texts by their content, each after the other', async () => {
  const { vault } = world();
  await take(vault, testMirror());
  const letters = Buffer.from(two).toString('base64');
  const frame = encodeFrame(fountain(two)(0));
  const slip = `https://a.example/#/s/${'Ab_-'.repeat(20)}`;
  const link = 'https://a.example/#/hop/0011223344556677/2/1';
  const old = encodeBundle(testMirror());
  const given = [blob('a photograph'), blob(two), letters, blob(letters), blob(old), frame, blob(slip), link, ''];
  expect(await outcomes(given)).toEqual([
    'format/not-zip',
    'installed',
    'unchanged',
    'unchanged',
    'older',
    'frame',
    'format/shape',
    'link',
    'format/not-zip',
  ]);
});

it('counts what changed, and leaves the other regions as they were', async () => {
  const { vault } = world();
  await take(vault, testMirror());
  const areas = [{ id: 'area-9', contestIds: ['NA-2'] }];
  const shardOf = (region: string) => (region === 'south' ? { areas } : {});
  const files = testMirror({ edition: 2, symbol: 'tree', shardOf });
  const northAlone = new Map([...files].filter(([path]) => !path.includes('.south')));
  expect(northAlone.size).toBeLessThan(files.size);
  const taken = await takeOne(blob(encodeBundle(northAlone)));
  expect(taken).toMatchObject({ kind: 'guide', outcome: { kind: 'installed', edition: 2, regions: ['north'] } });
  expect(taken.kind === 'guide' && taken.changes).toBeGreaterThan(0);
  const records = await vault.readRegions();
  expect(records.find(({ region }) => region === 'south')?.edition).toBe(1);
});

it('tells the addresses that came along, and takes the guide whatever that list is', async () => {
  const { vault } = world();
  await take(vault, testMirror());
  const withList = (list: Uint8Array) =>
    blob(encodeBundle(new Map([...testMirror({ edition: 2, symbol: 'tree' }), [reservesPath, list]])));
  const taken = await takeOne(withList(encodeReserves(['https://reserve.example/'])));
  expect(taken).toMatchObject({ outcome: { kind: 'installed' }, addresses: ['https://reserve.example/'] });
  expect(await takeOne(withList(new Uint8Array(9_000)))).toMatchObject({ kind: 'guide', addresses: [] });
  expect((await vault.readNote('mirrors')) ?? null).toBeNull();
});

it('names another publisher, and adds nothing of it', async () => {
  const { vault } = world();
  const files = new Map(testMirror({ key: testKey(9) })).set('metadata/1.root.json', testRoot({ root: testKey(9) }));
  const taken = await takeOne(blob(encodeBundle(files)));
  expect(taken).toMatchObject({
    kind: 'refused',
    error: { code: 'trust/other-publisher', details: { got: guideId(testRoot({ root: testKey(9) })) } },
  });
  expect(await vault.readRegions()).toEqual([]);
});

it('stops at a word of the voter, what waits included, and begins again after it', async () => {
  const { vault } = world();
  await take(vault, testMirror());
  const all = takeAll([blob(two), blob(two)]);
  stopTaking();
  await all;
  expect(takeStore.get().takings.map(({ result }) => describe(result))).toEqual([
    'source/cancelled',
    'source/cancelled',
  ]);
  expect(takeStore.get().isBusy).toBe(false);
  expect((await vault.readRegions()).map(({ edition }) => edition)).toEqual([1, 1, 1]);
  clearTaken();
  expect(await outcomes([blob(two)])).toEqual(['installed']);
});

it('takes no more at once than anybody gives by hand', async () => {
  world();
  expect(await outcomes(Array.from({ length: maxAtOnce + 5 }, () => ''))).toHaveLength(maxAtOnce);
});

it('tells a page that was changed in what it shows or does, and has the clean one', async () => {
  world();
  const { root, verifiers, now } = ingestOptions;
  const { html, name } = await makeCarrier(two, { root, verifiers, now });
  const pages = [
    html,
    html.replace('Candidate 1', 'Somebody else'),
    html.replace('<script>', '<script>steal();'),
    html.replace('name="nishan-carrier"', 'name="nishan-carriers"'),
    html.replace(/(nishan-carrier" content="\d+ )[0-9a-f]{64}/, `$1${'ab'.repeat(32)}`),
  ];
  await takeAll(pages.map((page) => blob(page)));
  const { takings } = takeStore.get();
  expect(takings.map(({ result }) => describe(result))).toEqual(['installed', ...Array(4).fill('unchanged')]);
  expect(takings.map(({ page }) => page?.state)).toEqual(['same', 'changed', 'changed', 'changed', 'unknown']);
  expect(takings.map(({ page }) => page?.clean.html === html && page.clean.name === name)).toEqual(Array(5).fill(true));
  expect(encodeUtf8(html).length).toBeGreaterThan(two.length);
});
