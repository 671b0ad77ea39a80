// A build that ends at one of its renames, as a killed one does: the mirror is one whole edition, old or new, and no
// version ever stands for two contents. Of many files of one kind in a row, at the first and the last.
import type * as FilesAtOnce from 'node:fs';
import type * as Files from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { builtExample, type TestGuide } from './guide-in-folder.ts';

let renamesLeft = Number.POSITIVE_INFINITY;
const renamed: string[] = [];

function noteRename(to: unknown): void {
  if (renamesLeft-- <= 0) throw new Error('killed');
  renamed.push(String(to));
}

// Files are renamed in both ways. What a killed process does not get to is clearing up.
vi.mock('node:fs/promises', async (load) => {
  const actual = await load<typeof Files>();
  const rename: typeof Files.rename = async (from, to) => {
    noteRename(to);
    await actual.rename(from, to);
  };
  const rm: typeof Files.rm = async (path, options) => {
    if (renamesLeft >= 0) await actual.rm(path, options);
  };
  return { ...actual, rename, rm };
});
vi.mock('node:fs', async (load) => {
  const actual = await load<typeof FilesAtOnce>();
  const renameSync: typeof FilesAtOnce.renameSync = (from, to) => {
    noteRename(to);
    actual.renameSync(from, to);
  };
  const rmSync: typeof FilesAtOnce.rmSync = (path, options) => {
    if (renamesLeft >= 0) actual.rmSync(path, options);
  };
  return { ...actual, renameSync, rmSync };
});
afterEach(() => {
  renamesLeft = Number.POSITIVE_INFINITY;
});

/** @returns the edition that a phone gets; throws where it gets none, or not whole */
async function editionOf({ mirror }: TestGuide): Promise<number> {
  const root = await readFile(join(mirror, 'metadata/1.root.json'));
  const options = { root, now: new Date('2026-12-01T08:00:00Z'), verifiers: ed25519Verifiers };
  const outcome = await ingest(memoryVault(), folderSource(mirror), { ...options, regions: 'all' });
  expect(outcome).toMatchObject({ kind: 'installed', missing: [] });
  for (const path of (await listFiles(mirror)).filter((each) => each.startsWith('first/'))) {
    const bundle = bundleSource(await readFile(join(mirror, path)), { mayDeflate: true });
    await ingest(memoryVault(), bundle, { ...options, regions: [] });
  }
  return outcome.edition;
}

/** Every file that is named by version, on the mirror and in published/, has the bytes that were seen first. */
async function noteVersions(guide: TestGuide, seen: Map<string, string>): Promise<void> {
  for (const dir of [join(guide.mirror, 'metadata'), join(guide.dir, 'published')]) {
    for (const name of (await listFiles(dir)).filter((each) => /^\d+\.[a-z]+\.json$/.test(each))) {
      const hash = sha256Hex(await readFile(join(dir, name)));
      expect(seen.get(name) ?? hash, name).toBe(hash);
      seen.set(name, hash);
    }
  }
}

/** How many renames a build gets to: none, and as many as end before or after the first and the last of a kind. */
function stopsAmong(paths: readonly string[]): readonly number[] {
  // Files of metadata/ and of the mirror itself are each of a kind.
  const kinds = paths.map((path) => (/\/(metadata|mirror|published)\/[^/]+$/.test(path) ? path : dirname(path)));
  return paths.flatMap((_, i) => (kinds[i] !== kinds[i - 1] || kinds[i] !== kinds[i + 1] ? [i] : []));
}

it('leaves a whole edition and never forks a version', { timeout: 240_000 }, async () => {
  const guide = await builtExample();
  const seen = new Map<string, string>();
  const names = ['Khwabzada', ...[...'abcdefghijklmnopqrstuvwxyz'].flatMap((a) => [`Khwab${a}n`, `Khwab${a}r`])];
  const change = (n: number): Promise<void> =>
    guide.change('candidates.csv', `Firoz ${names[n]}`, `Firoz ${names[n + 1]}`);
  await change(0);
  renamed.length = 0;
  await guide.build({ now: '2026-12-01T07:00:00Z' });
  const stops = stopsAmong(renamed);
  expect(stops.length).toBeGreaterThan(15);
  expect(stops.length).toBeLessThan(names.length - 2);
  const editions = new Set<string>();
  for (const [n, renames] of [...stops, Number.POSITIVE_INFINITY].entries()) {
    const before = await editionOf(guide);
    await change(n + 1);
    renamesLeft = renames;
    const ended = await guide.build({ now: '2026-12-01T07:00:00Z' }).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    renamesLeft = Number.POSITIVE_INFINITY;
    if (n < stops.length) expect(ended).toContain('killed');
    else expect(ended).toBe('done');
    const after = await editionOf(guide);
    expect(after).toBeGreaterThanOrEqual(before);
    editions.add(after === before ? 'old' : 'new');
    await noteVersions(guide, seen);
    // The lock of a killed build names a process that is gone; here it is this one.
    await guide.unlock();
  }
  expect(editions).toEqual(new Set(['old', 'new']));
});
