// Mirrors that misbehave in every way that the check knows, served on loopback; and one that does not.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { cidOf } from '../../../src/core/encoding/cid.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { checkMirrorsCommand } from '../../../src/publisher/commands/mirrors/mirrors.ts';
import { main } from '../../../src/publisher/main.ts';
import type { FindingCode } from '../../../src/publisher/mirrors/finding.ts';
import { type CheckLimits, usualLimits } from '../../../src/publisher/mirrors/look.ts';
import type { MirrorReport } from '../../../src/publisher/mirrors/mirror-report.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { catchOutput, firstNow, temporaryFolder } from '../build/guide-in-folder.ts';
import { type BuiltGuide, buildGuide } from './built-guide.ts';
import { type Misbehave, type Reply, serveFiles, serveFolder } from './misbehaving-server.ts';

const now = new Date('2026-12-01T07:00:00Z');
const impatient: CheckLimits = { ...usualLimits, firstByteMs: 300, pauseMs: 300, wholeMs: 1000 };

// A guide is built first, and each check takes all of it.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let built: BuiltGuide;
beforeAll(async () => {
  built = await buildGuide();
});
afterAll(() => built.remove());

interface Checked {
  readonly code: number;
  readonly mirrors: readonly MirrorReport[];
  /** Of the first mirror: "severity code path". */
  readonly seen: readonly string[];
}

async function check(
  urls: readonly string[],
  more: { root?: string; guide?: string; limits?: CheckLimits } = {},
): Promise<Checked> {
  const output = catchOutput();
  const code = await checkMirrorsCommand({ urls, json: true, now, ...more }, output);
  const { mirrors } = JSON.parse(output.lines[0] ?? '') as { mirrors: readonly MirrorReport[] };
  const seen = (mirrors[0]?.findings ?? []).map(({ severity, code: each }) => `${severity} ${each}`);
  return { code, mirrors, seen };
}

describe('a mirror that does everything right', () => {
  it('has no findings, is used whole, and its publisher is compared', async () => {
    const asked = new Set<string>();
    const log = (line: string): void => void asked.add(line.split(' ')[1] ?? '');
    const site = await serveMirror({ dir: built.mirror, port: 0, base: '/guide/', log });
    onTestFinished(() => site.close());
    const { code, mirrors } = await check([site.url], { guide: built.dir });
    expect(mirrors[0]?.findings).toEqual([]);
    expect(mirrors[0]).toMatchObject({ usable: true, edition: 1, issued: firstNow, compared: true });
    expect(code).toBe(0);
    // No page asks for these by their names, and only some pages of seats are looked at.
    const silent = ['404.html', '_headers', '.nojekyll'];
    const isSeatPage = (path: string): boolean => /(^|\/)s\/(?!open\.js$)/.test(path);
    expect([...asked].filter(isSeatPage)).toHaveLength(6);
    for (const path of asked) if (isSeatPage(path)) asked.delete(path);
    const files = (await listFiles(built.mirror)).filter((path) => !silent.includes(path) && !isSeatPage(path));
    const paths = files.map((path) => `/guide/${path === 'index.html' ? '' : path}`);
    expect([...asked].sort()).toEqual([...paths, '/guide/metadata/2.root.json'].sort());
  });

  it('says that nothing was compared where no root was told', async () => {
    const site = await serveFolder(built.mirror);
    const output = catchOutput();
    expect(await checkMirrorsCommand({ urls: [site.url], json: false, now }, output)).toBe(0);
    expect(output.lines.join('\n')).toMatch(/: fine, edition 1 of 2026-12-01.*The publisher was not compared.*1 of 1/s);
  });
});

/** A change to answers whose path matches. */
function on(pattern: RegExp, change: (reply: Reply) => Reply | 'hang' | 'reset'): Misbehave {
  return (reply, path) => (pattern.test(path) ? change(reply) : reply);
}
const withHeaders =
  (headers: Reply['headers']) =>
  (reply: Reply): Reply => ({ ...reply, headers: { ...reply.headers, ...headers } });
