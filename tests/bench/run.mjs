// `npm run bench`: measures, prints each figure beside its goal, and writes the tables of docs/BENCHMARKS.md.
// `npm run bench -- sizes` runs the benches with that word in their name, `--no-write` prints alone, `--render` measures
// nothing, `--minutes 60` gives it more time than 35. Nothing fails for being slow: figures are to be read.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhereStale } from '../../bin/build.mjs';
import { comparisons } from './report/comparisons.mjs';
import { goals } from './report/goals.mjs';
import { describeMachine, isQuiet, watchLoad } from './report/machine.mjs';
import { fillMarkers, missedGoals, renderParts } from './report/render.mjs';
import { withRun } from './report/results.mjs';

const top = resolve(import.meta.dirname, '../..');
const kept = join(import.meta.dirname, 'results.json');
const document = join(top, 'docs/BENCHMARKS.md');
const rowsFile = join(top, `.cache/bench-rows-${process.pid}.json`);

/** In this order, what counts most first, and the seconds that each may take; on a quiet machine most take half. */
const benches = {
  sizes: 120,
  phone: 180,
  'first-answer': 360,
  'sync-links': 420,
  search: 150,
  sync: 60,
  publisher: 240,
  slips: 240,
  carrier: 120,
  optical: 180,
  mirrors: 180,
  lighthouse: 360,
  'neighbours-site': 390,
  'neighbours-search': 120,
  'neighbours-codes': 180,
  'neighbours-trust': 240,
  cards: 90,
  changes: 120,
  growth: 420,
  spread: 120,
};
/** What is left of a process that was asked to end is killed after so long. */
const graceMs = 5_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-write': { type: 'boolean' },
    render: { type: 'boolean' },
    minutes: { type: 'string', default: '35' },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes wants a number');

let results = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : { machine: null, benches: {} };
if (!values.render) await measureAll();
if (!values['no-write']) write();
for (const { what } of missedGoals(results, goals).filter(({ limit }) => limit === '')) {
  console.log(`missed, and tests/bench/report/goals.mjs does not say why: ${what}`);
}

async function measureAll() {
  const files = new Map(
    readdirSync(import.meta.dirname, { recursive: true })
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => [basename(file, '.bench.ts'), join('tests/bench', file)]),
  );
  const found = [...files.keys()];
  const ordered = [...Object.keys(benches), ...found].filter(
    (name, i, all) => found.includes(name) && all.indexOf(name) === i,
  );
  // A bench's whole name means that bench; anything else is a part of names.
  const isWanted = (name) =>
    positionals.length === 0 ||
    positionals.some((word) => (found.includes(word) ? name === word : name.includes(word)));
  const wanted = ordered.filter(isWanted);
  if (wanted.length === 0) throw new Error(`no bench has that in its name; there are ${found.join(', ')}`);
  buildWhereStale();
  const until = performance.now() + minutes * 60_000;
  for (const name of wanted) {
    const leftMs = until - performance.now();
    if (leftMs < 10_000) {
      console.log(`\n${name}: left out, ${minutes} minutes are over; its older rows stay`);
      continue;
    }
    // Who gives more minutes gives them to each: on a busy machine all of them take longer.
    await measure(name, files.get(name), Math.min(leftMs, (benches[name] ?? 120) * 1_000 * Math.max(1, minutes / 35)));
    // Each time, so that what was measured is kept when the next one is interrupted.
    if (!values['no-write']) write();
  }
}

async function measure(name, file, capMs) {
  console.log(`\n${name}, at most ${Math.round(capMs / 1_000)} s`);
  rmSync(rowsFile, { force: true });
  mkdirSync(join(top, '.cache'), { recursive: true });
  const watched = watchLoad();
  const began = performance.now();
  const stopped = await runVitest(file, capMs);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const load = watched.stop();
  const tests = existsSync(rowsFile) ? JSON.parse(readFileSync(rowsFile, 'utf8')) : [];
  rmSync(rowsFile, { force: true });
  const machine = describeMachine(top);
  results = withRun(results, name, { date: new Date().toISOString(), seconds, machine, load, tests, stopped });
  const others = load.others === null ? '' : `, others took ${Math.round(100 * load.others)} % of the processors`;
  console.log(
    `${name}: ${stopped ?? 'done'}, ${seconds} s, load ${load.before.toFixed(1)} before and at most ${load.most.toFixed(1)}${others}${isQuiet(load, machine.cores) ? '' : ': not quiet'}`,
  );
}

/** @returns {Promise<string | null>} why it did not come to its end */
function runVitest(file, capMs) {
  const vitest = join(top, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', 'bench', '--reporter', join(import.meta.dirname, 'table-reporter.mjs')];
  const data = resolve(top, '../shared/data');
  const env = { ...process.env, NISHAN_BENCH_ROWS: rowsFile };
  if (!env.NISHAN_DATA && existsSync(data)) env.NISHAN_DATA = data;
  // A group of its own, so that nothing that it started outlives it.
  const child = spawn(process.execPath, [...args, file], {
    cwd: top,
    stdio: 'inherit',
    env,
    detached: true,
  });
  let stopped = null;
  const end = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  const timer = setTimeout(() => {
    stopped = `it took longer than ${Math.round(capMs / 1_000)} s and was ended`;
    end('SIGTERM');
    setTimeout(() => end('SIGKILL'), graceMs).unref();
  }, capMs);
  const interrupt = () => {
    end('SIGKILL');
    process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, interrupt);
  return new Promise((done) => {
    child.on('close', () => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, interrupt);
      end('SIGKILL');
      done(stopped);
    });
  });
}

function write() {
  writeFileSync(kept, `${JSON.stringify(results, null, 1)}\n`);
  const parts = renderParts(results, goals, comparisons);
  writeFileSync(document, fillMarkers(readFileSync(document, 'utf8'), parts));
}
