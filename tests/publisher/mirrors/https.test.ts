// Mirrors over real https on loopback, with certificates of an authority made for the test.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { checkMirrorsCommand } from '../../../src/publisher/commands/mirrors/mirrors.ts';
import type { MirrorReport } from '../../../src/publisher/mirrors/mirror-report.ts';
import { mimeType } from '../../../src/publisher/serve/mime.ts';
import { type Authority, makeAuthority } from '../../harness/servers/authority.ts';
import { catchOutput, temporaryFolder } from '../build/guide-in-folder.ts';
import { type BuiltGuide, buildGuide } from './built-guide.ts';

const dayMs = 86_400_000;
// A guide is built first, and each check takes all of it.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let built: BuiltGuide;
let authority: Authority;
beforeAll(async () => {
  [built, authority] = [await buildGuide(), await makeAuthority()];
});
afterAll(() => built.remove());

/** @param name in its certificate */
async function serve(name: string): Promise<string> {
  const server = createServer(await authority.issue([name]), (request, response) => {
    const path = (request.url ?? '').slice(1) || 'index.html';
    response.setHeader('access-control-allow-origin', '*');
    void readFile(join(built.mirror, path)).then(
      (bytes) => response.setHeader('content-type', mimeType(path)).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}/`;
}

async function check(url: string, ca?: string, now = new Date()) {
  const output = catchOutput();
  const code = await checkMirrorsCommand({ urls: [url], guide: built.dir, json: true, ca, now }, output);
  const { mirrors } = JSON.parse(output.lines[0] ?? '') as { mirrors: readonly MirrorReport[] };
  return { code, seen: mirrors[0]?.findings.map((each) => each.code) ?? [], findings: mirrors[0]?.findings };
}

async function caFile(): Promise<string> {
  const path = join(await temporaryFolder(), 'ca.pem');
  await writeFile(path, authority.cert);
  return path;
}

it('takes a certificate of an authority that is trusted, and no other', async () => {
  const url = await serve('localhost');
  expect(await check(url, await caFile())).toMatchObject({ code: 0, seen: ['not-compressed'] });
  expect(await check(url)).toMatchObject({ code: 1, seen: ['certificate'] });
});

it('refuses a certificate for another name', async () => {
  expect(await check(await serve('guide.test'), await caFile())).toMatchObject({ code: 1, seen: ['certificate'] });
});

it('warns when the certificate ends soon', async () => {
  const later = new Date(Date.now() + 25 * dayMs);
  const { code, findings } = await check(await serve('localhost'), await caFile(), later);
  expect(code).toBe(0);
  expect(findings?.[0]).toMatchObject({ code: 'certificate-ends-soon', message: 'its certificate ends in 4 days' });
});

it('says that a file is no certificate', async () => {
  await expect(check('https://localhost:9/', import.meta.filename)).rejects.toThrow('is not a certificate');
});
