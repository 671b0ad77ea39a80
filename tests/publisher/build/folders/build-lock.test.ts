import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withBuildLock } from '../../../../src/publisher/build/folders/build-lock.ts';
import { temporaryFolder } from '../guide-in-folder.ts';

async function lockIn(words: string): Promise<{ dir: string; lock: string }> {
  const dir = await temporaryFolder();
  await withBuildLock(dir, async () => {});
  const lock = join(dir, 'published/.lock');
  await writeFile(lock, words);
  return { dir, lock };
}

it.each([
  ["this process's number, as in a container", `${process.pid}\n`],
  ["this process's number and another token", `${process.pid} ${'0'.repeat(32)}\n`],
  ['the number of a process that is gone', `4194304 ${'0'.repeat(32)}\n`],
])('takes over what a killed build left with %s', async (_, words) => {
  const { dir, lock } = await lockIn(words);
  expect(await withBuildLock(dir, () => readFile(lock, 'utf8'))).toMatch(
    new RegExp(`^${process.pid} (?!0{32})[0-9a-f]{32} [0-9a-f]{16}\n$`),
  );
  expect(await readdir(join(dir, 'published'))).toEqual([]);
});

it('takes over when whoever took over was killed too', async () => {
  const { dir, lock } = await lockIn('4194304\n');
  await writeFile(`${lock}.takeover`, '4194304\n');
  expect(await withBuildLock(dir, async () => 'built')).toBe('built');
  expect(await readdir(join(dir, 'published'))).toEqual([]);
});

it('lets one of many who wait take over a stale lock', { timeout: 20_000 }, async () => {
  for (let round = 0; round < 20; round++) {
    const { dir } = await lockIn('4194304\n');
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running--;
    };
    const ends = await Promise.allSettled(Array.from({ length: 8 }, () => withBuildLock(dir, work)));
    expect(most).toBe(1);
    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
    for (const end of ends) if (end.status === 'rejected') expect(String(end.reason)).toContain('another build');
  }
});

it('respects a process of the same number in another container, as long as that touches its lock', async () => {
  const { dir, lock } = await lockIn(`${process.pid} ${'0'.repeat(32)} ${'f'.repeat(16)}\n`);
  await expect(withBuildLock(dir, async () => {})).rejects.toThrow(/another computer or container/);
  const old = new Date(Date.now() - 120_000);
  await utimes(lock, old, old);
  expect(await withBuildLock(dir, async () => 'built')).toBe('built');
});

it('leaves a lock alone that is being written, and not for ever', async () => {
  const { dir, lock } = await lockIn('');
  await expect(withBuildLock(dir, async () => {})).rejects.toThrow(/another build/);
  await utimes(lock, new Date(0), new Date(0));
  expect(await withBuildLock(dir, async () => 'built')).toBe('built');
});

it('does not let go of a lock that is no longer its own', async () => {
  const { dir, lock } = await lockIn('4194304\n');
  await withBuildLock(dir, () => writeFile(lock, '1 another\n'));
  expect(await readFile(lock, 'utf8')).toBe('1 another\n');
});
