// A host as mirrors are put on: HTTP/2 with TLS, brotli where the browser takes it and a host would give it, a 404 page.
// What an app loads is packed before the first request, so that nothing but the link takes time; seats' pages when asked for.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { KeyPair } from '../../../src/doors/censor.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const notFound = 'Not found';
const packed = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg']);

export interface QuickHost {
  readonly port: number;
  /** Since it was opened: what was asked for, and the bytes of bodies as they were sent. */
  traffic(): { readonly requests: number; readonly bodyBytes: number };
  close(): Promise<void>;
}

/** Serves a folder on loopback. @param keys a certificate that the browser was told to trust */
export async function openQuickHost(dir: string, keys: KeyPair): Promise<QuickHost> {
  const files = filesOf(dir);
  let requests = 0;
  let bodyBytes = 0;
  const server: Http2SecureServer = createSecureServer({ key: keys.key, cert: keys.cert, allowHTTP1: false });
  server.on('stream', (stream, headers) => {
    const path = decodeURIComponent(String(headers[':path']).split('?')[0] ?? '');
    const file = files.get(path.endsWith('/') ? `${path}index.html` : path);
    requests++;
    if (!file) {
      stream.respond({ ':status': 404, 'content-type': 'text/plain', 'access-control-allow-origin': '*' });
      stream.end(notFound);
      bodyBytes += notFound.length;
      return;
    }
    const body = String(headers['accept-encoding']).includes('br') ? file.body() : file.bytes;
    stream.respond({
      ':status': 200,
      'content-type': types[extname(path)] ?? (path.endsWith('/') ? types['.html'] : 'application/octet-stream'),
      'access-control-allow-origin': '*',
      ...(body === file.bytes ? {} : { 'content-encoding': 'br' }),
    });
    bodyBytes += body.length;
    stream.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a port');
  return {
    port: address.port,
    traffic: () => ({ requests, bodyBytes }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface HostedFile {
  readonly bytes: Buffer;
  /** Packed where a host would. */
  body(): Buffer;
}

function filesOf(dir: string): ReadonlyMap<string, HostedFile> {
  const files = new Map<string, HostedFile>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        walk(path);
        continue;
      }
      const bytes = readFileSync(path);
      const address = `/${relative(dir, path).replaceAll('\\', '/')}`;
      let packedBytes = packed.has(extname(name)) ? null : bytes;
      const body = (): Buffer => {
        packedBytes ??= brotliCompressSync(bytes);
        return packedBytes;
      };
      // Hundreds of small files, of which a bench asks for one.
      if (!/^\/(s|seats)\//.test(address)) body();
      files.set(address, { bytes, body });
    }
  };
  walk(dir);
  return files;
}
