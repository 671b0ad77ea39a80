// Looks for a newer edition over several mirrors: what arrives, what is shown on the way, what a voter may stop.
import { beforeAll, describe, expect, it } from 'vitest';
import { beginAgain, endWork, isStopped, stopWork } from '../../../src/app/sync/job.ts';
import { bringFirst, checkNow, lookQuietly } from '../../../src/app/sync/sync.ts';
import { getState, getWorld, setState } from '../../../src/app/world.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { testMirror } from '../../core/fixture.ts';
import { symbolOf, take } from '../../core/ingest/ingest-helpers.ts';
import { filesFetch, hanging, openTestWorld, pageUrl, withFirstAnswers } from '../opened-world.ts';

const one = 'https://one.example/';
const two = 'https://two.example/';
const older = testMirror();
const newer = testMirror({ edition: 2, symbol: 'tree' });
const newest = testMirror({ edition: 3, symbol: 'boat' });

/** A phone that holds edition 1 and knows these mirrors besides the page's own. */
async function phoneWith(added: readonly string[]): Promise<Vault> {
  const vault = memoryVault();
  await take(vault, older);
  const book = { added: added.map((url) => ({ kind: 'static', url })), removed: [], health: {}, failedRounds: 0 };
  await vault.keepNote('mirrors', book);
  return vault;
}

/** Every edition that was on the screen, in order. */
function watchEditions(): number[] {
  const seen: number[] = [];
  getWorld().store.subscribe(() => {
    const edition = getState().head?.edition;
    if (edition !== undefined && edition !== seen[seen.length - 1]) seen.push(edition);
  });
  return seen;
}

beforeAll(async () => {
  // Loaded before a test counts on what comes first.
  await import('../../../src/app/sync/rounds.ts');
});

describe('a look over several mirrors', () => {
  it('brings the newest edition while the page’s own mirror is dead, and remembers who was what', async () => {
    const vault = await phoneWith([one]);
    openTestWorld({ vault, fetch: filesFetch({ [one]: newer }) });
    expect(await checkNow()).toBe(true);
    expect(getState()).toMatchObject({ trouble: null, lastLook: 'answered', work: null });
    expect(getState().head?.edition).toBe(2);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    const health = getState().book?.health;
    expect([health?.[pageUrl]?.result, health?.[one]?.result]).toEqual(['unreachable', 'fine']);
    expect(await vault.readNote('mirrors')).toEqual(getState().book);
  });

  it('shows what one mirror has at once, and a newer one of another in the same round', async () => {
    const vault = await phoneWith([one]);
    openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: newer, [one]: newest }) });
    const seen = watchEditions();
    expect(await checkNow()).toBe(true);
    expect(seen).toEqual([2, 3]);
  });

  it('shows a mark as soon as a mirror earns it', async () => {
    const vault = await phoneWith([one]);
    const page = new Map([['metadata/timestamp.json', new Uint8Array([123])]]);
    openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: page, [one]: newer }) });
    const marked: unknown[] = [];
    getWorld().store.subscribe(() => marked.push(getState().marks.get(pageUrl)));
    await checkNow();
    expect(marked).toContain('tampered');
    expect(getState().book?.health[pageUrl]?.result).toBe('tampered');
  });

  it('tells the voter why nothing came when asked by hand, and keeps quiet when it looked by itself', async () => {
    const vault = await phoneWith([one]);
    openTestWorld({ vault, fetch: filesFetch({}) });
    expect(await lookQuietly()).toBe(false);
    expect(getState()).toMatchObject({ trouble: null, lastLook: 'silent' });
    expect(await checkNow()).toBe(false);
    expect(getState().trouble).toEqual({ code: 'source/unreachable' });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('lets go of mirrors that are only looked at, as soon as the voter wants something', async () => {
    const vault = await phoneWith([two]);
    await vault.removeRegion('south');
    const fetch = filesFetch({ [pageUrl]: withFirstAnswers(older) }, { [two]: hanging });
    openTestWorld({ vault, fetch });
    const looked = checkNow();
    await expect.poll(() => getState().work?.isWithOthers).toBe(true);
    expect(getState().work?.kind).toBe('look');
    expect(await bringFirst('south')).toBe(true);
    expect(getState().regions.has('south')).toBe(true);
    await looked;
    expect(getState().trouble).toBeNull();
  });
});

