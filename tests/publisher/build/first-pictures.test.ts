// Which pictures come with a first answer: all symbols of a region where they are few and small, else those of backed
// candidates, else none; and that a phone has them from the bundle alone.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { shardPictures } from '../../../src/core/guide/questions.ts';
import { parseShard, type Shard } from '../../../src/core/guide/shard.ts';
import { type BallotSymbol, parseSymbols } from '../../../src/core/guide/symbols.ts';
import { openRegion, readBlob } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { openFirstPictures } from '../../../src/publisher/build/first-pictures.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { builtExample, firstNow } from './guide-in-folder.ts';

const region = 'surkh-wadi';
let dir: string;
let symbolBytes: Uint8Array;
let shardBytes: Uint8Array;
let shard: Shard;
let symbols: ReadonlyMap<string, BallotSymbol>;
let blobs: ReadonlyMap<string, Uint8Array>;

async function readMirror(): Promise<void> {
  dir = (await builtExample()).mirror;
  const paths = await listFiles(dir);
  const read = (path: string): Promise<Uint8Array> => readFile(join(dir, path));
  symbolBytes = await read(paths.find((path) => path.endsWith('.symbols')) ?? '');
  shardBytes = await read(paths.find((path) => path.endsWith(`.${region}`)) ?? '');
  shard = parseShard(shardBytes);
  symbols = parseSymbols(symbolBytes);
  const names = paths.filter((path) => path.startsWith('blobs/'));
  blobs = new Map(await Promise.all(names.map(async (path) => [path.slice(6), await read(path)] as const)));
}

const pathOf = (code: string): string => `blobs/${symbols.get(code)?.picture?.sha256}`;
/** What is chosen where every picture has this length in the zip. */
const chosen = (length: number): readonly string[] =>
  [...openFirstPictures(symbolBytes, blobs, () => length)(shardBytes).keys()].sort();

describe('pictures of a first answer', () => {
  it('are all symbols of the region where they are small', async () => {
    await readMirror();
    const drawn = shard.symbolCodes.filter((code) => symbols.get(code)?.picture);
    expect(chosen(1)).toEqual(drawn.map(pathOf).sort());
  });

  it('are those of backed candidates where all would be too much', async () => {
    await readMirror();
    const rowOf = ({ contest, serial }: { readonly contest: string; readonly serial: number }): number => {
      const at = shard.contests.findIndex(({ id }) => id === contest);
      const from = shard.contests.slice(0, at).reduce((sum, { count }) => sum + count, 0);
      return shard.candidates.serial.indexOf(serial, from);
    };
    const backed = shard.endorsements.map(
      (each) => shard.symbolCodes[shard.candidates.symbol[rowOf(each)] ?? -1] ?? '',
    );
    const wanted = [...new Set(backed.map(pathOf))].sort();
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(shard.symbolCodes.length);
    expect(chosen(Math.floor(4_096 / wanted.length) - 218)).toEqual(wanted);
  });

  it('are none where even these would be too much, and where there is nothing to choose from', async () => {
    await readMirror();
    expect(chosen(4_000)).toEqual([]);
    expect(openFirstPictures(undefined, blobs, () => 1)(shardBytes).size).toBe(0);
    expect(openFirstPictures(symbolBytes, new Map(), () => 1)(shardBytes).size).toBe(0);
    expect(openFirstPictures(symbolBytes, blobs, () => 1)(undefined).size).toBe(0);
  });

  it('are on the phone with the answer', async () => {
    await readMirror();
    const root = await readFile(join(dir, 'metadata/1.root.json'));
    const bundle = bundleSource(await readFile(join(dir, `first/${region}.zip`)), { mayDeflate: true });
    const vault = memoryVault();
    const options = { root, now: new Date(firstNow), verifiers: ed25519Verifiers };
    await ingest(vault, bundle, { ...options, regions: [region] });
    const held = await openRegion(vault, region);
    if (!held) throw new TypeError('the region');
    const pictures = shardPictures(held.shard, held.head.symbols);
    const here = await Promise.all(pictures.map((blob) => readBlob(vault, blob)));
    expect(here.filter(Boolean).length).toBeGreaterThan(0);
  });
});
