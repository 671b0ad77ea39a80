// `npm run fuzz`: mutated inputs against every parser and the ingest, in threads with small heaps, for so long or so many;
// prints figures, and ends with 1 and a file where something is found. docs/FUZZ.md tells what must hold.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { carrierShell } from '../../bin/carrier-shell.mjs';
import { localeParts } from '../../bin/locale-parts.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const home = join(top, '.cache', 'fuzz');
/** Two runs side by side have a program each. */
const built = join(home, `built-${process.pid}`);
const heapMb = 192;
const maxGrownMb = 320;
const hangMs = 10_000;
const maxInputMs = 2_000;
const maxKeptBytes = 4 * 1_048_576;

const help = `npm run fuzz -- [TARGET…] [--runs N | --seconds N] [--seed N] [--json]
npm run fuzz -- --again FILE     one input that was kept: .cache/fuzz/TARGET-….bin
npm run fuzz -- --list           the targets`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    again: { type: 'string' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
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
  const all = (await start({ name: null }).done).targets;
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
  const report = await runOne({ name, seed: 0, maxRuns: 1, maxMs: 1e9, again: new Uint8Array(readFileSync(file)) });
  return conclude([report]);
}

/** @returns figures, and the finding where there is one, its input in a file */
async function runOne(job) {
  const { done, base, peak, last } = start(job);
  const ended = await done.catch((error) => ({ error }));
  const figures = ended.figures ?? { inputs: last().index, ms: 0, slowest: 0, outcomes: {}, pool: 0, finding: null };
  const grownMb = Math.max(0, (peak() - base()) / 1_048_576);
  let finding = figures.finding;
  if (ended.error) finding = { kind: ended.error.kind ?? 'died', message: ended.error.message, input: last().input };
  return { name: job.name, ...figures, grownMb, finding: finding && keep(job, figures.inputs, finding) };
}

function keep({ name, seed }, index, { kind, message, input }) {
  const file = join(home, `${name}-${seed}-${index}.bin`);
  writeFileSync(file, input);
  return { kind, message, file, bytes: input.length };
}

/** Starts a thread and looks after it: how long its input takes, and what the process holds. */
function start(job) {
  const clock = new SharedArrayBuffer(8);
  const bytes = new SharedArrayBuffer(maxKeptBytes);
  const [now, kept] = [new Int32Array(clock), new Uint8Array(bytes)];
  let [base, peak] = [process.memoryUsage.rss(), 0];
  const last = () => ({ index: now[0], input: Uint8Array.from(kept.subarray(0, Math.min(now[1], maxKeptBytes))) });
  const worker = new Worker(join(built, 'worker.mjs'), {
    workerData: { maxRuns: 0, maxMs: 0, seed: 0, again: null, ...job, maxInputMs, top, clock, bytes },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const done = new Promise((resolve, reject) => {
    let [seen, since] = [0, Date.now()];
    const stop = (kind, message) => {
      void worker.terminate();
      reject(Object.assign(new Error(message), { kind }));
    };
    const look = setInterval(() => {
      const rss = process.memoryUsage.rss();
      peak = Math.max(peak, rss);
      if (now[0] !== seen) [seen, since] = [now[0], Date.now()];
      else if (seen > 0 && Date.now() - since > hangMs) stop('hangs', `longer than ${hangMs} ms`);
      if (seen > 0 && rss - base > maxGrownMb * 1_048_576) stop('memory', `more than ${maxGrownMb} MB`);
    }, 10);
    worker.on('message', (message) => {
      // What the program itself takes is no input's.
      if (message.ready) base = process.memoryUsage.rss();
      else resolve(message);
    });
    worker.on('error', (error) => {
      reject(Object.assign(error, { kind: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died' }));
    });
    worker.on('exit', () => {
      clearInterval(look);
      reject(new Error('it ended by itself'));
    });
  });
  return { done, base: () => base, peak: () => peak, last };
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