describe('a phone that has nothing', () => {
  it('is answered by its first fetch, although the page’s own mirror shows the newest timestamp and withholds the rest', async () => {
    const vault = memoryVault();
    const book = { added: [{ kind: 'static', url: one }], removed: [], health: {}, failedRounds: 0 };
    await vault.keepNote('mirrors', book);
    const timestamp = 'metadata/timestamp.json';
    const mixed = new Map([...older, [timestamp, newer.get(timestamp) ?? new Uint8Array()]]);
    openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: mixed, [one]: older }) });
    expect(await bringFirst('north')).toBe(true);
    expect(getState()).toMatchObject({ trouble: null, head: { edition: 1, newest: { edition: 2 } } });
    expect(getState().regions.get('north')?.head.edition).toBe(1);
    openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: mixed, [one]: newer }) });
    expect(await lookQuietly()).toBe(true);
    expect(getState().head).toMatchObject({ edition: 2, newest: { edition: 2 } });
  });
});

describe('what a look may fetch', () => {
  const shards = (asked: readonly string[]): readonly string[] =>
    [...new Set(asked.flatMap((url) => /targets\/regions\/[0-9a-f]+\.(\w+)/.exec(url)?.[1] ?? []))].sort();

  it.each([
    ['a link that costs nothing', undefined, ['north', 'south']],
    ['a phone that saves data', { saveData: true }, ['north']],
    ['a mobile network', { type: 'cellular' }, ['north']],
  ])('on %s', async (_, connection, wanted) => {
    const vault = await phoneWith([]);
    await vault.removeRegion('south');
    const asked: string[] = [];
    openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: newer }, {}, asked), connection: () => connection });
    // Of south nothing is left to be found in the store.
    const south = [...older].find(([path]) => /regions\/.*\.south$/.test(path))?.[0] ?? '';
    await vault.dropFiles([/[0-9a-f]{64}/.exec(south)?.[0] ?? '']);
    expect(await lookQuietly()).toBe(true);
    expect(shards(asked)).toEqual(wanted);
  });

  it('is the head alone while no region is held', async () => {
    const vault = memoryVault();
    await take(vault, older, { regions: [] });
    const asked: string[] = [];
    openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: newer }, {}, asked) });
    expect(await lookQuietly()).toBe(true);
    expect(shards(asked)).toEqual([]);
    expect(getState().head?.edition).toBe(2);
  });
});

describe('the voter’s stop', () => {
  it('ends a look, keeps what is here, and holds until the voter asks again', async () => {
    const vault = await phoneWith([]);
    openTestWorld({ vault, fetch: filesFetch({}, { [pageUrl]: hanging }) });
    const looked = lookQuietly();
    await expect.poll(() => getState().work?.kind).toBe('look');
    stopWork();
    expect(await looked).toBe(false);
    expect(getState()).toMatchObject({ lastLook: 'stopped', trouble: null, work: null });
    expect(isStopped()).toBe(true);
    beginAgain();
    expect(isStopped()).toBe(false);
  });
});

describe('a first answer', () => {
  it('comes from another mirror that the voter gave, while the page’s own hangs', async () => {
    const vault = memoryVault();
    const added = [{ kind: 'static', url: one }];
    await vault.keepNote('mirrors', { added, removed: [], health: {}, failedRounds: 0 });
    openTestWorld({ vault, fetch: filesFetch({ [one]: withFirstAnswers(older) }, { [pageUrl]: hanging }) });
    expect(await bringFirst('north')).toBe(true);
    expect(getState().regions.has('north')).toBe(true);
    expect(getState().trouble).toBeNull();
  });

  it('asks the page’s own mirror alone on a first visit', async () => {
    const asked: string[] = [];
    openTestWorld({ fetch: filesFetch({ [pageUrl]: older }, {}, asked) });
    expect(await bringFirst('north')).toBe(true);
    expect(asked.every((url) => url.startsWith(pageUrl))).toBe(true);
    expect(await getWorld().vault.readNote('mirrors')).toBeNull();
  });

  it('is not begun after a deletion', async () => {
    openTestWorld({ fetch: filesFetch({ [pageUrl]: older }) });
    setState({ isDeleted: true });
    await endWork();
    expect(await lookQuietly()).toBe(false);
    expect(getState().head).toBeNull();
  });
});
