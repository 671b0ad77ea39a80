// A save is told once, whatever the editor does; what commands write beside the tables is not.
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { printOf, watchFolder } from '../../../src/publisher/preview/watch-folder.ts';
import { temporaryFolder } from '../build/guide-in-folder.ts';

it('tells of a save, of one by another name moved over it, and of nothing else', async () => {
  const dir = await temporaryFolder();
  await mkdir(join(dir, 'published'));
  await writeFile(join(dir, 'a.csv'), 'one\n');
  let told = 0;
  let resolve = (): void => {};
  const next = (): Promise<void> => new Promise((done) => (resolve = done));
  const watched = watchFolder(dir, await printOf(dir), async () => {
    told++;
    resolve();
  });
  onTestFinished(() => watched.close());

  let seen = next();
  await writeFile(join(dir, 'a.csv'), 'two\n');
  await writeFile(join(dir, 'a.csv'), 'three\n');
  await seen;
  seen = next();
  await writeFile(join(dir, 'published/state.json'), '{}');
  await writeFile(join(dir, '.a.csv.swp'), 'x');
  await writeFile(join(dir, 'b.tmp~'), 'x');
  await writeFile(join(dir, '.new'), 'four, and longer\n');
  await rename(join(dir, '.new'), join(dir, 'a.csv'));
  await seen;
  expect(told).toBe(2);
});

it('sees a date, a size and a name, in folders too', async () => {
  const dir = await temporaryFolder();
  await mkdir(join(dir, 'pictures'));
  await writeFile(join(dir, 'pictures/kite.svg'), '<svg/>');
  const first = await printOf(dir);
  expect(await printOf(dir)).toBe(first);
  await utimes(join(dir, 'pictures/kite.svg'), 1, 1);
  expect(await printOf(dir)).not.toBe(first);
});
