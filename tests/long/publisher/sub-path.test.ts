// One build at any path of any host: at the root of one origin and below sub-paths of another, installed and offline,
// each with its own store and its own worker that leaves the other's alone.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let host: string;
let site: Served;
let browser: Launched;
/** Addresses of the same tree: a host's root, and two folders of another host. */
let addresses: readonly string[];

beforeAll(async () => {
  mirror = await makeMirror();
  host = await mkdtemp(join(tmpdir(), 'nishan-host-'));
  for (const folder of ['a/b', 'a/c']) await cp(mirror.dir, join(host, folder), { recursive: true });
  site = await serveMirror({ dir: host, port: 0 });
  addresses = [mirror.url, `${site.url}a/b/`, `${site.url}a/c/`];
});
beforeEach(async () => {
  browser = await launchChromium({ isWhole: true });
});
afterEach(async () => {
  await browser.close();
});
afterAll(async () => {
  await site.close();
  await mirror.remove();
  await rm(host, { recursive: true, force: true });
});

async function save(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 45_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** What the browser would install, and what it keeps for this address. */
async function facts(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { appId } = await session.send('Page.getAppId');
  const { errors, data } = await session.send('Page.getAppManifest');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  await session.detach();
  const kept = await page.evaluate(async () => ({
    caches: (await caches.keys()).sort(),
    databases: (await indexedDB.databases()).map(({ name }) => name ?? '').sort(),
    worker: navigator.serviceWorker.controller?.scriptURL,
    fingerprint: JSON.parse(document.getElementById('nishan')?.textContent ?? '{}').root,
  }));
  return { appId, errors, manifest: data, notInstallable: installabilityErrors, ...kept };
}

it('is the same app of the same guide at each address, installable and offline', async () => {
  const found = [];
  for (const address of addresses) {
    const page = await browser.context.newPage();
    await save(page, address);
    found.push({ address, page, ...(await facts(page)) });
  }
  for (const { address, appId, errors, notInstallable, worker } of found) {
    // The guide names the app, not the address.
    expect(appId).toMatch(new RegExp(`^${new URL(address).origin}/guide-[0-9a-f]{16}$`));
    expect([errors, notInstallable.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')]).toEqual([
      [],
      [],
    ]);
    expect(worker?.startsWith(`${address}sw-`)).toBe(true);
  }
  expect(new Set(found.map(({ manifest }) => manifest)).size).toBe(1);
  expect(new Set(found.map(({ appId }) => new URL(appId ?? '').pathname)).size).toBe(1);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  // Both folders of one host: two stores, two caches, and one guide's id in their names.
  const last = found[2];
  expect(last?.caches).toEqual(addresses.slice(1).map((address) => `nishan-shell ${address}`));
  expect(last?.databases.map((name) => name.replace(/[0-9a-f]{32}/, 'id'))).toEqual([
    'nishan:/a/b/:id',
    'nishan:/a/c/:id',
  ]);
  await mirror.switchOff();
  await site.close();
  try {
    for (const { page } of found) {
      await page.reload();
      await page.locator('#ballot-NA-130 img').first().waitFor();
    }
  } finally {
    await mirror.switchOn();
    site = await serveMirror({ dir: host, port: site.port });
  }
});

it('leaves the other folder of its host alone: its cache, its store, its drill', async () => {
  const { page, context } = browser;
  const [, here = '', there = ''] = addresses;
  await save(page, here);
  const other = await context.newPage();
  await save(other, there);
  const before = await entriesOf(other, `nishan-shell ${there}`);
  expect(before).toBeGreaterThan(5);
  await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: 'drill-begin' }));
  await page.getByText('Drill: this app is cut off').waitFor();
  const canFetch = (from: Page, url: string): Promise<boolean> =>
    from.evaluate(
      (address) =>
        fetch(address, { cache: 'no-store' }).then(
          ({ ok }) => ok,
          () => false,
        ),
      `${url}metadata/timestamp.json`,
    );
  expect([await canFetch(page, here), await canFetch(page, there)]).toEqual([false, false]);
  expect([await canFetch(other, here), await canFetch(other, there)]).toEqual([true, true]);
  expect(await other.getByText('Drill: this app is cut off').count()).toBe(0);
  await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: 'drill-end' }));
  await page.getByText('The drill is over').waitFor();
  await page.evaluate(() => {
    location.hash = '#/kept';
  });
  await page.getByRole('button', { name: 'Delete the guide and my choices' }).click();
  await page.getByRole('button', { name: 'Yes, delete' }).click();
  await page.getByText('Nothing of the guide is left').waitFor();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.unregister()));
  expect(await entriesOf(other, `nishan-shell ${there}`)).toBe(before);
  await site.close();
  try {
    await other.reload();
    await other.locator('#ballot-NA-130 img').first().waitFor();
  } finally {
    site = await serveMirror({ dir: host, port: site.port });
  }
});

function entriesOf(page: Page, cache: string): Promise<number> {
  return page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, cache);
}
