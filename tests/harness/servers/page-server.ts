// Serves a mirror's files and one bundled test page from the same origin, on loopback.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build } from 'vite';
import { localeParts } from '../../../bin/plugins/locale-parts.mjs';

/** What is served: files by path ("metadata/timestamp.json"); replace it to publish another edition. */
export interface PageServer {
  readonly url: string;
  files: ReadonlyMap<string, Uint8Array>;
  /** Paths of files that were asked for, in order; a test may empty it. */
  readonly asked: string[];
  /** Answers in the server's place where it says so. */
  instead: ((path: string, bytes: Uint8Array, response: ServerResponse) => boolean) | null;
  close(): Promise<void>;
}

/** Bundles vault-page.ts. @returns its code */
async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [localeParts()],
    build: {
      write: false,
      minify: true,
      lib: { entry: resolve(import.meta.dirname, 'vault-page.ts'), formats: ['es'], fileName: 'vault-page' },
      // What comes later in the app is one file here.
      rolldownOptions: { output: { codeSplitting: false } },
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
  const state: Pick<PageServer, 'files' | 'asked' | 'instead'> = { files, asked: [], instead: null };
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).slice(1);
    if (path === '') return response.setHeader('content-type', 'text/html').end(page);
    if (path === 'vault-page.js') return response.setHeader('content-type', 'text/javascript').end(code);
    state.asked.push(path);
    const bytes = state.files.get(path);
    if (bytes && state.instead?.(path, bytes, response)) return;
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
    asked: state.asked,
    get instead() {
      return state.instead;
    },
    set instead(next) {
      state.instead = next;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
