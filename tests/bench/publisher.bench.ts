// The publisher's desk with a whole country: what check, a first build and the rebuilds after one changed seat or place take, beside
// a program that only reads, hashes and writes the same bytes, in the same run. Each is a process of its own, as people
// run it, and its peak memory is what the system counted. NISHAN_SCALE=500 for a larger country.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Blob } from '../../src/core/guide/blob.ts';
import { openHead, openRegion } from '../../src/core/held/held.ts';
import { ingest } from '../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../src/core/tuf/signatures.ts';
import { folderSource } from '../../src/publisher/build/folder-source.ts';
import { runNishan } from '../e2e/harness/mirror.ts';
import { brotliBytes } from '../e2e/harness/shell-sizes.ts';
import { kB, row, runs, seconds, spread } from './measure.ts';
import { type Run, run } from './measured-process.ts';

const scale = process.env.NISHAN_SCALE ?? '100';
const times = Math.min(runs, 3);
const home = resolve('.cache/publisher');
const guide = join(home, 'guide');
const mirror = join(home, 'mirror');
/** What a first build finds nothing of. */
const madeInGuide = ['published', '.cache'].map((name) => join(guide, name));
const command = resolve(import.meta.dirname, '../../bin/nishan.mjs');
const baseline = resolve(import.meta.dirname, 'read-hash-write.mjs');

async function several(work: (i: number) => Promise<Run>): Promise<readonly Run[]> {
  const all: Run[] = [];
  for (let i = 0; i < times; i++) all.push(await work(i));
  return all;
}

function words(all: readonly Run[]): string {
  const peak = spread(all.map(({ peakMB }) => peakMB)).max;
  return `${seconds(all.map((each) => each.ms))}; processor ${seconds(all.map(({ cpuMs }) => cpuMs))}; ${peak.toFixed(0)} MB`;
}

function ratio(all: readonly Run[], base: readonly Run[]): string {
  const of = (key: 'ms' | 'cpuMs'): string =>
    (spread(all.map((each) => each[key])).median / spread(base.map((each) => each[key])).median).toFixed(1);
  return `${of('ms')} times the baseline, in processor's time ${of('cpuMs')}`;
}

/** Another party for the first candidate, each time. */
function changeOneSeat(i: number): void {
  const path = join(guide, 'candidates.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^(NA-1,1,.*),[^,]*,(\d+)$/m, `$1,party-${i + 1},$2`));
}

/** Another address of the first polling place, each time. */
function moveOnePlace(i: number): void {
  const path = join(guide, 'places.csv');
  const [header = '', first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, [header, first.replace(/^([^,]*,[^,]*,)[^,]*/, `$1${900 + i}`), ...rest].join('\n'));
}

beforeAll(async () => {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const made = await runNishan('synth', '--out', guide, '--scale', scale);
  expect(made).toMatchObject({ code: 0 });
});

describe(`an invented country, ${scale} %`, () => {
  it('check, build, rebuild', async (context) => {
    const hours = Array.from({ length: 9 }, (_, i) => `2026-11-21T${String(i + 10)}:00:00Z`);
    const build = (i: number): Promise<Run> =>
      run(command, 'build', guide, '--out', mirror, '--now', hours[i] ?? '', '--json');
    const check = await several(() => {
      rmSync(join(guide, '.cache'), { recursive: true, force: true });
      return run(command, 'check', guide);
    });
    const again = await several(() => run(command, 'check', guide));
    const first = await several((i) => {
      for (const left of [mirror, ...madeInGuide, `${mirror}.car`, `${mirror}.torrent`]) {
        rmSync(left, { recursive: true, force: true });
      }
      return build(i);
    });
    const base = await several(() => run(baseline, guide, mirror, join(home, 'copy')));
    const rebuilt = await several((i) => {
      changeOneSeat(i);
      return build(i + times);
    });
    const moved = await several((i) => {
      moveOnePlace(i);
      return build(i + 2 * times);
    });
    row(context, 'read, hash and write the same bytes', words(base), '', 'the baseline');
    row(context, 'nishan check', words(check), '5 s, 500 MB', ratio(check, base));
    row(context, 'nishan check, again', words(again), '', ratio(again, base));
    row(context, 'nishan build, the first', words(first), '15 s, 500 MB', ratio(first, base));
    row(context, 'nishan build after one seat changed', words(rebuilt), '2 s, 500 MB', ratio(rebuilt, base));
    row(context, 'nishan build after one polling place moved', words(moved), '', ratio(moved, base));
    const { ms: stages } = JSON.parse(rebuilt[0]?.stdout ?? '{}');
    row(
      context,
      'of which',
      Object.entries(stages)
        .map(([name, took]) => `${name} ${took}`)
        .join(', '),
      '',
      'ms, the first run',
    );
  });
});

it('what the country weighs', async (context) => {
  const vault = memoryVault();
  const root = new Uint8Array(readFileSync(join(mirror, 'metadata/1.root.json')));
  await ingest(vault, folderSource(mirror), {
    ...{ root, now: new Date('2026-11-22T00:00:00Z'), verifiers: ed25519Verifiers, regions: 'all' },
  });
  const head = await openHead(vault);
  if (!head) throw new TypeError('the head is held');
  const packed = ({ sha256 }: Blob): number => brotliBytes(readFileSync(join(mirror, 'blobs', sha256)));
  const all: number[] = [];
  const national: number[] = [];
  for (const { id } of head.guide.regions) {
    const places = Object.entries((await openRegion(vault, id))?.shard.places ?? {});
    for (const [contest, blob] of places) {
      all.push(packed(blob));
      if (contest.startsWith('NA-')) national.push(packed(blob));
    }
  }
  const total = all.reduce((sum, size) => sum + size, 0);
  const places = `${all.length} lists, names and addresses in two languages`;
  row(context, 'polling stations of the country, brotli', kB(total), '', places);
  const { median, max } = spread(national);
  row(context, 'polling stations of a national seat, brotli, median', kB(median), '', `largest ${kB(max)}`);
  const pictures = spread([...head.symbols.values()].flatMap(({ picture }) => (picture ? [picture.length] : [])));
  row(context, "a symbol's picture, median", kB(pictures.median), '', 'drawn by the program, as they lie');
  row(context, "a symbol's picture, the largest", kB(pictures.max), '');
  const pages = readdirSync(join(mirror, 's')).filter((file) => /^[A-Z].*\.html$/.test(file));
  const sizes = spread(pages.map((file) => gzipSync(readFileSync(join(mirror, 's', file)), { level: 9 }).length));
  const range = `${kB(sizes.median)} (${kB(sizes.min)}-${kB(sizes.max)})`;
  row(context, "a seat's page, gzip, an invented country", range, '3 kB', `${pages.length} pages`);
});
