// The publisher's desk with a whole country: what check, a first build and the rebuilds after one changed seat or place take, beside
// a program that only reads, hashes and writes the same bytes, in the same run. Each is a process of its own, as people
// run it, and its peak memory is what the system counted. NISHAN_SCALE=500 for a larger country.
//
// Each run has folders of its own, and nothing is deleted before the end: ext4 without a journal, as on this machine, looks for
// new files' places past those of files that were deleted in the last five minutes. A rebuild right behind ten others took 0.6 s
// more for that alone.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Blob } from '../../../src/core/guide/format/blob.ts';
import { openHead, openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { brotliBytes } from '../../harness/mirrors/shell-sizes.ts';
import { kB, row, runs, seconds, spread } from '../measure.ts';
import { type Run, run } from '../measured-process.ts';

const scale = process.env.NISHAN_SCALE ?? '100';
const times = Math.min(runs, 3);
const home = resolve('.cache/publisher', String(process.pid));
const checked = (i: number): string => join(home, `checked-${i}`);
const built = (i: number): string => join(home, `built-${i}`);
const mirrorOf = (i: number): string => join(home, `mirror-${i}`);
const command = resolve(import.meta.dirname, '../../../bin/nishan.mjs');
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

/** Another party for the first candidate. */
function changeOneSeat(guide: string): void {
  const path = join(guide, 'candidates.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^(NA-1,1,.*),[^,]*,(\d+)$/m, `$1,party-1,$2`));
}

/** Another address of the first polling place. */
function moveOnePlace(guide: string): void {
  const path = join(guide, 'places.csv');
  const [header = '', first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, [header, first.replace(/^([^,]*,[^,]*,)[^,]*/, '$1900'), ...rest].join('\n'));
}

beforeAll(async () => {
  mkdirSync(home, { recursive: true });
  const made = await runNishan('synth', '--out', checked(0), '--scale', scale);
  expect(made).toMatchObject({ code: 0 });
  for (let i = 0; i < times; i++) {
    if (i > 0) cpSync(checked(0), checked(i), { recursive: true });
    cpSync(checked(0), built(i), { recursive: true });
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe(`an invented country, ${scale} %`, () => {
  it('check, build, rebuild', async (context) => {
    const build = (i: number, hour: number): Promise<Run> =>
      run(command, 'build', built(i), '--out', mirrorOf(i), '--now', `2026-11-21T${hour}:00:00Z`, '--json');
    const check = await several((i) => run(command, 'check', checked(i)));
    const again = await several((i) => run(command, 'check', checked(i)));
    const first = await several((i) => build(i, 10));
    const base = await several((i) => run(baseline, built(i), mirrorOf(i), join(home, `copy-${i}`)));
    const rebuilt = await several((i) => {
      changeOneSeat(built(i));
      return build(i, 11);
    });
    const moved = await several((i) => {
      moveOnePlace(built(i));
      return build(i, 12);
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
  const mirror = mirrorOf(0);
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
