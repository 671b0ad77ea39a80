// `npm run fuzz`: mutated inputs against every parser and the ingest, for so long or so many, each target in a process
// and a thread with a small heap (watch.mjs); prints figures, and ends with 1 and a file where something is found. docs/FUZZ.md tells what must hold.
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { carrierShell } from '../../bin/plugins/carrier-shell.mjs';
import { localeParts } from '../../bin/plugins/locale-parts.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const home = join(top, '.cache', 'fuzz');
/** Two runs side by side have a program each. */
const built = join(home, `built-${process.pid}`);

const help = `npm run fuzz -- [TARGET…] [--runs N | --seconds N] [--seed N] [--json]
npm run fuzz -- --again FILE     one input that was kept: .cache/fuzz/TARGET-….bin
npm run fuzz -- --list           the targets
npm run fuzz -- --planted        three faults of the fuzzer's own: two that it must find, one that is none`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    again: { type: 'string' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

try {
  process.exitCode = await main();
} finally {
  rmSync(built, { recursive: true, force: true });
}

async function main() {
  if (values.help) return say(help);
  mkdirSync(home, { recursive: true });
  await buildWorker();
  const all = (await inOwnProcess({ name: null })).targets;
  if (values.list) return say(all.map(({ name }) => name).join('\n'));
  if (values.again) return runAgain(values.again, all);
  const strangers = positionals.filter((name) => !all.some((each) => each.name === name));
  if (strangers.length > 0) return say(`there is no target ${strangers.join(', ')}\n${help}`, 2);
  const chosen = positionals.length > 0 ? all.filter(({ name }) => positionals.includes(name)) : all;
  return runAll(chosen);
}

async function runAll(chosen) {
  const shares = chosen.reduce((sum, { share }) => sum + share, 0);
  const runs = values.runs ? Number(values.runs) : null;
  const seconds = values.seconds ? Number(values.seconds) : runs === null ? 60 : null;
  const reports = [];
  for (const { name, share } of chosen) {
    const maxRuns = runs === null ? 1e9 : Math.ceil((runs * share) / shares);
    const maxMs = seconds === null ? 1e9 : (seconds * 1000) / chosen.length;
    const report = await runOne({ name, seed: Number(values.seed), maxRuns, maxMs });
    reports.push(report);
    if (!values.json) console.log(lineOf(report));
  }
  return conclude(reports);
}

async function runAgain(file, all) {
  const own = basename(file);
  const fitting = all.map(({ name }) => name).filter((name) => own.startsWith(`${name}-`));
  const name = fitting.sort((a, b) => b.length - a.length)[0];
  if (name === undefined) return say(`${own} begins with the name of no target`, 2);
  const report = await runOne({ name, seed: 0, maxRuns: 1, maxMs: 1e9, again: readFileSync(file).toString('base64') });
  return conclude([report]);
}

/**
 * A process each: what one target's inputs leave behind is not counted as another's. A finding of memory runs again alone, which
 * tells an input that takes too much from a target that keeps too much.
 */
async function runOne(job) {
  const report = await inOwnProcess(job);
  const { finding } = report;
  if (finding?.kind !== 'memory' || job.again) return report;
  const alone = await inOwnProcess({ ...job, maxRuns: 1, again: readFileSync(finding.file).toString('base64') });
  const what = alone.finding
    ? 'this input takes it alone'
    : `alone it takes ${Math.round(alone.grownMb)} MB: more is kept`;
  return { ...report, finding: { ...finding, message: `${finding.message}; ${what}` } };
}

/** @param job `name` null asks for the targets */
function inOwnProcess(job) {
  const child = fork(join(top, 'tests', 'fuzz', 'watch.mjs'), {
    execArgv: ['--expose-gc'],
    // So that what was freed is given back, and what is counted is held (glibc; others take no notice).
    env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536', MALLOC_MMAP_THRESHOLD_: '131072' },
  });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code, signal) =>
      reject(new Error(`${job.name}: its process ended by itself (${signal ?? code})`)),
    );
    child.send({ maxRuns: 0, maxMs: 0, seed: 0, again: null, planted: values.planted, ...job, top, home, built });
  });
}

async function buildWorker() {
  await build({
    root: top,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [localeParts(), carrierShell()],
    build: {
      ssr: join(top, 'tests', 'fuzz', 'worker.ts'),
      outDir: built,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'worker.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
}

function lineOf({ name, inputs, ms, slowest, outcomes, grownMb, pool }) {
  const rate = ms > 0 ? Math.round((inputs * 1000) / ms) : 0;
  const told = Object.entries(outcomes)
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${outcome} ${count}`);
  const most = told.length > 7 ? [...told.slice(0, 6), `${told.length - 6} more`] : told;
  return `${name}: ${inputs} inputs, ${rate}/s, slowest ${slowest.toFixed(1)} ms, +${Math.round(grownMb)} MB, pool ${pool} · ${most.join(', ')}`;
}

function conclude(reports) {
  const inputs = reports.reduce((sum, report) => sum + report.inputs, 0);
  const ms = reports.reduce((sum, report) => sum + report.ms, 0);
  const codes = new Set(reports.flatMap(({ outcomes }) => Object.keys(outcomes)));
  const slowest = reports.reduce((worst, each) => (each.slowest > worst.slowest ? each : worst));
  const largest = reports.reduce((worst, each) => (each.grownMb > worst.grownMb ? each : worst));
  const findings = reports.flatMap(({ name, finding }) => (finding ? [{ name, ...finding }] : []));
  if (values.json) console.log(JSON.stringify({ seed: values.seed, inputs, ms, reports }));
  for (const { name, kind, message, file, bytes } of findings) {
    console.log(
      `\nFOUND ${kind} in ${name}: ${message}\nkept: ${file} (${bytes} bytes); again: npm run fuzz -- --again ${file}`,
    );
  }
  console.log(
    `\n${inputs} inputs over ${reports.length} targets in ${(ms / 1000).toFixed(1)} s (seed ${values.seed}): ${codes.size} outcomes, slowest ${slowest.slowest.toFixed(1)} ms (${slowest.name}), most memory +${Math.round(largest.grownMb)} MB (${largest.name}), ${findings.length} findings`,
  );
  return findings.length > 0 ? 1 : 0;
}

function say(text, code = 0) {
  console.log(text);
  return code;
}
