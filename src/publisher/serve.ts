// A plain static server for one mirror's folder: for the demo, for tests and for a laptop in a room. It gives what the
// `_headers` file of the mirror says, so that a page is as restricted here as on a real host. Not a proxy, no ranges.
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { boundConnections } from '../doors/bounded-connections.ts';
import { type HeaderRules, headersFor, parseHeaders } from './serve/headers.ts';
import { isText, mimeType } from './serve/mime.ts';
import { readPath } from './serve/path.ts';
import { contentPolicy, headersFile } from './shell/policy.ts';

export interface ServeOptions {
  /** The mirror's folder. */
  readonly dir: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Loopback unless told otherwise. */
  readonly host?: string;
  /** The sub-path to serve under, "/guide/". */
  readonly base?: string;
  /** A key and its certificates, PEM: makes it https. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Takes one line a request: method, path, status. */
  readonly log?: (line: string) => void;
}

export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

interface Site {
  readonly root: string;
  readonly base: string;
  readonly rules: HeaderRules;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Serves a mirror until it is closed.
 * @throws the error of node:fs where the folder is not there, of node:net ("EADDRINUSE") where the port is taken
 */
export async function serveMirror(options: ServeOptions): Promise<Served> {
  const { dir, port, host = '127.0.0.1', base = '/', tls, log = () => {} } = options;
  const root = await realpath(dir);
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void readRules(root)
      .then((rules) => answer({ root, base, rules }, request))
      .catch((): Reply => plain(500, 'Something failed here.'))
      .then((reply) => send(request, response, reply))
      .then((status) => log(`${request.method ?? ''} ${request.url ?? ''} ${status}`))
      // One answer that cannot be given takes no other with it.
      .catch(() => response.destroy());
  };
  const server = tls ? createTlsServer(tls, handle) : createServer(handle);
  boundConnections(server);
  await listen(server, port, host);
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `${tls ? 'https' : 'http'}://${urlHost(host)}:${taken}${base}`,
    port: taken,
    close: () => close(server),
  };
}

const maxRulesBytes = 65_536;

/** Read with each request: what a new build of the app allows is new, and its pages would have no style under the old rules. */
async function readRules(root: string): Promise<HeaderRules> {
  const own = await find(root, '_headers', maxRulesBytes);
  // A mirror that was unpacked from a bundle has none of its own.
  const isUsual = own === null || own === 'folder';
  return parseHeaders(isUsual ? headersFile(contentPolicy('', false)) : Buffer.from(own.bytes).toString('utf8'));
}

function urlHost(host: string): string {
  if (host === '::' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Its only error is that it was closed before.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(site: Site, request: IncomingMessage): Promise<Reply> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' });
  }
  const asked = (request.url ?? '').split('?', 1)[0] ?? '';
  if (`${asked}/` === site.base) return plain(301, '', { Location: site.base });
  const path = asked.startsWith(site.base) ? readPath(asked.slice(site.base.length)) : null;
  const found = path === null ? null : await find(site.root, path);
  if (found === 'folder') return plain(301, '', { Location: `${asked}/` });
  if (found === null) return missing(site, asked);
  return {
    status: 200,
    headers: { ...headersFor(site.rules, `/${path}`), 'Content-Type': mimeType(found.path), ETag: etag(found.bytes) },
    body: found.bytes,
  };
}

/** Our own small page: a host's usual one costs a voter more than the news is worth. */
async function missing(site: Site, asked: string): Promise<Reply> {
  const page = await find(site.root, '404.html');
  const headers = { ...headersFor(site.rules, `/${asked.slice(site.base.length)}`), 'Cache-Control': 'no-store' };
  if (page === null || page === 'folder') return plain(404, 'Not here.', headers);
  return { status: 404, headers: { ...headers, 'Content-Type': mimeType(page.path) }, body: page.bytes };
}

/** What nobody put there, or what may not be read: any other failure is the server's own, and no news of the file. */
const notThere: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'];

async function find(
  root: string,
  path: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<{ path: string; bytes: Uint8Array } | 'folder' | null> {
  const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  try {
    const real = await realpath(join(root, wanted));
    // A link inside the folder must not lead out of it.
    if (!real.startsWith(root + sep)) return null;
    const info = await stat(real);
    if (info.isDirectory()) return 'folder';
    return info.isFile() && info.size <= maxBytes ? { path: wanted, bytes: await readFile(real) } : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && notThere.includes(error.code)) return null;
    throw error;
  }
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = new TextEncoder().encode(text);
  return { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

function etag(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
}

async function send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<number> {
  const tag = reply.headers.ETag;
  const known = request.headers['if-none-match']?.split(',').map((part) => part.trim().replace(/^W\//, ''));
  if (tag !== undefined && known?.some((one) => one === tag || one === '*')) {
    response.writeHead(304, reply.headers).end();
    return 304;
  }
  const { encoding, body } = await compress(request, reply);
  const headers: Record<string, string | number> = { ...reply.headers, 'Content-Length': body.length };
  if (isText(reply.headers['Content-Type'] ?? '')) headers.Vary = 'Accept-Encoding';
  if (encoding) headers['Content-Encoding'] = encoding;
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
  return reply.status;
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
/** Below this a compressed answer is hardly shorter. */
const minBytes = 256;

async function compress(request: IncomingMessage, reply: Reply): Promise<{ encoding?: string; body: Uint8Array }> {
  const { body, headers } = reply;
  if (body.length < minBytes || !isText(headers['Content-Type'] ?? '')) return { body };
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (accepts(accepted, 'br')) {
    return { encoding: 'br', body: await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) };
  }
  return accepts(accepted, 'gzip') ? { encoding: 'gzip', body: await gzipped(body) } : { body };
}

function accepts(header: string, coding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
