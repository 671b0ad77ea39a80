// The example guide, built with a small app around it: once for a whole file of tests, which copy what they change.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initGuide } from '../../../src/publisher/commands/content/init.ts';
import { buildCommand } from '../../../src/publisher/commands/edition/build.ts';
import { writeSmallShell } from '../../harness/mirrors/small-shell.ts';
import { catchOutput, firstNow } from '../build/guide-in-folder.ts';

export interface BuiltGuide {
  /** Holds nothing but the two. */
  readonly home: string;
  readonly dir: string;
  readonly mirror: string;
  /** Builds a copy of the guide again. */
  rebuild(dir: string, mirror: string, now: string): Promise<void>;
  remove(): Promise<void>;
}

/** @param now the time of signing */
export async function buildGuide(now: string = firstNow): Promise<BuiltGuide> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-built-'));
  const [dir, mirror] = [join(home, 'guide'), join(home, 'mirror')];
  const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
  const rebuild = async (from: string, out: string, now: string): Promise<void> => {
    const output = catchOutput();
    const options = { dir: from, out, now, json: true, timestampOnly: false, shell: shell.dir };
    if ((await buildCommand(options, output)) !== 0) throw new Error(output.errors.join('\n'));
  };
  await initGuide({ dir, empty: false }, catchOutput());
  await rebuild(dir, mirror, now);
  return {
    home,
    dir,
    mirror,
    rebuild,
    async remove() {
      await shell.remove();
      await rm(home, { recursive: true, force: true });
    },
  };
}
