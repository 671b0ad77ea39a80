// One build of a guide at a time, two at once could give one version number to two contents; and one change to its tables: of
// two at once the second would put back what the first had changed.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FaultError } from '../../content/fault.ts';

const file = 'published/.lock';
/** A lock without words is one that is being written, for so long. */
const writingMs = 10_000;
/** Whoever holds a lock touches it so often; what nobody touched for so long is left over. */
const touchMs = 5_000;
const aliveMs = 60_000;
/** Who takes over a stale lock holds a lock on that, which may be stale as well. */
const maxTakeovers = 3;

/**
 * Where this process's number means this process: a computer since it started, or one container on it. Two of them can
 * share a folder, and each has a process 1.
 */
const place = createHash('sha256').update([hostname(), bootId(), processSpace()].join('\n')).digest('hex').slice(0, 16);

/** What the locks of this process say. In a container the build before had this process's number too. */
const held = new Set<string>();

/**
 * Runs `work` while no other build of the guide runs. A lock that a killed build left over is taken over.
 * @param dir the content folder
 * @throws FaultError while another process builds
 */
export async function withBuildLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  await mkdir(join(dir, 'published'), { recursive: true });
  return withLock(join(dir, file), 0, work);
}

/**
 * Runs `work`, which changes what stands in the folder, while no build and no other change runs.
 * @param dir the content folder; where it is not there, the work says so
 * @throws FaultError while another process is at work
 */
export async function withFolderLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  return existsSync(dir) ? withBuildLock(dir, work) : work();
}

async function withLock<T>(path: string, depth: number, work: () => Promise<T>): Promise<T> {
  const words = `${process.pid} ${randomBytes(16).toString('hex')} ${place}\n`;
  held.add(words);
  const touching = setInterval(() => void touch(path, words), touchMs);
  touching.unref();
  try {
    if (!(await create(path, words))) await takeOver(path, depth, words);
    return await work();
  } finally {
    clearInterval(touching);
    held.delete(words);
    if ((await read(path)) === words) await rm(path, { force: true });
  }
}

/** For those who cannot see whether this process runs. */
async function touch(path: string, words: string): Promise<void> {
  if ((await read(path)) === words) await utimes(path, new Date(), new Date()).catch(() => undefined);
}

async function create(path: string, words: string): Promise<boolean> {
  try {
    const lock = await open(path, 'wx');
    const failure = await lock.writeFile(words).catch((error: unknown) => error);
    await lock.close();
    if (failure === undefined) return true;
    // On a full disk: without words it would keep the next one waiting.
    await rm(path, { force: true });
    throw failure;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Only one process at a time judges and replaces, so that two who wait cannot both take the lock. */
async function takeOver(path: string, depth: number, words: string): Promise<void> {
  await refuseWhileHeld(path);
  if (depth === maxTakeovers) throw busy('another build of this guide, or a change to it, begins');
  await withLock(`${path}.takeover`, depth + 1, async () => {
    await refuseWhileHeld(path);
    const beside = `${path}.${words.split(' ')[1]}`;
    try {
      await writeFile(beside, words, { flag: 'wx' });
      if (await create(path, words)) return;
      await rename(beside, path);
    } finally {
      await rm(beside, { force: true });
    }
  });
}

async function refuseWhileHeld(path: string): Promise<void> {
  const words = await read(path);
  if (words === null) return;
  const [number = '', , there = place] = words.trim().split(' ');
  const holder = Number(number);
  if (there !== place) {
    if (await isNew(path, aliveMs))
      throw busy('another computer or container builds or changes this guide, or did a minute ago');
    return;
  }
  const isHeld =
    holder === process.pid ? held.has(words) : holder > 0 ? isRunning(holder) : await isNew(path, writingMs);
  if (isHeld) throw busy(`another build of this guide is running, or a change to it (process ${holder})`);
}

function busy(message: string): FaultError {
  return new FaultError([
    {
      severity: 'error',
      code: 'busy',
      file,
      message,
      fix: 'wait until it is done, and run this again; nothing was changed',
    },
  ]);
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

async function isNew(path: string, ms: number): Promise<boolean> {
  const written = await stat(path).catch(() => null);
  return written !== null && Date.now() - written.mtimeMs < ms;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
