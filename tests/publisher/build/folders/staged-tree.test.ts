// What of an edition is written: what the mirror lacks, has otherwise or has damaged; and nothing else of the mirror is the edition's.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stagedSource } from '../../../../src/publisher/build/folders/folder-source.ts';
import { listFiles } from '../../../../src/publisher/build/folders/list-files.ts';
import { putInPlace } from '../../../../src/publisher/build/folders/mirror-folder.ts';
import { placeIn, stageTree, writeFiles } from '../../../../src/publisher/build/folders/staged-tree.ts';
import { temporaryFolder } from '../guide-in-folder.ts';

const bytesOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

it('stages what is not on the mirror byte for byte, and leaves the rest where it stands', async () => {
  const folder = await temporaryFolder();
  const [staging, mirror] = [join(folder, 'staging'), join(folder, 'mirror')];
  await mkdir(staging);
  writeFiles(
    mirror,
    bytesOf({
      'blobs/a': 'same',
      'blobs/b': 'otherX',
      'blobs/c': 'longer',
      'blobs/d': 'sho',
      'blobs/old': 'old',
      e: '',
    }),
  );
  const edition = bytesOf({
    'blobs/a': 'same',
    'blobs/b': 'otherY',
    'blobs/c': 'long',
    'blobs/d': 'short',
    e: '',
    f: '',
  });
  const tree = await stageTree(staging, mirror, edition);
  expect([...tree.fresh].sort()).toEqual(['blobs/b', 'blobs/c', 'blobs/d', 'f']);
  expect(await listFiles(staging)).toEqual(['blobs/b', 'blobs/c', 'blobs/d', 'f']);
  const source = stagedSource(tree);
  for (const [path, bytes] of edition) {
    expect(await readFile(placeIn(tree, path)), path).toEqual(bytes);
    expect(await source.read(path, { maxBytes: 10 }, (found) => Buffer.from(found)), path).toEqual(bytes);
  }
  expect(await source.read('blobs/old', { maxBytes: 10 }, () => true)).toBeNull();
  putInPlace(tree, new Set());
  expect(await listFiles(mirror)).toEqual([...edition.keys()].sort());
  for (const [path, bytes] of edition) expect(await readFile(join(mirror, path)), path).toEqual(bytes);
});

it('stages what stands there as no file at all', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'mirror/a'), { recursive: true });
  await writeFile(join(folder, 'mirror/a/b'), 'b');
  const tree = await stageTree(join(folder, 'staging'), join(folder, 'mirror'), bytesOf({ a: 'a' }));
  expect([...tree.fresh]).toEqual(['a']);
});
