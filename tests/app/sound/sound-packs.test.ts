// A region's sounds: fetched, kept over an install that sweeps, stopped, removed and brought back; and what stands in the
// note that keeps them is read with care.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  countPack,
  dropUnwanted,
  getPack,
  keepPack,
  packWork,
  refreshPacks,
  removePack,
} from '../../../src/app/sound/sound-packs.ts';
import { getState, openWorld, setState } from '../../../src/app/world.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import type { Clip } from '../../../src/core/guide/media.ts';
import { readKeptSounds, soundsNote } from '../../../src/core/held/kept-sounds.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { type Behaviour, filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

const sounds = [1, 2, 3].map((n) => new Uint8Array(100).fill(n));
const clips = sounds.map((bytes, i): Clip => {
  const blob = { sha256: sha256Hex(bytes), length: bytes.length };
  const regions = i === 2 ? ['south'] : ['north'];
  return { id: `c${i}`, title: {}, blob, synthetic: true, voice: {}, of: `symbol/s${i}`, regions };
});
const blobs = new Map(sounds.map((bytes) => [`blobs/${sha256Hex(bytes)}`, bytes]));
let asked: string[] = [];

async function open(behave: Behaviour = () => null): Promise<ReturnType<typeof openTestWorld>> {
  asked = [];
  const files = new Map([...testMirror(), ...blobs]);
  const fetch = filesFetch({ [pageUrl]: files }, { [pageUrl]: behave }, asked);
  const world = openTestWorld({ vault: memoryVault(), fetch });
  openWorld(world);
  await take(world.vault, testMirror());
  setState({ clips: { edition: 1, clips } });
  return world;
}

const isHeld = async (): Promise<readonly boolean[]> => {
  const { vault } = openedWorld;
  const hashes = await vault.fileHashes();
  return clips.map(({ blob }) => hashes.has(blob.sha256));
};
let openedWorld: ReturnType<typeof openTestWorld>;

beforeEach(async () => {
  openedWorld = await open();
});

describe('a pack', () => {
  it('says its size before, and holds what the region has', async () => {
    expect(await countPack('north')).toEqual({ bytes: 200, held: 0, isWanted: false });
    await getPack('north');
    expect(await countPack('north')).toEqual({ bytes: 200, held: 200, isWanted: true });
    expect(await isHeld()).toEqual([true, true, false]);
    expect(await countPack('nowhere')).toBeNull();
    expect(packWork.get().region).toBeNull();
  });

  it('is left by an install that sweeps; a sound that nobody keeps is not', async () => {
    await getPack('north');
    const [, , south] = sounds;
    await openedWorld.vault.keepFiles(new Map([[clips[2]?.blob.sha256 ?? '', south as Uint8Array]]));
    await take(openedWorld.vault, testMirror({ edition: 2, symbol: 'boat' }));
    expect(await isHeld()).toEqual([true, true, false]);
  });

  it('can be removed, and brought back until it is dropped', async () => {
    await getPack('north');
    await removePack('north');
    expect(await isHeld()).toEqual([true, true, false]);
    await keepPack('north');
    await dropUnwanted();
    expect(await isHeld()).toEqual([true, true, false]);
    await removePack('north');
    await dropUnwanted();
    expect(await isHeld()).toEqual([false, false, false]);
  });

  it('follows a newer edition, by itself only where nothing costs', async () => {
    await getPack('south');
    setState({ clips: { edition: 2, clips: clips.map((clip) => ({ ...clip, regions: ['south'] })) } });
    await refreshPacks(false);
    expect(await isHeld()).toEqual([false, false, true]);
    await refreshPacks(true);
    expect(await isHeld()).toEqual([true, true, true]);
  });

  it('keeps nothing that came with other bytes', async () => {
    openedWorld = await open((path) =>
      path.startsWith('blobs/') ? new Response(new Uint8Array(100).fill(9) as Uint8Array<ArrayBuffer>) : null,
    );
    await getPack('north');
    expect(await isHeld()).toEqual([false, false, false]);
  });

  it('stops when everything is deleted', async () => {
    openedWorld = await open((path) => {
      if (path.startsWith('blobs/')) setState({ isDeleted: true });
      return null;
    });
    await getPack('north');
    expect(await isHeld()).not.toEqual([true, true, true]);
    expect(getState().trouble).toBeNull();
  });
});

it.each([null, 'x', { regions: 1 }, { regions: [], keep: ['zz'] }])('takes the note %j for none', async (note) => {
  await openedWorld.vault.keepNote(soundsNote, note);
  expect(readKeptSounds(await openedWorld.vault.readNote(soundsNote))).toEqual({ regions: [], keep: [] });
});
