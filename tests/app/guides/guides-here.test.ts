// Guides side by side: a stranger's guide is asked about before anything of it is kept, another one is used by a new start
// alone, and nothing of one guide is shown under another.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  followGuides,
  guideBegunWith,
  listGuides,
  removeGuide,
  undoRemoval,
  useGuide,
} from '../../../src/app/guides/guides-here.ts';
import { acceptOffer, askForOffer, type Offer, offerAddress } from '../../../src/app/guides/offer.ts';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { deleteAll } from '../../../src/app/kept/delete-all.ts';
import { followAddress, go } from '../../../src/app/navigate.ts';
import { findTyped, prepareSearch } from '../../../src/app/search/find-typed.ts';
import { checkNow } from '../../../src/app/sync/sync.ts';
import { takeOne } from '../../../src/app/take/take-in.ts';
import { enterGuide, getState, getWorld, setState, type World } from '../../../src/app/world.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { encodeReserves, reservesPath } from '../../../src/core/bundle/reserves.ts';
import { AppError } from '../../../src/core/errors.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { maxAccepted } from '../../../src/io/store/guide-list.ts';
import { flipped, ingestOptions, testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { acceptedInMemory, filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

const ours = guideId(ingestOptions.root);
const stranger = { root: testKey(9), key: testKey(8) };
const rootB = testRoot(stranger);
const idB = guideId(rootB);
const mirrorB = 'https://b.example/';
const filesB = (edition = 1): Map<string, Uint8Array> => testMirror({ ...stranger, edition });
const fileOf = (files: ReadonlyMap<string, Uint8Array>): Blob => new Blob([encodeBundle(files) as BlobPart]);

let vaults: Map<string, Vault>;
let asked: string[];
let restarts: number;
let entries: (readonly unknown[])[];

/** A phone with the app's own guide. */
async function world(other: Partial<World> = {}): Promise<World> {
  const opened = openTestWorld({
    guideId: ours,
    accepted: acceptedInMemory(vaults),
    fetch: filesFetch({ [pageUrl]: testMirror(), [mirrorB]: filesB() }, {}, asked),
    restart: () => void restarts++,
    ...other,
  });
  await take(opened.own.vault, testMirror());
  await refreshHeld();
  return opened;
}

/** The same phone after a new start with the other guide. */
function underB({ own, accepted }: World, other: Partial<World> = {}): World {
  const vault = vaults.get(idB) ?? memoryVault();
  return openTestWorld({
    own,
    accepted,
    vault,
    root: rootB,
    guideId: idB,
    fetch: filesFetch({ [pageUrl]: testMirror(), [mirrorB]: filesB(2) }, {}, asked),
    restart: () => void restarts++,
    ...other,
  });
}

async function offered(files: ReadonlyMap<string, Uint8Array> = filesB()): Promise<Offer> {
  const taken = await takeOne(fileOf(files));
  if (taken.kind !== 'stranger') throw new TypeError(`taken as ${taken.kind}`);
  return taken.offer;
}

/** Files alone would not tell: those that no region rests on are dropped again. */
async function keptIn(vault: Vault): Promise<readonly unknown[]> {
  const names = ['1.root.json', 'timestamp.json', 'snapshot.json', 'targets.json'];
  const metadata = await Promise.all(names.map((name) => vault.readMetadata(name)));
  return [await vault.fileHashes(), await vault.readNewest(), metadata];
}

beforeEach(() => {
  vaults = new Map();
  asked = [];
  restarts = 0;
  entries = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const note = (...entry: readonly unknown[]): void => void entries.push(entry);
  vi.stubGlobal('history', { state: null, pushState: note, replaceState: note });
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a stranger’s guide', () => {
  it('is asked about, by what it says of itself, and nothing of it is kept', async () => {
    const { vault, accepted } = await world();
    const before = await keptIn(vault);
    expect(await offered()).toMatchObject({
      id: idB,
      place: 'new',
      edition: 1,
      standing: 'demo',
      name: { en: 'Test Publisher' },
      met: [],
    });
    expect(await keptIn(vault)).toEqual(before);
    expect((await accepted.read()).accepted).toEqual([]);
    expect(vaults.size).toBe(0);
    expect([restarts, getState().guides]).toEqual([0, 1]);
  });

  it('that does not stand on its own root is refused, and not offered', async () => {
    await world();
    const files = new Map(testMirror({ key: testKey(7) })).set('metadata/1.root.json', rootB);
    expect(await takeOne(fileOf(files))).toMatchObject({
      kind: 'refused',
      error: { code: 'trust/other-publisher', details: { got: idB } },
    });
  });

  it('is told to be a namesake, and to be a copy where the publisher in use has signed so', async () => {
    await world();
    expect((await offered()).isNamesake).toBe(true);
    const { head } = getState();
    if (!head) throw new TypeError('no head');
    const notice = { id: 'n', kind: 'counterfeit', at: '2027-01-25T10:00:00Z', title: { en: 'A copy' } } as const;
    const guide = { ...head.guide, publisher: { name: { en: 'Another Name' } } };
    // Letters of another script that look the same.
    setState({ head: { ...head, guide: { ...head.guide, publisher: { name: { en: 'Tеst Рublisher' } } } } });
    expect((await offered()).isNamesake).toBe(true);
    const other = { ...notice, id: 'm', counterfeit: { fingerprint: 'a'.repeat(64) } };
    setState({ head: { ...head, guide, notices: [other, { ...notice, counterfeit: { fingerprint: idB } }] } });
    expect(await offered()).toMatchObject({ isNamesake: false, met: [{ by: 'guide', notice: { id: 'n' } }] });
  });

  it('cannot be added where nothing is kept, and not beside eight others', async () => {
    const { accepted } = await world();
    setState({ storage: 'memory' });
    expect((await offered()).place).toBe('nowhere');
    setState({ storage: 'kept' });
    for (let i = 0; i < maxAccepted; i++) await accepted.accept(testRoot({ root: testKey(40 + i) }));
    expect((await offered()).place).toBe('full');
    await accepted.leave(guideId(testRoot({ root: testKey(40) })), true);
    expect((await offered()).place).toBe('new');
  });

  it('is added at the voter’s word: in a store of its own, with the addresses that came along', async () => {
    const { vault, accepted } = await world();
    setState({ isLanguageKept: true });
    await vault.keepNote('seat', [['NA-1']]);
    const files = filesB().set(reservesPath, encodeReserves([mirrorB]));
    expect(await acceptOffer(await offered(files))).toBeNull();
    const theirs = vaults.get(idB);
    if (!theirs) throw new TypeError('not kept');
    expect((await theirs.readRegions()).map(({ region }) => region).sort()).toEqual(['', 'north', 'south']);
    expect(await theirs.readNote('mirrors')).toMatchObject({ added: [{ kind: 'static', url: mirrorB }] });
    expect([await theirs.readNote('seat'), await theirs.readNote('language')]).toEqual([null, 'en']);
    expect(await accepted.read()).toMatchObject({ accepted: [{ id: idB }], used: idB });
    expect([restarts, entries.at(-1)]).toEqual([1, [null, '', '#/']]);
  });

  it('that breaks off while it is added leaves nothing', async () => {
    const { accepted } = await world();
    const offer = await offered();
    const [shard = ''] = [...filesB().keys()].filter((path) => path.endsWith('.north'));
    const { source } = await offered(flipped(filesB(), shard, 40));
    expect(await acceptOffer({ ...offer, source })).toMatchObject({ code: 'trust/hash' });
    expect((await accepted.read()).accepted).toEqual([]);
    expect(vaults.size).toBe(0);
    expect(restarts).toBe(0);
  });

  it('that is here already is taken in there, at the voter’s word', async () => {
    await world();
    await acceptOffer(await offered());
    const offer = await offered(filesB(2));
    expect(offer.place).toBe('known');
    expect((await vaults.get(idB)?.readNewest())?.edition).toBe(1);
    expect(await acceptOffer(offer)).toBeNull();
    expect((await vaults.get(idB)?.readNewest())?.edition).toBe(2);
    expect(await getWorld().accepted.read()).toMatchObject({ accepted: [{ id: idB }], used: idB });
  });

  it('is asked for at a poster’s address, and only the one that the poster names', async () => {
    await world();
    expect(offerAddress('https://b.example/index.html')).toBe(mirrorB);
    expect(offerAddress('http://b.example/')).toBeNull();
    const offer = await askForOffer(mirrorB, idB.slice(0, 16));
    expect(offer).toMatchObject({ id: idB, place: 'new', addresses: [mirrorB] });
    expect(await askForOffer(mirrorB, ours.slice(0, 16))).toMatchObject({ code: 'trust/other-publisher' });
    expect(await askForOffer('https://nobody.example/', idB)).toMatchObject({ code: 'source/unreachable' });
    expect(vaults.size).toBe(0);
    if ('place' in offer) expect(await acceptOffer(offer)).toBeNull();
    expect(await vaults.get(idB)?.readNote('mirrors')).toMatchObject({ added: [{ url: mirrorB }] });
  });
});

describe('using another guide', () => {
  it('is told in the list, with the app’s own first', async () => {
    const first = await world();
    await acceptOffer(await offered());
    underB(first);
    expect(await listGuides()).toMatchObject([
      { id: ours, isOwn: true, isUsed: false, edition: 1 },
      { id: idB, isOwn: false, isUsed: true, edition: 1, standing: 'demo' },
    ]);
    expect((await guideBegunWith(ours.slice(0, 16)))?.id).toBe(ours);
    expect(await guideBegunWith('f'.repeat(16))).toBeNull();
  });

  it('waits for the next start where the page cannot begin anew now', async () => {
    const { accepted } = await world();
    await acceptOffer(await offered());
    restarts = 0;
    vi.stubGlobal('navigator', { onLine: false });
    expect(await useGuide(ours)).toBe('later');
    expect([restarts, (await accepted.read()).used]).toEqual([0, null]);
    vi.stubGlobal('navigator', { onLine: false, serviceWorker: { controller: {} } });
    expect(await useGuide(ours, '#/seat/NA-1')).toBe('now');
    expect([restarts, entries.at(-1)]).toEqual([1, [null, '', '#/seat/NA-1']]);
  });

  it('that the phone cannot note is told, and the page stays as it is', async () => {
    const { accepted } = await world();
    const offer = await offered();
    openTestWorld({ ...getWorld(), accepted: { ...accepted, use: () => Promise.reject(new AppError('store/full')) } });
    expect(await acceptOffer(offer)).toMatchObject({ code: 'store/full' });
    expect([restarts, getState().trouble]).toEqual([0, { code: 'store/full' }]);
  });

  it('asks its own mirrors alone: the page’s tree is another publisher’s', async () => {
    const first = await world();
    await acceptOffer(await offered(filesB().set(reservesPath, encodeReserves([mirrorB]))));
    underB(first);
    await refreshHeld();
    asked.length = 0;
    expect(await checkNow()).toBe(true);
    expect(getState().head?.edition).toBe(2);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !url.startsWith(mirrorB))).toEqual([]);
  });

  it('asks nobody where no mirror of it is known', async () => {
    const first = await world();
    await acceptOffer(await offered());
    underB(first);
    await refreshHeld();
    asked.length = 0;
    expect(await checkNow()).toBe(false);
    expect(asked).toEqual([]);
    expect(getState().trouble?.code).toMatch(/^source\//);
    expect(getState().head?.edition).toBe(1);
  });

  it('reads no place that the tab kept under another one', async () => {
    const first = await world();
    await go({ screen: 'seat', seats: ['NA-1'] });
    const [entry] = entries.at(-1) ?? [];
    vi.stubGlobal('location', { hash: '#/seat' });
    vi.stubGlobal('history', { state: entry, replaceState: () => undefined });
    expect((await followAddress()).seats).toEqual(['NA-1']);
    underB(first);
    expect(await followAddress()).toMatchObject({ screen: 'find', seats: [] });
    // From before there were several guides.
    vi.stubGlobal('history', { state: { ...(entry as object), guide: undefined }, replaceState: () => undefined });
    expect((await followAddress()).seats).toEqual([]);
  });

  it('shows nothing that was being read of the one before, and finds nothing of it', async () => {
    const first = await world();
    vi.useRealTimers();
    prepareSearch();
    await vi.waitFor(() => expect(findTyped('Lahore').length).toBeGreaterThan(0));
    setState({ head: null });
    const reading = refreshHeld(['north']);
    enterGuide({ root: rootB, guideId: idB, vault: memoryVault(), hints: null });
    await reading;
    expect([getState().head, getState().regions.size]).toEqual([null, 0]);
    expect([findTyped('Lahore'), getWorld().own.guideId]).toEqual([[], first.own.guideId]);
  });

  it('is followed in other tabs, also where the guide in use was removed', async () => {
    const first = await world();
    await followGuides();
    expect(restarts).toBe(0);
    await first.accepted.accept(rootB);
    await first.accepted.use(idB);
    await followGuides();
    expect(restarts).toBe(1);
    underB(first);
    await followGuides();
    expect([restarts, getState().guides]).toEqual([1, 2]);
    await first.accepted.use(null);
    await followGuides();
    expect(restarts).toBe(2);
  });
});

describe('removing', () => {
  it('leaves the app’s own, and brings another one back', async () => {
    const { accepted } = await world();
    await acceptOffer(await offered());
    restarts = 0;
    await removeGuide(ours);
    expect([restarts, (await accepted.read()).used]).toEqual([0, idB]);
    expect((await listGuides()).map(({ isLeaving }) => isLeaving)).toEqual([false, false]);
    await removeGuide(idB);
    expect((await listGuides()).map(({ isLeaving }) => isLeaving)).toEqual([false, true]);
    expect(getState().guides).toBe(1);
    await undoRemoval(idB);
    expect(getState().guides).toBe(2);
    await removeGuide(idB);
    await accepted.sweep();
    expect([await listGuides(), vaults.size]).toMatchObject([[{ id: ours }], 0]);
  });

  it('goes back to the app’s own guide where it was in use', async () => {
    const first = await world();
    await acceptOffer(await offered());
    underB(first);
    restarts = 0;
    await removeGuide(idB);
    expect((await first.accepted.read()).used).toBeNull();
    expect([restarts, entries.at(-1)]).toEqual([1, [null, '', '#/guides']]);
  });

  it('of everything deletes each guide, and is the app’s own again', async () => {
    const first = await world();
    await acceptOffer(await offered());
    const { accepted } = underB(first);
    await refreshHeld(['north']);
    setState({ guides: 2, slips: [], opened: new Set(['NA-1']) });
    await deleteAll();
    expect(await accepted.read()).toMatchObject({ accepted: [], used: null });
    expect(vaults.size).toBe(0);
    expect([getWorld().guideId, getWorld().root, getWorld().vault]).toEqual([ours, first.root, first.own.vault]);
    const { head, regions, guides, isDeleted, opened } = getState();
    expect({ head, regions: regions.size, guides, isDeleted, opened: opened.size }).toEqual({
      head: null,
      regions: 0,
      guides: 1,
      isDeleted: true,
      opened: 0,
    });
  });
});
