// In which order a staged mirror is put in place: whatever is named stands there before what names it.
import type * as Files from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { listFiles } from '../../../../src/publisher/build/folders/list-files.ts';
import { putInPlace } from '../../../../src/publisher/build/folders/mirror-folder.ts';
import { stageTree } from '../../../../src/publisher/build/folders/staged-tree.ts';
import { temporaryFolder } from '../guide-in-folder.ts';

const renamed: string[] = [];

vi.mock('node:fs', async (load) => {
  const actual = await load<typeof Files>();
  const renameSync: typeof Files.renameSync = (from, to) => {
    renamed.push(String(to));
    actual.renameSync(from, to);
  };
  return { ...actual, renameSync };
});

it('first what has a hash or a version, then the app, its page last, then newer roots, then the timestamp, then the bundles', async () => {
  const folder = await temporaryFolder();
  const [staged, mirror] = [join(folder, 'staged'), join(folder, 'mirror')];
  const groups = [
    [
      'assets/main-1.js',
      'blobs/ab',
      'metadata/1.root.json',
      'metadata/2.snapshot.json',
      'sw-0123456789abcdef.js',
      'targets/guide/ab.guide',
    ],
    ['404.html', 'manifest.webmanifest'],
    ['index.html'],
    ['metadata/2.root.json'],
    ['metadata/timestamp.json'],
    ['first/head.zip'],
  ];
  const paths = groups.flat();
  const files = new Map([...paths].reverse().map((path) => [path, Buffer.from(path)]));
  await mkdir(staged);
  renamed.length = 0;
  putInPlace(await stageTree(staged, mirror, files), new Set());
  expect(renamed).toEqual(paths.map((path) => join(mirror, path)));
  expect(await listFiles(mirror)).toEqual([...paths].sort());
});
