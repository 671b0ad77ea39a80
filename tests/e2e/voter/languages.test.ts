// The languages of the interface in a browser: one that lacks texts, another script, and Urdu in Nastaliq without internet.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched | null = null;

beforeAll(async () => {
  mirror = await makeMirror();
});
afterEach(async () => {
  await browser?.close();
  browser = null;
});
afterAll(async () => {
  await mirror.remove();
});

async function choose(page: Page, nativeName: string): Promise<void> {
  await page.locator('header button[aria-label*=":"]').last().click();
  await page.locator(`main button > b:text-is("${nativeName}")`).click();
}

const languageOf = (page: Page) => page.locator('html').getAttribute('lang');

it('offers every language in its own script, the guide’s first, and marks what it says in another one', async () => {
  browser = await launchChromium();
  const { page } = browser;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.locator('header button[aria-label*=":"]').last().click();
  await page.locator('main button > b:text-is("سنڌي")').waitFor();
  const names = await page.locator('main button b').allTextContents();
  expect(names.slice(0, 2).sort()).toEqual(['English', 'اردو']);
  expect(names.slice(2).sort()).toEqual(['بلوچی', 'سرائیکی', 'سنڌي', 'پنجابی', 'پښتو', 'বাংলা'].sort());
  await page.locator('main button > b:text-is("سنڌي")').click();
  await page.getByText('ووٽ ڪٿي ڏيان؟').waitFor();
  expect(await languageOf(page)).toBe('sd');
  expect(await page.locator('main [lang=ur]').count()).toBeGreaterThan(0);
  await choose(page, 'বাংলা');
  await page.getByText('ভোট দেব কোথায়?').waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
  expect(await page.locator('[lang=ur]:not(bdi):not(button)').count()).toBe(0);
});

it('writes Nastaliq when that is chosen, and without internet at the next start', async () => {
  browser = await launchChromium();
  const { page } = browser;
  const fonts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.woff2')) fonts.push(request.url());
  });
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await choose(page, 'اردو');
  await page.getByText('محفوظ ہے: انٹرنیٹ کے بغیر بھی چلے گا').waitFor();
  await page.locator('header button[aria-label*=":"]').last().click();
  await page.getByText('160').waitFor();
  expect(fonts).toEqual([]);
  await page.getByRole('button', { name: 'نستعلیق میں لکھیں' }).click();
  // Pressed once it is kept.
  await page.locator('html[data-hand=nastaliq] main button[aria-pressed=true]', { hasText: 'نستعلیق' }).waitFor();
  expect(fonts).toHaveLength(1);
  await page.context().setOffline(true);
  await page.reload();
  await page.locator('html[data-hand=nastaliq]').waitFor();
  expect(await page.evaluate(() => document.fonts.check('16px "Nishan Nastaliq"', 'ووٹ'))).toBe(true);
  const heading = page.locator('h1').first();
  expect(await heading.evaluate((node) => getComputedStyle(node).fontFamily)).toMatch(/^"?Nishan Nastaliq/);
  expect(fonts).toHaveLength(1);
  await page.getByRole('button', { name: 'نستعلیق میں لکھیں' }).click();
  await page.locator('html:not([data-hand])').waitFor();
});
