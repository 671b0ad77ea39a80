import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { cidOf } from '../../../src/core/encoding/cid.ts';
import { runArchiveJob } from '../../../src/publisher/archives/archive-job.ts';
import { writeLargeCar } from '../../../src/publisher/archives/large-car.ts';
import { isPlainTree, openPlainCar } from '../../../src/publisher/archives/plain-car.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { writeSmallShell } from '../../harness/mirrors/small-shell.ts';
import { exampleGuide, temporaryFolder } from '../build/guide-in-folder.ts';
import { readCar } from './read-car.ts';

describe("the example's CAR", () => {
  it('has every file of the mirror, under the CID that its signed hash gives', async () => {
    const guide = await exampleGuide();
    const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
    onTestFinished(() => shell.remove());
    const { output } = await guide.build({ shell: shell.dir });
    const { root, files, blocks } = await readCar(`${guide.mirror}.car`);
    expect(JSON.parse(output.lines[0] ?? '').archives.car.cid).toBe(root);
    const paths = await listFiles(guide.mirror);
    expect([...files.keys()].sort()).toEqual(paths);
    for (const path of paths) {
      const bytes = new Uint8Array(await readFile(join(guide.mirror, path)));
      const byLibrary = CID.create(1, raw.code, await sha256.digest(bytes)).toString();
      expect(cidOf(sha256Hex(bytes))).toBe(byLibrary);
      expect(files.get(path)?.toString()).toBe(byLibrary);
      expect(Buffer.from(blocks.get(byLibrary) ?? []).equals(bytes)).toBe(true);
    }
  });

  it('is the same for the same mirror, and is left alone where nothing changed', async () => {
    const [one, two] = [await exampleGuide(), await exampleGuide()];
    await one.build();
    await two.build();
    const before = await readFile(`${one.mirror}.car`);
    expect(before.equals(await readFile(`${two.mirror}.car`))).toBe(true);
    await one.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await one.build({ now: '2026-12-01T07:00:00Z' });
    const changed = await readCar(`${one.mirror}.car`);
    expect((await readFile(`${one.mirror}.car`)).equals(before)).toBe(false);
    // The edition's own files; those of the edition before are on the mirror alone.
    expect(changed.files.has('metadata/2.targets.json')).toBe(true);
    expect(changed.files.has('metadata/1.targets.json')).toBe(false);
  });
});

async function folderWith(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const dir = join(await temporaryFolder(), 'tree');
  await mkdir(dir);
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), bytes);
  }
  return dir;
}

describe('a CAR of any folder', () => {
  const writeCar = (dir: string, paths: readonly string[], car: string) =>
    runArchiveJob({ files: paths.map((path) => ({ path, at: join(dir, path) })), car, torrent: null });

  it('shards a folder that is too long for a block, and cuts a file that no block could hold', async () => {
    const large = new Uint8Array(2_500_000).map((_, i) => i % 251);
    const many = Array.from({ length: 1_200 }, (_, i) => String(i).padStart(200, '0'));
    const dir = await folderWith({ large, ...Object.fromEntries(many.map((name) => [name, Buffer.from(name)])) });
    const file = `${dir}.car`;
    await writeCar(dir, ['large', ...many], file);
    const { blocks } = await readCar(file);
    expect(Math.max(...[...blocks.values()].map(({ length }) => length))).toBe(1_048_576);
    // The names alone are 240 kB: unsharded, one block would have them all.
    const folders = [...blocks.values()].filter(({ length }) => length > 200 && length < 1_000_000);
    expect(folders.length).toBeGreaterThan(10);
    for (const name of many) expect(blocks.has(cidOf(sha256Hex(Buffer.from(name))))).toBe(true);
    expect([...blocks.values()].filter(({ length }) => length === 1_048_576)).toHaveLength(2);
  });

  it('has one block for two files with the same bytes', async () => {
    const dir = await folderWith({ a: Buffer.from('kite'), b: Buffer.from('kite') });
    await writeCar(dir, ['a', 'b'], `${dir}.car`);
    const { files, blocks } = await readCar(`${dir}.car`);
    expect(blocks.size).toBe(2);
    expect(files.get('a')).toEqual(files.get('b'));
  });

  it('fails where a file is gone, and where the CAR cannot be written', async () => {
    const dir = await folderWith({ a: Buffer.from('kite') });
    await expect(writeCar(dir, ['a', 'gone'], `${dir}.car`)).rejects.toThrow(/ENOENT.*gone/);
    await expect(writeCar(dir, ['a'], join(dir, 'nowhere/x.car'))).rejects.toThrow(/ENOENT/);
  });
});

describe('without the library', () => {
  it('has the bytes that the library of IPFS writes', async () => {
    // Names that sort one way by their letters and another by their bytes, and sizes of one and of several digits.
    const name = fc.constantFrom('a', 'b', 'Z', '9', 'ز', '𐍈', 'ﻯ', 'a.b', 'a-b', 'long'.repeat(40));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.integer({ min: 0, max: 70_000 }).map((length) => new Uint8Array(length).fill(length % 7)),
    );
    const tree = fc
      .dictionary(path, content, { minKeys: 1, maxKeys: 25, noNullPrototype: true })
      .filter((files) => Object.keys(files).every((a) => !Object.keys(files).some((b) => b.startsWith(`${a}/`))));
    await fc.assert(
      fc.asyncProperty(tree, async (contents) => {
        const dir = await folderWith(contents);
        const paths = Object.keys(contents).sort();
        const files = paths.map((each) => ({ path: each, at: join(dir, each) }));
        const car = openPlainCar(`${dir}-a.car`);
        for (const { path: each, at } of files) car.add(each, await readFile(at));
        const cid = car.finish();
        car.close();
        expect(cid).toBe(await writeLargeCar(files, `${dir}-b.car`));
        expect((await readFile(`${dir}-a.car`)).equals(await readFile(`${dir}-b.car`))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is written where each file and each folder is one block', () => {
    const names = (length: number) => Array.from({ length: 100 }, (_, i) => `x/${String(i).padStart(length, '0')}`);
    const isPlain = (paths: readonly string[], size = 1) => isPlainTree(paths.map((path) => ({ path, size })));
    // A hundred names of this length and what they stand for: 262,100 bytes, and 100 more.
    expect([isPlain(names(2_585)), isPlain(names(2_586))]).toEqual([true, false]);
    expect([isPlain(['a'], 1_048_576), isPlain(['a'], 1_048_577)]).toEqual([true, false]);
  });
});
