// Every behaviour of the censor, as a raw client sees it on the wire.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeFaults, faultNames, faults, isFaultName, planOf } from '../../src/doors/censor/faults.ts';
import type { Upstream } from '../../src/doors/censor/upstream.ts';
import { type Censor, type CensorEntry, type CensorOptions, startCensor } from '../../src/doors/censor.ts';
import { folderUpstream, urlUpstream } from '../../src/publisher/censor-upstream.ts';
import { makeAuthority } from '../harness/servers/authority.ts';

const long = 'The newest edition. '.repeat(50);
const newer: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>new</title>',
  '404.html': 'Not here.',
  'metadata/1.root.json': '{"root":1}',
  'metadata/2.root.json': '{"root":2}',
  'metadata/timestamp.json': '{"timestamp":"new"}',
  'metadata/2.snapshot.json': '{"snapshot":2}',
  'targets/guide/aa.guide': long,
};
const older: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>old</title>',
  '404.html': 'Not here.',
  'metadata/1.root.json': '{"root":1}',
  'metadata/timestamp.json': '{"timestamp":"old"}',
  'metadata/1.snapshot.json': '{"snapshot":1}',
  'targets/guide/aa.guide': `old ${long}`,
};

let home: string;
let newDir: string;
let mirror: Upstream;
let before: Upstream;
const started: Censor[] = [];

async function write(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-censor-'));
  newDir = join(home, 'new');
  await write(newDir, newer);
  await write(join(home, 'old'), older);
  mirror = await folderUpstream(newDir);
  before = await folderUpstream(join(home, 'old'));
});
afterEach(async () => {
  for (const censor of started.splice(0)) await censor.close();
});
afterAll(async () => {
  await mirror.close();
  await before.close();
  await rm(home, { recursive: true });
});

async function start(options: Partial<CensorOptions> = {}): Promise<Censor & { readonly log: CensorEntry[] }> {
  const log: CensorEntry[] = [];
  const censor = await startCensor({ mirror, older: before, log: (entry) => log.push(entry), ...options });
  started.push(censor);
  return { ...censor, log };
}

/** What came over the wire until the connection ended, or for a while, and how it ended. */
interface Wire {
  readonly head: string;
  readonly body: Buffer;
  readonly end: 'closed' | 'reset' | 'refused' | 'open';
}

interface AskOptions {
  readonly waitMs?: number;
  readonly headers?: string;
  readonly method?: string;
  readonly ca?: string;
}

function ask(port: number, path: string, options: AskOptions = {}): Promise<Wire> {
  const { waitMs = 10_000, headers = '', method = 'GET', ca } = options;
  return new Promise((resolve) => {
    const socket =
      ca === undefined
        ? connect(port, '127.0.0.1')
        : connectTls({ port, host: '127.0.0.1', servername: 'one.test', ca });
    const parts: Buffer[] = [];
    const finish = (end: Wire['end']): void => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(parts);
      const split = text.indexOf('\r\n\r\n');
      resolve(
        split < 0
          ? { head: '', body: text, end }
          : { head: text.subarray(0, split).toString(), body: text.subarray(split + 4), end },
      );
    };
    const timer = setTimeout(() => finish('open'), waitMs);
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('end', () => finish('closed'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish(error.code === 'ECONNREFUSED' ? 'refused' : error.code === 'ECONNRESET' ? 'reset' : 'closed');
    });
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);
  });
}

const target = '/targets/guide/aa.guide';
const timestamp = '/metadata/timestamp.json';
const half = long.length / 2;

describe('the table', () => {
  it('names each behaviour once, in one sentence', () => {
    expect(new Set(faultNames).size).toBe(faults.length);
    expect(faultNames).toHaveLength(19);
    for (const { says } of faults) expect(says).toMatch(/^[A-Z][^.]*\.$/);
    expect(describeFaults().map((line) => line.split(/ {2,}/))).toEqual(faults.map(({ name, says }) => [name, says]));
    expect([isFaultName('hang'), isFaultName('toString'), isFaultName('')]).toEqual([true, false, false]);
  });

  it('joins what acts at different moments, and nothing else', () => {
    expect(planOf(['older', 'no-cors', 'drip', 'honest'])).toEqual({
      tree: 'older',
      answer: 'no-cors',
      sending: 'drip',
    });
    expect(planOf(['hang', 'hang'])).toEqual({ sending: 'hang' });
    expect(() => planOf(['403', '451'])).toThrow(TypeError);
    expect(() => planOf(['refuse', 'older'])).toThrow(TypeError);
  });
});

