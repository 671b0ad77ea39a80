// A mirror on nginx from Debian's packages with the configuration of docs/recipes/nginx.conf, at a sub-path: the check of
// mirrors finds nothing, and a voter installs, updates and goes offline.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishCommand } from '../../../src/publisher/commands/edition/publish.ts';
import { checkMirrorsCommand } from '../../../src/publisher/commands/mirrors/mirrors.ts';
import { launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { findNginx } from '../../harness/servers/nginx.mjs';
import { type NginxSite, serveByNginx } from '../../harness/servers/nginx-site.ts';
import { catchOutput } from '../../publisher/build/guide-in-folder.ts';

const isLeftOut = findNginx() === null && !process.env.CI;

describe.skipIf(isLeftOut)('a mirror on nginx with our recipe', () => {
  let home: string;
  let mirror: Mirror;
  let nginx: NginxSite;
  const folder = (): string => join(home, 'served');

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'nishan-nginx-'));
    mirror = await makeMirror();
    await publish();
    nginx = await serveByNginx(home, folder());
  });
  afterAll(async () => {
    await nginx?.stop();
    await mirror?.remove();
    await rm(home, { recursive: true, force: true });
  });

  async function publish(): Promise<void> {
    const options = { dir: mirror.dir, to: folder(), dryRun: false, json: true };
    expect(await publishCommand(options, catchOutput())).toBe(0);
  }

  async function findings(): Promise<unknown> {
    const output = catchOutput();
    const code = await checkMirrorsCommand({ urls: [nginx.url], guide: mirror.guideDir, json: true }, output);
    const { mirrors } = JSON.parse(output.lines[0] ?? '') as {
      mirrors: readonly { findings: unknown; edition: number }[];
    };
    return { code, edition: mirrors[0]?.edition, findings: mirrors[0]?.findings };
  }

  it('passes the check of mirrors without a warning', async () => {
    expect(await findings()).toEqual({ code: 0, edition: 1, findings: [] });
  });

  it.each([
    ['metadata/timestamp.json', 'no-store', 'gzip', '*'],
    ['metadata/1.targets.json', 'no-cache', 'gzip', '*'],
    ['metadata/2.root.json', 'no-store', null, '*'],
    ['blobs/none', 'no-store', null, '*'],
    ['', 'no-cache', 'gzip', '*'],
    ['_headers', 'no-store', null, '*'],
  ])('answers /guide/%s with %s, packed as %s', async (path, cache, encoding, origin) => {
    const response = await fetch(nginx.url + path, { headers: { 'accept-encoding': 'gzip' } });
    const body = await response.text();
    const { headers } = response;
    expect([headers.get('cache-control'), headers.get('content-encoding')]).toEqual([cache, encoding]);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    if (response.status === 404) expect(body.length).toBeLessThan(200);
  });

  it('keeps hash-named files for ever, and lets the worker talk to its own address alone', async () => {
    const names = await publishedNames(folder());
    const blob = await fetch(`${nginx.url}blobs/${names.blob}`);
    expect(blob.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(blob.headers.get('content-encoding')).toBeNull();
    const worker = await fetch(nginx.url + names.worker);
    expect(worker.headers.get('content-security-policy')).toBe("default-src 'none'; connect-src 'self'");
    await Promise.all([blob.arrayBuffer(), worker.text()]);
  });

  it('gives a voter the card, the app, the second edition, and all of it again when nginx is gone', async () => {
    const browser = await launchChromium();
    try {
      const { page } = browser;
      await page.goto(`${nginx.url}#/seat/NA-130`);
      expect(await cardText(page)).toContain('Mehrab Barfabi');
      await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
      await waitForWorker(page);

      const table = join(mirror.guideDir, 'candidates.csv');
      await writeFile(table, (await readFile(table, 'utf8')).replaceAll('Mehrab Barfabi', 'Mehrab Barfabadi'));
      await mirror.rebuild();
      await publish();
      expect(await findings()).toEqual({ code: 0, edition: 2, findings: [] });
      await page.reload();
      await page.locator('#ballot-NA-130').getByText('Mehrab Barfabadi').waitFor({ timeout: 30_000 });
      await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });

      await nginx.stop();
      await page.reload();
      expect(await cardText(page)).toContain('Mehrab Barfabadi');
    } finally {
      await browser.close();
    }
  });
});

async function cardText(page: Page): Promise<string> {
  await page.locator('#ballot-NA-130 img').first().waitFor({ timeout: 30_000 });
  return page.locator('#ballot-NA-130').innerText();
}

async function publishedNames(dir: string): Promise<{ readonly blob: string; readonly worker: string }> {
  const worker = (await readdir(dir)).find((name) => name.startsWith('sw-')) ?? '';
  return { blob: (await readdir(join(dir, 'blobs')))[0] ?? '', worker };
}
