import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { cidOf } from '../../../src/core/encoding/cid.ts';
import { writeCar } from '../../../src/publisher/archives/car.ts';
import { listFiles } from '../../../src/publisher/build/mirror-folder.ts';
import { writeSmallShell } from '../../e2e/harness/small-shell.ts';
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

describe('a CAR of any folder', () => {
  async function folderWith(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
    const dir = join(await temporaryFolder(), 'tree');
    await mkdir(dir);
    for (const [path, bytes] of Object.entries(files)) await writeFile(join(dir, path), bytes);
    return dir;
  }

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
