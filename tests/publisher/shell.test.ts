// makeShell: what is made for a guide, that it is the same each time, and that a guide's text cannot break out.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../src/core/bytes.ts';
import { parseAppFiles } from '../../src/core/guide/app-files.ts';
import { writeFiles } from '../../src/publisher/build/folders/staged-tree.ts';
import { contentPolicy } from '../../src/publisher/shell/policy.ts';
import { makeShell, type PlacedShell } from '../../src/publisher/shell.ts';
import { parseShellLists } from '../../sw/rules.ts';
import { type SmallShell, writeSmallShell } from '../harness/mirrors/small-shell.ts';

const worker = "const lists='@@nishan-shell@@';";
const root = encodeUtf8('{"signed":{"_type":"root"},"signatures":[]}');
let shell: SmallShell;
let outDir: string;

beforeEach(async () => {
  shell = await writeSmallShell(worker);
  outDir = await mkdtemp(join(tmpdir(), 'nishan-mirror-'));
});
afterEach(async () => {
  await shell.remove();
  await rm(outDir, { recursive: true, force: true });
});

interface More {
  readonly languages?: readonly string[];
  readonly hints?: unknown;
  readonly name?: string;
  readonly demo?: boolean;
  readonly neutralName?: string;
  readonly outDir?: string;
}
async function place({ outDir: dir = outDir, ...more }: More = {}): Promise<PlacedShell> {
  const about = { name: 'A guide', languages: ['en', 'ur'], demo: false };
  const guide = { root, guideId: 'ab'.repeat(32), hints: { 'NA-1': 'r1' }, ...about };
  const { placed, files } = await makeShell({ shellDir: shell.dir, ...guide, ...more });
  writeFiles(dir, files);
  return placed;
}
const read = (path: string) => readFile(join(outDir, path), 'utf8');
const dataOf = (html: string) => /id="nishan">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';

