// The road of a voter, at 360 by 740, in real browsers: digits, the choice of seats, the card; then without a server.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Launched,
  launchChromium,
  launchOldChromium,
  launchPhones,
  makeProfile,
  type Phone,
} from '../../harness/browsers/browser.ts';
import { hasOldChromium } from '../../harness/browsers/chrome.mjs';
import { waitForKeptWorker } from '../../harness/browsers/kept.ts';
import { exampleDayParts } from '../../harness/example-day.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const browsers = [
  { name: 'this Chromium', launch: launchChromium },
  ...(hasOldChromium ? [{ name: 'Chromium 110', launch: launchOldChromium }] : []),
];

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

async function typeSeat(page: Page, number: string): Promise<void> {
  for (const digit of number) await page.getByRole('button', { name: digit, exact: true }).click();
}

/** Types 130, which two ballots have, and takes the green one. */
async function openCard(page: Page): Promise<string> {
  await typeSeat(page, '130');
  await page.getByRole('button', { name: 'NA-130' }).click();
  return cardText(page);
}

/** What the first ballot says, once its symbol is drawn and can be heard. */
async function cardText(page: Page): Promise<string> {
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await page
    .locator('#ballot-NA-130')
    .getByRole('button', { name: /^(Listen|سنیں)/ })
    .first()
    .waitFor();
  return page.locator('#ballot-NA-130').innerText();
}

