// A mirror over real HTTP: what it sends, what it refuses, and what each fault is called.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { mirrorSource } from '../../../src/io/mirror/mirror-source.ts';

let server: Server | null = null;
const seen: IncomingMessage[] = [];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
  seen.length = 0;
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sub/path`;
}

const read = (base: string, path = 'metadata/timestamp.json', maxBytes = 100, signal?: AbortSignal) =>
  mirrorSource(base).read(path, { maxBytes, signal }, (bytes) => new TextDecoder().decode(bytes));

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).code;
  }
}

describe('a mirror', () => {
  it('is asked below its own path, without cookies, referrer or query', async () => {
    const base = await serve((_, response) => response.end('{"a":1}'));
    expect(await read(base)).toBe('{"a":1}');
    expect(await read(`${base}/`)).toBe('{"a":1}');
    expect(seen.map(({ url }) => url)).toEqual([
      '/sub/path/metadata/timestamp.json',
      '/sub/path/metadata/timestamp.json',
    ]);
    expect(seen[0]?.headers.cookie).toBeUndefined();
    expect(seen[0]?.headers.referer).toBeUndefined();
  });

  it('hands what it got to the caller, whose refusal is the answer', async () => {
    const base = await serve((_, response) => response.end('x'));
    const refuse = () => {
      throw new AppError('trust/hash');
    };
    expect(await codeOf(mirrorSource(base).read('blobs/a', { maxBytes: 9 }, refuse))).toBe('trust/hash');
    expect(await mirrorSource(base).readEach('metadata/2.root.json', { maxBytes: 9 }, () => undefined)).toBe(1);
  });

  it.each([404, 410])('that answers %d does not have the file', async (status) => {
    const base = await serve((_, response) => response.writeHead(status).end('nothing here'));
    expect(await read(base)).toBeNull();
    expect(await mirrorSource(base).readEach('metadata/2.root.json', { maxBytes: 9 }, () => undefined)).toBe(0);
  });

  it('that answers with a page of HTML does not have the file', async () => {
    const base = await serve((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end('<h1>Blocked</h1>'),
    );
    expect(await read(base)).toBeNull();
  });

  it.each([
    [403, 'source/refused'],
    [451, 'source/refused'],
    [500, 'source/refused'],
    [302, 'source/redirected'],
  ])('that answers %d is %s', async (status, code) => {
    const base = await serve((_, response) => response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end());
    expect(await codeOf(read(base))).toBe(code);
  });

  it('is read no further than the cap, however long it goes on', async () => {
    let isClosed = false;
    const base = await serve((_, response) => {
      const more = setInterval(() => response.write('x'.repeat(1000)), 1);
      response.on('close', () => {
        isClosed = true;
        clearInterval(more);
      });
    });
    expect(await codeOf(read(base, 'blobs/endless', 50_000))).toBe('source/too-long');
    await expect.poll(() => isClosed).toBe(true);
  });

  it('that breaks off is cut short; one that is not there is unreachable', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '50' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await codeOf(read(base))).toBe('source/cut-short');
    server?.close();
    expect(await codeOf(read('http://127.0.0.1:9/'))).toBe('source/unreachable');
  });

  it('is let go when the voter cancels', async () => {
    const base = await serve(() => undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    expect(await codeOf(read(base, 'metadata/timestamp.json', 100, controller.signal))).toBe('source/cancelled');
    expect(await codeOf(read(base, 'metadata/timestamp.json', 100, AbortSignal.abort()))).toBe('source/cancelled');
  });

  it('that drips or hangs is slow', { timeout: 10_000 }, async () => {
    const base = await serve((request, response) => {
      if (request.url?.endsWith('hang')) return;
      const more = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(more));
    });
    // One limit each, so that no other ends the read in its place.
    const patient = { firstByteMs: 60_000, pauseMs: 60_000, graceMs: 60_000, bytesPerSecond: 1000 };
    const read = (path: string, limits: Partial<typeof patient>) =>
      mirrorSource(base, { limits: { ...patient, ...limits } }).read(path, { maxBytes: 10_000 }, () => 0);
    expect(await codeOf(read('blobs/hang', { firstByteMs: 100 }))).toBe('source/slow');
    expect(await codeOf(read('blobs/drip', { graceMs: 200 }))).toBe('source/slow');
  });

  it('is not slow because the clock was set while it answered', async () => {
    const base = await serve((_, response) => {
      response.write('a');
      setTimeout(() => response.end('b'), 50);
    });
    const { now } = Date;
    // A phone that comes back to a network is told the time.
    const begins = now();
    vi.spyOn(Date, 'now').mockImplementation(() => (now() - begins < 25 ? now() : now() + 3_600_000));
    try {
      expect(await codeOf(read(base))).toBe('accepted');
    } finally {
      vi.restoreAllMocks();
    }
  });
});
