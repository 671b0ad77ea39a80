import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFolderFile, writeFolderFiles } from '../../../src/publisher/content/folder.ts';
import { makeFolder } from './make-folder.ts';

const text = async (dir: string, name: string): Promise<string> =>
  new TextDecoder().decode((await readFolderFile(dir, name)) ?? new Uint8Array());

it('replaces files together and leaves nothing behind', async () => {
  const dir = await makeFolder({ 'a.csv': 'old a' });
  await writeFolderFiles(
    dir,
    new Map([
      ['a.csv', 'new a'],
      ['reports/r.json', '{}'],
    ]),
  );
  expect(await readFile(join(dir, 'a.csv'), 'utf8')).toBe('new a');
  expect((await readdir(dir)).sort()).toEqual(['a.csv', 'reports']);
});

it('does not touch a file that would stay the same', async () => {
  const dir = await makeFolder({ 'a.csv': 'same' });
  const before = await stat(join(dir, 'a.csv'));
  await writeFolderFiles(dir, new Map([['a.csv', 'same']]));
  expect((await stat(join(dir, 'a.csv'))).ino).toBe(before.ino);
});

it('reads the new state after a crash between two files, and the next write finishes it', async () => {
  const dir = await makeFolder({ 'a.csv': 'old a', 'b.csv': 'old b' });
  // As a crash leaves it: the decision is made, "a" is in its place, "b" is not.
  await mkdir(join(dir, '.written'));
  await writeFile(join(dir, '.written', 'a.csv'), 'new a');
  await writeFile(join(dir, '.written', 'b.csv'), 'new b');
  await rename(join(dir, '.written', 'a.csv'), join(dir, 'a.csv'));
  expect([await text(dir, 'a.csv'), await text(dir, 'b.csv')]).toEqual(['new a', 'new b']);
  await writeFolderFiles(dir, new Map([['c.csv', 'c']]));
  expect(await readFile(join(dir, 'b.csv'), 'utf8')).toBe('new b');
  expect((await readdir(dir)).sort()).toEqual(['a.csv', 'b.csv', 'c.csv']);
});

it('reads the old state after a crash before the decision, and forgets what was staged', async () => {
  const dir = await makeFolder({ 'a.csv': 'old a', '.staged/a.csv': 'half' });
  expect(await text(dir, 'a.csv')).toBe('old a');
  await writeFolderFiles(dir, new Map([['b.csv', 'b']]));
  expect((await readdir(dir)).sort()).toEqual(['a.csv', 'b.csv']);
  expect(await text(dir, 'a.csv')).toBe('old a');
});
