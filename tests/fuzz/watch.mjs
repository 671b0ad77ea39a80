// One target in a process of its own, which looks on while a thread works its inputs off: how long one takes, and what the
// process holds. Started by run.mjs, which gets figures; the finding's input goes into a file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const heapMb = 192;
const maxGrownMb = 320;
const hangMs = 10_000;
const maxInputMs = 2_000;
const maxKeptBytes = 4 * 1_048_576;

process.once('message', async (job) => {
  const told = job.name === null ? await start(job).done : await runOne(job);
  process.send(told, () => process.exit());
});

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

function keep({ name, seed, home }, index, { kind, message, input }) {
  const file = join(home, `${name}-${seed}-${index}.bin`);
  writeFileSync(file, input);
  return { kind, message, file, bytes: input.length };
}

function start(job) {
  const clock = new SharedArrayBuffer(8);
  const bytes = new SharedArrayBuffer(maxKeptBytes);
  const [now, kept] = [new Int32Array(clock), new Uint8Array(bytes)];
  let [base, peak] = [process.memoryUsage.rss(), 0];
  const last = () => ({ index: now[0], input: Uint8Array.from(kept.subarray(0, Math.min(now[1], maxKeptBytes))) });
  const worker = new Worker(join(job.built, 'worker.mjs'), {
    workerData: { ...job, maxInputMs, clock, bytes },
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
