// What a newcomer stumbled over, once each: the way back to one's own seat, pages that begin at their top, a pad that
// waits, names that are whole.
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

async function open(hash = '', locale = 'en-GB'): Promise<Page> {
  browser = await launchChromium({ locale });
  await browser.page.goto(`${mirror.url}${hash}`);
  return browser.page;
}

const bar = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true });

it('leads from the pad back to the seat that is remembered', async () => {
  const page = await open('#/seat/NA-130');
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await page.getByRole('button', { name: 'Remember my seat on this phone' }).click();
  await page.getByRole('button', { name: 'Remembered on this phone' }).waitFor();
  await page.getByRole('button', { name: 'Another seat' }).click();
  await page.getByRole('heading', { name: 'The number of your seat' }).waitFor();
  await bar(page, 'My seat').click();
  await page.locator('#ballot-NA-130 img').first().waitFor();
});

it('begins another page of the same screen at its top, and says where the voter is', async () => {
  const page = await open('#/seat/NA-130');
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await bar(page, 'How').click();
  await page.getByRole('heading', { name: 'How to vote', level: 1 }).waitFor();
  const other = page.getByRole('button', { name: 'What to bring' });
  await other.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await other.click();
  await page.getByRole('heading', { name: 'What to bring', level: 1 }).waitFor();
  await page.waitForFunction(() => scrollY === 0 && document.activeElement?.tagName === 'H1');
});

it('says that there is no such seat only once no longer number can be meant', async () => {
  const page = await open();
  const type = (digit: string) => page.getByRole('button', { name: digit, exact: true }).click();
  const none = page.getByText('No seat has the number', { exact: false });
  await type('1');
  await type('2');
  await page.getByText('Go on typing').waitFor();
  expect(await none.count()).toBe(0);
  await type('4');
  await page.getByRole('button', { name: 'NA-124' }).waitFor();
  await type('9');
  await none.waitFor();
});

it('names the seat where it says where to vote', async () => {
  const page = await open('#/seat/NA-130');
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await bar(page, 'Where').click();
  await page.getByRole('heading', { name: 'Where to vote' }).waitFor();
  expect(await page.locator('main li', { hasText: 'NA-130' }).first().innerText()).toContain('Surkh Wadi-I');
});

it.each(['en-GB', 'ur-PK'])('shows the whole name of the publisher at the top in %s', async (locale) => {
  const page = await open('#/seat/NA-130', locale);
  await page.locator('#ballot-NA-130 img').first().waitFor();
  const name = page.locator('header [title]').first();
  // Every line's middle lies inside the box: none is cut off.
  const isWhole = await name.evaluate((span) => {
    const range = document.createRange();
    range.selectNodeContents(span);
    const box = span.getBoundingClientRect();
    const lines = [...range.getClientRects()];
    return (
      lines.length > 0 &&
      lines.every((line) => (line.top + line.bottom) / 2 < box.bottom && line.right <= box.right + 1)
    );
  });
  expect(isWhole).toBe(true);
  expect(await name.getAttribute('title')).toBe(await name.innerText());
});
