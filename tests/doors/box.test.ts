import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getTls } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { bundleSource } from '../../src/core/bundle/bundle.ts';
import { openRegion } from '../../src/core/held/held.ts';
import { ingest } from '../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../src/core/tuf/signatures.ts';
import { readCertificate } from '../../src/doors/box/certificate.ts';
import type { KeyPair } from '../../src/doors/censor.ts';
import { listFiles } from '../../src/publisher/build/folders/list-files.ts';
import { type BoxWords, box } from '../../src/publisher/commands/mirrors/box.ts';
import { type Authority, makeAuthority } from '../harness/servers/authority.ts';
import {
  builtExample,
  type Caught,
  catchOutput,
  firstNow,
  type TestGuide,
} from '../publisher/build/guide-in-folder.ts';

interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function collect(response: IncomingMessage, resolve: (got: Got) => void): void {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => void parts.push(part));
  response.on('end', () =>
    resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
  );
}

function ask(port: number, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    getPlain({ host: '127.0.0.1', port, path, headers }, (response) => collect(response, resolve)).on('error', reject);
  });
}

interface Running {
  readonly output: Caught;
  /** Of the page. */
  readonly port: number;
  /** Of the https side. */
  readonly tlsPort: number;
}

/** Starts the command; it is stopped when the test is over. */
async function running(words: BoxWords): Promise<Running> {
  const output = catchOutput();
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const ports = words.cert === undefined ? { port: '0' } : { port: '0', httpPort: '0' };
  const done = box({ host: '127.0.0.1', ...ports, ...words }, stopped, output);
  onTestFinished(async () => {
    stop();
    await done;
  });
  await vi.waitFor(() => expect(output.lines.join('\n')).toContain('Ctrl+C'), 20_000);
  const portIn = (pattern: RegExp): number => Number(pattern.exec(output.lines.join('\n'))?.[1] ?? 0);
  return { output, port: portIn(/http:\/\/127\.0\.0\.1:(\d+)\//), tlsPort: portIn(/https:\/\/[a-z.]+:(\d+)\//) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

let authority: Authority;
let pair: KeyPair;
beforeAll(async () => {
  authority = await makeAuthority();
  pair = await authority.issue(['guide.test', 'other.test']);
});

async function certified(guide: TestGuide): Promise<{ cert: string; key: string }> {
  const files = { cert: join(guide.folder, 'cert.pem'), key: join(guide.folder, 'key.pem') };
  await writeFile(files.cert, pair.cert);
  await writeFile(files.key, pair.key);
  return files;
}

/** What phones ask for when they join a network, by their makers' documentation. */
const probes = [
  ['connectivitycheck.gstatic.com', '/generate_204'],
  ['captive.apple.com', '/hotspot-detect.html'],
  ['www.msftconnecttest.com', '/connecttest.txt'],
  ['www.msftconnecttest.com', '/redirect'],
  ['detectportal.firefox.com', '/canonical.html'],
] as const;

describe('a box without a certificate', () => {
  it('says that nothing can be installed, to whatever a phone asks, in its language', async () => {
    const guide = await builtExample();
    const { port } = await running({ mirror: guide.mirror });
    for (const [host, path] of probes) {
      const { status, headers, body } = await ask(port, path, { host });
      const page = body.toString();
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      expect(page).toContain('This box cannot install the app');
      expect(page).not.toMatch(/<script|https:\/\/|Success|NetworkManager is online|Microsoft Connect Test/);
    }
    const urdu = await ask(port, '/', { 'accept-language': 'ur-PK,en;q=0.5' });
    expect(urdu.body.toString()).toMatch(/<html lang="ur" dir="rtl">/);
    expect((await ask(port, '/en.html', { 'accept-language': 'ur' })).body.toString()).toMatch(/<html lang="en"/);
  });

  it('gives files of the size that it says, which a phone takes in: the whole guide, and one region', async () => {
    const guide = await builtExample();
    const { port } = await running({ mirror: guide.mirror });
    const page = (await ask(port, '/en.html')).body.toString();
    const rows = [...page.matchAll(/<small>([\d.]+) kB<\/small><\/span> <a href="(\/files\/[^"]+)" download>/g)];
    expect(rows).toHaveLength(5);
    const root = await readFile(join(guide.mirror, 'metadata/1.root.json'));
    const options = { root, now: new Date(firstNow), verifiers: ed25519Verifiers };
    for (const [, kilobytes, href = ''] of rows) {
      const { headers, body } = await ask(port, href);
      expect(Math.round(body.length / 1000)).toBe(Number(kilobytes));
      expect(headers['content-disposition']).toMatch(/^attachment; filename="khwabistan-1/);
      const vault = memoryVault();
      const outcome = await ingest(vault, bundleSource(body), { ...options, regions: 'all' });
      const region = /-1-([a-z-]+)\.zip$/.exec(href)?.[1];
      if (outcome.kind !== 'installed') throw new Error(outcome.kind);
      expect(outcome.regions).toHaveLength(region === undefined ? 4 : 1);
      if (region !== undefined) expect((await openRegion(vault, region))?.isWhole).toBe(true);
    }
  });

  it('gives each region as a page that is read where it opens, without the app and under its own policy', async () => {
    const guide = await builtExample();
    const { port } = await running({ mirror: guide.mirror });
    const page = (await ask(port, '/en.html')).body.toString();
    const hrefs = [...page.matchAll(/<\/span> <a href="(\/files\/[^"]+)">Read</g)].map(([, href]) => href ?? '');
    expect(hrefs).toContain('/files/khwabistan-1-surkh-wadi.html');
    expect(hrefs).toHaveLength(4);
    for (const href of hrefs) {
      const { headers, body } = await ask(port, href);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect([headers['content-disposition'], headers['content-security-policy']]).toEqual([undefined, undefined]);
      expect(body.toString()).toContain('<meta http-equiv="Content-Security-Policy"');
    }
    const read = (await ask(port, '/files/khwabistan-1-surkh-wadi.html')).body.toString();
    expect(read).toContain('Mehrab Barfabi');
  });

  it('calls a demo a demo, above all else', async () => {
    const guide = await builtExample();
    const { port } = await running({ mirror: guide.mirror });
    const said = async (path: string): Promise<string> => (await ask(port, path)).body.toString();
    expect(await said('/en.html')).toMatch(/<body>\n<p class="demo">DEMO – invented country<\/p>/);
    expect(await said('/ur.html')).toMatch(/<body>\n<p class="demo">نمونہ – فرضی ملک<\/p>/);
  });

  it('listens where --http-port says, and refuses two ports for its one page', async () => {
    const guide = await builtExample();
    const free = await freePort();
    const { output, port } = await running({ mirror: guide.mirror, port: undefined, httpPort: String(free) });
    expect(port).toBe(free);
    const recipe = await readFile(new URL('../../docs/recipes/box.md', import.meta.url), 'utf8');
    expect(recipe).toContain(`\n${output.lines.find((line) => line.startsWith('Without a certificate'))}\n`);
    const never = new Promise<void>(() => undefined);
    const two = { mirror: guide.mirror, host: '127.0.0.1', port: '8080', httpPort: '8081' };
    await expect(box(two, never, catchOutput())).rejects.toThrow(/--http-port — is 8081 and --port 8080.*one page/);
  });

  it('gives nothing else: no way up, no other method', async () => {
    const guide = await builtExample();
    const { port } = await running({ mirror: guide.mirror });
    for (const path of ['/files/../../etc/passwd', '/files/%2e%2e/x', '/metadata/timestamp.json', '/files/']) {
      expect((await ask(port, path)).headers['content-type']).toBe('text/html; charset=utf-8');
    }
    const posted = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' });
    expect(posted.status).toBe(405);
  });

  it('lends a newer edition as soon as it is whole, and the one before while it is not', async () => {
    const guide = await builtExample();
    const { port } = await running({ mirror: guide.mirror });
    const edition = async (): Promise<string> =>
      /edition \D*(\d+)/.exec((await ask(port, '/en.html')).body.toString())?.[1] ?? '';
    expect(await edition()).toBe('1');
    await writeFile(join(guide.mirror, 'metadata/timestamp.json'), '{}');
    expect(await edition()).toBe('1');
    expect((await ask(port, '/files/khwabistan-1.zip')).headers['content-type']).toBe('application/zip');
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await guide.build({ out: join(guide.folder, 'second'), now: '2026-12-01T07:00:00Z' });
    await cp(join(guide.folder, 'second'), guide.mirror, { recursive: true });
    expect(await edition()).toBe('2');
  });

  it('refuses a mirror that no phone would take', async () => {
    const guide = await builtExample();
    const shard = (await listFiles(guide.mirror)).find((each) => each.endsWith('.surkh-wadi')) ?? '';
    await writeFile(join(guide.mirror, shard), 'kite');
    const never = new Promise<void>(() => undefined);
    await expect(box({ mirror: guide.mirror, port: '0' }, never, catchOutput())).rejects.toThrow(
      /a phone would not take this mirror whole \((trust|source)\/.*copy it again/,
    );
    await expect(box({ mirror: guide.mirror, kit: join(guide.folder, 'kit') }, never, catchOutput())).rejects.toThrow(
      /would not take this mirror whole/,
    );
    expect(await readdir(guide.folder)).not.toContain('kit');
  });
});

describe('a box with a certificate', () => {
  it('gives the mirror over https, sends its own name there, and tells every other name the address', async () => {
    const guide = await builtExample();
    const { output, port, tlsPort } = await running({ mirror: guide.mirror, ...(await certified(guide)) });
    expect(output.lines[0]).toBe('Certificate for guide.test, other.test; this box is guide.test; 29 days left.');
    const overTls = await new Promise<Got>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: tlsPort, path: '/metadata/timestamp.json', ca: authority.cert };
      getTls({ ...options, servername: 'guide.test' }, (response) => collect(response, resolve)).on('error', reject);
    });
    expect(overTls.body.equals(await readFile(join(guide.mirror, 'metadata/timestamp.json')))).toBe(true);
    expect(overTls.headers['cache-control']).toContain('no-store');

    const own = await ask(port, '/anything?x=y', { host: 'Guide.test:80' });
    expect([own.status, own.headers.location]).toEqual([301, `https://guide.test:${tlsPort}/`]);
    const [host, path] = probes[0];
    const page = (await ask(port, path, { host })).body.toString();
    expect(page).toContain(`https://guide.test:${tlsPort}/`);
    expect(page).toContain('for 29 more days');
    expect(page).not.toContain('cannot install');
  });

  it('warns when it ends soon, and refuses one that has ended or has not begun', async () => {
    const guide = await builtExample();
    const files = await certified(guide);
    const start = Date.now();
    const at = (days: number) => new Date(start + days * 86_400_000);
    vi.useFakeTimers({ toFake: ['Date'], now: at(17) });
    onTestFinished(() => void vi.useRealTimers());
    const { output, port } = await running({ mirror: guide.mirror, ...files });
    expect(output.errors.join()).toMatch(/warning: 12 days left/);
    vi.setSystemTime(at(18.5));
    expect((await ask(port, '/')).body.toString()).toContain('for 11 more days');
    vi.setSystemTime(at(40));
    const never = new Promise<void>(() => undefined);
    await expect(box({ mirror: guide.mirror, ...files }, never, catchOutput())).rejects.toThrow(
      /certificate ended at .*phones refuse it.*fetch a new one/,
    );
    vi.setSystemTime(at(-5));
    await expect(box({ mirror: guide.mirror, ...files }, never, catchOutput())).rejects.toThrow(/clock/);
  });

  it.each([
    ['no certificate', { cert: 'kite' }, /holds no certificate/],
    ['the key of another', { key: 'kite' }, /not the key of the certificate/],
    ['a name that is not in it', { domain: 'third.test' }, /is for guide.test, other.test, not for third.test/],
  ])('refuses %s', async (_, change, message) => {
    const read = readCertificate({ ...pair, ...change }, new Date());
    expect('problem' in read ? read.problem : read).toMatch(message);
  });

  it('goes by a name that a wildcard covers, once that is said', async () => {
    const wild = await authority.issue(['*.box.test']);
    expect(readCertificate(wild, new Date())).toMatchObject({ problem: expect.stringContaining('no whole name') });
    expect(readCertificate({ ...wild, domain: 'a.box.test' }, new Date())).toMatchObject({ name: 'a.box.test' });
    expect(readCertificate({ ...wild, domain: 'a.b.box.test' }, new Date())).toHaveProperty('problem');
  });

  it('wants both files', async () => {
    const guide = await builtExample();
    const { cert } = await certified(guide);
    const never = new Promise<void>(() => undefined);
    await expect(box({ mirror: guide.mirror, cert }, never, catchOutput())).rejects.toThrow(/--key — is missing/);
  });
});
