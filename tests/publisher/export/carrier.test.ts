// `nishan export --format carrier` and `nishan verify` of it: the file under its own name, the page held against its data.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { readCarrier } from '../../../src/core/bundle/carrier.ts';
import { exportCommand } from '../../../src/publisher/commands/edition/export.ts';
import { verifyCommand } from '../../../src/publisher/commands/edition/verify.ts';
import { testMirror } from '../../core/fixture.ts';
import { catchOutput, exampleGuide } from '../build/guide-in-folder.ts';
import { writeTree } from './write-tree.ts';

const now = new Date('2027-01-25T12:00:00Z');
let home = '';
let mirror = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-export-'));
  mirror = join(home, 'mirror');
  await writeTree(mirror, testMirror({ edition: 3 }));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function exported(region: string, out: string, languages?: string): Promise<void> {
  const output = catchOutput();
  const words = { mirror, format: 'carrier', region, out, app: false, json: false, ...(languages && { languages }) };
  expect([await exportCommand(words, output), output.errors]).toEqual([0, []]);
}

async function verified(given: string): Promise<{ readonly code: number; readonly errors: readonly string[] }> {
  const output = catchOutput();
  const root = join(mirror, 'metadata/1.root.json');
  return { code: await verifyCommand({ given, root, json: false, now }, output), errors: output.errors };
}

it('goes into a folder under its own name, with one region and all that it rests on', async () => {
  const out = await mkdtemp(join(home, 'out-'));
  await exported('north', out);
  const [name = ''] = await readdir(out);
  expect(name).toBe('north-edition-3-2027-01-25.html');
  const { bundle } = readCarrier(await readFile(join(out, name)));
  const paths = await bundleSource(bundle).paths();
  expect(paths.filter((path) => path.includes('regions/'))).toHaveLength(1);
  expect(await verified(join(out, name))).toEqual({ code: 0, errors: [] });
});

it('is the same bytes each time, and other bytes in other languages', async () => {
  const [one, two, three] = ['one', 'two', 'three'].map((name) => join(home, `${name}.html`));
  if (!one || !two || !three) throw new TypeError('three files');
  await exported('all', one);
  await exported('all', two);
  await exported('all', three, 'ur');
  expect((await readFile(one)).equals(await readFile(two))).toBe(true);
  expect((await readFile(one)).equals(await readFile(three))).toBe(false);
  expect(await verified(three)).toEqual({ code: 0, errors: [] });
});

it('is refused where its page, its data, or the mark of its maker was changed, and says which', async () => {
  const file = join(home, 'all.html');
  await exported('all', file);
  const text = await readFile(file, 'utf8');
  const told = async (changed: string): Promise<readonly [number, string]> => {
    const path = join(home, 'changed.html');
    await writeFile(path, changed);
    const { code, errors } = await verified(path);
    return [code, errors.join('\n')];
  };
  expect(await told(text.replace(' <i>Kite', ' <i>Boat'))).toEqual([1, expect.stringContaining('page was changed')]);
  expect(await told(text.replace(/(nishan-carrier" content="\d )../, '$100'))).toEqual([
    1,
    expect.stringContaining('another version'),
  ]);
  const { bundle } = readCarrier(await readFile(file));
  const source = bundleSource(bundle);
  const path = (await source.paths()).find((each) => each.endsWith('.north')) ?? '';
  const entries = new Map<string, Uint8Array>();
  for (const each of await source.paths()) {
    const bytes = (await source.read(each, { maxBytes: bundle.length }, (found) => found.slice())) ?? new Uint8Array();
    if (each === path) bytes[5] = (bytes[5] ?? 0) ^ 1;
    entries.set(each, bytes);
  }
  const broken = Buffer.from(encodeBundle(entries)).toString('base64');
  expect(await told(text.replace(/(autocomplete="off" value=")[^"]*/, `$1${broken}`))).toEqual([
    1,
    expect.stringContaining('trust/hash'),
  ]);
  expect(await told(text.replace(/<input id="nishan-bundle"[^>]*>/, ''))).toEqual([
    1,
    expect.stringContaining('format/no-bundle'),
  ]);
});

it('takes no app', async () => {
  const words = { mirror, format: 'carrier', region: 'all', out: home, app: true, json: false };
  await expect(exportCommand(words, catchOutput())).rejects.toThrow('is for bundles');
});

it('never meets a picture of 5 MB: no mirror is built with one', async () => {
  const guide = await exampleGuide();
  const vast = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><!--${' '.repeat(5_000_000)}--></svg>`);
  await writeFile(join(guide.dir, 'pictures/apple.svg'), vast);
  const { code, output } = await guide.build();
  expect([code, output.errors.join('\n')]).toEqual([1, expect.stringContaining('pictures/apple.svg')]);
  await expect(readdir(guide.mirror)).rejects.toThrow('ENOENT');
});
