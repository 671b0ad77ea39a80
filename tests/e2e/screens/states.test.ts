// States that only a browser shows: letters of twice the size with names as long as they may be and sixty candidates, no
// JavaScript, a window inside another app, a camera that is refused, a store that may be cleared, a message of the phone.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { screens } from '../../../src/app/routes.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { goTo } from '../../harness/cases/go-to.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;
let context: BrowserContext;
const opened: Page[] = [];

beforeAll(async () => {
  mirror = await makeMirror();
  await crowd(mirror);
  browser = await launchChromium();
  context = browser.context;
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});
afterAll(async () => {
  await browser.close();
  await mirror.remove();
});

const longName =
  'Nawabzada Muhammad Abdul Qadir Jilani Fakhr-ud-Din Khwabzada of Upper Surkh Wadi and the Nine Villages';
const longSeat = 'Surkh Wadi cum Neel Chashma cum Upper Zard Maidan (with the islands beyond the old bridge of Namak)';

/** NA-130 with sixty candidates: one with a very long name, none with an Urdu one, most under a symbol without a picture. */
async function crowd({ guideDir, rebuild }: Mirror): Promise<void> {
  const table = join(guideDir, 'candidates.csv');
  const lines = (await readFile(table, 'utf8')).trimEnd().split('\n');
  const crowdOf = Array.from(
    { length: 53 },
    (_, i) => `NA-130,${i + 8},Candidate Number ${i + 8},,independent,thing-${i},,,`,
  );
  const changed = lines.map((line) => line.replace(/^NA-130,1,[^,]*,[^,]*,/, `NA-130,1,${longName},,`));
  await writeFile(table, `${[...changed, ...crowdOf].join('\n')}\n`);
  const symbols = join(guideDir, 'symbols.csv');
  const things = crowdOf.map((_, i) => `thing-${i},Thing of the number ${i},,,,,,`);
  await writeFile(symbols, `${(await readFile(symbols, 'utf8')).trimEnd()}\n${things.join('\n')}\n`);
  const contests = join(guideDir, 'contests.csv');
  const seats = await readFile(contests, 'utf8');
  await writeFile(contests, seats.replace(/^NA-130,NA,[^,]*,[^,]*,/m, `NA-130,NA,${longSeat},,`));
  await rebuild();
}

async function openPage(): Promise<Page> {
  const page = await context.newPage();
  opened.push(page);
  return page;
}

async function openCard(page: Page): Promise<void> {
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.locator('#ballot-NA-130 img').first().waitFor();
}

const calledAs = (page: Page, userAgent: string): Promise<unknown> =>
  page.addInitScript((text) => Object.defineProperty(navigator, 'userAgent', { get: () => text }), userAgent);

describe('with letters of twice the size, long names and sixty candidates', () => {
  let large: Launched;

  beforeAll(async () => {
    large = await launchChromium({ args: ['--blink-settings=defaultFontSize=32'] });
  });
  afterAll(async () => {
    await large.close();
  });

  it.each(['en', 'ur'])('scrolls no screen sideways, and leaves room between the bars (%s)', async (language) => {
    const page = await large.context.newPage();
    await page.addInitScript((tag) => Object.defineProperty(navigator, 'languages', { get: () => [tag] }), language);
    await openCard(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    const faults: string[] = [];
    for (const screen of screens) {
      await goTo(page, screen);
      // What it holds is read once somebody goes there.
      if (screen === 'events') await page.locator('[data-event]').first().waitFor();
      faults.push(...(await page.evaluate(findFaults)).map((fault) => `${screen}: ${fault}`));
    }
    expect(faults).toEqual([]);
    await goTo(page, 'candidates');
    await page.locator('main ol > li').nth(59).waitFor();
    expect(await page.locator('main ol > li').count()).toBe(60);
    expect(await page.locator('main').innerText()).toContain(longName);
  });
});

/** Runs in the page. */
function findFaults(): string[] {
  const faults: string[] = [];
  const { scrollWidth, clientWidth, clientHeight } = document.documentElement;
  if (scrollWidth > clientWidth) {
    const wide = [...document.querySelectorAll('body *')].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    });
    faults.push(`${scrollWidth} wide: ${wide.map((each) => `${each.tagName} ${each.className}`).slice(-2)}`);
  }
  const bottom = [...document.querySelectorAll('nav')].pop()?.getBoundingClientRect();
  const top = document.querySelector('header')?.getBoundingClientRect();
  const free = (bottom?.top ?? clientHeight) - (top?.bottom ?? 0);
  if (free < clientHeight * 0.4) faults.push(`${Math.round(free)} of ${clientHeight} are left between the bars`);
  return faults;
}

