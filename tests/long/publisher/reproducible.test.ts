// Two checkouts in two folders, in another time zone and language, give the same app and command to the byte; and the same
// guide with the same keys and --now gives the same mirror from both, as a folder, as one file and as a torrent.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';

const run = promisify(execFile);
const top = fileURLToPath(new URL('../../../', import.meta.url));
const sources = [
  ...['src', 'sw', 'public', 'bin', 'index.html', 'vite.config.ts'],
  ...['tsconfig.json', 'tsconfig.base.json', 'package.json', 'package-lock.json'],
];
/** Each with its folder, its clock's place and its language. */
const checkouts = [
  { folder: 'one', env: { TZ: 'UTC', LANG: 'C' } },
  { folder: 'two/deeper/and another', env: { TZ: 'Asia/Karachi', LANG: 'ur_PK.UTF-8' } },
];
const now = '2026-12-01T06:00:00Z';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-same-'));
  await run(process.execPath, [join(top, 'bin/nishan.mjs'), 'init', join(home, 'guide'), '--now', now]);
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Each before the first is built: who works on the sources meanwhile changes neither. */
async function checkOut({ folder }: (typeof checkouts)[number]): Promise<void> {
  const dir = join(home, folder);
  await mkdir(dir, { recursive: true });
  for (const path of sources) await cp(join(top, path), join(dir, path), { recursive: true });
  await symlink(await realpath(join(top, 'node_modules')), join(dir, 'node_modules'));
}

async function build({ folder, env }: (typeof checkouts)[number]): Promise<string> {
  const dir = join(home, folder);
  const options = { cwd: dir, env: { ...process.env, ...env } };
  await run(process.execPath, ['bin/build.mjs'], options);
  const guide = join(dir, 'guide');
  await cp(join(home, 'guide'), guide, { recursive: true });
  const out = join(dir, 'published', 'mirror');
  await run(process.execPath, ['bin/nishan.mjs', 'build', guide, '--out', out, '--now', now], options);
  return dir;
}

/** Hash by path. */
async function hashes(dir: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[relative(dir, path)] = sha256Hex(await bytesOf(path));
  }
  return found;
}

/** The bundler's own list, which no mirror has, names packages by the way to them: here they are reached by a link. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (!path.endsWith(join('.vite', 'manifest.json'))) return bytes;
  return Buffer.from(bytes.toString('utf8').replaceAll(/"[^"]*\/node_modules\//g, '"node_modules/'));
}

it('builds the same app, command and mirror in two folders', async () => {
  for (const each of checkouts) await checkOut(each);
  const [one, two] = [await build(checkouts[0] as never), await build(checkouts[1] as never)];
  const app = await hashes(join(one, 'dist'));
  expect(Object.keys(app).length).toBeGreaterThan(40);
  expect(Object.keys(app)).toContain(join('app', 'sbom.cdx.json'));
  expect(await hashes(join(two, 'dist'))).toEqual(app);
  const mirror = await hashes(join(one, 'published'));
  expect(Object.keys(mirror).filter((path) => /\.(car|torrent)$/.test(path))).toHaveLength(2);
  expect(await hashes(join(two, 'published'))).toEqual(mirror);
  // Nothing of where it was built.
  for (const path of Object.keys(mirror)) {
    expect((await readFile(join(one, 'published', path))).includes(Buffer.from(home))).toBe(false);
  }
});
