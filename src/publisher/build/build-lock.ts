// One build of a guide at a time: two at once could give one version number to two contents.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError } from '../content/fault.ts';

const file = 'published/.lock';

/**
 * Runs `work` while no other build of the guide runs. A lock that a killed build left over is taken over.
 * @param dir the content folder
 * @throws FaultError while another process builds
 */
export async function withBuildLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const path = join(dir, file);
  await mkdir(join(dir, 'published'), { recursive: true });
  if (!(await take(path))) {
    const holder = Number((await readFile(path, 'utf8').catch(() => '')).trim());
    if (holder > 0 && isRunning(holder)) {
      const message = `another build of this guide is running (process ${holder})`;
      throw new FaultError([{ severity: 'error', code: 'busy', file, message, fix: 'wait until it is done' }]);
    }
    await rm(path, { force: true });
    if (!(await take(path))) return withBuildLock(dir, work);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const lock = await open(path, 'wx');
    await lock.writeFile(`${process.pid}\n`);
    await lock.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
