// One target in a thread of its own, with a small heap. Built and started by run.mjs, which looks on: before each input its
// number and its bytes are in shared memory, so that one that never ends can still be kept.
import { parentPort, workerData } from 'node:worker_threads';
import { runTarget } from './run-target.ts';
import { allTargets } from './targets/all.ts';

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
  /** One input that was kept, instead of a run. */
  readonly again: Uint8Array | null;
}

const job = workerData as Job;
const clock = new Int32Array(job.clock);
const kept = new Uint8Array(job.bytes);
const targets = await allTargets(job.top);
const target = targets.find(({ name }) => name === job.name);
if (!target) parentPort?.postMessage({ targets: targets.map(({ name, share = 1 }) => ({ name, share })) });
else {
  parentPort?.postMessage({ ready: true });
  const again = job.again;
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
  });
  parentPort?.postMessage({ figures });
}
