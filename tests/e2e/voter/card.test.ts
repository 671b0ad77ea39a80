// The seat's card in a browser: how large the symbol is drawn, what is kept apart, look-alikes in one tap, and each kind
// of vote that a guide can have, with names as long and lists as bare as they come.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { go } from '../../shots/steps.mjs';

const longName = `Sardar ${'Muhammad '.repeat(12)}Khwabistani-${'a'.repeat(60)}`;

let mirror: Mirror;
let browser: Launched;

beforeAll(async () => {
  mirror = await makeMirror();
  const table = join(mirror.guideDir, 'candidates.csv');
  const rows = (await readFile(table, 'utf8')).split('\n');
  const edited = rows.map((row) => {
    const cells = row.split(',');
    if (row.startsWith('LC-505,1,')) cells[2] = longName;
    if (row.startsWith('LC-505,2,')) cells[3] = '';
    return cells.join(',');
  });
  await writeFile(table, edited.join('\n'));
  await mirror.rebuild();
  browser = await launchChromium();
  await browser.page.goto(`${mirror.url}#/seat/LC-502`);
  await browser.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
});
afterAll(async () => {
  await browser.close();
  await mirror.remove();
});

/** Goes where the app itself would. */
async function goToBallot(page: Page, screen: string, seat: string, row = 0): Promise<void> {
  await go({ screen, seats: [seat], contest: seat, row })(page);
  await page.locator(`#ballot-${seat}`).waitFor();
}

/** How wide and high a square drawing is really drawn inside its picture. */
function drawnSide(page: Page, seat: string): Promise<number> {
  return page
    .locator(`#ballot-${seat} img`)
    .first()
    .evaluate((image) => Math.min(image.clientWidth, image.clientHeight));
}

it.each([
  [360, 740],
  [320, 568],
])('draws the backed symbol over two fifths of %i by %i', async (width, height) => {
  const { page } = browser;
  await page.setViewportSize({ width, height });
  await goToBallot(page, 'seat', 'NA-130');
  await page.locator('#ballot-NA-130 img').first().waitFor();
  expect(await drawnSide(page, 'NA-130')).toBeGreaterThanOrEqual(height * 0.4);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await page.setViewportSize({ width: 360, height: 740 });
});

it('keeps what somebody backs apart from the official list, which has everybody in ballot order', async () => {
  const { page } = browser;
  await goToBallot(page, 'seat', 'NA-130');
  const backing = page.locator('#ballot-NA-130 section');
  expect(await backing.innerText()).toMatch(/Backed by[\s\S]*not the official list[\s\S]*Mehrab Barfabi/);
  expect(await backing.getByRole('button', { name: 'All candidates' }).count()).toBe(0);
  await page.getByRole('button', { name: 'All candidates · 7' }).click();
  const rows = page.locator('#ballot-NA-130 ol > li');
  await rows.first().waitFor();
  const said = await rows.allInnerTexts();
  expect(said.map((text) => Number.parseInt(text, 10))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(said.join()).not.toContain('Circle of Neighbours');
  await expect.poll(() => rows.locator('img').count(), { timeout: 10_000 }).toBe(7);
  await page.getByText('Backed by Circle of Neighbours').waitFor();
});

describe('symbols that look alike', () => {
  it('are one tap from the card and from the list, side by side', async () => {
    const { page } = browser;
    await goToBallot(page, 'seat', 'LC-502');
    await page.getByRole('button', { name: 'Do not mix up with: Jug' }).click();
    await page.getByRole('heading', { name: 'This one', exact: true }).waitFor();
    const sides = page.locator('#ballot-LC-502 section');
    const [one, other] = await Promise.all([sides.nth(0).boundingBox(), sides.nth(1).boundingBox()]);
    expect(one?.y).toBe(other?.y);
    expect(await drawnSide(page, 'LC-502')).toBeGreaterThanOrEqual(110);
    expect(await sides.nth(0).innerText()).toMatch(/This one[\s\S]*Teapot/);
    expect(await sides.nth(1).innerText()).toMatch(/Not this one[\s\S]*Jug/);
    await goToBallot(page, 'candidates', 'LC-502');
    await page.getByRole('button', { name: 'Do not mix up with: Table fan' }).click();
    await page.getByRole('heading', { name: 'This one', exact: true }).waitFor();
    expect(await sides.nth(0).innerText()).toMatch(/This one[\s\S]*Windmill/);
  });

  it('are not said of ballots without any', async () => {
    const { page } = browser;
    await goToBallot(page, 'candidates', 'LC-501');
    expect(await page.getByRole('button', { name: /Do not mix up/ }).count()).toBe(0);
  });
});

it.each([
  ['LC-501', 'This vote was called off'],
  ['LC-502', 'Symbols may still change'],
  ['LC-503', 'You vote for a list'],
  ['LC-504', 'You number the candidates'],
  ['LC-505', 'You may mark several'],
  ['LC-506', 'Second round'],
  ['RF-1', 'You answer a question'],
  ['PA-126', 'Voting here is postponed'],
  ['PA-133', 'Only one candidate: there is no vote here'],
  ['NA-128', 'This list is incomplete'],
])('says of %s: %s', async (seat, words) => {
  await goToBallot(browser.page, 'seat', seat);
  await browser.page.getByText(words).waitFor();
});

it('leads from a second round to the first', async () => {
  const { page } = browser;
  await goToBallot(page, 'seat', 'LC-506');
  await page.getByRole('button', { name: 'First round: LC-507' }).click();
  await page.getByText('5 candidates').waitFor();
});

it('has room for sixty, for photographs that some lack, and for a name without end', async () => {
  const { page } = browser;
  await page.setViewportSize({ width: 320, height: 568 });
  await goToBallot(page, 'candidates', 'LC-508');
  await expect.poll(() => page.locator('#ballot-LC-508 ol > li').count()).toBe(60);
  const faces = await page
    .locator('#ballot-LC-508 ol > li')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('[class*=portrait]')?.clientWidth));
  expect(new Set(faces)).toEqual(new Set([42]));
  await goToBallot(page, 'candidate', 'LC-505');
  await page.getByRole('heading', { name: longName }).waitFor();
  for (const screen of ['seat', 'candidates', 'candidate']) {
    await goToBallot(page, screen, 'LC-505');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  }
  await page.setViewportSize({ width: 360, height: 740 });
});

it('falls back to the name there is, marked with its language', async () => {
  const { page } = browser;
  await goToBallot(page, 'candidates', 'LC-505');
  await page.getByRole('button', { name: 'Language: اردو' }).click();
  await page.locator('main').getByRole('button', { name: 'اردو', exact: true }).click();
  const name = page.locator('#ballot-LC-505 ol > li').nth(1).locator('b bdi');
  await expect.poll(() => name.getAttribute('lang')).toBe('en');
  expect(await page.locator('#ballot-LC-505 ol > li').nth(2).locator('b bdi').getAttribute('lang')).toBe('ur');
});
