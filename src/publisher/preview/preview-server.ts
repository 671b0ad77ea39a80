// Shows drafts in a browser on this computer: the draft's mirror with a panel beside the app. Nothing is kept between
// drafts, the worker keeps nothing, and no other page or computer is answered. Serves no published guide: that is serve.ts.
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import type { PanelState } from '../../panel/state.ts';
import { type HeaderRules, headersFor, parseHeaders } from '../serve/headers.ts';
import { mimeType } from '../serve/mime.ts';
import { readPath } from '../serve/path.ts';

/** What runs and styles beside the app. */
export interface PanelTexts {
  readonly script: string;
  readonly style: string;
}

export interface PreviewServer {
  readonly url: string;
  readonly port: number;
  /** Tells every open page. */
  tell(): void;
  close(): Promise<void>;
}

export interface PreviewOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** The folder of the last draft; empty until there is one. */
  readonly mirror: string;
  readonly panel: PanelTexts;
  state(): PanelState;
}

const host = '127.0.0.1';
const ownPath = 'preview/';
/** Whoever asks under another name was led here by somebody else's name server. */
const ownHost = /^(localhost|127\.0\.0\.1)(:\d+)?$/;
const always: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
/** Besides the page's own: a draft is asked for nowhere else, and its page stands in no other. */
const ownPolicy = "connect-src 'self'; frame-ancestors 'none'";
const waitingPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/** @throws the error of node:net ("EADDRINUSE") where the port is taken */
export async function servePreview(options: PreviewOptions): Promise<PreviewServer> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    void answer(options, listeners, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, always);
      response.end();
    });
  });
  await listen(server, options.port);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    port,
    url: `http://${host}:${port}/`,
    tell() {
      for (const listener of listeners) listener.write(`data: ${options.state().draft}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(
  options: PreviewOptions,
  listeners: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isOwn = ownHost.test(request.headers.host ?? '');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const asked = (request.url ?? '').split('?', 1)[0] ?? '';
  const path = isOwn && isRead ? readPath(asked.replace(/^\//, '')) : null;
  if (path === `${ownPath}events`) listenTo(listeners, options, response);
  else {
    const { status, headers, body } = (path === null ? null : await replyTo(options, path)) ?? notHere;
    response.writeHead(status, { ...headers, ...always });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const notHere: Reply = { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Not here.' };

async function replyTo(options: PreviewOptions, path: string): Promise<Reply | null> {
  const { mirror, panel, state } = options;
  if (path === '' || path === 'index.html') return pageReply(options);
  if (path === `${ownPath}state`) return found('application/json', JSON.stringify(state()));
  if (path === `${ownPath}panel.js`) return found('text/javascript; charset=utf-8', panel.script);
  if (path === `${ownPath}panel.css`) return found('text/css; charset=utf-8', panel.style);
  if (/^sw-/.test(path)) return found('text/javascript; charset=utf-8', emptyWorker);
  const bytes = await readBelow(mirror, path);
  return bytes && found(mimeType(path), bytes, await rulesOf(mirror, `/${path}`));
}

function found(type: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers: { ...headers, 'Content-Type': type }, body };
}

/** The page waits for the next draft as long as it is open. */
function listenTo(listeners: Set<ServerResponse>, { state }: PreviewOptions, response: ServerResponse): void {
  response.writeHead(200, { ...always, 'Content-Type': 'text/event-stream' });
  response.write(`data: ${state().draft}\n\n`);
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

/** The app's own would go on showing an older draft. This one keeps nothing, and says what that one would say in the end. */
const emptyWorker = `addEventListener('message', ({ data, ports: [port] }) => {
  if (data?.type === 'store-rest') port?.postMessage({ missing: 0 });
});
`;

const panelTags =
  '<link rel="stylesheet" href="./preview/panel.css"><script src="./preview/panel.js" defer></script></head>';
const waitingPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>DRAFT</title>${panelTags}<body></body></html>`;

async function pageReply({ mirror, state }: PreviewOptions): Promise<Reply> {
  const page = state().draft > 0 ? await readBelow(mirror, 'index.html') : null;
  const html = page ? page.toString('utf8').replace('</head>', () => panelTags) : waitingPage;
  const policy = page ? (await rulesOf(mirror, '/'))['Content-Security-Policy'] : waitingPolicy;
  return found('text/html; charset=utf-8', html, {
    'Content-Security-Policy': [policy ?? "default-src 'self'", ownPolicy].join(', '),
    // What an earlier draft left in this browser must not be shown for this one.
    'Clear-Site-Data': '"storage"',
  });
}

/** What a real host would say of it, but for who else may read it. */
async function rulesOf(mirror: string, path: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(mirror, '_headers'), 'utf8').catch(() => '');
  const rules: HeaderRules = parseHeaders(text);
  const { 'Access-Control-Allow-Origin': _, 'Cache-Control': __, ...headers } = headersFor(rules, path);
  return headers;
}

async function readBelow(root: string, path: string): Promise<Buffer | null> {
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith((await realpath(root)) + sep) || !(await stat(real)).isFile()) return null;
    return await readFile(real);
  } catch {
    return null;
  }
}
