// The screen of sources in a real browser: what each kind of fault is called, adding, removing, undo; and when the app
// looks for a newer edition by itself or by a pull.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import english from '../../../src/words/locales/en.json';
import urdu from '../../../src/words/locales/ur.json';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const { words } = english;
const open = { 'access-control-allow-origin': '*' };

interface Host {
  readonly url: string;
  close(): Promise<void>;
}

/** What a host does with every request. */
const behaviours: Readonly<Record<string, RequestListener>> = {
  missing: (_, response) => response.writeHead(404, open).end(),
  'block-page': (_, response) =>
    response.writeHead(200, { ...open, 'content-type': 'text/html' }).end('<h1>Not allowed here</h1>'),
  unreadable: (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  refused: (_, response) => response.writeHead(451, open).end(),
  redirected: (_, response) => response.writeHead(302, { ...open, location: 'http://127.0.0.1:9/' }).end(),
  tampered: (_, response) =>
    response.writeHead(200, { ...open, 'content-type': 'application/json' }).end('{"signed":{},"signatures":[]}'),
  'cut-short': (_, response) => {
    response.writeHead(200, { ...open, 'content-type': 'application/json', 'content-length': '5000' }).write('{"sig');
    setTimeout(() => response.destroy(), 100);
  },
};

async function serveAll(behave: RequestListener): Promise<Host> {
  const server = createServer(behave);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

let mirror: Mirror;
let friend: Served;
let browser: Launched | null = null;

beforeAll(async () => {
  mirror = await makeMirror();
  friend = await serveMirror({ dir: mirror.dir, port: 0 });
});
afterEach(async () => {
  await browser?.close();
  browser = null;
});
afterAll(async () => {
  await friend.close();
  await mirror.remove();
});

/** A phone whose card is saved, at the screen of sources. */
async function openSources(locale = 'en-GB'): Promise<Page> {
  browser = await launchChromium({ locale });
  const { page } = browser;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.locator('[role=status]', { hasText: /without internet|انٹرنیٹ کے بغیر/ }).waitFor({ timeout: 30_000 });
  await goTo(page, 'sources');
  await page.locator('[data-mirror]').first().waitFor();
  return page;
}

function goTo(page: Page, screen: string): Promise<void> {
  return page.evaluate((name) => {
    location.hash = `#/${name}`;
  }, screen);
}

const rowOf = (page: Page, url: string): Locator => page.locator(`[data-mirror="${url}"]`);
const button = (at: Page | Locator, name: string): Locator => at.getByRole('button', { name, exact: true });

async function add(page: Page, typed: string): Promise<void> {
  await page.getByLabel(words['sources.address'], { exact: true }).fill(typed);
  await button(page, words['sources.add-it']).click();
}

async function expectResult(page: Page, url: string, result: string): Promise<void> {
  await expect.poll(() => rowOf(page, url).getAttribute('data-result'), { timeout: 20_000 }).toBe(result);
}

describe('the screen of sources', () => {
  it('marks the page’s own address, and what came of asking it', async () => {
    const page = await openSources();
    await expectResult(page, mirror.url, 'fine');
    await rowOf(page, mirror.url).getByText(words['sources.from.page']).waitFor();
    await page.getByText('Edition 1 is on this phone').waitFor();
    expect(await button(rowOf(page, mirror.url), words['sources.remove']).count()).toBe(0);
  });

  it('tells each fault from the others, in words', async () => {
    const hosts = await Promise.all(
      Object.entries(behaviours).map(async ([result, behave]) => ({ result, host: await serveAll(behave) })),
    );
    try {
      const page = await openSources();
      for (const { host } of hosts) await add(page, host.url);
      const gone = await serveAll(() => undefined);
      await gone.close();
      await add(page, gone.url);
      for (const { host, result } of [...hosts, { host: gone, result: 'unreachable' }]) {
        await expectResult(page, host.url, result);
        await rowOf(page, host.url)
          .getByText(words[`sources.${result}-text` as 'sources.fine-text'])
          .waitFor();
      }
      expect(await page.locator('[data-mirror]').first().getAttribute('data-mirror')).toBe(mirror.url);
      await page.getByText('Working: 1 of 9').waitFor();
      // None of them costs what is held.
      await page.goBack();
      await page.locator('#ballot-NA-130 img').first().waitFor();
    } finally {
      for (const { host } of hosts) await host.close();
    }
  });

  it('adds a friend’s mirror out of a message, keeps it over a reload, removes it, and brings it back', async () => {
    const page = await openSources();
    await add(page, `Look here: ${friend.url}#/seat/NA-1 (it works)`);
    await expectResult(page, friend.url, 'fine');
    await page.reload();
    await expectResult(page, friend.url, 'fine');
    await button(rowOf(page, friend.url), words['sources.remove']).click();
    await expect.poll(() => rowOf(page, friend.url).count()).toBe(0);
    await button(page, words['sources.undo']).click();
    await rowOf(page, friend.url).waitFor();
    await button(rowOf(page, friend.url), words['sources.test']).click();
    await expectResult(page, friend.url, 'fine');

    await goTo(page, 'kept');
    await button(page, words['kept.delete']).click();
    await button(page, words['kept.delete-yes']).click();
    await page.getByText(words['kept.deleted']).waitFor();
    await goTo(page, 'sources');
    await rowOf(page, mirror.url).waitFor();
    expect(await page.locator('[data-mirror]').count()).toBe(1);
  });

  it('refuses what is no address, and says what one looks like', async () => {
    const page = await openSources();
    for (const [typed, why] of [
      ['nonsense', 'address'],
      ['http://mirror.example/', 'http'],
      ['https://me:secret@mirror.example/', 'password'],
      [mirror.url, 'known'],
    ] as const) {
      await add(page, typed);
      await page.getByRole('alert').getByText(words[`sources.bad.${why}`]).waitFor();
    }
    expect(await page.locator('[data-mirror]').count()).toBe(1);
  });

  it.each(['en-GB', 'ur-PK'])('fits a narrow screen and a finger in %s', async (locale) => {
    const page = await openSources(locale);
    await page.setViewportSize({ width: 320, height: 640 });
    const faults = await page.evaluate(() => {
      const targets = [...document.querySelectorAll<HTMLElement>('main button, main input')];
      const small = targets.filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return width < 47.5 || height < 47.5;
      });
      const { scrollWidth, clientWidth } = document.documentElement;
      return [...small.map((each) => each.outerHTML), ...(scrollWidth > clientWidth ? ['sideways'] : [])];
    });
    expect(faults).toEqual([]);
  });

  it('says the same in Urdu', async () => {
    const page = await openSources('ur-PK');
    await page.getByRole('heading', { name: urdu.words['sources.title'] }).waitFor();
    await rowOf(page, mirror.url).getByText(urdu.words['sources.fine']).waitFor();
    await rowOf(page, mirror.url).getByText(urdu.words['sources.from.page']).waitFor();
  });
});

