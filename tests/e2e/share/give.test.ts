// Giving to a friend: two pictures choose the way, the share sheet gets one page and nothing else, and where it refuses,
// the page is saved. The share sheet is the test's own: browsers without a screen have none.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCarrier } from '../../../src/core/bundle/carrier.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;

beforeAll(async () => {
  mirror = await makeMirror();
  browser = await launchChromium();
  const { page } = browser;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Remember my seat' }).click();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});
afterAll(async () => {
  await browser.close();
  await mirror.remove();
});

async function openGive(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Give to a friend' }).click();
  await page.getByRole('heading', { name: 'Give to a friend' }).waitFor();
}

/** Puts a share sheet in place. @param answer the name of the error that it ends with; "" for none */
async function useSheet(page: Page, answer: string): Promise<void> {
  await page.evaluate((name) => {
    Object.assign(navigator, {
      canShare: () => true,
      share: async (data: ShareData) => {
        const [file] = data.files ?? [];
        Object.assign(globalThis, {
          shared: { keys: Object.keys(data), type: file?.type, name: file?.name, text: await file?.text() },
        });
        if (name !== '') throw new DOMException('', name);
      },
    });
  }, answer);
}

interface SharedByTest {
  readonly keys: readonly string[];
  readonly type: string;
  readonly name: string;
  readonly text: string;
}

function readShared(page: Page): Promise<SharedByTest> {
  return page.evaluate(() => (globalThis as unknown as { readonly shared: SharedByTest }).shared);
}

it('hands one page of the chosen region to the share sheet, offline, and saves it where that refuses', async () => {
  const { page } = browser;
  await useSheet(page, '');
  await openGive(page);
  // The rest of the country comes once the voter's own seat is kept.
  await page.getByText('All 4 regions that are here').first().waitFor({ timeout: 30_000 });
  await browser.context.setOffline(true);
  await page.getByText('All 4 regions that are here').first().click();
  await page.getByRole('checkbox', { name: 'Surkh Wadi' }).check();
  await page.getByRole('button', { name: 'They do not' }).click();
  await page.getByRole('button', { name: 'No internet', exact: true }).click();
  await page.getByText(/kB · surkh-wadi-edition-1-.*\.html/).waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => readShared(page)).toBeTruthy();
  const shared = await readShared(page);
  expect(shared.keys).toEqual(['files']);
  expect(shared.type).toBe('text/html');
  expect(shared.name).toMatch(/^surkh-wadi-edition-1-\d{4}-\d\d-\d\d\.html$/);
  expect(readCarrier(new TextEncoder().encode(shared.text)).bundle.length).toBeGreaterThan(10_000);
  await useSheet(page, 'NotAllowedError');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('This browser does not send it').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(shared.name);
  expect((await readFile(await download.path())).toString()).toBe(shared.text);
  await browser.context.setOffline(false);
});

it('shows an address that any camera opens where there is internet', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: 'Internet works' }).click();
  await page.getByRole('img', { name: /^Code with the address 127\.0\.0\.1/ }).waitFor();
  await page.getByText('The app is then on their phone').waitFor();
  await page.getByRole('button', { name: 'They have it' }).click();
  await page.getByText('Their app then looks for this edition').waitFor();
  expect(await page.evaluate(() => JSON.stringify([location.href, document.title]))).not.toMatch(/130/);
});
