// A second engine: Firefox takes a carrier out of a file, into an app whose server has no content and then is gone; a reload
// and a cold look-up show the card. Driven by WebDriver BiDi.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import { findFirefox } from '../../harness/browsers/firefox.mjs';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';

const executablePath = findFirefox();
const isLeftOut = executablePath === null && !process.env.CI;

describe.skipIf(isLeftOut)('Firefox', () => {
  let home: string;
  let mirror: Mirror;
  let site: Served;
  let browser: Browser;
  let page: Page;
  let carrier: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'nishan-firefox-'));
    mirror = await makeMirror();
    const args = ['--format', 'carrier', '--region', 'all', '--out', home];
    const { code, stderr } = await runNishan('export', mirror.dir, ...args);
    if (code !== 0) throw new Error(stderr);
    carrier = join(home, (await readdir(home)).find((name) => name.endsWith('.html')) ?? '');
    // The app alone: all content has to come with the file.
    const dir = join(home, 'app');
    await cp(mirror.dir, dir, { recursive: true });
    for (const folder of ['metadata', 'targets', 'blobs', 'first']) await rm(join(dir, folder), { recursive: true });
    site = await serveMirror({ dir, port: 0 });
    if (executablePath === null) throw new Error('No Firefox: name one in NISHAN_FIREFOX, or run `npm test`');
    browser = await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      extraPrefsFirefox: { 'intl.accept_languages': 'en-GB' },
    });
    page = await browser.newPage();
    await page.setViewport({ width: 360, height: 740 });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await mirror?.remove();
    await rm(home, { recursive: true, force: true });
  });

  /** The text of what is found, once it is there and shown. */
  async function textOf(selector: string): Promise<string> {
    return page
      .locator(selector)
      .map((element) => (element as HTMLElement).innerText)
      .wait();
  }

  it('takes a carrier from a file, verified, and answers without a server', async () => {
    await page.goto(`${site.url}#/take`);
    const picker = await page.waitForSelector('main input[type=file]');
    await picker?.uploadFile(carrier);
    expect(await textOf('main li ::-p-text(Edition 1 is on this phone)')).toContain('Edition 1 is on this phone');
    expect(await textOf('main li ::-p-text(The page around it is as it was made)')).toBeTruthy();
    await page.evaluate(() => {
      location.hash = '#/seat/NA-130';
    });
    expect(await textOf('[role=status] ::-p-text(Saved: works without internet)')).toBeTruthy();
    await site.close();
    await page.reload();
    expect(await textOf('#ballot-NA-130')).toContain('Mehrab Barfabi');
    // From the first screen on: digits, the choice, the card with its symbol.
    await page.goto('about:blank');
    await page.goto(site.url);
    for (const digit of '130') await page.locator(`main [dir=ltr] > button ::-p-text(${digit})`).click();
    await page.locator('main button ::-p-text(NA-130)').click();
    expect(await textOf('#ballot-NA-130')).toContain('Mehrab Barfabi');
    const isDrawn = (image: Element): boolean => (image as HTMLImageElement).naturalWidth > 0;
    expect(await page.locator('#ballot-NA-130 img').filter(isDrawn).map(isDrawn).wait()).toBe(true);
  });

  it('draws the symbol into a picture card, though it comes after the drawing around it', async () => {
    await page.locator('main button ::-p-text(Send as a picture)').click();
    await page.waitForSelector('main img[data-state=ready]');
    const red = await page.evaluate(async () => {
      const picture = document.querySelector<HTMLImageElement>('main img[data-state=ready]');
      const context = document.createElement('canvas').getContext('2d');
      if (!picture || !context) return 0;
      // The screen has it before its bytes are read: a canvas draws nothing of it until then.
      await picture.decode();
      // The whole of it, as small as 90 by 160.
      context.drawImage(picture, 0, 0, 90, 160);
      const { data } = context.getImageData(0, 0, 90, 160);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) > 190 && (data[i + 1] ?? 255) < 100) found++;
      return found / (90 * 160);
    });
    expect(red).toBeGreaterThan(0.03);
  });
});