/** A count once it has stood still for a moment. */
async function settled(count: () => number): Promise<number> {
  for (;;) {
    const before = count();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    if (before > 0 && count() === before) return before;
  }
}

describe('a look by itself', () => {
  /** How often the timestamp was asked for. */
  const looks = (): number => mirror.requests().filter((line) => line.includes('timestamp.json')).length;

  it('follows when the network comes back, and not twice within a minute', async () => {
    const page = await openSources();
    await page.clock.install();
    await page.reload();
    await page.locator('[data-mirror]').first().waitFor();
    await page.clock.runFor(10_000);
    const before = await settled(looks);
    const context = page.context();
    await context.setOffline(true);
    await context.setOffline(false);
    await page.clock.runFor(10_000);
    await page.waitForTimeout(500);
    expect(looks()).toBe(before);
    await page.clock.runFor(60_000);
    await context.setOffline(true);
    await context.setOffline(false);
    await page.clock.runFor(10_000);
    await expect.poll(looks).toBe(before + 1);
  });

  it('follows a pull at the top of a screen, and shows how far to pull', async () => {
    const page = await openSources();
    await page.waitForTimeout(4_500);
    const before = await settled(looks);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y = 0): Promise<unknown> =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 180, y }] });
    await page.evaluate(() => scrollTo(0, 0));
    await touch('touchStart', 150);
    for (let y = 150; y <= 220; y += 10) await touch('touchMove', y);
    await page.getByText(words['sync.pull']).waitFor();
    for (let y = 220; y <= 330; y += 10) await touch('touchMove', y);
    await page.getByText(words['sync.release']).waitFor();
    await touch('touchEnd');
    await expect.poll(looks).toBe(before + 1);
    expect(await page.getByText(words['sync.release']).count()).toBe(0);
  });

  it('fetches no other region unasked where the phone saves data', async () => {
    browser = await launchChromium();
    const { page } = browser;
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    await mirror.switchOff();
    await mirror.switchOn();
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.getByText(words['seat.saved']).waitFor({ timeout: 30_000 });
    await expect.poll(looks).toBeGreaterThan(0);
    await page.waitForTimeout(1_000);
    const shards = new Set(mirror.requests().filter((line) => /targets\/regions\//.test(line)));
    expect(shards.size).toBeLessThanOrEqual(1);
    await goTo(page, 'kept');
    await page.getByText(/1 of 4 regions?/).waitFor();
    await goTo(page, 'who');
    await page.getByText(words['sync.thrifty']).waitFor();
  });
});
