// What is remembered in .cache/, and everything that must not be believed there.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { integer, list, readShape } from '../../../src/core/shape.ts';
import { type Kind, memoryWith, noMemory, openMemory, recall } from '../../../src/publisher/memory/memory.ts';
import { readSecret } from '../../../src/publisher/memory/memory-secret.ts';

const basis = { program: 'a', secret: new Uint8Array(32).fill(1) };
const kind: Kind<readonly number[]> = {
  name: 'numbers',
  write: (value) => value,
  read: (value) => readShape(list(integer(0), 10), value),
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nishan-memory-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
});
const entry = () => join(dir, '.cache/numbers');

it('finds what was kept for the same inputs, and for no others', () => {
  const memory = memoryWith(dir, basis);
  memory.keep(kind, ['x', ['en']], [1, 2]);
  expect(memory.find(kind, ['x', ['en']])).toEqual([1, 2]);
  expect(memory.find(kind, ['x', ['en', 'ur']])).toBeNull();
  expect(memory.find(kind, ['x'])).toBeNull();
  expect(memoryWith(dir, basis).find(kind, ['x', ['en']])).toEqual([1, 2]);
  let worked = 0;
  const work = () => [++worked];
  expect([recall(memory, kind, [1], work), recall(memory, kind, [1], work)]).toEqual([[1], [1]]);
  expect([recall(noMemory, kind, [1], work), recall(noMemory, kind, [1], work)]).toEqual([[2], [3]]);
});

describe('believes no entry', () => {
  const found = (with_ = basis) => memoryWith(dir, with_).find(kind, ['x']);
  beforeEach(() => {
    memoryWith(dir, basis).keep(kind, ['x'], [1, 2]);
    expect(found()).toEqual([1, 2]);
  });

  it('of another program, or of another account', () => {
    expect(found({ ...basis, program: 'b' })).toBeNull();
    expect(found({ ...basis, secret: new Uint8Array(32).fill(2) })).toBeNull();
  });

  it('of which a bit is another one, or the end is missing', async () => {
    const whole = await readFile(entry());
    for (let i = 0; i < whole.length; i++) {
      const other = Buffer.from(whole);
      other[i] = (other[i] ?? 0) ^ 1;
      await writeFile(entry(), other);
      expect(found(), `byte ${i}`).toBeNull();
    }
    for (const length of [0, 1, 31, 32, whole.length - 1]) {
      await writeFile(entry(), whole.subarray(0, length));
      expect(found(), `${length} bytes`).toBeNull();
    }
    await writeFile(entry(), whole);
    expect(found()).toEqual([1, 2]);
  });

  it('of another thing, whoever put it in its place', async () => {
    await rename(entry(), join(dir, '.cache/others'));
    expect(memoryWith(dir, basis).find({ ...kind, name: 'others' }, ['x'])).toBeNull();
  });

  it('that is not what it should be, or too large to be ours', async () => {
    memoryWith(dir, basis).keep({ ...kind, write: () => ['a'] }, ['x'], []);
    expect(found()).toBeNull();
    memoryWith(dir, basis).keep(kind, ['x'], [3]);
    memoryWith(dir, basis).keep({ ...kind, write: () => 'a'.repeat(5_000_000) }, ['x'], []);
    expect(found()).toEqual([3]);
    await writeFile(entry(), Buffer.concat([await readFile(entry()), Buffer.alloc(5_000_000)]));
    expect(found()).toBeNull();
  });
});

it('can be deleted, and does without a place to keep anything', async () => {
  const memory = memoryWith(dir, basis);
  memory.keep(kind, [], [1]);
  expect(await readFile(join(dir, '.cache/.gitignore'), 'utf8')).toBe('*\n');
  expect((await readdir(join(dir, '.cache'))).sort()).toEqual(['.gitignore', 'numbers']);
  await rm(join(dir, '.cache'), { recursive: true });
  expect(memory.find(kind, [])).toBeNull();
  await writeFile(join(dir, '.cache'), 'a file in its place');
  memory.keep(kind, [], [1]);
  expect(memory.find(kind, [])).toBeNull();
});

it('is none where the program does not know what it was built from', () => {
  expect(openMemory(dir)).toBe(noMemory);
});

describe('the secret of an account', () => {
  it('is made once, for nobody else to read', async () => {
    const first = readSecret(dir);
    expect(first).toHaveLength(32);
    expect(readSecret(dir)).toEqual(first);
    const path = join(dir, 'nishan/memory-secret');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(dir, 'nishan'))).toEqual(['memory-secret']);
    await rm(path);
    expect(readSecret(dir)).not.toEqual(first);
  });

  it('is made anew where it broke off, and is none where there is no place for it', async () => {
    await mkdir(join(dir, 'nishan'));
    await writeFile(join(dir, 'nishan/memory-secret'), 'short');
    expect(readSecret(dir)).toHaveLength(32);
    await writeFile(join(dir, 'file'), '');
    expect(readSecret(join(dir, 'file'))).toBeNull();
  });
});