it('says without JavaScript, in both languages, which files read without it', async () => {
  const plain = await launchChromium({ javaScriptEnabled: false });
  try {
    await plain.page.goto(mirror.url);
    const text = await plain.page.locator('body').innerText();
    expect(text).toContain('a file that ends in .html');
    expect(text).toContain('جاوا اسکرپٹ اور انٹرنیٹ کے بغیر بھی');
  } finally {
    await plain.close();
  }
});

it('shows the way out of another app’s window below the answer, never before it, and takes no for an answer', async () => {
  const page = await openPage();
  await calledAs(page, 'Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 Chrome/120.0 Safari/537.36');
  await page.goto(mirror.url);
  await page.getByRole('heading', { name: 'The number of your seat' }).waitFor();
  const offer = page.getByRole('heading', { name: 'This is open inside another app' });
  expect(await offer.count()).toBe(0);
  await openCard(page);
  await offer.waitFor();
  expect(await page.locator('ol svg').count()).toBe(2);
  await page.getByRole('button', { name: 'No, thanks' }).click();
  await offer.waitFor({ state: 'detached' });
});

it('shows the way by the share sheet where there is no other', async () => {
  const page = await openPage();
  await calledAs(page, 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1');
  await openCard(page);
  await page.getByText('Tap the share sign').waitFor();
  await page.getByText('Choose “Add to Home Screen”').waitFor();
});

it('says what to do where the camera is refused', async () => {
  const page = await openPage();
  await page.addInitScript(() => {
    const refuse = (): Promise<never> => Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: refuse } });
  });
  await page.goto(`${mirror.url}#/scan`);
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.getByText('The camera was not allowed').waitFor();
  await page.getByText('bring a photograph or a file').waitFor();
});

it('asks the phone once to keep what is here, after the answer, and says what to do where it does not', async () => {
  const page = await openPage();
  await page.addInitScript(() => {
    const counted = window as unknown as { asked: number };
    counted.asked = 0;
    navigator.storage.persisted = async () => false;
    navigator.storage.persist = async () => {
      counted.asked++;
      return false;
    };
  });
  const asked = (): Promise<number> => page.evaluate(() => (window as unknown as { asked: number }).asked);
  await page.goto(mirror.url);
  await page.getByRole('heading', { name: 'The number of your seat' }).waitFor();
  expect(await asked()).toBe(0);
  await openCard(page);
  await expect.poll(asked, { timeout: 20_000 }).toBe(1);
  await goTo(page, 'kept');
  await page.getByText('The phone may clear it when it runs out of room').waitFor();
  await page.getByRole('button', { name: 'Put it on your home screen' }).waitFor();
  await goTo(page, 'seat');
  await goTo(page, 'kept');
  expect(await asked()).toBe(1);
});

it('tells by a message of the phone that a remembered seat’s symbol changed, without the seat', async () => {
  const page = await openPage();
  // The phone's own part, which no browser without a screen has.
  await page.addInitScript(() => {
    const phone = window as unknown as { told: string[] };
    phone.told = [];
    Notification.requestPermission = async () => 'granted';
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) =>
      void phone.told.push(`${title} | ${options?.body}`);
  });
  await openCard(page);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Remember my seat on this phone' }).click();
  await goTo(page, 'kept');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('button', { name: 'It is on' }).waitFor();
  const table = join(mirror.guideDir, 'candidates.csv');
  const candidates = await readFile(table, 'utf8');
  await writeFile(table, candidates.replace(/^(NA-130,2,(?:[^,]*,){3})[^,]*,/m, '$1turtle,'));
  await mirror.rebuild();
  await goTo(page, 'who');
  await page.getByRole('button', { name: 'Look for a newer edition' }).click();
  const told = (): Promise<readonly string[]> =>
    page.evaluate(() => (window as unknown as { told: readonly string[] }).told);
  await expect
    .poll(told, { timeout: 20_000 })
    .toEqual([expect.stringMatching(/^A symbol has changed \| Open the app/)]);
  expect((await told()).join()).not.toMatch(/130|Turtle|Apple/);
});
