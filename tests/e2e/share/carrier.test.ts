// A carrier as it is opened from a memory card: file://, with JavaScript off and on, in this Chromium and in the floor.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCarrier } from '../../../src/core/bundle/carrier.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { carrierPage } from '../../../src/paper/carrier/carrier.ts';
import { readCarrierContent } from '../../../src/paper/carrier/carrier-content.ts';
import { carrierShell } from '../../../src/paper/carrier/carrier-shell.ts';
import { carrierWords } from '../../../src/paper/carrier/carrier-words.ts';
import {
  type Launched,
  type LaunchOptions,
  launchChromium,
  launchOldChromium,
} from '../../harness/browsers/browser.ts';
import { hasOldChromium } from '../../harness/browsers/chrome.mjs';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { withLongList } from '../../paper/carrier/long-list.ts';

const browsers = [
  { name: 'this Chromium', launch: launchChromium },
  ...(hasOldChromium ? [{ name: 'Chromium 110', launch: launchOldChromium }] : []),
];
/** Where pictures of the pages are put, to be looked at; nowhere unless it is asked for. */
const shots = process.env.NISHAN_SHOTS;

let home = '';
/** A region, and the country, as files. */
let region = '';
let country = '';
/** A region whose first list is as long as a country's. */
let long = '';
let root = '';
let browser: Launched | null = null;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-carrier-'));
  const [guide, mirror] = [join(home, 'guide'), join(home, 'mirror')];
  await succeed('init', guide);
  const file = join(guide, 'guide.yaml');
  const mirrors = ['https://one.example/guide/', 'https://two.example/'].map(
    (url) => `{ kind: static, url: '${url}' }`,
  );
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('mirrors: []', `mirrors: [${mirrors.join(', ')}]`));
  await succeed('build', guide, '--out', mirror, '--no-car', '--no-torrent');
  root = join(mirror, 'metadata/1.root.json');
  region = await exported(mirror, 'surkh-wadi');
  country = await exported(mirror, 'all');
  long = await lengthened(region);
});
afterEach(async () => {
  await browser?.close();
  browser = null;
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function succeed(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(`nishan ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}

async function exported(mirror: string, regions: string): Promise<string> {
  const told = await succeed('export', mirror, '--format', 'carrier', '--region', regions, '--out', home, '--json');
  return JSON.parse(told).file as string;
}

/** Names of two languages in one list of thousands. */
async function lengthened(file: string): Promise<string> {
  const { bundle } = readCarrier(await readFile(file));
  const read = { root: await readFile(root), now: new Date(), verifiers: ed25519Verifiers };
  const names = { en: ['Kamal Warraich', "O'Neil (Jr.)"], ur: ['کمال وڑائچ', 'نیل'] };
  const content = withLongList(await readCarrierContent(bundle, read), { mark: 'symbol', names });
  const { html } = carrierPage({ content, bundle, shell: carrierShell, words: await carrierWords(['en', 'ur']) });
  const path = join(home, 'long.html');
  await writeFile(path, html);
  return path;
}

type Launch = (options?: LaunchOptions) => Promise<Launched>;

/** Opens a file; anything that the page asks of a network fails the test. */
async function open(launch: Launch, file: string, options: LaunchOptions = {}): Promise<Page> {
  browser = await launch(options);
  const { page } = browser;
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) throw new Error(`the page asked for ${request.url()}`);
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

describe.each(browsers)('without JavaScript, in $name', ({ name, launch }) => {
  const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 568 } } as const;

  it.each(['light', 'dark'] as const)('a seat shows names, symbols, station and date (%s)', async (colorScheme) => {
    const page = await open(launch, region, { ...phone, colorScheme });
    await page.getByText('NA-130').first().click();
    const seat = page.locator('[id="at-NA-130"]');
    expect(await seat.innerText()).toMatch(/Mehrab Barfabi[\s\S]*Where to vote/);
    const candidate = seat.locator('ol > li').filter({ hasText: 'Mehrab Barfabi' });
    const drawn = await candidate.evaluate((row) => {
      const { backgroundImage, inlineSize, display } = getComputedStyle(row, '::before');
      return { backgroundImage: backgroundImage.slice(0, 30), inlineSize, display };
    });
    expect(drawn).toEqual({ backgroundImage: 'url("data:image/svg+xml;base64', inlineSize: '68px', display: 'block' });
    expect(await page.locator('#en header').innerText()).toMatch(/Edition 1, \d+ \w+ \d{4}/);
    expect(await seat.locator('.places li').first().isVisible()).toBe(true);
    // What needs a script is not offered.
    expect(await page.getByRole('searchbox').count()).toBe(0);
    expect(await page.locator('.save:visible, .send:visible').count()).toBe(0);
    await shoot(page, `carrier-en-${colorScheme}-${name.replace(/\W+/g, '-')}`);
    await page.getByText('اردو').first().click();
    expect(await page.locator('#en').isVisible()).toBe(false);
    expect(await page.locator('#ur').evaluate((part) => getComputedStyle(part).direction)).toBe('rtl');
    // The same list in the other language: it stays open where it was.
    const told = await seat.innerText();
    expect(told).toMatch(/محراب برف آبی[\s\S]*ووٹ/);
    expect(told).not.toContain('Mehrab Barfabi');
    expect(await seat.locator('ol').evaluate((list) => getComputedStyle(list).direction)).toBe('rtl');
    expect(await candidate.locator('b:visible').count()).toBe(1);
    await shoot(page, `carrier-ur-${colorScheme}-${name.replace(/\W+/g, '-')}`);
  });

  it('nothing is wider than a small phone, in either direction', async () => {
    const page = await open(launch, country, phone);
    // Playwright's own scripts run all the same; the page's do not.
    for (const language of ['English', 'اردو']) {
      await page.getByText(language).first().click();
      await page.evaluate(() => {
        for (const seat of document.querySelectorAll('details')) seat.open = true;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });

  it('a country says all languages in one row, each on its own side, whatever is chosen', async () => {
    const page = await open(launch, long, { ...phone, viewport: { width: 360, height: 640 } });
    // Its own list stands open where there are few seats.
    const rows = page.locator('.seats ol').first().locator('li');
    if (!(await rows.first().isVisible())) await page.locator('.seats summary').first().click();
    const sides = (row: number) =>
      rows.nth(row).evaluate((element) => {
        const beside = element.querySelector('b[lang=ur]');
        const [own] = [...element.childNodes].filter(
          ({ nodeName, textContent }) => nodeName === '#text' && textContent?.trim(),
        );
        const range = document.createRange();
        if (own) range.selectNodeContents(own);
        const [left, right] = [range.getBoundingClientRect(), beside?.getBoundingClientRect()];
        const number = getComputedStyle(element).direction;
        return {
          apart: right !== undefined && left.right <= right.left,
          sameTop: Math.abs(left.top - (right?.top ?? 0)) < 12,
          number,
        };
      });
    expect(await sides(0)).toEqual({ apart: true, sameTop: true, number: 'ltr' });
    await page.getByText('اردو').first().click();
    expect(await sides(0)).toEqual({ apart: true, sameTop: true, number: 'rtl' });
    // A bracket at a name's end stays behind it where the page runs the other way.
    const ends = await rows.nth(1).evaluate((element) => {
      const [own] = [...element.childNodes].filter(
        ({ nodeName, textContent }) => nodeName === '#text' && textContent?.trim(),
      );
      const text = own?.textContent ?? '';
      const at = (from: number): number => {
        const range = document.createRange();
        range.setStart(own as Node, from);
        range.setEnd(own as Node, from + 1);
        return range.getBoundingClientRect().left;
      };
      return at(text.lastIndexOf(')')) > at(text.indexOf('O'));
    });
    expect(ends).toBe(true);
    for (const found of ['Kamal Warraich', 'کمال وڑائچ']) expect(await rows.first().innerText()).toContain(found);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it('the form would send the very bundle to the address on the button', async () => {
    const page = await open(launch, region, phone);
    const form = await page.locator('#give').evaluate((element) => {
      const [field] = new FormData(element as HTMLFormElement).entries();
      return { field: field?.[0], text: String(field?.[1]), method: (element as HTMLFormElement).method };
    });
    const { bundle } = readCarrier(await readFile(region));
    expect(form).toEqual({ field: 'text', method: 'post', text: Buffer.from(bundle).toString('base64') });
    const button = page.getByRole('button', { name: 'one.example/guide' });
    expect(await button.getAttribute('formaction')).toBe('https://one.example/guide/share');
    expect(await page.locator('#en-check').innerText()).toContain('only if that app is on this phone');
  });
});

describe.each(browsers)('with JavaScript, in $name', ({ name, launch }) => {
  it('opens in the language of the phone and finds names in any spelling', async () => {
    const page = await open(launch, country, { locale: 'ur-PK' });
    expect(await page.locator('#ur').isVisible()).toBe(true);
    await page.getByText('English').first().click();
    const seats = page.locator('.seats details:visible');
    const all = await seats.count();
    const field = page.locator('.seats input[type=search]');
    await field.fill('mehrab BARF');
    await expect.poll(() => seats.count()).toBeLessThan(all);
    expect(await page.locator('.seats ol > li:visible').first().innerText()).toContain('Mehrab Barfabi');
    await shoot(page, `carrier-search-${name.replace(/\W+/g, '-')}`);
    await field.fill('na130');
    await expect.poll(() => seats.count()).toBe(1);
    expect(await seats.innerText()).toContain('NA-130');
    await field.fill('zzzz');
    await expect.poll(() => page.locator('.seats .found').isVisible()).toBe(true);
    await field.fill('');
    await expect.poll(() => seats.count()).toBe(all);
  });

  it('saves itself: the same bytes, under its own name, after the page was used', async () => {
    const page = await open(launch, country);
    await page.locator('.seats input[type=search]').fill('mehrab');
    await expect.poll(() => page.locator('.seats details[open]').count()).toBeGreaterThan(0);
    const waiting = page.waitForEvent('download');
    await page.locator('#en-more a.save').click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^all-edition-1-\d{4}-\d\d-\d\d\.html$/);
    const saved = await readFile(await download.path());
    expect(saved.equals(await readFile(country))).toBe(true);
  });

  it('sends itself where the phone can, as a file that share sheets take, and saves where it is refused', async () => {
    browser = await launch();
    const { page } = browser;
    await page.addInitScript(() => {
      const shared: { name: string; type: string; size: number }[] = [];
      const share = async ({ files = [] }: ShareData): Promise<void> => {
        shared.push(...files.map(({ name: fileName, type, size }) => ({ name: fileName, type, size })));
        if (shared.length > 1) throw new DOMException('not now', 'NotAllowedError');
      };
      Object.assign(globalThis, { shared });
      Object.defineProperty(Navigator.prototype, 'share', { value: share, configurable: true });
      Object.defineProperty(Navigator.prototype, 'canShare', { value: () => true, configurable: true });
    });
    await page.goto(pathToFileURL(region).href);
    const button = page.locator('#en-more button.send');
    await button.click();
    const { size } = { size: (await readFile(region)).length };
    const first = await page.evaluate(() => (globalThis as { shared?: object[] }).shared?.[0]);
    expect(first).toEqual({ name: expect.stringMatching(/^surkh-wadi-edition-1-/), type: 'text/html', size });
    const waiting = page.waitForEvent('download');
    await button.click();
    expect((await readFile(await (await waiting).path())).length).toBe(size);
  });

  it('runs nothing that a name brings along', async () => {
    const hostile = join(home, 'hostile.html');
    const text = await readFile(region, 'utf8');
    // What an attacker can do: other code in the page. The policy stands in the same page, so the importer tells of it.
    await writeFile(hostile, text.replace('Mehrab Barfabi <i>', '<img src="x" onerror="window.ran = 1">X <i>'));
    browser = await launch();
    await browser.page.goto(pathToFileURL(hostile).href);
    expect(await browser.page.evaluate(() => 'ran' in window)).toBe(false);
    const { code, stderr } = await runNishan('verify', hostile, '--root', root);
    expect([code, stderr]).toEqual([1, expect.stringContaining('The page was changed')]);
  });
});

it('verifies as it is', async () => {
  const { code, stdout } = await runNishan('verify', country, '--root', root);
  expect([code, stdout]).toEqual([0, expect.stringContaining('(carrier): edition 1')]);
});
