// A build that ends at any of its renames, as a killed one does: the mirror is one whole edition, old or new, and no
// version ever stands for two contents.
import type * as Files from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folder-source.ts';
import { listFiles } from '../../../src/publisher/build/mirror-folder.ts';
import { builtExample, type TestGuide } from './guide-in-folder.ts';

let renamesLeft = Number.POSITIVE_INFINITY;

vi.mock('node:fs/promises', async (load) => {
  const actual = await load<typeof Files>();
  const rename: typeof Files.rename = async (from, to) => {
    if (renamesLeft-- <= 0) throw new Error('killed');
    await actual.rename(from, to);
  };
  // What a killed process does not get to: clearing up.
  const rm: typeof Files.rm = async (path, options) => {
    if (renamesLeft >= 0) await actual.rm(path, options);
  };
  return { ...actual, rename, rm };
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

it('leaves a whole edition and never forks a version', { timeout: 120_000 }, async () => {
  const guide = await builtExample();
  const seen = new Map<string, string>();
  let surname = 'Khwabzada';
  let done = false;
  let stops = 0;
  const editions = new Set<string>();
  for (let renames = 0; !done; renames++) {
    const before = await editionOf(guide);
    const next = `Khwab${String.fromCharCode(97 + renames)}`;
    await guide.change('candidates.csv', `Firoz ${surname}`, `Firoz ${next}`);
    surname = next;
    renamesLeft = renames;
    const ended = await guide.build({ now: '2026-12-01T07:00:00Z' }).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    renamesLeft = Number.POSITIVE_INFINITY;
    done = ended === 'done';
    if (!done) expect(ended).toContain('killed');
    if (!done) stops++;
    const after = await editionOf(guide);
    expect(after).toBeGreaterThanOrEqual(before);
    editions.add(after === before ? 'old' : 'new');
    await noteVersions(guide, seen);
    // The lock of a killed build names a process that is gone; here it is this one.
    await guide.unlock();
  }
  expect(stops).toBeGreaterThan(10);
  expect(editions).toEqual(new Set(['old', 'new']));
});
