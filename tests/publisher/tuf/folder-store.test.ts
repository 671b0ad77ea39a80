import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { maxMetadataBytes } from '../../../src/core/tuf/metadata.ts';
import { readBounded } from '../../../src/publisher/tuf/folder-store.ts';

it('reads a kept file up to the largest metadata there is', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nishan-store-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const path = join(dir, 'targets.json');
  expect(await readBounded(path)).toBeNull();
  await writeFile(path, '');
  await truncate(path, maxMetadataBytes.targets);
  expect(await readBounded(path)).toHaveLength(maxMetadataBytes.targets);
  await truncate(path, maxMetadataBytes.targets + 1);
  expect(await readBounded(path)).toBeNull();
});
