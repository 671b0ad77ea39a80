// The same country at one, ten and a hundred percent, and at ten times its size: what grows with it, what does not, and
// where each curve bends. NISHAN_SCALES="1,10" for some of them.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'vitest';
import { openHead, openRegion } from '../../../src/core/held/held.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { openSearch } from '../../../src/core/search/search.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { things } from '../../../src/words/asked/things.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { row, spread } from '../measure.ts';
import { run } from '../measured-process.ts';
import { countedSync } from '../sync/counted-sync.ts';

const scales = (process.env.NISHAN_SCALES ?? '1,10,100,1000').split(',').map(Number);
const command = resolve(import.meta.dirname, '../../../bin/nishan.mjs');
const first = '2026-11-21T10:00:00Z';
const second = '2026-11-21T11:00:00Z';
const later = new Date('2026-11-21T12:00:00Z');
/** Above this power of its size a curve counts as growing with the country; above the other, faster. */
const [inStep, faster] = [0.8, 1.2];

/** What each curve is made of: a value for each scale that came to it. */
const curves = new Map<string, { readonly unit: string; readonly points: [scale: number, value: number][] }>();
function point(curve: string, scale: number, value: number, unit: string): void {
  const known = curves.get(curve) ?? { unit, points: [] };
  known.points.push([scale, value]);
  curves.set(curve, known);
}

for (const scale of scales) {
  // Ten times a country is what takes; the others are a minute together.
  it(`${scale} % of a country`, { timeout: scale > 100 ? 300_000 : 120_000 }, async () => {
    const home = resolve('.cache/growth');
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    const [guide, mirror] = [join(home, 'guide'), join(home, 'mirror')];
    const made = await runNishan('synth', '--out', guide, '--scale', String(scale));
    if (made.code !== 0) throw new Error(made.stderr);
    const check = await run(command, 'check', guide);
    point('check', scale, check.ms / 1000, 's');
    point('check, memory', scale, check.peakMB, 'MB');
    const build = await run(command, 'build', guide, '--out', mirror, '--now', first);
    point('build', scale, build.ms / 1000, 's');
    point('build, memory', scale, build.peakMB, 'MB');
    tellSizes(scale, mirror);
    const served = await serveMirror({ dir: mirror, port: 0 });
    try {
      const vault = memoryVault();
      await tellSync('first sync of all', scale, vault, served.url, mirror);
      await tellLookups(scale, vault);
      changeOneSeat(guide);
      await run(command, 'build', guide, '--out', mirror, '--now', second);
      await tellSync('sync after one seat changed', scale, vault, served.url, mirror);
    } finally {
      await served.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
}

it('where each curve bends', (context) => {
  for (const [name, { unit, points }] of curves) {
    const isCount = points.every(([, value]) => Number.isInteger(value));
    const values = points.map(([, value]) => value.toFixed(isCount || value >= 10 ? 0 : 1)).join(', ');
    row(context, name, `${values} ${unit}`, '', `at ${points.map(([scale]) => scale).join(', ')} %: ${bendOf(points)}`);
  }
});

/** "with the country from 10 % on; the last step is 4.2 times". */
function bendOf(points: readonly (readonly [number, number])[]): string {
  const steps = points.slice(1).map(([scale, value], i) => {
    const [before, was] = points[i] ?? [scale, value];
    return { from: before, power: Math.log(value / was) / Math.log(scale / before) };
  });
  const [last, beforeLast] = [points[points.length - 1]?.[1] ?? 0, points[points.length - 2]?.[1] ?? 0];
  const tail = beforeLast > 0 ? `; the last step is ${(last / beforeLast).toFixed(1)} times` : '';
  const over = steps.find(({ power }) => power > faster);
  const along = steps.find(({ power }) => power >= inStep);
  if (over) return `faster than the country from ${over.from} % on${tail}`;
  if (along) return `with the country from ${along.from} % on${tail}`;
  return `slower than the country all the way${tail}`;
}

function tellSizes(scale: number, mirror: string): void {
  const zips = readdirSync(join(mirror, 'first')).map((file) => statSync(join(mirror, 'first', file)).size);
  point('first answers, median', scale, spread(zips).median / 1000, 'kB');
  point('first answers, how many', scale, zips.length, 'files');
  const metadata = readdirSync(join(mirror, 'metadata')).filter((file) => file.endsWith('targets.json'));
  const bytes = Math.max(...metadata.map((file) => statSync(join(mirror, 'metadata', file)).size));
  point('targets.json as it lies', scale, bytes / 1000, 'kB');
}

async function tellSync(name: string, scale: number, vault: Vault, url: string, mirror: string): Promise<void> {
  const root = new Uint8Array(readFileSync(join(mirror, 'metadata/1.root.json')));
  const { requests, bytes, ms } = await countedSync(vault, url, { root, now: later });
  point(name, scale, ms / 1000, 's');
  point(`${name}, requests`, scale, requests, 'requests');
  point(`${name}, bodies`, scale, bytes / 1000, 'kB');
}

async function tellLookups(scale: number, vault: Vault): Promise<void> {
  const head = await openHead(vault);
  if (!head) throw new TypeError('the head is held');
  const search = openSearch(head.guide, head.symbols, head.parties, things);
  const asked: string[] = [];
  for (const { id } of head.guide.regions) {
    const region = await openRegion(vault, id);
    if (!region) throw new TypeError('every region is held');
    search.addShard(region.shard);
    const [one] = region.shard.candidates.name.en ?? [];
    if (one && asked.length < 60) asked.push(one, one.slice(0, 4), (one.split(' ').pop() ?? one).replace(/a/, 'e'));
  }
  const began = performance.now();
  while (search.readPiece());
  const readMs = performance.now() - began;
  const times = asked.map((typed) => {
    const started = performance.now();
    search.find(typed);
    return performance.now() - started;
  });
  const { median, p95 } = spread(times);
  point('a lookup among candidates, median', scale, median, 'ms');
  point('a lookup among candidates, p95', scale, p95, 'ms');
  point('reading all names for it', scale, readMs, 'ms');
}

/** Another party for the first candidate. */
function changeOneSeat(guide: string): void {
  const path = join(guide, 'candidates.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^(NA-1,1,.*),[^,]*,(\d+)$/m, '$1,party-1,$2'));
}
