// What a browser makes of slips and posters on paper: pages, sizes, and codes that read from the printed picture; then the
// slip's code as the link that a camera follows, in the app.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { readCode } from '../../harness/browsers/read-code.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';

const address = 'https://one.example/guide/';
/** Where pictures of the pages are put, to be looked at; nowhere unless it is asked for. */
const shots = process.env.NISHAN_SHOTS;

let home = '';
let mirror: Mirror;
let browser: Launched;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-print-'));
  mirror = await makeMirror({ args: ['--no-car', '--no-torrent'] });
  browser = await launchChromium({ viewport: { width: 794, height: 1123 } });
});
afterAll(async () => {
  await browser?.close();
  await mirror?.remove();
  await rm(home, { recursive: true, force: true });
});

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(`nishan ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
}

/** @returns the first code on the page as it is printed, and how many pages there are */
async function print(page: Page, file: string): Promise<{ readonly text: string; readonly pages: number }> {
  await page.goto(pathToFileURL(file).href);
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const picture = await page.locator('svg.code').first().screenshot({ scale: 'device' });
  if (shots) await writeFile(join(shots, `${file.split('/').pop()}.png`), await page.screenshot({ fullPage: true }));
  const text = await readCode(await sharp(picture).resize(1200, 1200, { kernel: 'nearest' }).png().toBuffer());
  return { text, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0 };
}

/** The texts in which a "·" stands at the end of a line, parted from what it leads to. */
const dangling = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const last = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const at = text.lastIndexOf('·');
      if (at === -1 || text.slice(at + 1).trim() !== '') continue;
      last.setStart(node, at);
      last.setEnd(node, at + 1);
      const dot = last.getBoundingClientRect();
      const next = (node.nextSibling ?? node.parentElement?.nextElementSibling) as Element | null;
      const top = next?.getBoundingClientRect?.().top ?? Number.POSITIVE_INFINITY;
      if (top >= dot.bottom) found.push(node.parentElement?.textContent ?? text);
    }
    return found;
  });

it('a poster is one page in each size, and its code reads', async () => {
  const id = guideId(await readFile(join(mirror.dir, 'metadata/1.root.json')));
  for (const size of ['a4', 'a5', 'sticker']) {
    const out = join(home, `poster-${size}.html`);
    await succeed('poster', mirror.dir, '--address', `${address},https://two.example/`, '--out', out, '--size', size);
    expect(await print(browser.page, out), size).toEqual({ text: `${address}#/root/${id}`, pages: 1 });
  }
});

it('a slip reads from its sheet, and its link opens in the app, checked, with the symbols of the guide', async () => {
  const out = join(home, 'slips');
  const rest = ['--out', out, '--address', address, '--seat', 'NA-130'];
  await succeed('slips', mirror.guideDir, '--mirror', mirror.dir, ...rest);
  const [sheet = ''] = await readdir(out);
  const html = await readFile(join(out, sheet), 'utf8');
  expect(html).toContain('data-seat="NA-130"');
  const { page } = browser;
  await page.setViewportSize({ width: 1600, height: 1600 });
  const { text, pages } = await print(page, join(out, sheet));
  expect(pages).toBe(1);
  await page.setViewportSize({ width: 733, height: 1123 });
  expect(await dangling(page)).toEqual([]);
  expect(text.startsWith(`${address}#/s/`)).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${mirror.url}#/s/${text.split('#/s/')[1]}`);
  await page.getByText('Not checked').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  expect(new URL(page.url()).hash).toBe('#/slip');
  await page.getByText('Mehrab Barfabi').waitFor();
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Mehrab Barfabi').first().waitFor();
  await page.goto(`${mirror.url}#/s/${text.split('#/s/')[1]}`);
  await page.getByText(/Signed by/).waitFor();
  await page.locator('main img').first().waitFor();
});