const without =
  (name: string) =>
  (reply: Reply): Reply => ({
    ...reply,
    headers: Object.fromEntries(Object.entries(reply.headers).filter(([each]) => each !== name)),
  });
const page = (length: number): Uint8Array => Buffer.from(`<!doctype html>${'x'.repeat(length - 15)}`);
const html = (reply: Reply): Reply => ({
  ...reply,
  status: 200,
  headers: { ...reply.headers, 'content-type': 'text/html' },
  body: page(9000),
});
const flip = (reply: Reply): Reply => {
  const body = Uint8Array.from(reply.body);
  body[10] = (body[10] ?? 0) ^ 1;
  return { ...reply, body };
};

const cases: readonly (readonly [
  name: string,
  code: FindingCode,
  severity: 'error' | 'warning',
  misbehave: Misbehave,
])[] = [
  ['no CORS at all', 'cors', 'error', without('access-control-allow-origin')],
  ['CORS twice', 'cors', 'error', withHeaders({ 'access-control-allow-origin': '*, *' })],
  [
    'CORS for one other origin',
    'cors',
    'error',
    on(/^blobs/, withHeaders({ 'access-control-allow-origin': 'https://a.example' })),
  ],
  ['no CORS on first/', 'cors', 'error', on(/^first/, without('access-control-allow-origin'))],
  ['no CORS on its 404', 'cors-404', 'warning', on(/2\.root/, without('access-control-allow-origin'))],
  ['a 404 of 9 kB', 'big-404', 'warning', on(/2\.root/, (reply) => ({ ...html(reply), status: 404 }))],
  ['the page for what is not there', 'soft-404', 'warning', on(/2\.root/, html)],
  ['403 for what is not there', 'odd-404', 'warning', on(/2\.root/, (reply) => ({ ...reply, status: 403 }))],
  [
    'a 404 that is kept for a day',
    'cached-404',
    'warning',
    on(/2\.root/, withHeaders({ 'cache-control': 'max-age=86400' })),
  ],
  ['a page of HTML for metadata', 'html', 'error', on(/timestamp/, html)],
  ['a page of HTML for a picture', 'html', 'error', on(/^blobs/, html)],
  ['a picture that is not there', 'missing', 'error', on(/^blobs/, (reply) => ({ ...reply, status: 404 }))],
  ['a name index that is not there', 'missing', 'error', on(/^targets\/names/, (reply) => ({ ...reply, status: 404 }))],
  ['a refusal', 'refused', 'error', on(/snapshot/, (reply) => ({ ...reply, status: 451 }))],
  [
    'metadata that is redirected',
    'metadata-redirected',
    'error',
    on(/snapshot/, (reply) => ({ ...withHeaders({ location: '/elsewhere' })(reply), status: 302 })),
  ],
  ['a flipped bit', 'wrong-bytes', 'error', on(/^blobs/, flip)],
  ['a flipped bit in signed metadata', 'wrong-bytes', 'error', on(/\.targets\.json/, flip)],
  [
    'something else behind a file',
    'wrong-bytes',
    'error',
    on(/^targets\/guide/, (reply) => ({ ...reply, body: Buffer.concat([reply.body, page(100)]) })),
  ],
  [
    'gzip twice',
    'content-encoding',
    'error',
    on(/^targets/, (reply) => ({
      ...reply,
      headers: { ...reply.headers, 'content-encoding': 'gzip' },
      body: gzipSync(gzipSync(reply.body)),
    })),
  ],
  ['gzip unsaid', 'content-encoding', 'error', on(/^targets/, (reply) => ({ ...reply, body: gzipSync(reply.body) }))],
  ['gzip said and not done', 'content-encoding', 'error', on(/^targets/, withHeaders({ 'content-encoding': 'gzip' }))],
  [
    'a length that is a lie',
    'cut-short',
    'error',
    on(/^blobs/, (reply) => ({
      ...withHeaders({ 'content-length': reply.body.length + 5, connection: 'close' })(reply),
    })),
  ],
  ['a reset', 'unreachable', 'error', on(/timestamp/, () => 'reset')],
  ['silence', 'slow', 'error', on(/timestamp/, () => 'hang')],
  [
    'scripts as bytes',
    'script-type',
    'error',
    on(/\.js$/, withHeaders({ 'content-type': 'application/octet-stream' })),
  ],
  ['styles as text', 'script-type', 'error', on(/\.css$/, withHeaders({ 'content-type': 'text/plain' }))],
  ['the page as bytes', 'page-type', 'error', on(/^$/, withHeaders({ 'content-type': 'application/octet-stream' }))],
  [
    'a page with somebody else’s script',
    'app-changed',
    'error',
    on(/^$/, (reply) => ({ ...reply, body: Buffer.concat([reply.body, Buffer.from('<script src=x>')]) })),
  ],
  ['no worker', 'app-missing', 'error', on(/^sw-/, (reply) => ({ ...reply, status: 404 }))],
  ['no first answers', 'no-first', 'warning', on(/^first/, (reply) => ({ ...reply, status: 404 }))],
  ['json as bytes', 'json-type', 'warning', on(/json$/, withHeaders({ 'content-type': 'application/octet-stream' }))],
  ['json as it is', 'not-compressed', 'warning', on(/json$/, withHeaders({ 'content-encoding': 'identity' }))],
  [
    'an immutable timestamp',
    'cached-long',
    'warning',
    on(/timestamp/, withHeaders({ 'cache-control': 'public, max-age=60, immutable' })),
  ],
  [
    'a timestamp from a cache',
    'cached-long',
    'warning',
    on(/timestamp/, withHeaders({ 'cache-control': 'max-age=300', age: '7200' })),
  ],
  [
    'a page that is kept for a year',
    'cached-page',
    'warning',
    on(/^$/, withHeaders({ 'cache-control': 'max-age=31536000' })),
  ],
  ['files that are redirected', 'file-redirected', 'warning', redirectBlobs],
];

