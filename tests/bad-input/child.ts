// Takes every file of a folder in, by the action that every way in ends in, in a process of its own with a small heap;
// prints what came of each as JSON. Started by bad-input.test.ts.
import { openAsBlob, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeOne } from '../../src/app/take/take-in.ts';
import { guideId } from '../../src/core/tuf/guide-id.ts';
import { openTestWorld } from '../app/opened-world.ts';
import { ingestOptions, testMirror } from '../core/fixture.ts';
import { take } from '../core/ingest/ingest-helpers.ts';

const folder = process.argv[2] ?? '';
const { vault } = openTestWorld({ guideId: guideId(ingestOptions.root) });
await take(vault, testMirror());
const before = JSON.stringify(await vault.readRegions());

interface Seen {
  readonly code: string;
  /** The process's most above what it had before this file. */
  readonly peakBytes: number;
  readonly isKept: boolean;
}

/** Linux counts the most from here on; elsewhere what is held afterwards has to do. */
function beginPeak(): () => number {
  const base = process.memoryUsage().rss;
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    return () => process.memoryUsage().rss - base;
  }
  return () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024 - base;
}

const seen: Record<string, Seen> = {};
for (const name of readdirSync(folder)) {
  const peak = beginPeak();
  const taken = await takeOne(await openAsBlob(join(folder, name)));
  seen[name] = {
    code: taken.kind === 'refused' ? taken.error.code : taken.kind,
    peakBytes: peak(),
    isKept: JSON.stringify(await vault.readRegions()) === before,
  };
}
process.stdout.write(JSON.stringify(seen));
process.exit(0);
