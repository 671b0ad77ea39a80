// Ready for a shutdown: what the screen finds and mends, and a drill that cuts the app off and always ends.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let elsewhere: Mirror;
let browser: Launched;

beforeAll(async () => {
  mirror = await makeMirror();
  elsewhere = await makeMirror();
});
beforeEach(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  await browser.close();
});
afterAll(async () => {
  await mirror.remove();
  await elsewhere.remove();
});

async function openReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Ready for a shutdown?' }).click();
  await page.locator('[data-ready=app]').waitFor();
}

async function install(page: Page): Promise<void> {
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await openReady(page);
}

const stateOf = (page: Page, point: string): Promise<string | null> =>
  page.locator(`[data-ready=${point}]`).getAttribute('data-state');

/** Whether the page can fetch from the mirror that it came from, and from another origin. */
function canFetch(page: Page): Promise<readonly boolean[]> {
  return page.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url, { cache: 'no-store' }).then(
            ({ ok }) => ok,
            () => false,
          ),
        ),
      ),
    [mirror.url, elsewhere.url].map((url) => `${url}metadata/timestamp.json`),
  );
}

const bar = (page: Page) => page.getByText('Drill: this app is cut off from the internet');

async function beginDrill(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin the drill' }).click();
  await bar(page).waitFor();
}

/** As a browser does whenever it likes. */
async function stopWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

it('names what is missing, and mends what one tap can mend', async () => {
  const { page } = browser;
  await install(page);
  await expect.poll(() => stateOf(page, 'app'), { timeout: 20_000 }).toBe('yes');
  await expect.poll(() => stateOf(page, 'guide'), { timeout: 20_000 }).toBe('yes');
  expect(await stateOf(page, 'clock')).toBe('yes');
  expect(await stateOf(page, 'shared')).toBe('no');
  expect(await stateOf(page, 'second')).toBe('no');
  const missing = (): Promise<number> => page.locator('[data-state=no]').count();
  const before = await missing();
  await page.getByText(`${before} things are missing`).waitFor();
  expect(await page.locator('[data-ready] button').count()).toBeLessThanOrEqual(before);
  await page.locator('[data-ready=shared] button').click();
  await page.getByRole('heading', { name: 'Continue on another address' }).waitFor();
});

describe('a drill', () => {
  it('cuts the app off on every screen, over a reload and a stopped worker, until it is ended', async () => {
    const { page } = browser;
    await install(page);
    expect(await canFetch(page)).toEqual([true, true]);
    await beginDrill(page);
    expect(await canFetch(page)).toEqual([false, false]);
    await page.reload();
    await bar(page).waitFor();
    await stopWorker(page);
    expect((await canFetch(page))[0]).toBe(false);
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.locator('#ballot-NA-130 img').first().waitFor();
    await page.getByRole('button', { name: 'Where', exact: true }).click();
    await bar(page).waitFor();
    const second = await browser.context.newPage();
    await second.goto(mirror.url);
    await bar(second).waitFor();
    expect(await canFetch(second)).toEqual([false, false]);
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('The drill is over').waitFor();
    await page.getByText(/It opened \d+ times? without internet/).waitFor();
    await bar(second).waitFor({ state: 'detached' });
    expect(await canFetch(page)).toEqual([true, true]);
    expect(await canFetch(second)).toEqual([true, true]);
    expect(await page.evaluate(() => caches.keys())).not.toContain(`nishan-drill ${mirror.url}`);
  });

  it('ends by itself at its time, also where nobody looks', async () => {
    const { page } = browser;
    await install(page);
    await beginDrill(page);
    // By the page's own clock, in one step: a start takes as long as it takes.
    await page.clock.install();
    await page.reload();
    await bar(page).waitFor();
    await page.clock.fastForward(600_000);
    await page.getByText('The drill is over').waitFor({ timeout: 15_000 });
    expect(await canFetch(page)).toEqual([true, true]);
    // Not before the worker's, by which the next one begins.
    await page.clock.setSystemTime(Date.now() + 5_000);
    await beginAgain(page);
    await shorten(page, 500);
    await page.waitForTimeout(600);
    expect((await canFetch(page))[0]).toBe(true);
  });

  it('is over when the clock was put back, and where its mark is broken', async () => {
    const { page } = browser;
    await install(page);
    await beginDrill(page);
    for (const mark of ['{"from":9e12,"until":9000000600000,"opened":0,"refused":0}', '{"from":0,"until":9e15}', '']) {
      await writeMark(page, mark);
      await page.reload();
      await page.locator('main h1').waitFor();
      expect(await canFetch(page)).toEqual([true, true]);
      expect(await bar(page).count()).toBe(0);
    }
  });
});

async function beginAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await beginDrill(page);
}

/** Moves the drill's end near, as if most of its time had passed. */
function shorten(page: Page, leftMs: number): Promise<void> {
  const until = Date.now() + leftMs;
  return writeMark(page, JSON.stringify({ from: until - 600_000, until, opened: 0, refused: 0 }));
}

function writeMark(page: Page, mark: string): Promise<void> {
  return page.evaluate(
    async ([scope = '', text = '']) => {
      const cache = await caches.open(`nishan-drill ${scope}`);
      await cache.put(`${scope}drill`, new Response(text));
    },
    [mirror.url, mark],
  );
}
