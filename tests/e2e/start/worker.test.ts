// The built worker in real browsers, around a small shell: what it keeps and when, that it answers offline, that it never
// touches content, refuses changed bytes, and waits with an update. The page's policy is tried here too.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { writeFiles } from '../../../src/publisher/build/folders/staged-tree.ts';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import { makeShell, type PlacedShell } from '../../../src/publisher/shell.ts';
import { type Launched, launchChromium, launchOldChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { hasOldChromium } from '../../harness/browsers/chrome.mjs';
import { type SmallShell, writeSmallShell } from '../../harness/mirrors/small-shell.ts';

const browsers = [
  { name: 'this Chromium', launch: launchChromium },
  ...(hasOldChromium ? [{ name: 'Chromium 110', launch: launchOldChromium }] : []),
];

let worker: string;
beforeAll(async () => {
  worker = await readFile(new URL('../../../dist/app/sw.js', import.meta.url), 'utf8');
});

describe.each(browsers)('the worker in $name', ({ launch }) => {
  let dir: string;
  let site: Served;
  let requests: string[];
  let browser: Launched;
  let page: Page;
  let placed: PlacedShell;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nishan-mirror-'));
    await mkdir(join(dir, 'metadata'));
    await writeFile(join(dir, 'metadata/timestamp.json'), '{"version":1}');
    placed = await place('one');
    await serve(0);
    // Each test's site has a port of its own, and so an origin: nothing of another test is kept there.
    page = await browser.context.newPage();
    await page.goto(site.url);
  });
  afterEach(async () => {
    await page.close();
    await site.close();
    await rm(dir, { recursive: true, force: true });
  });

  async function place(edition: string): Promise<PlacedShell> {
    const shell: SmallShell = await writeSmallShell(worker, edition);
    const options = {
      shellDir: shell.dir,
      root: encodeUtf8('{}'),
      guideId: 'ab'.repeat(32),
      hints: {},
      name: 'Small',
      languages: ['ur'],
      demo: true,
    };
    const { placed, files } = await makeShell(options).finally(() => shell.remove());
    writeFiles(dir, files);
    return placed;
  }
  async function serve(port: number): Promise<void> {
    requests = [];
    site = await serveMirror({ dir, port, log: (line) => requests.push(line) });
  }
  const install = async () => {
    await page.evaluate((name) => register(name).then(() => {}), placed.worker);
    await waitForWorker(page);
  };
  const storeRest = () => page.evaluate(() => tell(navigator.serviceWorker.controller, 'store-rest'));
  const keptPaths = () =>
    page.evaluate(async () => {
      const paths: string[] = [];
      for (const name of await caches.keys()) {
        for (const key of await (await caches.open(name)).keys()) paths.push(new URL(key.url).pathname);
      }
      return paths.sort();
    });
  const shown = (at: Page = page) => at.textContent('#app');
  const first = ['/assets/main-1.js', '/assets/shared-1.css', '/assets/shared-1.js', '/assets/ur-1.js', '/index.html'];
  const rest = ['/assets/later-1.js', '/favicon.svg', '/manifest.webmanifest'];

  it('stores the first list at once, the rest when told, and answers with the server off', async () => {
    await install();
    expect(await keptPaths()).toEqual(first);
    expect(await storeRest()).toEqual({ type: 'rest-stored', missing: 0 });
    expect(await keptPaths()).toEqual([...first, ...rest].sort());

    await site.close();
    await page.reload();
    expect(await shown()).toBe('one {}');
    expect(await page.evaluate(() => later())).toBe(1);
    await page.goto(`${site.url}index.html?from=icon#/seat/NA-130`);
    expect(await shown()).toBe('one {}');
    await page.goto(`${site.url}old/page`);
    expect([await shown(), page.url()]).toEqual(['one {}', site.url]);
  });

  it('passes content to the network each time and keeps none of it', async () => {
    await install();
    const read = () => page.evaluate(() => fetch('./metadata/timestamp.json').then((r) => r.json()));
    expect(await read()).toEqual({ version: 1 });
    await writeFile(join(dir, 'metadata/timestamp.json'), '{"version":2}');
    expect(await read()).toEqual({ version: 2 });
    expect(requests.filter((line) => line.includes('timestamp'))).toHaveLength(2);
    expect(await keptPaths()).toEqual(first);
    await site.close();
    expect(await read().catch(() => 'no answer')).toBe('no answer');
  });

  it('refuses an install in which one byte of the first list is changed', async () => {
    await writeFile(join(dir, 'assets/shared-1.css'), 'body { margin: 1 }');
    const state = await page.evaluate(async (name) => {
      const { installing } = await register(name);
      if (!installing) return 'nothing to install';
      await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
      return installing.state;
    }, placed.worker);
    expect(state).toBe('redundant');
    expect(await keptPaths()).not.toContain('/assets/shared-1.css');
  });

  it('leaves out a changed file of the rest without losing the others, and mends it later', async () => {
    await install();
    await writeFile(join(dir, 'assets/later-1.js'), 'export const later = 6;');
    expect(await storeRest()).toEqual({ type: 'rest-stored', missing: 1 });
    expect(await keptPaths()).toEqual([...first, '/favicon.svg', '/manifest.webmanifest'].sort());
    expect(await page.evaluate(() => later()).catch(() => 'refused')).toBe('refused');
    await writeFile(join(dir, 'assets/later-1.js'), 'export const later = 1;');
    await page.reload();
    expect(await storeRest()).toEqual({ type: 'rest-stored', missing: 0 });
    expect(await page.evaluate(() => later())).toBe(1);
  });

  it('waits with an update until it is told, and never under a second tab', async () => {
    await install();
    await storeRest();
    const next = await place('two');
    expect(next.worker).not.toBe(placed.worker);
    await page.evaluate(async (name) => {
      const { installing } = await register(name);
      await new Promise((resolve) => installing?.addEventListener('statechange', resolve, { once: true }));
    }, next.worker);
    await page.reload();
    expect(await shown()).toBe('one {}');
    const ask = () => page.evaluate(async () => tell((await navigator.serviceWorker.ready).waiting, 'skip-waiting'));
    const second = await browser.context.newPage();
    await second.goto(site.url);
    expect(await ask()).toEqual({ type: 'update-waits' });
    expect(await shown(second)).toBe('one {}');
    await second.close();
    expect(await ask()).toEqual({ type: 'update-taken' });
    await page.waitForFunction((name) => navigator.serviceWorker.controller?.scriptURL.endsWith(name), next.worker);
    await site.close();
    await page.reload();
    expect(await shown()).toBe('two {}');
    expect(await keptPaths()).toEqual([...first, ...rest].sort());
  });

  it('runs under the page policy without a violation, which blocks what is put in', async () => {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) violations.push(message.text());
    });
    await page.reload();
    await install();
    expect([await shown(), violations]).toEqual(['one {}', []]);
    const outcome = await page.evaluate(async () => {
      const tryIt = (work: () => unknown) => {
        try {
          work();
          return 'allowed';
        } catch {
          return 'refused';
        }
      };
      const markup = tryIt(() => {
        document.body.innerHTML = '<b>x</b>';
      });
      const another = tryIt(() =>
        (globalThis as { trustedTypes?: { createPolicy(n: string, r: object): void } }).trustedTypes?.createPolicy(
          'other',
          {},
        ),
      );
      const run = tryIt(() => {
        const script = document.createElement('script');
        script.append('globalThis.injected = true');
        document.body.append(script);
      });
      const plain = await navigator.serviceWorker.register('./sw.js').then(
        () => 'allowed',
        () => 'refused',
      );
      return { markup, another, plain, run, ran: 'injected' in globalThis };
    });
    expect(outcome).toMatchObject({ markup: 'refused', another: 'refused', plain: 'refused', ran: false });
  });
});