async function waitUntilSaved(page: Page): Promise<void> {
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

const historyOf = (page: Page): Promise<string> => page.evaluate(() => location.href);

describe.each(browsers)('a voter with $name', ({ launch }) => {
  it('gets the card for a number, and the same card by a reload and a cold start without a server', async () => {
    const profile = await makeProfile();
    try {
      browser = await launch({ profile: profile.dir });
      await browser.page.goto(mirror.url);
      const card = await openCard(browser.page);
      expect(card).toContain('Mehrab Barfabi');
      expect(card).toContain('Apple');
      await waitUntilSaved(browser.page);
      await waitForKeptWorker(profile.dir, mirror.url);
      expect(await historyOf(browser.page)).not.toMatch(/130/);

      await mirror.switchOff();
      await browser.page.reload();
      expect(await cardText(browser.page)).toBe(card);

      await browser.close();
      browser = await launch({ profile: profile.dir });
      await browser.page.goto(mirror.url);
      await browser.page.getByRole('heading', { name: 'The number of your seat' }).waitFor();
      expect(await openCard(browser.page)).toBe(card);

      await browser.page.getByRole('button', { name: 'Remember my seat on this phone' }).click();
      // It is said once it is kept.
      await browser.page.getByRole('button', { name: 'Remembered on this phone' }).waitFor();
      await browser.close();
      browser = await launch({ profile: profile.dir });
      await browser.page.goto(mirror.url);
      expect(await cardText(browser.page)).toBe(card);
    } finally {
      await browser?.close();
      browser = null;
      await profile.remove();
      await mirror.switchOn();
    }
  });

  describe('who has been here before', () => {
    let used: Launched;
    beforeAll(async () => {
      used = await launch();
    });
    afterAll(() => used.close());
    const newTab = (): Promise<Page> => used.context.newPage();

    it('asks for the ballot that the first one does not say, and shows both', async () => {
      const page = await newTab();
      await page.goto(mirror.url);
      await openCard(page);
      await page.getByRole('button', { name: 'PA-132' }).click();
      await page.locator('#ballot-PA-132 img').first().waitFor();
      expect(await page.locator('[id^=ballot-]').evaluateAll((papers) => papers.map(({ id }) => id))).toEqual([
        'ballot-NA-130',
        'ballot-PA-132',
        'ballot-RF-1',
      ]);
      await page.goBack();
      await page.getByText('Your other ballot').waitFor();
      expect(await page.locator('#ballot-PA-132').count()).toBe(0);
    });

    it('gives the symbol two fifths of the screen or more', async () => {
      const page = await newTab();
      await page.goto(mirror.url);
      await openCard(page);
      const box = await page.locator('#ballot-NA-130 img').first().boundingBox();
      const frame = await page.locator('#ballot-NA-130 :has(> img)').first().boundingBox();
      expect(frame?.height).toBeGreaterThanOrEqual(740 * 0.4);
      expect(box?.height).toBeGreaterThan(740 * 0.35);
      expect((frame?.y ?? 999) + (frame?.height ?? 999)).toBeLessThanOrEqual(740);
    });

    it('reads a shared seat once and takes it out of the address', async () => {
      const page = await newTab();
      await page.goto(`${mirror.url}#/seat/NA-130`);
      await cardText(page);
      expect(new URL(await historyOf(page)).hash).toBe('#/seat');
      await page.getByRole('button', { name: 'How', exact: true }).click();
      await page.getByRole('heading', { name: 'How to vote' }).waitFor();
      expect(await historyOf(page)).not.toMatch(/130/);
      await page.goBack();
      await cardText(page);
    });
  });
});

describe('the voter’s privacy and language', () => {
  let phones: Awaited<ReturnType<typeof launchPhones>>;
  let phone: Phone;
  beforeAll(async () => {
    phones = await launchPhones();
  });
  afterEach(() => phone.close());
  afterAll(() => phones.close());

  it('throws an identity number away with its last digit', async () => {
    phone = await phones.newPhone();
    const { page } = phone;
    await page.goto(mirror.url);
    await typeSeat(page, '1234512345671');
    await page.getByText('Never needed here').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('');
    expect(JSON.stringify(await page.evaluate(() => history.state))).not.toMatch(/12345/);
  });

  it('asks the mirror for nothing but the page, one first answer and then the rest', async () => {
    phone = await phones.newPhone();
    const { page } = phone;
    const asked: string[] = [];
    // A picture that is held has an address of the page's own making, with any digits.
    page.on('request', (request) => {
      if (request.url().startsWith('http')) asked.push(new URL(request.url()).pathname);
    });
    await page.goto(mirror.url);
    await openCard(page);
    const content = asked.filter((path) => /^\/(first|metadata|targets|blobs)\//.test(path));
    expect(content[0]).toMatch(/^\/first\/[a-z-]+\.zip$/);
    // What the build named by its bytes may hold any digits.
    const named = asked.map((path) => path.replace(/[0-9a-f]{64}|[-.][\w-]{8,}(?=\.\w+$)/g, ''));
    expect(named.some((path) => /130/.test(path))).toBe(false);
  });

  it('keeps telephone numbers and seat codes in order in Urdu', async () => {
    phone = await phones.newPhone({ locale: 'ur-PK' });
    const { page } = phone;
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await cardText(page);
    expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual([
      'rtl',
      'ur',
    ]);
    expect(await lettersInOrder(page, '#ballot-NA-130 h1', 'NA-130')).toBe(true);
    await page.getByRole('button', { name: 'مدد' }).click();
    await page.locator('a[href^="tel:"]').waitFor();
    expect(await lettersInOrder(page, 'a[href^="tel:"] [dir=ltr]', '00000')).toBe(true);
    expect(await lettersInOrder(page, 'a[href^="https:"] [dir=ltr]', 'lookup.example')).toBe(true);
    await page.getByRole('button', { name: 'کہاں', exact: true }).click();
    const parts = exampleDayParts('2027-02-08', 'ur');
    await page
      .getByText(parts[2] ?? '')
      .first()
      .waitFor();
    expect(await partsInOrder(page, parts)).toBe(true);
  });

  it('says what happened when a mirror sends what was not signed, and keeps what was there', async () => {
    phone = await phones.newPhone();
    const { page } = phone;
    await page.goto(mirror.url);
    const card = await openCard(page);
    await waitUntilSaved(page);
    await page.route('**/metadata/timestamp.json', (route) => route.fulfill({ body: '{"signed":{},"signatures":[]}' }));
    await page.getByRole('button', { name: /Up to date/ }).click();
    await page.getByRole('button', { name: 'Look for a newer edition' }).click();
    await page.getByText('What was here is still here.').waitFor();
    await page.getByRole('button', { name: 'My seat' }).click();
    expect(await cardText(page)).toBe(card);
  });

  it('says so where nothing can be kept', async () => {
    phone = await phones.newPhone();
    const { page } = phone;
    await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await page.goto(mirror.url);
    await openCard(page);
    await page.getByText('Not saved: take a picture of this').waitFor();
  });

  it('says what to do where there is no internet and nothing is kept', async () => {
    phone = await phones.newPhone();
    const { page } = phone;
    await page.route(/\/(first|metadata|targets|blobs)\//, (route) => route.abort());
    await page.goto(mirror.url);
    await typeSeat(page, '130');
    await page.getByRole('button', { name: 'NA-130' }).click();
    await page.getByRole('heading', { name: 'NA-130 is not on this phone yet' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });
});

/** Whether the letters of a text stand from left to right. */
function lettersInOrder(page: Page, selector: string, text: string): Promise<boolean> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const lefts = [...wanted].map((_, i) => {
          const range = document.createRange();
          range.setStart(node, at + i);
          range.setEnd(node, at + i + 1);
          return range.getBoundingClientRect().left;
        });
        return lefts.every((left, i) => i === 0 || left > (lefts[i - 1] ?? 0));
      }
      return false;
    }, text);
}

/** Whether parts of one text stand from right to left, each after the one before. */
function partsInOrder(page: Page, parts: readonly string[]): Promise<boolean> {
  return page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const places = wanted.map((part) => text.indexOf(part));
      if (places.some((at) => at < 0)) continue;
      const boxes = places.map((at, i) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + (wanted[i]?.length ?? 0));
        return range.getBoundingClientRect();
      });
      // With wide letters a part may begin the next line.
      const isAfter = (box: DOMRect, before: DOMRect): boolean =>
        box.top >= before.bottom || (box.top < before.bottom && box.left < before.left);
      return boxes.every((box, i) => i === 0 || isAfter(box, boxes[i - 1] as DOMRect));
    }
    return false;
  }, parts);
}
