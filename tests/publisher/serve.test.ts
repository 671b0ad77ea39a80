// The static server over a real socket: what it refuses, and the headers that phones and other sites rely on.
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { headersFor, parseHeaders } from '../../src/publisher/serve/headers.ts';
import { mimeType } from '../../src/publisher/serve/mime.ts';
import { readPath } from '../../src/publisher/serve/path.ts';
import { type Served, serveMirror } from '../../src/publisher/serve.ts';
import { contentPolicy, headersFile } from '../../src/publisher/shell/policy.ts';

vi.mock('node:fs/promises', async (original) => {
  const whole = await original<typeof import('node:fs/promises')>();
  return { ...whole, realpath: vi.fn(whole.realpath) };
});

let outer: string;
let site: Served;
const long = '<p>a paragraph</p>'.repeat(100);

beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'nishan-serve-'));
  const dir = join(outer, 'mirror');
  for (const folder of ['metadata', 'targets/guide', 'blobs', 'assets', '.git']) {
    await mkdir(join(dir, folder), { recursive: true });
  }
  const files: Readonly<Record<string, string>> = {
    'index.html': long,
    '404.html': 'Not here.',
    _headers: headersFile(contentPolicy(long, false)),
    '.git/config': 'secret',
    'manifest.webmanifest': '{}',
    'metadata/timestamp.json': '{}',
    'metadata/1.a%2Fb.json': '{}',
    'targets/guide/aa.guide': long,
    'blobs/abc': long,
    'assets/main-1.js': `//${long}`,
    'sw-0123456789abcdef.js': '//',
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(dir, path), text);
  await writeFile(join(outer, 'secret.txt'), 'secret');
  await symlink(join(outer, 'secret.txt'), join(dir, 'link.txt'));
  await symlink(outer, join(dir, 'up'));
  await mkdir(join(outer, 'mirror-of-another'));
  await writeFile(join(outer, 'mirror-of-another/secret.txt'), 'secret');
  await symlink(join(outer, 'mirror-of-another'), join(dir, 'neighbour'));
  site = await serveMirror({ dir, port: 0 });
});
afterAll(async () => {
  await site.close();
  await rm(outer, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Unlike fetch, sends the path as it is and undoes no encoding. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', port = site.port): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    }).on('error', reject);
  });
}

