// The app around the answer: an update is asked for, two tabs know of each other, and what is kept can be deleted.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchPhones, type Phone } from '../../harness/browsers/browser.ts';
import { goTo } from '../../harness/cases/go-to.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const builtApp = fileURLToPath(new URL('../../../dist/app', import.meta.url));

let mirror: Mirror;
let phones: Awaited<ReturnType<typeof launchPhones>>;
let browser: Phone | null = null;

beforeAll(async () => {
  [mirror, phones] = await Promise.all([makeMirror(), launchPhones()]);
});
afterEach(async () => {
  await browser?.close();
  browser = null;
});
afterAll(async () => {
  await phones.close();
  await mirror.remove();
});

async function openSaved(page: Page): Promise<void> {
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
}

it('asks before it uses a newer app, and uses it when told', async () => {
  const newer = await mkdtemp(join(tmpdir(), 'nishan-newer-'));
  try {
    browser = await phones.newPhone();
    const { page } = browser;
    await openSaved(page);
    const before = await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
    await cp(builtApp, newer, { recursive: true });
    await writeFile(join(newer, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
    await mirror.rebuild('--shell', newer);
    await page.reload();
    await page.getByText('A new version of the app is ready').waitFor({ timeout: 30_000 });
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toBe(before);
    await page.getByRole('button', { name: 'Use it now' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL).catch(() => before), {
        timeout: 20_000,
      })
      .not.toBe(before);
    await page.locator('#ballot-NA-130 img').first().waitFor();
  } finally {
    await rm(newer, { recursive: true, force: true });
  }
});

it('deletes everything, in the other tab too, and can begin again', async () => {
  browser = await phones.newPhone();
  const { page, context } = browser;
  await openSaved(page);
  await page.getByRole('button', { name: 'Remember my seat on this phone' }).click();
  const other = await context.newPage();
  await other.goto(mirror.url);
  await other.locator('#ballot-NA-130 img').first().waitFor();
  await goTo(page, 'kept');
  await page.getByText('4 of 4 regions').waitFor();
  await page.getByRole('button', { name: 'Delete the guide and my choices' }).click();
  await page.getByRole('button', { name: 'Yes, delete' }).click();
  await page.getByText('Nothing of the guide is left').waitFor();
  await other.getByRole('heading', { name: 'The number of your seat' }).waitFor();
  const left = await page.evaluate(async () => {
    const found: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => {
        open.onsuccess = () => resolve(open.result);
      });
      for (const store of database.objectStoreNames) {
        const keys = database.transaction(store).objectStore(store).getAllKeys();
        await new Promise((resolve) => {
          keys.onsuccess = resolve;
        });
        // By their names: a note says who kept it.
        found.push(...keys.result.map((key) => `${name} ${store} ${String(key)}`));
      }
      database.close();
    }
    return [...found, ...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  });
  expect(left).toEqual([]);
});

it('leaves no seat behind Back or Forward after a deletion, in either tab, and fetches nothing by itself', async () => {
  browser = await phones.newPhone();
  const { page, context } = browser;
  await page.goto(mirror.url);
  for (const digit of '130') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'NA-130' }).click();
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  const other = await context.newPage();
  await other.goto(`${mirror.url}#/seat/NA-130`);
  await other.locator('#ballot-NA-130 img').first().waitFor();
  await page.getByRole('button', { name: 'How', exact: true }).click();
  await page.getByRole('heading', { name: 'How to vote' }).waitFor();
  await page.evaluate(() => {
    location.hash = '#/kept';
  });
  await page.getByRole('button', { name: 'Delete the guide and my choices' }).click();
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: 'Yes, delete' }).click();
  await page.getByText('Nothing of the guide is left').waitFor();
  await expect.poll(() => page.evaluate(() => history.length)).toBe(entries - 2);
  await other.getByRole('heading', { name: 'The number of your seat' }).waitFor();
  // A look for a newer edition may have begun before: what counts is what begins now.
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const tab of [page, other]) {
    for (const step of [-1, 1]) {
      await tab.evaluate((by) => history.go(by), step);
      await tab.waitForTimeout(500);
      expect(JSON.stringify(await tab.evaluate(() => history.state))).not.toMatch(/130/);
      expect(await tab.locator('[id^=ballot-]').count()).toBe(0);
    }
  }
  expect(asked.filter((path) => /^\/(first|metadata|targets|blobs)\//.test(path))).toEqual([]);
  await other.bringToFront();
  for (const digit of '130') await other.getByRole('button', { name: digit, exact: true }).click();
  await other.getByRole('button', { name: 'NA-130' }).click();
  await other.locator('#ballot-NA-130 img').first().waitFor();
});

it('keeps the language that was chosen, and says that it does', async () => {
  browser = await phones.newPhone();
  const { page } = browser;
  await openSaved(page);
  await page.getByRole('button', { name: 'Language: اردو' }).click();
  await page.locator('main').getByRole('button', { name: 'اردو', exact: true }).click();
  await page.getByText('محفوظ ہے: انٹرنیٹ کے بغیر بھی چلے گا').waitFor();
  await page.reload();
  await page.getByText('محفوظ ہے: انٹرنیٹ کے بغیر بھی چلے گا').waitFor();
  await goTo(page, 'kept');
  await page.locator('main').getByText('اردو', { exact: true }).waitFor();
});
