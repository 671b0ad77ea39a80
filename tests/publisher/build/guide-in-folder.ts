// A folder of its own for each test: the example guide in it, and the command's words caught.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { initGuide } from '../../../src/publisher/commands/content/init.ts';
import { type BuildCommandOptions, buildCommand } from '../../../src/publisher/commands/edition/build.ts';
import type { Output } from '../../../src/publisher/commands/output.ts';

export interface Caught extends Output {
  readonly lines: string[];
  readonly errors: string[];
  readonly steps: string[];
}

export function catchOutput(): Caught {
  const lines: string[] = [];
  const errors: string[] = [];
  const steps: string[] = [];
  return {
    lines,
    errors,
    steps,
    out: (line) => void lines.push(line),
    err: (line) => void errors.push(line),
    progress: (text) => void steps.push(text),
  };
}

/** Removed when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nishan-build-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestGuide {
  readonly dir: string;
  readonly mirror: string;
  readonly folder: string;
  build(options?: Partial<BuildCommandOptions>): Promise<{ code: number; output: Caught }>;
  /** Replaces text in one of its files. */
  change(file: string, from: string | RegExp, to: string): Promise<void>;
  /** Takes away what a build that was cut off leaves, as if its process were gone. */
  unlock(): Promise<void>;
}

export const firstNow = '2026-12-01T06:00:00Z';

let example: Promise<TestGuide> | null = null;
const exampleHome = join(tmpdir(), `nishan-example-${process.pid}-${Math.random().toString(36).slice(2)}`);
afterAll(() => rm(exampleHome, { recursive: true, force: true }));

/**
 * The example guide with its first edition, in a folder of its own: built once a file of tests, and copied. The command
 * gave its words once, when it was built.
 */
export async function builtExample(): Promise<TestGuide> {
  example ??= exampleGuide(exampleHome).then(async (guide) => {
    await guide.build();
    return guide;
  });
  await example;
  const folder = await temporaryFolder();
  await cp(exampleHome, folder, { recursive: true, preserveTimestamps: true });
  return inFolder(folder);
}

/** The example guide in a folder of its own. @param home one that the test removes itself */
export async function exampleGuide(home?: string): Promise<TestGuide> {
  const guide = inFolder(home ?? (await temporaryFolder()));
  // As on the day for which it is written, whatever day it is.
  await initGuide({ dir: guide.dir, empty: false, now: '2026-11-22T00:00:00Z' }, catchOutput());
  return guide;
}

function inFolder(folder: string): TestGuide {
  const dir = join(folder, 'guide');
  const mirror = join(folder, 'mirror');
  return {
    dir,
    mirror,
    folder,
    async build(options = {}) {
      const output = catchOutput();
      const rest = { dir, out: mirror, now: firstNow, json: true, timestampOnly: false, shell: false as const };
      return { code: await buildCommand({ ...rest, ...options }, output), output };
    },
    async change(file, from, to) {
      const path = join(dir, file);
      const before = await readFile(path, 'utf8');
      if (before.replace(from, '') === before) throw new Error(`${file} has no ${from}`);
      await writeFile(path, before.replace(from, to));
    },
    unlock: () => rm(join(dir, 'published/.lock'), { force: true }),
  };
}
