// Two phones compare who says so, and a link that wants another publisher, in a real browser: the code is read off the
// screen, as a camera would.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { installLink } from '../../../src/core/compare/install-link.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { readCode } from '../../harness/browsers/read-code.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let other: Mirror;
let browser: Launched;

beforeAll(async () => {
  // A root of another day is another root: a look-alike with the same pages.
  [mirror, other] = await Promise.all([
    makeMirror(),
    makeMirror({ args: ['--now', exampleDay('2026-11-01T00:00:00Z')] }),
  ]);
});
beforeEach(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  await browser.close();
});
afterAll(async () => {
  await mirror.remove();
  await other.remove();
});

/** Opens "Who says so" of a phone that has the guide of this mirror, and takes a picture of its code. */
async function photographCode(page: Page, { url }: Mirror): Promise<Buffer> {
  await page.goto(`${url}#/seat/NA-130`);
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await openScreen(page, 'who');
  return page.locator('svg[role=img][aria-label="Code to compare the publisher"]').screenshot();
}

async function openScreen(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => {
    location.hash = `#/${name}`;
  }, screen);
}

async function enter(page: Page, text: string): Promise<void> {
  await openScreen(page, 'compare');
  await page.getByLabel('Or paste a code').fill(text);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
}

it('keeps "compared" only when both phones say the same, and can take it back', async () => {
  const { page } = browser;
  const code = await readCode(await photographCode(page, mirror));
  expect(code).toMatch(/^NISHAN:WHO:[0-9A-F]{64}:1:1$/);
  await enter(page, code.replace(/:1:1$/, ':2:1'));
  await page.getByText('The same publisher', { exact: true }).waitFor();
  await page.getByText('The other phone is newer, edition 2').waitFor();
  await openScreen(page, 'who');
  await page.getByRole('heading', { name: 'Fingerprint' }).waitFor();
  expect(await page.getByText('Compared with another phone').count()).toBe(0);
  await enter(page, code);
  await page.getByText('And the same edition: 1.').waitFor();
  await page.getByRole('button', { name: 'Yes, both say the same' }).click();
  // It is said once it is kept: a reload before that would end the write.
  await page.getByText('Compared with another phone').waitFor();
  await openScreen(page, 'who');
  await page.reload();
  await page.getByText('Compared with another phone').waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Compared with another phone').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'Fingerprint' }).waitFor();
  expect(await page.getByText('Compared with another phone').count()).toBe(0);
});

it('shows another publisher in red, with both fingerprints and no way to "compared"', async () => {
  const { page } = browser;
  const theirs = await photographCode(page, other);
  await page.goto(`${mirror.url}#/compare`);
  await page.getByRole('button', { name: 'Scan the other phone' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('From a photograph').click()]);
  await chooser.setFiles({ name: 'code.png', mimeType: 'image/png', buffer: theirs });
  await page.locator('[role=alert]').getByText('ANOTHER PUBLISHER', { exact: true }).waitFor();
  const pictures = page.getByRole('img', { name: 'Picture made from the fingerprint' });
  expect(await pictures.count()).toBe(2);
  expect(await pictures.first().innerHTML()).not.toBe(await pictures.last().innerHTML());
  const boxes = await Promise.all([pictures.first().boundingBox(), pictures.last().boundingBox()]);
  expect(boxes[0]?.y).toBe(boxes[1]?.y);
  expect(boxes[0]?.y).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await page.getByRole('button', { name: /^Yes/ }).count()).toBe(0);
});

it('lands on the seat of a link of this publisher, and fetches nothing for one of another until the voter decides', async () => {
  const { page } = browser;
  const [ours, theirs] = [await idOf(mirror), await idOf(other)];
  const before = mirror.requests().length;
  await page.goto(installLink(mirror.url, theirs, 'NA-130'));
  await page.getByText('ANOTHER PUBLISHER', { exact: true }).waitFor();
  expect(await page.getByRole('img', { name: 'Picture made from the fingerprint' }).count()).toBe(2);
  // Longer than what begins by itself waits.
  await page.waitForTimeout(5_000);
  const content = (line: string): boolean => /\/(metadata|targets|blobs|first)\//.test(line);
  expect(mirror.requests().slice(before).filter(content)).toEqual([]);
  expect(page.url()).toBe(`${mirror.url}#/compare`);
  await page.getByRole('button', { name: 'Use this page all the same' }).click();
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await page.goto('about:blank');
  await page.goto(installLink(mirror.url, ours, 'NA-130'));
  await page.locator('#ballot-NA-130 img').first().waitFor();
  expect(page.url()).toBe(`${mirror.url}#/seat`);
});

async function idOf({ dir }: Mirror): Promise<string> {
  return guideId(await readFile(join(dir, 'metadata/1.root.json')));
}
