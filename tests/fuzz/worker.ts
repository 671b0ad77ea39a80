// One target in a thread of its own, with a small heap. Built by run.mjs and started by watch.mjs, which looks on: before each input its
// number and its bytes are in shared memory, so that one that never ends can still be kept.
import { parentPort, workerData } from 'node:worker_threads';
import { runTarget } from './run-target.ts';
import { allTargets } from './targets/all.ts';
import { plantedTargets } from './targets/planted.ts';

interface Job {
  readonly top: string;
  /** null to list what there is. */
  readonly name: string | null;
  readonly seed: number;
  readonly maxRuns: number;
  readonly maxMs: number;
  readonly maxInputMs: number;
  /** The number of the input, and its length. */
  readonly clock: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
  /** One input that was kept, in base 64, instead of a run. */
  readonly again: string | null;
  /** The fuzzer's own faults, instead of the targets. */
  readonly planted: boolean;
}

/** More than this above what the program takes is gathered before the next input, so that it is not counted as its own. */
const garbageBytes = 48 * 1_048_576;

const job = workerData as Job;
const clock = new Int32Array(job.clock);
const kept = new Uint8Array(job.bytes);
const targets = job.planted ? plantedTargets : await allTargets(job.top);
const target = targets.find(({ name }) => name === job.name);
if (!target) parentPort?.postMessage({ targets: targets.map(({ name, share = 1 }) => ({ name, share })) });
else {
  const again = job.again === null ? null : new Uint8Array(Buffer.from(job.again, 'base64'));
  globalThis.gc?.();
  const base = process.memoryUsage.rss();
  parentPort?.postMessage({ ready: true });
  const figures = await runTarget(again ? { ...target, seeds: [again] } : target, {
    seed: job.seed,
    maxRuns: again ? 1 : job.maxRuns,
    maxMs: job.maxMs,
    maxInputMs: job.maxInputMs,
    onInput(index, input) {
      kept.set(input.subarray(0, kept.length));
      Atomics.store(clock, 1, input.length);
      Atomics.store(clock, 0, index + 1);
    },
    onRest() {
      if (process.memoryUsage.rss() - base > garbageBytes) globalThis.gc?.();
    },
  });
  parentPort?.postMessage({ figures });
}
