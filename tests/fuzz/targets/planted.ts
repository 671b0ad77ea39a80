// Faults of the fuzzer's own, for `--planted`: an input that takes too much and a target that keeps too much must be found, and
// one that leaves much behind for the next turn must not. None of it is fuzzed.
import { gunzipSync } from 'node:zlib';
import { changeBytes } from '../change-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const tooMuch = 400 * 1_048_576;
const kept: Uint8Array[] = [];

export const plantedTargets: readonly FuzzTarget[] = [
  {
    name: 'takes-400-mb',
    seeds: [Uint8Array.of(0), Uint8Array.of(1)],
    change: changeBytes,
    // Filled, since a page that nobody wrote to is not held.
    run: (bytes) => bytes[0] === 1 && new Uint8Array(tooMuch).fill(1).length,
  },
  {
    name: 'keeps-64-kb-each',
    seeds: [Uint8Array.of(0)],
    change: changeBytes,
    run: () => kept.push(new Uint8Array(65_536).fill(1)),
  },
  {
    name: 'leaves-garbage',
    seeds: [Uint8Array.of(0x1f, 0x8b, 8, 0)],
    change: (_, input) => input,
    run(bytes) {
      try {
        return gunzipSync(bytes).length;
      } catch {
        return 'refused';
      }
    },
  },
];