describe('on the wire', () => {
  it('honest gives what the mirror gives, and tells each request', async () => {
    const { port, log } = await start();
    const { head, body, end } = await ask(port, target);
    expect([body.toString(), end]).toEqual([long, 'closed']);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toMatch(/content-length: 1000\b/i);
    expect(head).toMatch(/access-control-allow-origin: \*/i);
    expect((await ask(port, '/../secret')).head).toMatch(/^HTTP\/1\.1 404 /);
    const squeezed = await ask(port, '/metadata/timestamp.json', { method: 'HEAD' });
    expect([squeezed.body.length, /content-length: 19\b/i.test(squeezed.head)]).toEqual([0, true]);
    expect(log).toEqual([
      { method: 'GET', path: target, status: 200, bytes: 1_000, faults: ['honest'] },
      { method: 'GET', path: '/../secret', status: 404, bytes: 9, faults: ['honest'] },
      { method: 'HEAD', path: timestamp, status: 200, bytes: 0, faults: ['honest'] },
    ]);
  });

  it('refuse closes the port, and opens the same one again', async () => {
    const censor = await start();
    await censor.misbehave('refuse');
    expect((await ask(censor.port, target)).end).toBe('refused');
    await censor.misbehave('honest');
    expect((await ask(censor.port, target)).body.toString()).toBe(long);
  });

  it('hang takes the request and says nothing', async () => {
    const censor = await start();
    await censor.misbehave('hang');
    expect(await ask(censor.port, target, { waitMs: 400 })).toEqual({ head: '', body: Buffer.alloc(0), end: 'open' });
    await expect
      .poll(() => censor.log)
      .toEqual([{ method: 'GET', path: target, status: null, bytes: 0, faults: ['hang'] }]);
  });

  it.each(['http', 'https'])('reset sends half and then RST over %s', async (scheme) => {
    const authority = await makeAuthority();
    const censor = await start(scheme === 'https' ? { tls: await authority.issue(['one.test']) } : {});
    await censor.misbehave('reset');
    const { head, body, end } = await ask(censor.port, target, scheme === 'https' ? { ca: authority.cert } : {});
    expect(end).toBe('reset');
    expect(head).toMatch(/content-length: 1000\b/i);
    expect(body.toString()).toBe(long.slice(0, half));
  });

  it('drip sends a byte a second under the whole length', async () => {
    const censor = await start();
    await censor.misbehave('drip');
    const { head, body, end } = await ask(censor.port, target, { waitMs: 2_500 });
    expect([body.toString(), end]).toEqual([long.slice(0, 3), 'open']);
    expect(head).toMatch(/content-length: 1000\b/i);
  });

  it('cut-short promises the whole and ends after half', async () => {
    const censor = await start();
    await censor.misbehave('cut-short');
    const { head, body, end } = await ask(censor.port, target);
    expect([body.toString(), end]).toEqual([long.slice(0, half), 'closed']);
    expect(head).toMatch(/content-length: 1000\b/i);
  });

  it('wrong-length sends the whole under half of its length', async () => {
    const censor = await start();
    await censor.misbehave('wrong-length');
    const { head, body } = await ask(censor.port, target);
    expect(body.toString()).toBe(long);
    expect(head).toMatch(/content-length: 500\b/i);
  });

  it('endless goes on, in one answer, until the other side has had enough', async () => {
    const censor = await start();
    await censor.misbehave('endless');
    const { head, body, end } = await ask(censor.port, '/', { waitMs: 500, headers: 'Accept-Encoding: br\r\n' });
    expect(end).toBe('open');
    expect(head).not.toMatch(/content-length/i);
    expect(body.length).toBeGreaterThan(1_000_000);
    expect(body.subarray(0, 2_000).toString()).toContain(newer['index.html']);
    expect(head).not.toMatch(/content-encoding/i);
    const { log } = censor;
    await expect.poll(() => log.length).toBe(1);
    const sent = log[0]?.bytes ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([sent >= body.length - 100_000, log[0]?.bytes]).toEqual([true, sent]);
  });

  it.each([['403'], ['451']] as const)('%s answers so, and lets no other site read it', async (fault) => {
    const censor = await start();
    await censor.misbehave(fault);
    const { head, body } = await ask(censor.port, target);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${fault} `));
    expect(head).not.toMatch(/access-control/i);
    expect(body.toString()).toContain('blocked');
  });

  it('block-page answers 200 with a page for everything', async () => {
    const censor = await start();
    await censor.misbehave('block-page');
    for (const path of [timestamp, '/metadata/9.root.json', '/']) {
      const { head, body } = await ask(censor.port, path);
      expect(head).toMatch(/^HTTP\/1\.1 200 [\s\S]*content-type: text\/html/i);
      expect(body.toString()).toContain('This address is blocked');
    }
  });

  it('redirect leads to a block page on another address', async () => {
    const censor = await start();
    await censor.misbehave('redirect');
    const { head, body } = await ask(censor.port, timestamp);
    expect([head.split('\r\n', 1)[0], body.length]).toEqual(['HTTP/1.1 302 Found', 0]);
    const [, to = ''] = /location: (\S+)/i.exec(head) ?? [];
    expect(new URL(to).origin).not.toBe(new URL(censor.url).origin);
    expect((await ask(Number(new URL(to).port), '/')).body.toString()).toContain('This address is blocked');
    const told = await start({ blockUrl: 'https://blocked.test/page' });
    await told.misbehave('redirect');
    expect((await ask(told.port, timestamp)).head).toMatch(/location: https:\/\/blocked\.test\/page\r\n/i);
  });

  it('flip changes the same one bit each time, in plain bytes', async () => {
    const censor = await start();
    await censor.misbehave('flip');
    const expected = Buffer.from(newer['index.html'] ?? '');
    const middle = expected.length >> 1;
    expected[middle] = (expected[middle] ?? 0) ^ 1;
    for (let i = 0; i < 2; i++) {
      const { head, body } = await ask(censor.port, '/', { headers: 'Accept-Encoding: gzip, br\r\n' });
      expect([body.equals(expected), /content-encoding/i.test(head)]).toEqual([true, false]);
    }
  });

  it('no-cors takes away what lets other sites read, and nothing else', async () => {
    const censor = await start();
    await censor.misbehave('no-cors');
    const { head, body } = await ask(censor.port, timestamp);
    expect(head).not.toMatch(/access-control/i);
    expect(head).toMatch(/cache-control: [^\r]*no-store/i);
    expect(body.toString()).toBe(newer['metadata/timestamp.json']);
  });

  it('older, mix and withhold-root serve another edition, in whole or in part', async () => {
    const censor = await start();
    const paths = [timestamp, '/metadata/1.root.json', '/metadata/2.root.json', '/metadata/2.snapshot.json', target];
    const seen = async (): Promise<readonly string[]> => {
      const texts: string[] = [];
      for (const path of paths) texts.push((await ask(censor.port, path)).body.toString());
      return texts;
    };
    const oldTarget = older['targets/guide/aa.guide'];
    await censor.misbehave('older');
    expect(await seen()).toEqual(['{"timestamp":"old"}', '{"root":1}', 'Not here.', 'Not here.', oldTarget]);
    await censor.misbehave('mix');
    expect(await seen()).toEqual(['{"timestamp":"new"}', '{"root":1}', 'Not here.', 'Not here.', oldTarget]);
    const rotated = await start({ older: mirror });
    await rotated.misbehave('withhold-root');
    expect((await ask(rotated.port, '/metadata/2.root.json')).head).toMatch(/^HTTP\/1\.1 404 /);
    expect((await ask(rotated.port, '/metadata/1.root.json')).body.toString()).toBe('{"root":1}');
    expect((await ask(rotated.port, timestamp)).body.toString()).toBe('{"timestamp":"new"}');
  });

  it('freeze goes on with the tree as it was, until it ends', async () => {
    const dir = join(home, 'living');
    await cp(newDir, dir, { recursive: true });
    const living = await folderUpstream(dir);
    const censor = await start({ mirror: living });
    await censor.misbehave('freeze');
    await writeFile(join(dir, 'metadata/timestamp.json'), '{"timestamp":"newest"}');
    await rm(join(dir, 'targets'), { recursive: true });
    expect((await ask(censor.port, timestamp)).body.toString()).toBe('{"timestamp":"new"}');
    expect((await ask(censor.port, target)).body.toString()).toBe(long);
    await censor.misbehave('honest');
    expect((await ask(censor.port, timestamp)).body.toString()).toBe('{"timestamp":"newest"}');
    await living.close();
  });

  it('broken-tls gives noise, or a certificate of nobody', async () => {
    const [authority, nobody] = [await makeAuthority(), await makeAuthority('Nobody')];
    const tls = await authority.issue(['one.test']);
    const shake = (censor: Censor): Promise<string> =>
      new Promise((resolve) => {
        const socket: TLSSocket = connectTls({ port: censor.port, servername: 'one.test', ca: authority.cert });
        socket.on('secureConnect', () => resolve('trusted'));
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      });
    const noisy = await start({ tls });
    expect(await shake(noisy)).toBe('trusted');
    expect((await ask(noisy.port, target, { ca: authority.cert })).body.toString()).toBe(long);
    await noisy.misbehave('broken-tls');
    expect(await shake(noisy)).toMatch(/^ERR_SSL_/);
    const strange = await start({ tls, stranger: await nobody.issue(['one.test']) });
    await strange.misbehave('broken-tls');
    expect(await shake(strange)).toMatch(/SELF_SIGNED|UNABLE_TO/);
  });
});

describe('its rules', () => {
  it('misbehaves for some paths alone', async () => {
    const censor = await start();
    await censor.misbehave(['older', '403'], /^\/metadata\/timestamp/);
    expect((await ask(censor.port, timestamp)).head).toMatch(/^HTTP\/1\.1 403 /);
    expect((await ask(censor.port, target)).body.toString()).toBe(long);
    expect(censor.log.map((entry) => entry.faults)).toEqual([['older', '403'], ['honest']]);
    await expect(censor.misbehave('refuse', /x/)).rejects.toThrow(TypeError);
  });

  it('breaks off what is under way when it changes', async () => {
    const censor = await start();
    await censor.misbehave('hang');
    const asked = ask(censor.port, target);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await censor.misbehave('honest');
    expect((await asked).end).not.toBe('open');
  });

  it('asks for what a fault needs before anything changes', async () => {
    const censor = await startCensor({ mirror: urlUpstream(mirror.url) });
    started.push(censor);
    await expect(censor.misbehave('older')).rejects.toThrow('needs an older edition');
    await expect(censor.misbehave('freeze')).rejects.toThrow('can be copied');
    expect((await ask(censor.port, target)).body.toString()).toBe(long);
  });

  it('answers 502 where the mirror behind it is gone, and says that a port is taken', async () => {
    const censor = await start({ mirror: urlUpstream('http://127.0.0.1:1/') });
    expect((await ask(censor.port, target)).head).toMatch(/^HTTP\/1\.1 502 /);
    await expect(startCensor({ mirror, port: censor.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('keeps the path below the sub-path of a mirror', async () => {
    const censor = await start({ mirror: urlUpstream(`${mirror.url}metadata`) });
    expect((await ask(censor.port, '/timestamp.json')).body.toString()).toBe('{"timestamp":"new"}');
    expect((await ask(censor.port, '/../index.html')).head).toMatch(/^HTTP\/1\.1 404 /);
  });
});
