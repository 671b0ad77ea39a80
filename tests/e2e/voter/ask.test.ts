// Asking and checking in a real browser: an answer with its symbol, a message that was shared into the app or is checked in
// two taps, and nothing of either in the address, the history or any store.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { exampleDayInWords } from '../../harness/example-day.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const agreeing = 'Halqa NA-130 👍\nMehrab Barfabi ka nishan Apple hai, sab ko batao';

let mirror: Mirror;
let browser: Launched;
let page: Page;

beforeAll(async () => {
  mirror = await makeMirror();
  browser = await launchChromium();
  page = browser.page;
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
});
afterAll(async () => {
  await browser?.close();
  await mirror?.remove();
});

/** Everything that the tab and the phone keep, as one text. */
const kept = (): Promise<string> =>
  page.evaluate(async () => {
    const stores = await indexedDB.databases();
    const found: unknown[] = [location.href, history.state, { ...localStorage }, { ...sessionStorage }];
    for (const { name = '' } of stores) {
      const open = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of open.objectStoreNames) {
        if (!/note|setting|state/i.test(store)) continue;
        found.push(
          await new Promise((resolve) => {
            const request = open.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
          }),
        );
      }
      open.close();
    }
    return JSON.stringify(found);
  });

it('checks what is shared into the app with no further tap', async () => {
  // Another site's form, as the system's share sheet posts it.
  const url = 'http://elsewhere.test/form';
  const body = `<!doctype html><form method="post" enctype="multipart/form-data" action="${mirror.url}share">
    <textarea name="text"></textarea><button>go</button></form>`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  await page.unroute(url);
  await page.locator('textarea').fill(agreeing);
  await page.getByRole('button', { name: 'go' }).click();
  await page.getByText('Agrees with the list').waitFor();
  expect(new URL(page.url()).hash).toBe('#/take');
  await page
    .getByRole('button', { name: /Mehrab Barfabi/ })
    .getByRole('img', { name: /apple/i })
    .waitFor();
});

it('checks what was copied in two taps', async () => {
  await page.goto(new URL('#/news', mirror.url).href);
  await page.getByRole('heading', { name: 'What changed' }).waitFor();
  await page.evaluate((text) => navigator.clipboard.writeText(text), agreeing.replace('Apple', 'Chair'));
  await page.getByRole('button', { name: 'Check a message' }).click();
  await page.getByRole('button', { name: 'Paste and check' }).click();
  await page.getByText('Differs from the list').waitFor();
  const both = page.locator('[data-claim^="NA-130/"]');
  await both.getByRole('img', { name: /apple/i }).waitFor();
  expect(await both.textContent()).toContain('Chair');
  await page.getByText('A newer list may exist', { exact: false }).waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/\b(true|false)\b/i);
  expect(await kept()).not.toMatch(/Barfabi ka|sab ko batao/);
});

it('answers with the symbol, asks back, and offers what to ask next', async () => {
  await page.goto(new URL('#/ask', mirror.url).href);
  const field = page.getByRole('textbox');
  const ask = async (question: string): Promise<void> => {
    await field.fill(question);
    await page.getByRole('button', { name: 'Ask this' }).click();
  };
  await ask('mehraab barfabi ka nishan kya hai NA 130');
  const answer = page.locator('[data-kind=candidate]');
  await answer.getByRole('img', { name: /apple/i }).waitFor();
  await answer.getByText('From the list of', { exact: false }).waitFor();
  await answer.getByRole('button', { name: 'When do we vote?' }).click();
  await page.locator('[data-kind=when]').getByText(exampleDayInWords('2027-02-08'), { exact: false }).waitFor();
  await ask('130');
  const choice = page.locator('[data-kind=choose]');
  await choice.getByRole('button', { name: /PA-130/ }).waitFor();
  expect(await kept()).not.toMatch(/barfabi ka/);
  await choice.getByRole('button', { name: /NA-130/ }).click();
  await page.locator('#ballot-NA-130').waitFor();
});

it('checks a message on a first visit that pays for its data: going there asks for the guide', async () => {
  const { page: first, close } = await launchChromium();
  await first.addInitScript(() => {
    const connection = Object.assign(new EventTarget(), { type: 'cellular' });
    Object.defineProperty(navigator, 'connection', { get: () => connection });
  });
  await first.goto(mirror.url);
  await first.getByRole('button', { name: 'Help' }).click();
  await first.getByRole('button', { name: 'Check a message' }).click();
  await first.getByLabel('The message').fill(agreeing);
  await first.getByLabel('The message').locator('xpath=../following-sibling::button').click();
  await first.getByText('The list of NA-130 is not here yet', { exact: false }).waitFor();
  await first.getByRole('button', { name: /NA-130/ }).click();
  await first.locator('#ballot-NA-130 img').first().waitFor();
  await first.goBack();
  await first.getByText('Agrees with the list').waitFor();
  await close();
});

it('throws an identity number away', async () => {
  await page.goto(new URL('#/ask', mirror.url).href);
  await page.getByRole('textbox').fill('35202-1234567-1');
  await page.getByText('Never needed here').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  expect(await page.content()).not.toContain('1234567');
});
