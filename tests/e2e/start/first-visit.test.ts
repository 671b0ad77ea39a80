// A first visit by a seat's address: what it asks for and in which order. Over a slow link each step that waits for another one
// costs a round trip, and each file that comes too early takes the answer's place; here the order is looked at, not the clock.
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchPhones, type Phone } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Awaited<ReturnType<typeof launchPhones>>;
beforeAll(async () => {
  [mirror, browser] = await Promise.all([makeMirror(), launchPhones()]);
});
afterAll(async () => {
  await browser.close();
  await mirror.remove();
});

/** "assets/index-D011HJj-.js" -> "index.js" */
const shortName = (path: string): string =>
  path.replace(/^assets\/(.*?)-[\w-]{8}(\.\w+)$/, '$1$2').replace(/^blobs\/.*/, 'a picture');

interface Visit {
  readonly page: Page;
  readonly phone: Phone;
  /** Short names, in order. */
  readonly asked: string[];
  /** Waits until something was asked for. */
  askedFor(name: string): Promise<void>;
}

async function visit(locale: string): Promise<Visit> {
  const phone = await browser.newPhone({ locale });
  const asked: string[] = [];
  phone.page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith(mirror.url)) asked.push(shortName(new URL(url).pathname.slice(1)));
  });
  const askedFor = (name: string): Promise<void> =>
    expect.poll(() => asked, { timeout: 20_000, message: name }).toContain(name) as Promise<void>;
  return { page: phone.page, phone, asked, askedFor };
}

/** Answers a file only when `until` is over. */
async function hold(page: Page, file: RegExp, until: () => Promise<unknown>): Promise<void> {
  await page.route(file, async (route: Route) => {
    await until();
    await route.continue();
  });
}

const seatSymbol = '#ballot-NA-130 img';
const early = ['', 'index.css', 'index.js', 'road.js', 'rolldown-runtime.js', 'first/surkh-wadi.zip'];

describe('a first visit by a seat’s address', () => {
  it.each([
    ['en-GB', early],
    ['ur-PK', [...early, 'ur.js']],
  ])(
    'asks for all of the answer while the page is read, in %s, and for nothing else before the symbol',
    async (locale, wanted) => {
      const { page, phone, asked, askedFor } = await visit(locale);
      // Whatever waits for the app's code would never be asked for.
      await hold(page, /\/assets\/index-.*\.js$/, () => Promise.all(wanted.map(askedFor)));
      let atSymbol: readonly string[] = [];
      await page.exposeFunction('noteSymbol', () => {
        atSymbol = [...asked];
      });
      await page.addInitScript((selector) => {
        const look = (): void => {
          const image = document.querySelector<HTMLImageElement>(selector);
          if (image?.complete && image.naturalWidth > 0) (globalThis as unknown as { noteSymbol(): void }).noteSymbol();
          else requestAnimationFrame(look);
        };
        look();
      }, seatSymbol);
      await page.goto(`${mirror.url}#/seat/NA-130`);
      await page.locator(seatSymbol).first().waitFor();
      await expect.poll(() => atSymbol.length).toBeGreaterThan(0);
      expect(atSymbol.filter((name) => name !== 'a picture').sort()).toEqual([...wanted].sort());
      // What is asked for twice costs more than it spares.
      expect(asked.filter((name) => name === 'first/surkh-wadi.zip' || name === 'road.js')).toHaveLength(2);
      await phone.close();
    },
  );

  it('brings what can wait once the pictures of the seat are here, also where they do not come', async () => {
    const { page, phone, asked, askedFor } = await visit('en-GB');
    let free = (): void => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    await hold(page, /\/blobs\//, () => freed);
    await page.clock.install();
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await askedFor('a picture');
    // Longer than the page waits before it begins something by itself.
    await page.clock.runFor(10_000);
    expect(asked.filter((name) => name !== 'a picture').sort()).toEqual([...early].sort());
    free();
    for (const late of ['recognise.js', 'card.js', 'sync.js', 'asked.js']) await askedFor(late);
    await phone.close();
  });

  it('asks a host for the same in the same order, whichever seat of the region it is of', async () => {
    const orders = await Promise.all(
      ['NA-130', 'PA-133'].map(async (seat) => {
        const phone = await browser.newPhone();
        const pictures: string[] = [];
        phone.page.on('request', (request) => {
          if (request.url().includes('/blobs/')) pictures.push(request.url());
        });
        await phone.page.goto(`${mirror.url}#/seat/${seat}`);
        await phone.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
        await phone.close();
        return pictures.slice(0, 10);
      }),
    );
    expect(orders[0]).toHaveLength(10);
    expect(orders[1]).toEqual(orders[0]);
  });

  it('asks for no region where the address names no seat', async () => {
    const { page, phone, asked, askedFor } = await visit('en-GB');
    await page.goto(mirror.url);
    await askedFor('recognise.js');
    expect(asked.filter((name) => name.startsWith('first/'))).toEqual([]);
    await phone.close();
  });
});
