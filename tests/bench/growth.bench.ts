// The same country at one, ten and a hundred percent, and at ten times its size: what grows with it, and what does not.
// NISHAN_SCALES="1,10" for some of them.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it, type TestContext } from 'vitest';
import { openHead, openRegion } from '../../src/core/held/held.ts';
import { ingest } from '../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import type { Vault } from '../../src/core/ports.ts';
import { openSearch } from '../../src/core/search/search.ts';
import { ed25519Verifiers } from '../../src/core/tuf/signatures.ts';
import { mirrorSource } from '../../src/io/mirror-source.ts';
import { serveMirror } from '../../src/publisher/serve.ts';
import { things } from '../../src/words/things.ts';
import { runNishan } from '../e2e/harness/mirror.ts';
import { kB, row, spread } from './measure.ts';
import { run } from './measured-process.ts';

const scales = (process.env.NISHAN_SCALES ?? '1,10,100,1000').split(',');
const command = resolve(import.meta.dirname, '../../bin/nishan.mjs');
const first = '2026-11-21T10:00:00Z';
const second = '2026-11-21T11:00:00Z';
const later = new Date('2026-11-21T12:00:00Z');

for (const scale of scales) {
  it(`${scale} % of a country`, { timeout: 1_200_000 }, async (context) => {
    const home = resolve('.cache/growth');
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    const [guide, mirror] = [join(home, 'guide'), join(home, 'mirror')];
    const made = await runNishan('synth', '--out', guide, '--scale', scale);
    if (made.code !== 0) throw new Error(made.stderr);
    const name = `${scale} %`;
    const check = await run(command, 'check', guide);
    row(context, `${name}: check`, `${(check.ms / 1000).toFixed(1)} s, ${check.peakMB.toFixed(0)} MB`, '');
    const build = await run(command, 'build', guide, '--out', mirror, '--now', first);
    row(context, `${name}: build`, `${(build.ms / 1000).toFixed(1)} s, ${build.peakMB.toFixed(0)} MB`, '');
    tellSizes(context, name, mirror);
    const served = await serveMirror({ dir: mirror, port: 0 });
    try {
      const vault = memoryVault();
      row(context, `${name}: first sync of all`, await syncOf(vault, served.url, mirror), '');
      await tellLookups(context, name, vault);
      changeOneSeat(guide);
      await run(command, 'build', guide, '--out', mirror, '--now', second);
      row(context, `${name}: sync after one seat changed`, await syncOf(vault, served.url, mirror), '');
    } finally {
      await served.close();
    }
  });
}

function tellSizes(context: TestContext, name: string, mirror: string): void {
  const zips = readdirSync(join(mirror, 'first')).map((file) => statSync(join(mirror, 'first', file)).size);
  const { median, max } = spread(zips);
  row(context, `${name}: first answers, median, largest; how many`, `${kB(median)}, ${kB(max)}; ${zips.length}`, '');
  const metadata = readdirSync(join(mirror, 'metadata')).filter((file) => file.endsWith('targets.json'));
  const bytes = Math.max(...metadata.map((file) => statSync(join(mirror, 'metadata', file)).size));
  row(context, `${name}: targets.json as it lies`, kB(bytes), '');
}

async function syncOf(vault: Vault, url: string, mirror: string): Promise<string> {
  const root = new Uint8Array(readFileSync(join(mirror, 'metadata/1.root.json')));
  const { requests, bytes, ms } = await countedSync(vault, url, { root, now: later });
  return `${requests} requests, ${kB(bytes)}, ${(ms / 1000).toFixed(1)} s`;
}

async function tellLookups(context: TestContext, name: string, vault: Vault): Promise<void> {
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
  row(
    context,
    `${name}: a lookup among candidates, median, p95; reading all`,
    `${median.toFixed(1)}, ${p95.toFixed(1)} ms; ${readMs.toFixed(0)} ms`,
    '',
  );
}

/** Another party for the first candidate. */
function changeOneSeat(guide: string): void {
  const path = join(guide, 'candidates.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^(NA-1,1,.*),[^,]*,(\d+)$/m, '$1,party-1,$2'));
}
