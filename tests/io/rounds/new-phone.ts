// A phone with an empty store between two real censors and one honest mirror that is an edition behind, over real HTTP.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRegion } from '../../../src/core/held/held.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { type FaultName, faultNames } from '../../../src/doors/censor/faults.ts';
import type { Upstream } from '../../../src/doors/censor/upstream.ts';
import { type Censor, startCensor } from '../../../src/doors/censor.ts';
import type { MirrorLimits } from '../../../src/io/mirror/ask-mirror.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { folderUpstream } from '../../../src/publisher/censor-upstream.ts';
import { ingestOptions, testKey, testMirror, testRoot } from '../../core/fixture.ts';

/** Shorter than for voters; long enough for a busy machine. */
const hasty: MirrorLimits = { firstByteMs: 2_000, pauseMs: 700, graceMs: 1_000, bytesPerSecond: 256 };

/** What a censor does, for some paths or all. */
export interface Doing {
  readonly name: string;
  readonly fault: FaultName;
  readonly paths?: RegExp;
}

/** Each fault, and ways of giving some of the newest edition and not the rest. */
export const doings: readonly Doing[] = [
  ...faultNames.filter((name) => name !== 'honest').map((fault) => ({ name: fault, fault })),
  { name: 'no snapshot', fault: '403', paths: /snapshot/ },
  { name: 'newest root and timestamp alone', fault: 'older', paths: /snapshot|targets/ },
  { name: 'no team', fault: 'older', paths: /team/ },
  { name: 'no head', fault: 'older', paths: /targets\/guide/ },
  { name: 'changed regions', fault: 'flip', paths: /targets\/regions/ },
  { name: 'hanging files', fault: 'hang', paths: /targets\/|blobs\// },
];

const southKey = testKey(8);
const older = testMirror({ southKey });
/** Other languages too, so that fewer files are the same in both. */
const newer = new Map([
  ...testMirror({ edition: 2, southKey, symbol: 'tree', languages: ['ur', 'en'] }),
  ['metadata/2.root.json', testRoot({ version: 2 })] as const,
]);

/** Editions 1 and 2 in folders of their own. */
export interface Trees {
  readonly newer: Upstream;
  readonly older: Upstream;
  close(): Promise<void>;
}

export async function openTrees(): Promise<Trees> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-new-phone-'));
  const open = async (name: string, files: ReadonlyMap<string, Uint8Array>): Promise<Upstream> => {
    for (const [path, bytes] of files) {
      const file = join(home, name, decodeURIComponent(path));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    return folderUpstream(join(home, name));
  };
  const trees = { newer: await open('newer', newer), older: await open('older', older) };
  return {
    ...trees,
    async close() {
      await Promise.all([trees.newer.close(), trees.older.close()]);
      await rm(home, { recursive: true });
    },
  };
}

/** What a new phone holds of each region, after its first round and once the honest mirror has the newest edition. */
export interface Answered {
  readonly first: readonly (number | undefined)[];
  /** The newest edition that is known then. */
  readonly known: number | undefined;
  readonly last: readonly (number | undefined)[];
}

/** A new phone beside two censors; it came from the first. */
export async function newPhone(trees: Trees, a: Doing, b: Doing): Promise<Answered> {
  const start = (): Promise<Censor> => startCensor({ mirror: trees.newer, older: trees.older });
  const [one, two, honest] = await Promise.all([start(), start(), start()]);
  try {
    await one.misbehave([a.fault], a.paths);
    await two.misbehave([b.fault], b.paths);
    await honest.misbehave(['older']);
    const vault = memoryVault();
    const others = [two.url, honest.url];
    const book = others.reduce((sum, url) => withMirror(sum, { kind: 'static', url }), readMirrorBook(null));
    await vault.keepNote(mirrorNote, book);
    const options = { vault, pageUrl: one.url, limits: hasty, hedgeMs: 150, ingest: ingestOptions };
    await syncRound(options);
    const first = await editionsOf(vault);
    const known = (await vault.readNewest())?.edition;
    await honest.misbehave('honest');
    // A first try finds the connections broken that the change has ended.
    await syncRound(options);
    await syncRound(options);
    return { first, known, last: await editionsOf(vault) };
  } finally {
    await Promise.all([one.close(), two.close(), honest.close()]);
  }
}

async function editionsOf(vault: Vault): Promise<readonly (number | undefined)[]> {
  const regions = await Promise.all(['north', 'south'].map((region) => openRegion(vault, region)));
  return regions.map((region) => region?.head.edition);
}
