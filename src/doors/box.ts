// The plain side of a box: one page for every name and path, so that phones find out that this network has a page to
// show, and the files that it offers. Phones ask for http://connectivitycheck.gstatic.com/generate_204 (Android),
// http://captive.apple.com/hotspot-detect.html (iOS, macOS), http://www.msftconnecttest.com/connecttest.txt (Windows),
// http://detectportal.firefox.com/canonical.html: what is not the one answer that each waits for opens the page. Keeps
// no note of who asked.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { boundConnections } from './bounded-connections.ts';
import type { BoxGuide, Offer } from './box/box-guide.ts';
import { type BoxApp, type PageLanguage, portalPage, portalPolicy } from './box/portal-page.ts';
import type { Reading } from './box/readings.ts';
import { listen } from './censor/listening.ts';

/** What is lent at the moment. */
export interface BoxContent {
  readonly about: Pick<BoxGuide, 'guide' | 'edition' | 'issued'>;
  readonly offers: readonly Offer[];
  readonly readings: readonly Reading[];
  /** The folder of the offers' files. */
  readonly dir: string;
  /** The guide's first. */
  readonly languages: readonly [PageLanguage, ...PageLanguage[]];
}

export interface BoxOptions {
  readonly port: number;
  readonly host: string;
  /** Asked anew for each page, since a mirror may be brought up to date under a running box. */
  content(): Promise<BoxContent>;
  /** The https side, and the name that leads to it; null for a box without a certificate. */
  readonly app: { readonly name: string; readonly url: string; daysLeft(): number } | null;
}

export interface Box {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws the error of node:net ("EADDRINUSE") where the port is taken */
export async function startBox(options: BoxOptions): Promise<Box> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else plain(response, 503, 'One moment, please.');
    });
  });
  boundConnections(server);
  const listening = await listen(server, options.port, options.host);
  return { port: listening.port, close: () => listening.close() };
}

async function answer(options: BoxOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    plain(response, 405, 'Only GET and HEAD.');
    return;
  }
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const { app } = options;
  if (app && hostName(request) === app.name) {
    // Nothing of what was asked is repeated: a network can make up any path.
    response.setHeader('Location', app.url);
    plain(response, 301, '');
    return;
  }
  const content = await options.content();
  const offer = content.offers.find(({ file }) => path === `/files/${file}`);
  if (offer) return giveFile(join(content.dir, offer.file), offer, request, response);
  const reading = content.readings.find(({ file }) => path === `/files/${file}`);
  // Its policy is in it.
  if (reading) return givePage(Buffer.from(await reading.page()), {}, request, response);
  const language = pageLanguage(content, path, request);
  const lasting: BoxApp | null = app && { url: app.url, lasts: { days: app.daysLeft() } };
  const html = portalPage({ ...content, app: lasting, here: ownAddress(request) }, language);
  const own = { 'Content-Language': language.tag, 'Content-Security-Policy': portalPolicy };
  givePage(Buffer.from(html), own, request, response);
}

function givePage(
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function giveFile(file: string, offer: Offer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size } = await stat(file);
  response.writeHead(200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="${offer.file}"`,
    'Content-Length': size,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  // Who leaves in the middle of a file is no failure of the box.
  else await pipeline(createReadStream(file), response).catch(() => response.destroy());
}

function pageLanguage({ languages }: BoxContent, path: string, request: IncomingMessage): PageLanguage {
  const asked = languages.find(({ href }) => href === path);
  if (asked) return asked;
  const wanted = String(request.headers['accept-language'] ?? '')
    .split(',')
    .map((tag) => tag.split(';', 1)[0]?.trim().toLowerCase() ?? '');
  for (const tag of wanted) {
    const found = languages.find((each) => tag === each.tag || tag.startsWith(`${each.tag}-`));
    if (found) return found;
  }
  return languages[0];
}

function hostName(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
}

/** By number: it works where no name does. */
function ownAddress({ socket }: IncomingMessage): string {
  const address = (socket.localAddress ?? '').replace(/^::ffff:/, '');
  const host = address.includes(':') ? `[${address}]` : address;
  return `http://${host}${socket.localPort === 80 ? '' : `:${socket.localPort}`}/`;
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(text);
}
