// A small web server on loopback that serves a mirror well, but for what a test changes about its answers.
import { readFile } from 'node:fs/promises';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { mimeType } from '../../../src/publisher/serve/mime.ts';

export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array;
}

/** Gets a good answer and gives the one that is sent; "hang" and "reset" send none. */
export type Misbehave = (reply: Reply, path: string) => Reply | 'hang' | 'reset';

export interface TestServer {
  readonly url: string;
  readonly requests: readonly string[];
}

/** @param read the file at a path; null where there is none */
export async function serveFiles(
  read: (path: string) => Promise<Uint8Array | null>,
  misbehave: Misbehave = (reply) => reply,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1).split('?')[0] ?? '';
    requests.push(`${request.method} /${path}`);
    void goodReply(read, path.replace(/^again\//, '')).then((good) => {
      const reply = misbehave(good, path);
      if (reply === 'hang') return;
      if (reply === 'reset') return void response.socket?.destroy();
      const packed = pack(reply);
      response.writeHead(packed.status, packed.headers).end(packed.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}

/** A mirror's folder, served well but for `misbehave`. */
export function serveFolder(dir: string, misbehave?: Misbehave): Promise<TestServer> {
  return serveFiles((path) => readFile(join(dir, path === '' ? 'index.html' : path)).catch(() => null), misbehave);
}

async function goodReply(read: (path: string) => Promise<Uint8Array | null>, path: string): Promise<Reply> {
  const body = await read(path);
  const cors = { 'access-control-allow-origin': '*' };
  if (!body) return { status: 404, headers: { ...cors, 'content-type': 'text/plain' }, body: new Uint8Array() };
  const caching = path === 'metadata/timestamp.json' ? 'no-store' : 'no-cache';
  const headers = { ...cors, 'cache-control': caching, 'content-type': mimeType(path === '' ? 'index.html' : path) };
  return { status: 200, headers, body };
}

/** Metadata is gzipped on its way, as good hosts do, unless a test says otherwise. */
function pack(reply: Reply): Reply {
  const isJson = reply.headers['content-type'] === 'application/json' && reply.status === 200;
  if (!isJson || reply.headers['content-encoding'] !== undefined || reply.body.length < 500) {
    const { 'content-encoding': encoding, ...rest } = reply.headers;
    return encoding === 'identity' ? { ...reply, headers: rest } : reply;
  }
  return { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body: gzipSync(reply.body) };
}
