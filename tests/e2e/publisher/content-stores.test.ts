// An edition by its hashes alone, in real Chromium: one host has the metadata, and all files come from a store that
// knows nothing of guides, an IPFS gateway or a Blossom server. Real servers on loopback, each an origin of its own.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { now, testMirror } from '../../core/fixture.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type PageServer, servePage } from '../../harness/servers/page-server.ts';

const at = now.toISOString();
const older = testMirror();
const newer = testMirror({ edition: 2, symbol: 'tree' });
const servers: Server[] = [];
const asked: string[] = [];

/** Serves on loopback with CORS. @returns its address, with a slash at its end */
async function serve(
  answer: (path: string, request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    answer(request.url?.slice(1) ?? '', request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Serves files by name and nothing else. */
const serveFiles = (files: ReadonlyMap<string, Uint8Array>, headers: Readonly<Record<string, string>> = {}) =>
  serve((path, request, response) => {
    asked.push(path);
    expect([request.headers.cookie, request.headers.referer]).toEqual([undefined, undefined]);
    const bytes = files.get(path);
    if (!bytes) return void response.writeHead(404).end();
    for (const name of Object.keys(headers)) response.setHeader(name, headers[name] ?? '');
    response.end(bytes);
  });

let page: PageServer;
let browser: Launched;
beforeAll(async () => {
  page = await servePage(older);
});
beforeEach(async () => {
  asked.length = 0;
  page.files = older;
  browser = await launchChromium();
  await browser.page.goto(page.url);
});
afterAll(async () => {
  await browser?.close();
  await page?.close();
  for (const server of servers) server.close();
});

async function named(name: (bytes: Uint8Array) => Promise<string> | string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of newer) if (!path.startsWith('metadata/')) files.set(await name(bytes), bytes);
  return files;
}

const cid = async (bytes: Uint8Array): Promise<string> =>
  `ipfs/${CID.createV1(raw.code, await sha256.digest(bytes.slice()))}?format=raw`;

async function arrives(kind: string, store: string, isOlderHeld: boolean): Promise<void> {
  if (isOlderHeld) {
    await browser.page.evaluate(([url, time]) => window.vaultPage.ingest(url, time, false), [page.url, at] as const);
  }
  const metadata = new Map([...newer].filter(([path]) => path.startsWith('metadata/')));
  const blocked = await serve((_, __, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Blocked</h1>'),
  );
  const hosts = [
    { kind: 'static', url: blocked },
    { kind: 'metadata', url: await serveFiles(metadata) },
    { kind, url: store },
  ];
  page.files = new Map([...older].filter(([path]) => path === 'metadata/1.root.json'));
  const report = await browser.page.evaluate(([mirrors, time]) => window.vaultPage.round(mirrors, time), [
    hosts,
    at,
  ] as const);
  expect(report).toMatchObject({ outcome: 'installed 2', missing: [], error: null });
  expect(report.results).toEqual({ [blocked]: 'block-page', [hosts[1]?.url ?? '']: 'fine', [store]: 'fine' });
  const { regions, problems } = await browser.page.evaluate((time) => window.vaultPage.facts(time), at);
  expect(problems).toEqual([]);
  expect(regions.map(({ edition, isWhole }) => [edition, isWhole])).toEqual([
    [2, true],
    [2, true],
  ]);
  expect(regions.find(({ region }) => region === 'north')?.symbols['NA-1']).toEqual(['tree', 'boat']);
  await browser.close();
}

describe('an edition arrives when all files come from', () => {
  it('a gateway that serves nothing but /ipfs/<cid>?format=raw', async () => {
    const store = await serveFiles(await named(cid), { 'content-type': 'application/vnd.ipld.raw' });
    await arrives('ipfs', store, false);
    expect(asked.filter((path) => path.startsWith('ipfs/bafkrei')).length).toBeGreaterThan(8);
    expect(asked.every((path) => path.startsWith('metadata/') || path.startsWith('ipfs/'))).toBe(true);
  });

  it('a gateway that sends each request on to another origin', async () => {
    const behind = await serveFiles(await named(cid));
    await arrives(
      'ipfs',
      await serve((path, _, response) => response.writeHead(301, { location: behind + path }).end()),
      true,
    );
  });

  it('a server that serves nothing but /<sha256>', async () => {
    // BUD-01 lets it say any type.
    const store = await serveFiles(await named(sha256Hex), { 'content-type': 'application/octet-stream' });
    await arrives('blossom', store, false);
    expect(asked.filter((path) => /^[0-9a-f]{64}$/.test(path)).length).toBeGreaterThan(8);
  });
});
