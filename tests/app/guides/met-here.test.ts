// Copies that were met on a phone: named by the guide in use alone, whoever else's notices are kept beside it; and what is
// never marked, whichever guide is in use.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkHere } from '../../../src/app/ask/asked-here.ts';
import { metHere } from '../../../src/app/guides/met-here.ts';
import type { Offer } from '../../../src/app/guides/offer.ts';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { prepareSearch } from '../../../src/app/search/find-typed.ts';
import { clearTaken, takeAll, takeStore } from '../../../src/app/take/take-all.ts';
import { enterGuide, getState, type World } from '../../../src/app/world.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { encodeReserves, reservesPath } from '../../../src/core/bundle/reserves.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { filesSource, ingestOptions, testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { openTestWorld, pageUrl } from '../opened-world.ts';

const idA = guideId(ingestOptions.root);
const other = { root: testKey(9), key: testKey(8) };
const rootB = testRoot(other);
const idB = guideId(rootB);
const picture = readFile(join(import.meta.dirname, '../../../public/icons/icon-192.png'));
const notice = (id: string, counterfeit: object) => ({
  id,
  kind: 'counterfeit',
  at: '2027-01-25T10:00:00Z',
  title: { en: id },
  counterfeit,
});

/** A phone with a guide in use. */
async function world(notices: readonly object[]): Promise<World> {
  const opened = openTestWorld({ guideId: idA });
  await ingest(opened.vault, filesSource(testMirror({ notices })), ingestOptions);
  await refreshHeld(['north', 'south']);
  return opened;
}

/** Another guide takes its place, with notices of its own. */
async function enterB(notices: readonly object[]): Promise<void> {
  const vault = memoryVault();
  await ingest(vault, filesSource(testMirror({ ...other, notices })), { ...ingestOptions, root: rootB });
  enterGuide({ root: rootB, guideId: idB, vault, hints: null });
  await refreshHeld(['north', 'south']);
}

const ids = (met: ReturnType<typeof metHere>) => met.map(({ notice: { id } }) => id);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  clearTaken();
});

describe('a copy that the guide in use names', () => {
  it('is met in what somebody was sent; another guide says nothing of it', async () => {
    await world([notice('site', { link: 'copy.example' }), notice('guide', { fingerprint: idB })]);
    expect(ids(metHere({ text: 'see copy.example' }))).toEqual(['site']);
    expect(ids(metHere({ fingerprint: idB }))).toEqual(['guide']);
    await enterB([notice('of-b', { link: 'other.example' })]);
    expect(ids(metHere({ text: `copy.example ${idB}`, fingerprint: idB }))).toEqual([]);
    expect(ids(metHere({ text: 'other.example' }))).toEqual(['of-b']);
  });

  it('is never the guide in use, nor the app’s own, whoever names it', async () => {
    const own = [
      notice('a', { fingerprint: idA }),
      notice('b', { fingerprint: idB }),
      notice('page', { link: pageUrl }),
    ];
    await world(own);
    const encounter = { text: `${idA} ${pageUrl}`, addresses: [pageUrl], fingerprint: idA };
    expect(metHere(encounter)).toEqual([]);
    await enterB(own);
    expect(metHere(encounter)).toEqual([]);
    expect(metHere({ fingerprint: idB })).toEqual([]);
  });

  it('changes no verdict of a message', async () => {
    await world([notice('site', { link: 'copy.example' })]);
    prepareSearch();
    const message = 'NA-1 Candidate 1: kite.';
    await vi.waitFor(() => expect(checkHere(message)).not.toBeNull());
    const plain = checkHere(message);
    expect(plain?.met).toEqual([]);
    expect(checkHere(`${message} copy.example`)).toMatchObject({ verdict: plain?.verdict, met: [{ by: 'site' }] });
  });
});

describe('what is brought in', () => {
  it('is marked beside its outcome: a picture by its bytes, a link by its site', async () => {
    const bytes = await picture;
    await world([notice('card', { sha256: sha256Hex(bytes) }), notice('site', { link: 'copy.example' })]);
    await takeAll([
      new Blob([bytes]),
      'https://copy.example/#/hop/0011223344556677/2/1',
      'https://a.example/#/hop/0011223344556677/2/1',
    ]);
    expect(takeStore.get().takings.map(({ met, result }) => [...ids(met), result?.kind])).toEqual([
      ['card', 'refused'],
      ['site', 'text'],
      ['text'],
    ]);
  });

  it('is offered all the same: a guide that is named, and one from a site that is named', async () => {
    await world([notice('guide', { fingerprint: idB }), notice('site', { link: 'copy.example' })]);
    const reserves = encodeReserves(['https://copy.example/']);
    await takeAll([new Blob([encodeBundle(testMirror(other).set(reservesPath, reserves)) as BlobPart])]);
    const [taking] = takeStore.get().takings;
    if (taking?.result?.kind !== 'stranger') throw new TypeError('not offered');
    const offer: Offer = taking.result.offer;
    expect(offer).toMatchObject({ id: idB, place: 'new' });
    expect(ids(offer.met)).toEqual(expect.arrayContaining(['guide']));
    expect(getState().trouble).toBeNull();
  });
});
