// Whole rounds of the app's own choice of mirrors, in Node, before real censors that do several things at once, for some
// paths or all. Drawn by chance from a seed that is the same in every run: each failure names its draw.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRegion } from '../../../src/core/held/held.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { type FaultName, faults, type Stage } from '../../../src/doors/censor/faults.ts';
import type { Upstream } from '../../../src/doors/censor/upstream.ts';
import { type Censor, startCensor } from '../../../src/doors/censor.ts';
import type { MirrorLimits } from '../../../src/io/mirror/ask-mirror.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { type RoundReport, syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { folderUpstream } from '../../../src/publisher/censor-upstream.ts';
import { ingestOptions, testMirror as makeFiles, testKey, testRoot } from '../../core/fixture.ts';
import { symbolOf, take } from '../../core/ingest/ingest-helpers.ts';

/** Shorter than for voters; long enough for a busy machine. */
const hasty: MirrorLimits = { firstByteMs: 2_000, pauseMs: 700, graceMs: 1_000, bytesPerSecond: 256 };
const key = testKey(9);
const older = makeFiles();
/** Under the next root, signed by keys that the first one does not know. */
const newer = new Map([
  ...makeFiles({ edition: 2, symbol: 'tree', key }),
  ['metadata/1.root.json', testRoot()] as const,
  ['metadata/2.root.json', testRoot({ version: 2, key })] as const,
]);

interface Doing {
  readonly names: readonly FaultName[];
  readonly paths: RegExp | undefined;
}

/** Small and the same everywhere. @source xorshift32, Marsaglia 2003 */
function drawer(seed: number): <T>(from: readonly T[]) => T {
  let state = seed * 2_654_435_761 || 1;
  return (from) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return from[(state >>> 0) % from.length] as (typeof from)[number];
  };
}

const namesOf = (stage: Stage): readonly FaultName[] =>
  faults.filter((fault) => fault.stage === stage).map(({ name }) => name);
const somePaths = [undefined, undefined, /\/metadata\//, /timestamp/, /root\.json/, /snapshot|targets\.json/];
const fewPaths = [/\/targets\//, /\/blobs\//, /[0-7]$|[0-7]\./];

function drawDoing(draw: ReturnType<typeof drawer>): Doing {
  if (draw([0, 1, 2, 3, 4]) === 0) return { names: [draw(namesOf('listener'))], paths: undefined };
  const stages = (['tree', 'answer', 'sending'] as const).filter(() => draw([true, false]));
  const names = (stages.length > 0 ? stages : (['sending'] as const)).map((stage) => draw(namesOf(stage)));
  return { names, paths: draw<RegExp | undefined>([...somePaths, ...fewPaths]) };
}

let home: string;
let trees: readonly Upstream[];
let censors: readonly Censor[] = [];
const rejections: unknown[] = [];
process.on('unhandledRejection', (error) => rejections.push(error));

async function openTree(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<Upstream> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(home, name, path)), { recursive: true });
    await writeFile(join(home, name, path), bytes);
  }
  return folderUpstream(join(home, name));
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-round-'));
  const [mirror, before] = [await openTree('newer', newer), await openTree('older', older)];
  trees = [mirror, before];
});
beforeEach(async () => {
  const [mirror, before] = trees;
  if (!mirror || !before) throw new TypeError('two trees are open');
  // New ports each time: Node keeps connections, and one that a change of faults has broken would look like a fault.
  censors = await Promise.all([0, 1, 2, 3].map(() => startCensor({ mirror, older: before })));
});
afterEach(async () => {
  for (const each of censors) await each.close();
  expect(rejections.splice(0)).toEqual([]);
});
afterAll(async () => {
  for (const each of trees) await each.close();
  await rm(home, { recursive: true });
});

/** A phone that holds the older edition and knows all four. */
async function makePhone(): Promise<{ readonly vault: Vault; sync(): Promise<RoundReport> }> {
  const vault = memoryVault();
  await take(vault, older);
  const urls = censors.map(({ url }) => url);
  const book = urls.slice(1).reduce((sum, url) => withMirror(sum, { kind: 'static', url }), readMirrorBook(null));
  await vault.keepNote(mirrorNote, book);
  const pageUrl = urls[0] ?? '';
  return {
    vault,
    sync: () => syncRound({ vault, pageUrl, limits: hasty, hedgeMs: 150, random: () => 0.5, ingest: ingestOptions }),
  };
}

const symbolsOf = async (vault: Vault): Promise<readonly unknown[]> => [
  (await openRegion(vault, 'north'))?.head.edition,
  await symbolOf(vault, 'north', 'NA-1'),
];
const seeds = Array.from({ length: 30 }, (_, i) => i + 1);

describe('three of four misbehave, each in several ways', () => {
  it.each(seeds)('draw %i: the newest edition arrives whole', async (seed) => {
    const draw = drawer(seed);
    const honest = draw([0, 1, 2, 3]);
    const doings = censors.map(
      (_, i): Doing => (i === honest ? { names: ['honest'], paths: undefined } : drawDoing(draw)),
    );
    for (const [i, { names, paths }] of doings.entries()) await censors[i]?.misbehave(names, paths);
    const { vault, sync } = await makePhone();
    const report = await sync();
    const told = JSON.stringify({ honest, doings: doings.map(({ names, paths }) => [names, String(paths)]) });
    expect(report.outcome, told).toMatchObject({ edition: 2, missing: [] });
    expect(await symbolsOf(vault), told).toEqual([2, 'tree']);
    expect(report.marks[censors[honest]?.url ?? '']?.result, told).toBe('fine');
  });
});

describe('all four misbehave', () => {
  it.each(seeds)('draw %i: one whole edition answers, and the next honest round brings the newest', async (seed) => {
    const draw = drawer(seed + 1_000);
    for (const censor of censors) {
      const { names, paths } = drawDoing(draw);
      await censor.misbehave(names, paths);
    }
    const { vault, sync } = await makePhone();
    const report = await sync();
    expect([
      [1, 'kite'],
      [2, 'tree'],
    ]).toContainEqual(await symbolsOf(vault));
    if (!report.outcome) expect(report.error).not.toBeNull();
    for (const censor of censors) await censor.misbehave('honest');
    // A first try finds the connections broken that the change has ended.
    await sync();
    expect((await sync()).outcome).toMatchObject({ edition: 2, missing: [] });
    expect(await symbolsOf(vault)).toEqual([2, 'tree']);
  });
});