describe('makeShell', () => {
  it('lists every file that a browser may ask for, by its bytes, as app.json takes it', async () => {
    const placed = await place();
    const written = await readdir(outDir, { recursive: true, withFileTypes: true });
    const files = written.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(outDir.length + 1));
    expect([...placed.files.map((f) => f.path), '_headers', '.nojekyll'].sort()).toEqual(files.sort());
    for (const file of placed.files) {
      const bytes = await readFile(join(outDir, file.path));
      expect([sha256Hex(bytes), bytes.length]).toEqual([file.sha256, file.length]);
    }
    expect(files).not.toContain('sw.js');
    expect(parseAppFiles(encodeUtf8(JSON.stringify({ format: 1, ...placed })))).toMatchObject(placed);
  });

  it('takes a neutral name and icon where the guide asks for one, and none of these folders otherwise', async () => {
    await mkdir(join(shell.dir, 'neutral/icons'), { recursive: true });
    await writeFile(join(shell.dir, 'neutral/favicon.svg'), '<svg/>');
    await writeFile(join(shell.dir, 'neutral/icons/icon-192.png'), 'sheet');
    const built = join(shell.dir, 'index.html');
    const notice = '<noscript><h1>Nishan</h1> A guide for voters</noscript></body>';
    await writeFile(built, (await readFile(built, 'utf8')).replace('</body>', notice));
    const own = await place();
    expect(await read('index.html')).toContain('A guide for voters');
    expect(own.files.filter(({ path }) => path.startsWith('neutral'))).toEqual([]);
    expect(await read('index.html')).toContain('<title>A guide</title>');
    const neutral = await place({ neutralName: 'My notes' });
    expect(neutral.files.filter(({ path }) => path.startsWith('neutral'))).toEqual([]);
    expect(await read('index.html')).toContain('<title>My notes</title>');
    expect(await read('index.html')).not.toMatch(/voters|<h1>/i);
    expect(JSON.parse(dataOf(await read('index.html')))).toMatchObject({ label: 'My notes' });
    expect(JSON.parse(await read('manifest.webmanifest'))).toMatchObject({ name: 'My notes', short_name: 'My notes' });
    expect([await read('favicon.svg'), await read('icons/icon-192.png')]).toEqual(['<svg/>', 'sheet']);
  });

  it('writes the same bytes again, and another worker when a file changes', async () => {
    const again = await mkdtemp(join(tmpdir(), 'nishan-mirror-'));
    const placed = await place();
    expect(await place({ outDir: again })).toEqual(placed);
    expect(await readFile(join(again, '_headers'), 'utf8')).toBe(await read('_headers'));
    await writeFile(join(shell.dir, 'assets/later-1.js'), 'export const later = 2;');
    expect((await place({ outDir: again })).worker).not.toBe(placed.worker);
    await rm(again, { recursive: true });
  });

  it('gives the worker two lists with the hash of each file', async () => {
    const placed = await place();
    expect(placed.worker).toBe(`sw-${sha256Hex(await readFile(join(outDir, placed.worker))).slice(0, 32)}.js`);
    const text = /lists='(.*)'/.exec(await read(placed.worker))?.[1] ?? '';
    const lists = parseShellLists(text);
    expect(lists.first.map((file) => file.path)).toEqual([
      'assets/main-1.js',
      'assets/shared-1.css',
      'assets/shared-1.js',
      'assets/ur-1.js',
      'index.html',
    ]);
    expect(lists.rest.map((file) => file.path)).toEqual(['assets/later-1.js', 'favicon.svg', 'manifest.webmanifest']);
    for (const file of [...lists.first, ...lists.rest]) {
      const hash = createHash('sha256').update(await readFile(join(outDir, file.path)));
      expect(file.integrity).toBe(`sha256-${hash.digest('base64')}`);
    }
  });

  it('keeps the root byte for byte, and hostile names and hints inside their places', async () => {
    const hints = { x: '</script><script>alert(1)</script><!--', y: "$& $' $1" };
    await place({ hints, name: '</title><img src=x> & "more"' });
    const html = await read('index.html');
    expect(JSON.parse(dataOf(html))).toMatchObject({ root: new TextDecoder().decode(root), hints });
    expect(html.match(/<script/g)).toHaveLength(3);
    expect(html).not.toContain('<img');
    expect(JSON.parse(await read('manifest.webmanifest'))).toMatchObject({
      name: '</title><img src=x> & "more"',
      scope: './',
      id: expect.stringMatching(/^guide-[0-9a-f]{16}$/),
    });
  });

  it('tells the first script what each language says first, before it and before what would hold it up', async () => {
    await place();
    const html = await read('index.html');
    const { words } = JSON.parse(dataOf(html)) as { readonly words: object };
    expect(words).toEqual({ en: [], ur: ['assets/ur-1.js'] });
    await place({ languages: ['pnb', 'xx'] });
    expect(JSON.parse(dataOf(await read('index.html'))).words).toMatchObject({ en: [], pnb: ['assets/ur-1.js'] });
    expect(html.indexOf('id="nishan"')).toBeLessThan(html.indexOf('<script>'));
    expect(html.indexOf('<script>')).toBeLessThan(html.indexOf('<title>'));
  });

  it('states the policy in the page and in the headers, with this machine only in a demo', async () => {
    await place();
    const html = await read('index.html');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self' 'sha256-[^']{44}'; style-src 'self' 'sha256-[^']{44}'; img/,
    );
    expect(policy).toContain("connect-src 'self' https:; ");
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
    const headers = await read('_headers');
    expect(headers).toContain(`Content-Security-Policy: ${policy}; frame-ancestors 'none'`);
    expect(headers).toMatch(/^\/metadata\/\*\n {2}Access-Control-Allow-Origin: \*\n/m);
    await place({ demo: true });
    expect(await read('index.html')).toContain('https: http://localhost:* http://127.0.0.1:*;');
  });

  it.each([
    ['a folder that is not there', 'nowhere', 'source/missing'],
    ['a page that is not ours', 'index.html', 'content/inconsistent'],
    ['a worker without its place', 'sw.js', 'content/inconsistent'],
    ['a file with an odd name', 'assets/a b.js', 'content/inconsistent'],
    ['a broken list of the bundler', '.vite/manifest.json', 'format/not-json'],
  ])('refuses %s', async (_, path, code) => {
    if (path === 'nowhere') await shell.remove();
    else await writeFile(join(shell.dir, path), '<!doctype html>');
    await expect(place()).rejects.toMatchObject({ code });
  });
});

describe('contentPolicy', () => {
  it('allows an inline script by the hash of exactly its text, and counts no data block', () => {
    const hash = createHash('sha256').update(' go() ').digest('base64');
    const html = '<script> go() </script><script type="application/json">{}</script><script src="a.js"></script>';
    expect(contentPolicy(html, false)).toContain(`script-src 'self' 'sha256-${hash}'; `);
  });
});