describe('serveMirror', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/metadata/../../secret.txt',
    '/metadata/%2E%2E/%2E%2E/secret.txt',
    '/..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '//secret.txt',
    '/link.txt',
    '/up/secret.txt',
    '/neighbour/secret.txt',
    '/.git/config',
    '/_headers',
    '/%5fheaders',
    '/index.html%00.js',
    '/%ff',
    '/metadata/',
  ])('gives nothing for %s', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body.toString()]).toEqual([404, 'Not here.']);
  });

  it('answers a target in absolute form, or no path at all, with nothing', async () => {
    for (const target of ['http://127.0.0.1/index.html', 'index.html', '*']) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(site.port, '127.0.0.1', () => {
          socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        });
        let text = '';
        socket.on('data', (part) => {
          text += String(part);
        });
        socket.on('end', () => resolve(text)).on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    }
  });

  it('gives types, our headers and a policy of the page', async () => {
    const page = await ask('/');
    expect(page.body.toString()).toBe(long);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['permissions-policy']).toContain('microphone=()');
    expect((await ask('/manifest.webmanifest')).headers['content-type']).toBe('application/manifest+json');
    expect((await ask('/assets/main-1.js')).headers['cache-control']).toContain('immutable');
    const worker = await ask('/sw-0123456789abcdef.js');
    expect(worker.headers['content-security-policy']).toContain(", default-src 'none'; connect-src 'self'");
  });

  it('follows a new build: its pages come under the rules of their own day', async () => {
    const path = join(outer, 'mirror/_headers');
    const usual = await readFile(path, 'utf8');
    await writeFile(path, '/*\n  Referrer-Policy: second\n');
    expect((await ask('/')).headers['referrer-policy']).toBe('second');
    await writeFile(path, usual);
    expect((await ask('/')).headers['referrer-policy']).toBe('no-referrer');
  });

  it('goes on under rules of somebody else that no answer can be given with, or tried in time', async () => {
    const path = join(outer, 'mirror/_headers');
    const usual = await readFile(path, 'utf8');
    const hostile =
      '/*\n  Permissions-Policy: \u0627\n  Content-Length: 1\n  Transfer-Encoding: chunked\n  Set-Cookie: a=b\n  Referrer-Policy: own\n';
    await writeFile(path, `${hostile}/${'*a'.repeat(20)}*b\n  Cache-Control: 1\n`);
    const { status, body, headers } = await ask('/');
    expect([status, body.toString(), headers['referrer-policy']]).toEqual([200, long, 'own']);
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('permissions-policy');
    expect((await ask(`/${'a'.repeat(200)}`)).status).toBe(404);
    await writeFile(path, `/*\n  Referrer-Policy: own\n${'#'.repeat(70_000)}`);
    expect((await ask('/')).headers['referrer-policy']).not.toBe('own');
    await writeFile(path, usual);
  });

  it('says that it failed, and not that a file is not there, where the system fails', async () => {
    const full = Object.assign(new Error('no more files'), { code: 'EMFILE' });
    vi.mocked(realpath).mockRejectedValueOnce(full);
    expect((await ask('/')).status).toBe(500);
    expect((await ask('/')).status).toBe(200);
  });

  it('lets every site read content, and nothing else', async () => {
    for (const path of ['/metadata/timestamp.json', '/targets/guide/aa.guide', '/blobs/abc']) {
      expect((await ask(path)).headers['access-control-allow-origin']).toBe('*');
    }
    expect((await ask('/metadata/9.root.json')).headers['access-control-allow-origin']).toBe('*');
    expect((await ask('/')).headers['access-control-allow-origin']).toBeUndefined();
    expect((await ask('/metadata/timestamp.json')).headers['cache-control']).toContain('no-store');
    expect((await ask('/metadata/9.root.json')).headers['cache-control']).toBe('no-store');
    expect((await ask('/metadata/1.a%252Fb.json')).status).toBe(200);
  });

  it('compresses text on the way, never targets', async () => {
    const accept = { 'accept-encoding': 'gzip;q=0.5, br' };
    const br = await ask('/', accept);
    expect([br.headers['content-encoding'], br.headers.vary]).toEqual(['br', 'Accept-Encoding']);
    expect(brotliDecompressSync(br.body).toString()).toBe(long);
    const gz = await ask('/', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gunzipSync(gz.body).toString()).toBe(long);
    const target = await ask('/targets/guide/aa.guide', accept);
    expect(target.headers['content-encoding']).toBeUndefined();
    expect(target.headers['content-type']).toBe('application/octet-stream');
    expect(target.headers['content-length']).toBe(String(long.length));
  });

  it('answers 304 for the same bytes, and 200 for others', async () => {
    const etag = (await ask('/')).headers.etag ?? '';
    const again = await ask('/', { 'if-none-match': `"x", W/${etag}` });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    expect((await ask('/', { 'if-none-match': '"x"' })).status).toBe(200);
  });

  it('answers HEAD without a body, and refuses every other method', async () => {
    const head = await ask('/', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(long.length)]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask('/', {}, method);
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('serves below a sub-path, tells each request, and says that a port is taken', async () => {
    const dir = join(outer, 'mirror');
    const lines: string[] = [];
    const below = await serveMirror({ dir, port: 0, base: '/guide/', log: (line) => lines.push(line) });
    expect(below.url).toBe(`http://127.0.0.1:${below.port}/guide/`);
    expect((await ask('/guide/', {}, 'GET', below.port)).status).toBe(200);
    expect((await ask('/guide', {}, 'GET', below.port)).headers.location).toBe('/guide/');
    expect((await ask('/guide/metadata', {}, 'GET', below.port)).headers.location).toBe('/guide/metadata/');
    expect((await ask('/', {}, 'GET', below.port)).status).toBe(404);
    expect(lines).toEqual(['GET /guide/ 200', 'GET /guide 301', 'GET /guide/metadata 301', 'GET / 404']);
    await expect(serveMirror({ dir, port: below.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await below.close();
    await expect(ask('/guide/', {}, 'GET', below.port)).rejects.toThrow();
    await expect(serveMirror({ dir: join(outer, 'none'), port: 0 })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('its parts', () => {
  it('readPath takes plain names alone', () => {
    expect(readPath('metadata/1.root.json')).toBe('metadata/1.root.json');
    expect(readPath('')).toBe('');
    for (const path of ['a/../b', 'C:/x', 'a::$DATA', 'a./b', 'a /b', 'a//b', '%0a', 'a\\b']) {
      expect(readPath(path)).toBeNull();
    }
  });

  it('mimeType makes no page of a target', () => {
    expect(mimeType('targets/x/ab.page.html')).toBe('application/octet-stream');
    expect(mimeType('targets/app/ab.app.json')).toBe('application/json');
    expect(mimeType('a.constructor')).toBe('application/octet-stream');
  });

  it('parseHeaders joins what several rules give and passes over the rest', () => {
    const rules = parseHeaders(
      '  Cache-Control: 0\n# note\n/*\r\n  Cache-Control: 1\n  bad line\n/x.(y)\n  Cache-Control: 2\n  Referrer-Policy: 3: 4\n',
    );
    expect(headersFor(rules, '/x.(y)')).toEqual({ 'Cache-Control': '1, 2', 'Referrer-Policy': '3: 4' });
    expect(headersFor(rules, '/xa(y)')).toEqual({ 'Cache-Control': '1' });
  });

  it('headersFor takes a star for anything, and what stands around it in order', () => {
    const rules = parseHeaders('/a*b*c\n  Cache-Control: A\n/x\n  Cache-Control: B\n/ab*ba\n  Cache-Control: C\n');
    const namesFor = (path: string): string | undefined => headersFor(rules, path)['Cache-Control'];
    for (const path of ['/abc', '/a-b-c', '/abbcc', '/ab*c']) expect(namesFor(path)).toBe('A');
    for (const path of ['/acb', '/ac', '/abcd', '/x/', '/aba']) expect(namesFor(path)).toBeUndefined();
    expect([namesFor('/x'), namesFor('/abba')]).toEqual(['B', 'C']);
  });

  it('parseHeaders takes what a mirror may say of its files, and nothing else', () => {
    const ours = parseHeaders(headersFile(contentPolicy('', false)));
    const names = new Set(['/', '/sw-1.js', '/targets/x'].flatMap((path) => Object.keys(headersFor(ours, path))));
    expect(names.size).toBe(7);
    const theirs = [
      ...['content-length: 1', 'Location: /x', 'Set-Cookie: a', 'Connection: close', 'Content-Type: text/html'],
      // A phone that comes by loses what it keeps, reports to a stranger, is led away, or does not come again.
      ...[
        'Clear-Site-Data: "*"',
        'Report-To: {}',
        'NEL: {}',
        'Refresh: 0;url=//x',
        'Strict-Transport-Security: max-age=9',
      ],
      ...['Link: <https://x/>; rel=preconnect', 'Service-Worker-Allowed: /', 'Alt-Svc: h3="x:1"'],
      "Content-Security-Policy: default-src 'none'; report-uri https://x/",
      ...['Cache-Control: \u0627', 'Cache-Control: 1\u0000'],
    ];
    expect(headersFor(parseHeaders(`/\n  ${theirs.join('\n  ')}\n`), '/')).toEqual({});
  });
});
