// A disk without room: the words say so, and nothing is left that keeps the next one waiting.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { withBuildLock } from '../../../../src/publisher/build/folders/build-lock.ts';
import { describeFailure } from '../../../../src/publisher/describe-failure.ts';
import { temporaryFolder } from '../guide-in-folder.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    async open(...args: Parameters<typeof real.open>) {
      const file = await real.open(...args);
      if (disk.isFull) file.writeFile = () => Promise.reject(full);
      return file;
    },
  };
});

it('leaves no lock behind', async () => {
  const dir = await temporaryFolder();
  disk.isFull = true;
  await expect(withBuildLock(dir, async () => 'built')).rejects.toBe(full);
  disk.isFull = false;
  expect(await readdir(join(dir, 'published'))).toEqual([]);
  expect(await withBuildLock(dir, async () => 'built')).toBe('built');
});

it('is said, with what to do, whether the file is known or not', () => {
  expect(describeFailure(full)).toBe('error: the disk is full. Mend: make room, and run the same command again');
  expect(describeFailure(Object.assign(new Error(), full, { path: 'a' }))).toContain(
    'a does not fit: the disk is full',
  );
  const open = Object.assign(new Error(), { code: 'EBUSY', path: 'candidates.csv' });
  expect(describeFailure(open)).toContain('candidates.csv is open in another program');
});