/** To the same file by a longer way. */
function redirectBlobs(reply: Reply, path: string): Reply {
  if (!/^blobs\/[0-9a-f]+$/.test(path)) return reply;
  return { ...withHeaders({ location: `/again/${path}` })(reply), status: 302 };
}

describe('a mirror with', () => {
  it.each(cases)('%s: %s, %s', async (_, code, severity, misbehave) => {
    const site = await serveFolder(built.mirror, misbehave);
    const root = join(built.dir, 'published/1.root.json');
    const limits = code === 'slow' ? impatient : usualLimits;
    const checked = await check([site.url], { root, limits });
    expect(checked.seen).toContain(`${severity} ${code}`);
    const isUsable = checked.seen.every((each) => each.startsWith('warning'));
    expect(isUsable).toBe(severity === 'warning');
    expect(checked.code).toBe(isUsable ? 0 : 1);
    const found = checked.mirrors[0]?.findings.find((each) => each.code === code);
    expect(found?.why).toMatch(/^\S.*\S$/);
    expect(found?.fix).toMatch(/^\S.*\S$/);
  });
});

/** A second edition of the guide, in folders of its own. */
async function nextEdition(): Promise<{ readonly dir: string; readonly mirror: string }> {
  const home = await temporaryFolder();
  const [dir, mirror] = [join(home, 'guide'), join(home, 'mirror')];
  await cp(built.dir, dir, { recursive: true });
  await cp(built.mirror, mirror, { recursive: true });
  const path = join(dir, 'candidates.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace('Firoz Khwabzada', 'Firoz Khwabzadi'));
  await built.rebuild(dir, mirror, '2026-12-01T06:30:00Z');
  return { dir, mirror };
}

describe('mirrors beside each other', () => {
  it('tells who lags behind the newest, and may still be used', async () => {
    const next = await nextEdition();
    const [old, fresh] = [await serveFolder(built.mirror), await serveFolder(next.mirror)];
    const { code, mirrors } = await check([old.url, fresh.url], { guide: next.dir });
    expect(mirrors.map(({ edition, findings }) => [edition, findings.map((each) => each.code)])).toEqual([
      [1, ['older']],
      [2, []],
    ]);
    expect(mirrors[0]?.findings[0]?.message).toBe('it has edition 1; the newest known is 2');
    expect(code).toBe(0);
  });

  it('tells that a mirror is ahead of the guide, and that a date is past', async () => {
    const next = await nextEdition();
    const site = await serveFolder(next.mirror);
    const output = catchOutput();
    const later = new Date('2026-12-20T00:00:00Z');
    await checkMirrorsCommand({ urls: [site.url], guide: built.dir, json: true, now: later }, output);
    const { mirrors } = JSON.parse(output.lines[0] ?? '') as { mirrors: readonly MirrorReport[] };
    expect(mirrors[0]?.findings.map((each) => each.code)).toEqual(['expired', 'ahead']);
  });

  it('refuses the mirror of another publisher', async () => {
    const other = await buildGuide();
    onTestFinished(() => other.remove());
    const path = join(other.mirror, 'metadata/1.root.json');
    const root = await readFile(path, 'utf8');
    const expires = /"expires":"\d{4}/.exec(root)?.[0] ?? '';
    await writeFile(path, root.replace(expires, '"expires":"2031'));
    const [mine, theirs] = [await serveFolder(built.mirror), await serveFolder(other.mirror)];
    const told = await check([theirs.url], { guide: built.dir });
    expect([told.code, told.seen]).toEqual([1, ['error other-guide']]);
    const untold = await check([mine.url, theirs.url]);
    expect(untold.mirrors.map((each) => each.usable)).toEqual([true, false]);
  });
});

/** Serves the files of a mirror by what is signed about them, and nothing else. */
async function serveStore(nameOf: (sha256: string) => string, misbehave?: Misbehave) {
  const names = new Map<string, string>();
  for (const path of await listFiles(built.mirror)) {
    if (/^(targets|blobs)\//.test(path)) names.set(nameOf(sha256Hex(await readFile(join(built.mirror, path)))), path);
  }
  return serveFiles(async (asked) => {
    const path = names.get(asked);
    return path === undefined ? null : readFile(join(built.mirror, path));
  }, misbehave);
}

describe('a content store', () => {
  it.each([
    ['ipfs', (sha256: string) => `ipfs/${cidOf(sha256)}`],
    ['blossom', (sha256: string) => sha256],
  ])('of %s is checked against a mirror, or against what the guide published', async (kind, nameOf) => {
    const [store, site] = [await serveStore(nameOf), await serveFolder(built.mirror)];
    const beside = await check([`${kind}:${store.url}`, site.url]);
    expect(beside.mirrors.map(({ findings, edition }) => [findings, edition])).toEqual([
      [[], 1],
      [[], 1],
    ]);
    const alone = await check([`${kind}:${store.url}`], { guide: built.dir });
    expect([alone.code, alone.mirrors[0]?.findings]).toEqual([0, []]);
    expect(store.requests.length).toBeGreaterThan(60);
  });

  it('cannot be checked alone', async () => {
    const store = await serveStore((sha256) => sha256);
    expect(await check([`blossom:${store.url}`])).toMatchObject({ code: 1, seen: ['error no-reference'] });
  });

  it.each<[string, string, Misbehave]>([
    ['lacks a file', 'error missing', on(/^[0-9a-f]{63}[0-7]$/, (reply) => ({ ...reply, status: 404 }))],
    [
      'gives other bytes',
      'error wrong-bytes',
      on(/^[0-9a-f]{63}[0-7]$/, (reply) => (reply.status === 200 ? flip(reply) : reply)),
    ],
    ['hides its answers from pages', 'error cors', without('access-control-allow-origin')],
    ['has a large 404', 'warning big-404', (reply) => (reply.status === 404 ? { ...reply, body: page(5000) } : reply)],
  ])('that %s is told: %s', async (_, seen, misbehave) => {
    const store = await serveStore((sha256) => sha256, misbehave);
    const checked = await check([`blossom:${store.url}`], { guide: built.dir });
    expect(checked.seen).toContain(seen);
    expect(checked.code).toBe(seen.startsWith('error') ? 1 : 0);
  });
});

describe('an address', () => {
  it.each([
    ['that is none', 'not an address', 'error bad-address'],
    ['of another protocol', 'ftp://127.0.0.1/', 'error bad-address'],
    ['where nobody listens', 'http://127.0.0.1:9/', 'error unreachable'],
  ])('%s is named', async (_, url, seen) => {
    expect(await check([url])).toMatchObject({ code: 1, seen: [seen] });
  });

  it('is told in the singular where one request was enough', async () => {
    const output = catchOutput();
    await checkMirrorsCommand({ urls: ['http://127.0.0.1:9/'], json: false, now, limits: impatient }, output);
    expect(output.lines[0]).toMatch(/, 1 request, 0\.0 kB$/);
  });

  it('whose server speaks no TLS has no safe connection', async () => {
    const site = await serveFolder(built.mirror);
    expect(await check([site.url.replace('http:', 'https:')])).toMatchObject({ code: 1, seen: ['error certificate'] });
  });

  it('of a host that carries metadata alone is checked for that alone', async () => {
    const site = await serveFolder(
      built.mirror,
      on(/^(?!metadata)/, (reply) => ({ ...reply, status: 500 })),
    );
    const { code, mirrors } = await check([`metadata:${site.url}`], { guide: built.dir });
    expect([code, mirrors[0]?.findings, mirrors[0]?.edition]).toEqual([0, [], 1]);
  });
});

describe('what cannot be checked', () => {
  it.each<[string, { urls?: string[]; root?: string; guide?: true }, string]>([
    ['no address and no guide', {}, 'there is no mirror to check'],
    ['a guide that lists no mirror', { guide: true }, 'there is no mirror to check'],
    ['a root that is not there', { urls: ['http://127.0.0.1:9/'], root: 'nowhere' }, 'cannot be read'],
    ['a root that is none', { urls: ['http://127.0.0.1:9/'], root: import.meta.filename }, 'is not the first root'],
  ])('is said: %s', async (_, { urls = [], root, guide }, message) => {
    const options = { urls, json: true, now, root, guide: guide ? built.dir : undefined };
    await expect(checkMirrorsCommand(options, catchOutput())).rejects.toThrow(message);
  });

  it('is said with the fault of guide.yaml, and other tables do not matter', async () => {
    const dir = join(await temporaryFolder(), 'guide');
    await cp(built.dir, dir, { recursive: true });
    const options = { urls: [], json: true, now, guide: dir };
    await writeFile(join(dir, 'places.csv'), 'nothing\n');
    await expect(checkMirrorsCommand(options, catchOutput())).rejects.toThrow('there is no mirror to check');
    const path = join(dir, 'guide.yaml');
    const yaml = (await readFile(path, 'utf8')).replace(/^mirrors:.*\n/m, '');
    await writeFile(path, `${yaml}\nmirrors: [{kind: static, url: 'http://guide.example/'}]\n`);
    await expect(checkMirrorsCommand(options, catchOutput())).rejects.toThrow(
      /^guide\.yaml:\d+ mirrors\[0\]\.url — this should be an address that begins with https:/,
    );
  });
});

it('explains that --guide adds every mirror of the guide, and how one is checked alone', async () => {
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  onTestFinished(() => write.mockRestore());
  expect(await main(['mirrors', 'check', '--help'])).toBe(0);
  expect(out).toContain('With --guide the addresses that you name are checked, and all that its guide.yaml lists');
  expect(out).toMatch(/To check one address\s+alone.*--root my-guide\/published\/1\.root\.json/s);
});
