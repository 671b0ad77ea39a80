// Runs the client's commands against a simulator, in a fresh folder, as an outsider's suite would.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { tufClient } from '../../../src/publisher/tuf-client.ts';
import { type Envelope, Simulator } from './simulator.ts';

export interface Harness {
  readonly repo: Simulator;
  readonly base: string;
  readonly metadataDir: string;
  readonly targetDir: string;
  init(root?: Uint8Array): Promise<number>;
  refresh(daysAhead?: number): Promise<number>;
  download(target: string | readonly string[], daysAhead?: number): Promise<number>;
  /** The version that is trusted, null when none. */
  version(role: string): number | null;
  /** "root 1", "timestamp 2" … sorted by file name. */
  trusted(): readonly string[];
  bytes(role: string): Buffer;
  /** Every downloaded file's content, in the order of writing. */
  downloaded(): readonly string[];
  close(): Promise<void>;
}

export async function harness(): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), 'tuf-client-'));
  const repo = new Simulator();
  const base = await repo.listen();
  const metadataDir = join(folder, 'metadata');
  const targetDir = join(folder, 'targets');
  const at = async (daysAhead: number, argv: readonly string[]): Promise<number> => {
    if (daysAhead > 0) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + daysAhead * 86_400_000 });
    try {
      return await tufClient(argv);
    } finally {
      vi.useRealTimers();
    }
  };
  const where = ['--metadata-url', `${base}/metadata/`, '--metadata-dir', metadataDir];
  return {
    repo,
    base,
    metadataDir,
    targetDir,
    init(root = repo.published.get('root')?.[0] ?? new Uint8Array()) {
      const file = join(folder, 'initial-root.json');
      writeFileSync(file, root);
      return tufClient(['--metadata-dir', metadataDir, 'init', file]);
    },
    refresh: (daysAhead = 0) => at(daysAhead, [...where, 'refresh']),
    download: (target, daysAhead = 0) => {
      const names = [target].flat().flatMap((name) => ['--target-name', name]);
      return at(daysAhead, [
        ...where,
        ...names,
        '--target-dir',
        targetDir,
        '--target-base-url',
        `${base}/targets/`,
        'download',
      ]);
    },
    version(role) {
      return readdirSync(metadataDir).includes(`${role}.json`) ? envelope(metadataDir, role).signed.version : null;
    },
    trusted: () =>
      readdirSync(metadataDir)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => name.slice(0, -5))
        .map((role) => `${role} ${envelope(metadataDir, role).signed.version}`),
    bytes: (role) => readFileSync(join(metadataDir, `${role}.json`)),
    downloaded() {
      return readTargets(targetDir);
    },
    async close() {
      await repo.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function envelope(folder: string, role: string): Envelope {
  return JSON.parse(readFileSync(join(folder, `${role}.json`), 'utf8')) as Envelope;
}

function readTargets(folder: string): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .map((file) => readFileSync(file, 'utf8'));
}

/** A harness of its own for each test of a file, closed behind it; what the command says is not printed. */
export function harnessEach(use: (opened: Harness) => void): void {
  let open: Harness;
  beforeEach(async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    open = await harness();
    use(open);
  });
  afterEach(async () => {
    await open.close();
    vi.restoreAllMocks();
  });
}
