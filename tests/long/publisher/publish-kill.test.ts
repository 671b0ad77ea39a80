// kill -9 while an edition is built, merged from signatures, and published to a folder: at every kind of write, half of it
// written, and at points between. What is on disk is always one whole edition, old or new, and no number ever stands for
// two contents, whatever is done next.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { publishCommand } from '../../../src/publisher/commands/edition/publish.ts';
import { catchOutput, exampleGuide } from '../../publisher/build/guide-in-folder.ts';
import { type Ceremony, foundGuide } from '../../publisher/ceremony/people.ts';

const command = resolve(import.meta.dirname, '../../../dist/publisher/nishan.js');
const hook = resolve(import.meta.dirname, 'kill-at.mjs');
const enoughPoints = 17;

const now = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_400_000);
const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000);
const at = (date: Date): string => date.toISOString().replace(/\.\d+/, '');

/** A folder as it was before the command that is killed; copied for each point. */
interface Stage {
  readonly folder: string;
  /** What is killed, in a copy of the folder. */
  readonly args: (home: string) => readonly string[];
  /** What is done next, as people would. */
  readonly next: (home: string) => Promise<readonly string[]>;
  /** The mirrors in it that phones read. */
  readonly mirrors: readonly string[];
}

let home: string;
beforeAll(async () => {
  if (!existsSync(command)) throw new Error('the command is not built: npm run build');
  home = await mkdtemp(join(tmpdir(), 'nishan-kill-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly signal: string | null; readonly code: number | null; readonly words: string }> {
  const script = `import { main } from ${JSON.stringify(command)}; process.exitCode = await main(process.argv.slice(1));`;
  const child = spawn(process.execPath, ['--import', hook, '--input-type=module', '-e', script, ...args], {
    env: { ...process.env, KILL_AT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (part: Buffer) => {
    words += part.toString();
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code, signal, words }));
  });
}

async function change(dir: string, to: string): Promise<void> {
  const path = join(dir, 'candidates.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace(/Firoz Khwab\w+/, `Firoz ${to}`));
}

/** @returns the edition that a phone gets; throws where it gets none, or not whole */
async function editionOf(mirror: string): Promise<number> {
  const root = await readFile(join(mirror, 'metadata/1.root.json'));
  const options = { root, now: hours(3), verifiers: ed25519Verifiers };
  const outcome = await ingest(memoryVault(), folderSource(mirror), { ...options, regions: 'all' });
  expect(outcome).toMatchObject({ kind: 'installed', missing: [] });
  return outcome.edition;
}

async function noteVersions(place: string, seen: Map<string, string>): Promise<void> {
  for (const dir of ['guide/published', 'mirror/metadata', 'site/metadata'].map((each) => join(place, each))) {
    for (const name of (await listFiles(dir)).filter((each) => /^\d+\.[a-z-]+\.json$/.test(each))) {
      const hash = sha256Hex(await readFile(join(dir, name)));
      expect(seen.get(name) ?? hash, `${dir}/${name}`).toBe(hash);
      seen.set(name, hash);
    }
  }
}

/** A call of each kind, from the middle of them, and others until there are enough. */
function pointsOf(calls: readonly string[], place: string): readonly number[] {
  const kinds = new Map<string, number[]>();
  calls.forEach((call, i) => {
    // A folder that is there too early is no harm that anybody could see.
    if (call.startsWith('mkdir')) return;
    const kind = call
      .replace(place, '')
      .replace(/[0-9a-f]{12,64}|\.staging-\w{6}|\d+/g, '#')
      .replace(/(targets|blobs|first)\/.*/, '$1');
    kinds.set(kind, [...(kinds.get(kind) ?? []), i + 1]);
  });
  const chosen = new Set([...kinds.values()].map((all) => all[all.length >> 1] ?? 1));
  for (let i = 0; chosen.size < enoughPoints && i < calls.length; i++) {
    chosen.add(1 + (Math.floor((i * calls.length) / enoughPoints) % calls.length));
  }
  return [...chosen].sort((a, b) => a - b);
}

/** So many points at a time: each is a command, and what comes after it, in a folder of its own. */
const atOnce = 2;

async function killEverywhere(stage: Stage): Promise<number> {
  const points = await copied(stage, async (place) => {
    const list = `${place}.calls.json`;
    const whole = await run(stage.args(place), { KILL_LIST: list });
    expect(whole.code, whole.words).toBe(0);
    return pointsOf(JSON.parse(await readFile(list, 'utf8')), place);
  });
  const before = await editionsOf(stage, stage.folder);
  const left = [...points];
  const ends = new Set<string>();
  const work = Array.from({ length: atOnce }, async () => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      const at = point;
      for (const end of await copied(stage, (place) => killAt(stage, place, at, before))) ends.add(end);
    }
  });
  try {
    await Promise.all(work);
  } finally {
    left.length = 0;
    await Promise.allSettled(work);
  }
  expect(ends).toEqual(new Set(['old', 'new']));
  return points.length;
}

/** Does something in a copy of the stage's folder. */
async function copied<T>({ folder }: Stage, work: (place: string) => Promise<T>): Promise<T> {
  const place = await mkdtemp(join(home, 'run-'));
  await cp(folder, place, { recursive: true });
  const done = await work(place);
  await rm(place, { recursive: true, force: true });
  return done;
}

function editionsOf({ mirrors }: Stage, place: string): Promise<readonly number[]> {
  return Promise.all(mirrors.map((mirror) => editionOf(join(place, mirror))));
}

/** @returns for each mirror whether the killed command left it at the edition before it, or at the next */
async function killAt(
  stage: Stage,
  place: string,
  point: number,
  before: readonly number[],
): Promise<readonly ('old' | 'new')[]> {
  const seen = new Map<string, string>();
  await noteVersions(place, seen);
  expect((await run(stage.args(place), { KILL_AT: String(point) })).signal).toBe('SIGKILL');
  await noteVersions(place, seen);
  const after = await editionsOf(stage, place);
  after.forEach((edition, i) => {
    expect(edition).toBeGreaterThanOrEqual(before[i] ?? 0);
  });
  const again = await run(await stage.next(place));
  expect(again.code, again.words).toBe(0);
  await noteVersions(place, seen);
  (await editionsOf(stage, place)).forEach((edition, i) => {
    expect(edition).toBeGreaterThan(before[i] ?? 0);
  });
  return after.map((edition, i) => (edition === before[i] ? 'old' : 'new'));
}

describe('killed', () => {
  let points = 0;

  it('in a build', async () => {
    const folder = join(home, 'build');
    await cp((await builtGuide()).folder, folder, { recursive: true });
    await change(join(folder, 'guide'), 'Khwabone');
    const build = (place: string, date: Date): readonly string[] => [
      ...['build', join(place, 'guide'), '--out', join(place, 'mirror'), '--now', at(date)],
      ...['--no-shell', '--no-car', '--no-torrent'],
    ];
    points += await killEverywhere({
      folder,
      mirrors: ['mirror'],
      args: (place) => build(place, hours(1)),
      async next(place) {
        // Other content, under numbers that must be others too where the first ones were used.
        await change(join(place, 'guide'), 'Khwabtwo');
        return build(place, hours(2));
      },
    });
  });

  it('in a merge', async () => {
    const ceremony = await signedGuide();
    await change(ceremony.dir, 'Khwabone');
    const proposal = await ceremony.prepare('proposal', hours(1));
    const merge = (place: string, people: readonly string[]): readonly string[] => [
      ...['merge', join(place, 'proposal'), ...people.map((name) => join(place, `proposal.${name}.sig`))],
      ...[
        '--guide',
        join(place, 'guide'),
        '--mirror',
        join(place, 'mirror'),
        '--now',
        at(hours(2)),
        '--no-car',
        '--no-torrent',
      ],
    ];
    await ceremony.sign(proposal, ['c1', 'c2', 'c3', 't1', 't2']);
    points += await killEverywhere({
      folder: ceremony.folder,
      mirrors: ['mirror'],
      args: (place) => merge(place, ['c1', 'c2', 't1']),
      // Other people's signatures make other bytes of the same content.
      next: async (place) => merge(place, ['c2', 'c3', 't2']),
    });
  });

  it('in publishing to a folder', async () => {
    const guide = await builtGuide();
    const words = { dir: guide.mirror, to: join(guide.folder, 'site'), dryRun: false, json: true, now: hours(1) };
    await publishCommand(words, catchOutput());
    await change(guide.dir, 'Khwabone');
    await guide.build({ now: at(hours(1)) });
    const publish = (place: string): readonly string[] => [
      'publish',
      join(place, 'mirror'),
      '--to',
      join(place, 'site'),
    ];
    points += await killEverywhere({
      folder: guide.folder,
      mirrors: ['site'],
      args: publish,
      next: async (place) => publish(place),
    });
  });

  it('at 50 points and more', () => {
    expect(points).toBeGreaterThanOrEqual(50);
  });
});

async function builtGuide() {
  const guide = await exampleGuide();
  await guide.build({ now: at(now), car: false, torrent: false });
  return guide;
}

async function signedGuide(): Promise<Ceremony> {
  const ceremony = await foundGuide(now);
  const root = join(ceremony.folder, 'root-1');
  await ceremony.merge(root, await ceremony.sign(root, ['r1', 'r2', 'r3']), now);
  const first = await ceremony.prepare('first', now);
  await ceremony.merge(first, await ceremony.sign(first, ['c1', 'c2', 't1']), now);
  return ceremony;
}
