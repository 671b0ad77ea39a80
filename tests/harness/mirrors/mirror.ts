// Mirrors for tests, by the publisher's own command: make a guide, build it, serve it, switch it off and on again.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import { onceADay } from './once-a-day.ts';

const command = fileURLToPath(new URL('../../../bin/nishan.mjs', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `nishan` with these arguments, and never throws for its exit code. */
export function runNishan(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { maxBuffer: 33_554_432 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

export interface Mirror {
  /** The mirror's own folder. */
  readonly dir: string;
  /** The content folder that it was built from. */
  readonly guideDir: string;
  readonly url: string;
  /** Builds the guide again, after a test changed it. @param args more arguments for `nishan build` */
  rebuild(...args: readonly string[]): Promise<void>;
  switchOff(): Promise<void>;
  /** On the same port. */
  switchOn(): Promise<void>;
  /** One line a request since it was last switched on: "GET /metadata/timestamp.json 200". */
  requests(): readonly string[];
  remove(): Promise<void>;
}

export interface MirrorOptions {
  /** A content folder; without one, the example guide of `nishan init`. It is only read. */
  readonly guideDir?: string;
  /** Sub-path to serve under, "/guide/". */
  readonly base?: string;
  /** More arguments for `nishan build`. */
  readonly args?: readonly string[];
}

/** A real list has warnings that a person would have to sign off; a demo has not. @param guideDir a content folder */
export async function markAsDemo(guideDir: string): Promise<void> {
  const path = join(guideDir, 'guide.yaml');
  await writeFile(path, `demo: true\n${await readFile(path, 'utf8')}`);
}

/** Builds a mirror in a folder of its own and serves it on loopback. @throws Error with what the command said */
export async function makeMirror(options: MirrorOptions = {}): Promise<Mirror> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-mirror-'));
  const dir = join(home, 'mirror');
  const guideDir = options.guideDir ?? join(home, 'guide');
  const args = options.args ?? [];
  if (options.guideDir === undefined) await cp(await exampleMirror(args), home, { recursive: true });
  else await succeed('build', guideDir, '--out', dir, ...args);

  let lines: string[] = [];
  const serve = (port: number): Promise<Served> => {
    lines = [];
    return serveMirror({ dir, port, log: (line) => lines.push(line), ...(options.base ? { base: options.base } : {}) });
  };
  let site = await serve(0);
  return {
    dir,
    guideDir,
    url: site.url,
    rebuild: (...args) => succeed('build', guideDir, '--out', dir, ...args),
    switchOff: () => site.close(),
    async switchOn() {
      site = await serve(site.port);
    },
    requests: () => lines,
    async remove() {
      await site.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The example guide of `nishan init` and its first edition, in folders "guide" and "mirror". */
function exampleMirror(args: readonly string[]): Promise<string> {
  return onceADay(['example', args], async (home) => {
    await succeed('init', join(home, 'guide'));
    await succeed('build', join(home, 'guide'), '--out', join(home, 'mirror'), ...args);
  });
}

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(`nishan ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
}
