// A store that gives no answer: another tab of the guide holds it, as a page that a browser put aside may. The voter is told
// what helps, is shown what is kept as soon as it comes, and can go on without it.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const silence = 'This phone does not give out what is kept';
const seat = 'Mehrab Barfabi';

let mirror: Mirror;
let browser: Launched;
let holder: Page;
let page: Page;
beforeAll(async () => {
  [mirror, browser] = await Promise.all([makeMirror(), launchChromium()]);
  holder = browser.page;
  await holder.goto(`${mirror.url}#/seat/NA-130`);
  await holder.getByText('Saved').first().waitFor();
  await waitForWorker(holder);
});
beforeEach(async () => {
  await holder.evaluate(holdStore);
  page = await browser.context.newPage();
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByRole('heading', { name: silence }).waitFor();
});
afterEach(async () => {
  await holder.evaluate(() => Object.assign(window, { isHeld: false }));
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await mirror?.remove();
});

/** Runs in the page: a transaction that asks again whenever it is answered keeps everybody else waiting. */
async function holdStore(): Promise<void> {
  Object.assign(window, { isHeld: true });
  const { name } = (await indexedDB.databases()).find((each) => /[0-9a-f]{32}$/.test(each.name ?? '')) ?? {};
  if (name === undefined) throw new Error('there is no store');
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const store = opening.result.transaction(['notes', 'regions', 'files'], 'readwrite').objectStore('notes');
      const ask = (): void => {
        store.get('newest').onsuccess = () => {
          resolve();
          if ((window as { isHeld?: boolean }).isHeld) ask();
          else opening.result.close();
        };
      };
      ask();
    };
  });
}

it('shows what is kept when it comes', async () => {
  expect(await page.getByText(seat).count()).toBe(0);
  await holder.evaluate(() => Object.assign(window, { isHeld: false }));
  await page.getByText(seat).first().waitFor();
  expect(await page.getByRole('heading', { name: silence }).count()).toBe(0);
});

it('goes on without it where the voter wants that', async () => {
  await page.getByRole('button', { name: 'Go on without what is kept' }).click();
  // The mirror is there: the answer comes from it, and this tab keeps nothing.
  await page.getByText(seat).first().waitFor();
  await page.getByText('Not saved: take a picture of this').first().waitFor();
});
