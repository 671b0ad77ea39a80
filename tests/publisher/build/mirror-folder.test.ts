// In which order a staged mirror is put in place: whatever is named stands there before what names it.
import type * as Files from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { listFiles, putInPlace } from '../../../src/publisher/build/mirror-folder.ts';
import { temporaryFolder } from './guide-in-folder.ts';

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
  for (const path of paths) {
    await mkdir(dirname(join(staged, path)), { recursive: true });
    await writeFile(join(staged, path), path);
  }
  renamed.length = 0;
  expect(await putInPlace(staged, mirror, new Set())).toBe(paths.length);
  expect(renamed).toEqual(paths.map((path) => join(mirror, path)));
  expect(await listFiles(mirror)).toEqual([...paths].sort());
});
