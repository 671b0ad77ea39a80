// The voter's hand on the mirrors: what a test says, what is added and refused, what can be undone, and what is kept of it.
import { beforeEach, describe, expect, it } from 'vitest';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { mirrorRank } from '../../../src/app/sources/mirror-sign.ts';
import {
  addMirror,
  type MirrorRow,
  mirrorRows,
  openMirrors,
  removeMirror,
  stopTests,
  switchMirror,
  testMirrors,
  undoRemoval,
} from '../../../src/app/sources/mirrors.ts';
import { endWork } from '../../../src/app/sync/job.ts';
import { getState, getWorld, setState } from '../../../src/app/world.ts';
import { mirrorResults } from '../../../src/io/mirror/mirror-result.ts';
import { testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { type Behaviour, filesFetch, hanging, openTestWorld, pageUrl } from '../opened-world.ts';

const named = 'https://named.example/';
const friend = 'https://friend.example/';
const files = testMirror();

/** A phone that holds edition 1, whose guide names one mirror. */
async function openPhone(mirrors = {}, behave: Readonly<Record<string, Behaviour>> = {}): Promise<string[]> {
  const asked: string[] = [];
  const { vault } = openTestWorld({ fetch: filesFetch({ [pageUrl]: files, ...mirrors }, behave, asked) });
  await take(vault, files);
  await refreshHeld();
  const { head } = getState();
  if (!head) throw new Error('nothing is held');
  const guide = { ...head.guide, mirrors: [{ kind: 'static', url: named, name: { en: 'Library' } }] };
  setState({ head: { ...head, guide } });
  await openMirrors();
  return asked;
}

const rowOf = (url: string): MirrorRow | undefined => mirrorRows().find((row) => row.url === url);
const urls = (): readonly string[] => mirrorRows().map(({ url }) => url);

beforeEach(async () => {
  await openPhone();
});

describe('the list', () => {
  it('is empty before it was read, then has the page’s own mirror, the guide’s, the voter’s', async () => {
    expect(rowOf(pageUrl)).toMatchObject({ from: 'page', host: 'page.example', result: 'untried', isOn: true });
    expect(rowOf(named)).toMatchObject({ from: 'guide', name: { en: 'Library' }, kind: 'static' });
    await addMirror('friend.example');
    expect(urls()).toEqual([pageUrl, named, friend]);
    setState({ book: null });
    expect(mirrorRows()).toEqual([]);
  });

  it('names a mirror below a path by both, and a content store by its host', async () => {
    await addMirror('https://a.example/guide/');
    await addMirror('https://g.example/ipfs/{cid}?format=raw');
    expect(mirrorRows().map(({ host, kind }) => [host, kind])).toEqual(
      expect.arrayContaining([
        ['a.example/guide', 'static'],
        ['g.example', 'store'],
      ]),
    );
  });

  it('puts what works first and what is switched off last', () => {
    const rank = (result: (typeof mirrorResults)[number], isOn = true): number => mirrorRank({ result, isOn });
    const sorted = [...mirrorResults].sort((a, b) => rank(a) - rank(b));
    expect([sorted[0], sorted[1]]).toEqual(['fine', 'untried']);
    expect(sorted.slice(-2).sort()).toEqual(['tampered', 'too-long']);
    expect(rank('fine', false)).toBeGreaterThan(rank('tampered'));
  });
});

describe('adding', () => {
  it('tests what was added at once, and keeps both', async () => {
    await openPhone({ [friend]: files });
    expect(await addMirror(friend)).toBeNull();
    await expect.poll(() => rowOf(friend)?.result).toBe('fine');
    await expect.poll(() => getState().book?.health[friend]).toMatchObject({ result: 'fine', edition: 1 });
    expect(await getWorld().vault.readNote('mirrors')).toEqual(getState().book);
  });

  it.each([
    ['nonsense', 'address'],
    ['http://friend.example/', 'http'],
    ['https://a:b@friend.example/', 'password'],
    [pageUrl, 'known'],
    [named.slice(0, -1), 'known'],
  ])('refuses %s: %s, and keeps nothing', async (typed, why) => {
    expect(await addMirror(typed)).toBe(why);
    expect(urls()).toEqual([pageUrl, named]);
    expect(await getWorld().vault.readNote('mirrors')).toBeNull();
  });

  it('loses none of several that are added at once', async () => {
    await Promise.all(['a.example', 'b.example', 'c.example'].map(addMirror));
    expect(urls()).toEqual([pageUrl, named, 'https://a.example/', 'https://b.example/', 'https://c.example/']);
  });

  it('takes an address that was switched off back into use', async () => {
    await switchMirror(named, false);
    expect(await addMirror(named)).toBeNull();
    expect(rowOf(named)).toMatchObject({ from: 'guide', isOn: true });
    expect(urls()).toEqual([pageUrl, named]);
  });

  it('lets a demo ask this machine alone by http', async () => {
    expect(await addMirror('http://127.0.0.1:8080')).toBeNull();
    const { head } = getState();
    if (!head) throw new Error('nothing is held');
    setState({ head: { ...head, guide: { ...head.guide, demo: false } } });
    expect(await addMirror('http://127.0.0.1:8081')).toBe('http');
  });
});

describe('taking out', () => {
  it('forgets a mirror of the voter’s and brings it back on undo', async () => {
    await addMirror(friend);
    await expect.poll(() => getState().testing.size).toBe(0);
    await removeMirror(friend);
    expect(urls()).not.toContain(friend);
    expect(JSON.stringify(await getWorld().vault.readNote('mirrors'))).not.toContain('friend');
    expect(getState().removed?.host).toBe('friend.example');
    await undoRemoval();
    expect(urls()).toContain(friend);
    expect(getState().removed).toBeNull();
  });

  it('forgets no mirror of the page or the guide', async () => {
    await removeMirror(pageUrl);
    await removeMirror(named);
    expect(urls()).toEqual([pageUrl, named]);
    expect(getState().removed).toBeNull();
  });

  it('switches a mirror of the guide off and on, and does not ask it while it is off', async () => {
    const asked = await openPhone({ [named]: files });
    await switchMirror(named, false);
    expect(rowOf(named)?.isOn).toBe(false);
    asked.length = 0;
    await testMirrors([named]);
    expect(asked).toEqual([]);
    await switchMirror(named, true);
    await testMirrors([named]);
    expect(rowOf(named)).toMatchObject({ isOn: true, result: 'fine' });
  });
});

describe('a test', () => {
  it('asks that mirror for metadata alone: nothing tells the seat', async () => {
    const asked = await openPhone({ [named]: files });
    await testMirrors([named]);
    expect(asked).toEqual([`${named}metadata/2.root.json`, `${named}metadata/timestamp.json`]);
  });

  it('tells a copy of an older edition, and changes nothing that is held', async () => {
    const { vault } = getWorld();
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }));
    await refreshHeld();
    await testMirrors([pageUrl]);
    expect(rowOf(pageUrl)).toMatchObject({ result: 'old', edition: 1 });
    expect(getState().head?.edition).toBe(2);
  });

  it('no longer tells which edition it had, once it does not answer', async () => {
    await testMirrors([pageUrl]);
    expect(rowOf(pageUrl)).toMatchObject({ result: 'fine', edition: 1 });
    setState({ marks: new Map([[pageUrl, 'unreachable']]) });
    expect(rowOf(pageUrl)).toMatchObject({ result: 'unreachable', edition: null });
  });

  it('takes a newer edition in once one was seen', async () => {
    const { vault, store } = openTestWorld({ fetch: filesFetch({ [pageUrl]: testMirror({ edition: 2 }) }) });
    await take(vault, files);
    await refreshHeld();
    await openMirrors();
    expect(store.get().head?.edition).toBe(1);
    await testMirrors([pageUrl]);
    await expect.poll(() => getState().head?.edition).toBe(2);
    await endWork();
  });

  it('of all keeps everything in one write, and shows what is being asked', async () => {
    await openPhone({ [friend]: files });
    await addMirror(friend);
    await expect.poll(() => getState().testing.size).toBe(0);
    const { vault } = getWorld();
    let writes = 0;
    const { changeNote } = vault;
    vault.changeNote = (name, to) => {
      writes++;
      return changeNote.call(vault, name, to);
    };
    const tested = testMirrors(urls());
    expect(mirrorRows().every(({ isAsked }) => isAsked)).toBe(true);
    await tested;
    expect(mirrorRows().map(({ result }) => result)).toEqual(['fine', 'unreachable', 'fine']);
    expect([writes, getState().testing.size]).toEqual([1, 0]);
  });

  it('can be stopped, and says nothing of who had not answered', async () => {
    await openPhone({}, { [named]: hanging });
    const tested = testMirrors([named]);
    await expect.poll(() => getState().testing.has(named)).toBe(true);
    stopTests();
    await tested;
    expect(getState()).toMatchObject({ trouble: null, testing: new Set() });
    expect(rowOf(named)?.result).toBe('untried');
  });
});
