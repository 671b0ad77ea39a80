// Serves a mirror's files and one bundled test page from the same origin, on loopback.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build } from 'vite';

/** What is served: files by path ("metadata/timestamp.json"); replace it to publish another edition. */
export interface PageServer {
  readonly url: string;
  files: ReadonlyMap<string, Uint8Array>;
  close(): Promise<void>;
}

/** Bundles vault-page.ts. @returns its code */
async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry: resolve(import.meta.dirname, 'vault-page.ts'), formats: ['es'], fileName: 'vault-page' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
  const chunk = outputs.find((each) => each.type === 'chunk');
  if (!chunk) throw new Error('the test page was not bundled');
  return chunk.code;
}

/** Starts serving. */
export async function servePage(files: ReadonlyMap<string, Uint8Array>): Promise<PageServer> {
  const code = await bundlePage();
  const page =
    '<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="/vault-page.js"></script>';
  const state = { files };
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).slice(1);
    if (path === '') return response.setHeader('content-type', 'text/html').end(page);
    if (path === 'vault-page.js') return response.setHeader('content-type', 'text/javascript').end(code);
    const bytes = state.files.get(path);
    return bytes
      ? response.setHeader('content-type', 'application/octet-stream').end(bytes)
      : response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get files() {
      return state.files;
    },
    set files(next) {
      state.files = next;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
