// Meetings and rides in a real browser: by day, the voter's own, the nearest first, as a calendar entry, offline. And copies
// that the publisher named: said beside a message, an address and a picture, with every choice still there.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printOfPicture } from '../../../src/publisher/pictures/print-of-picture.ts';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;
let page: Page;
let card: Buffer;
let home: string;

const copy = 'khwabistan-notebook.example';

beforeAll(async () => {
  const svg = await readFile(join(import.meta.dirname, '../../../src/publisher/example/pictures/teapot.svg'));
  card = await sharp(svg, { density: 300 })
    .resize(600, 800, { fit: 'contain', background: '#fff' })
    .flatten({ background: '#fff' })
    .png()
    .toBuffer();
  const { sha256, print } = await printOfPicture(card);
  home = await makeGuide();
  const guideDir = join(home, 'guide');
  const notice = `id,kind,at,title:en,title:ur,copySha256,copyPrint\ncard,counterfeit,${exampleDay('2026-11-21T09:00:00Z')},A card that is not ours,ایک کارڈ جو ہمارا نہیں,${sha256},${print}\n`;
  await writeFile(join(guideDir, 'notices.csv'), notice);
  mirror = await makeMirror({ guideDir });
  browser = await launchChromium();
  page = browser.page;
  await browser.context.grantPermissions(['geolocation']);
  await browser.context.setGeolocation({ latitude: 1.8655, longitude: -3.1555, accuracy: 20 });
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
});
afterAll(async () => {
  await browser?.close();
  await mirror?.remove();
  await rm(home, { recursive: true, force: true });
});

async function makeGuide(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nishan-events-'));
  const { code, stderr } = await runNishan('init', join(folder, 'guide'));
  if (code !== 0) throw new Error(stderr);
  return folder;
}

const shown = (): Promise<readonly (string | null)[]> =>
  page.locator('[data-event]').evaluateAll((all) => all.map((each) => each.getAttribute('data-event')));
const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

it('leads from the card to the seat’s events, moved and cancelled ones as such, without internet', async () => {
  await browser.context.setOffline(true);
  await page.reload();
  await press('Events and rides');
  await page.locator('[data-event]').first().waitFor();
  expect(await shown()).toEqual([
    'practice-day',
    'talk-count',
    'debate-na-130',
    'desk-airport-road',
    'ride-anar-ghati',
  ]);
  const moved = page.locator('[data-event=debate-na-130]');
  expect(await moved.locator('s').textContent()).toContain('the day before');
  expect(await moved.textContent()).toContain('5:00 pm to 7:00 pm');
  const off = page.locator('[data-event=desk-airport-road]');
  expect(await off.textContent()).toContain('Cancelled');
  expect(await off.locator('button, a').count()).toBe(0);
  const ride = page.locator('[data-event=ride-anar-ghati]');
  expect(await ride.locator('a[href^="sms:"]').getAttribute('href')).toBe('sms:00000');
  await page.locator('[data-event=talk-count]').getByText('Computer voice').waitFor();
  await browser.context.setOffline(false);
});

it('shows one kind, the nearest first, and gives a calendar entry that says nothing of the voter', async () => {
  await press('Pick-up point');
  expect(await shown()).toEqual(['ride-anar-ghati']);
  await press('Pick-up point');
  await press('Near me');
  await page.getByText('The nearest first').waitFor();
  expect((await shown())[0]).toBe('ride-anar-ghati');
  const coming = page.waitForEvent('download');
  await page.locator('[data-event=ride-anar-ghati]').getByRole('button', { name: 'Calendar' }).click();
  const file = await readFile(await (await coming).path(), 'utf8');
  expect(file).toContain('UID:nishan-event-ride-anar-ghati');
  expect(file).toContain(`DTSTART:${exampleDay('2027-02-08').replaceAll('-', '')}T023000Z`);
  expect(file).toContain('LOCATION:Mill gate');
  expect(file).not.toContain('NA-130');
  expect(await page.evaluate(() => location.hash)).toBe('#/events');
});

it('puts away what is past, by the place’s own clock', async () => {
  await page.clock.setFixedTime(exampleDay('2027-02-04T14:30:00Z'));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await press('Past events · 3');
  expect((await shown()).slice(-3)).toEqual(['debate-na-130', 'talk-count', 'practice-day']);
  await page.clock.setFixedTime(exampleDay('2027-02-03T10:00:00Z'));
});

it('warns of a message, an address and a picture by the publisher’s name, and takes no choice away', async () => {
  await page.goto(`${mirror.url}#/check`);
  await page.locator('textarea').fill(`NA-130 Mehrab Barfabi ka nishan Apple. https://${copy}/na-130`);
  await press('Check it');
  await page.locator('blockquote').waitFor();
  const warning = page.locator('[data-copy=site]');
  await warning.waitFor();
  expect(await warning.textContent()).toMatch(/Election Notebook of Khwabistan.*warns of this address/);
  // A link says more than a list can, so this agrees with nothing; the candidate and the list's symbol stand there all the same.
  await page.getByText('Not all of it can be compared').waitFor();
  await page.getByText('Mehrab Barfabi').nth(1).waitFor();
  await press('Another message');
  await page
    .locator('textarea')
    .fill('All symbols of Khwabistan were changed last night!! Open the new list and send it to ten people');
  await press('Check it');
  await page.locator('[data-copy=words]').waitFor();
  await page.goto(`${mirror.url}#/sources`);
  await page.locator('form input').fill(`https://${copy}/guide/`);
  await page.locator('[data-copy=site]').waitFor();
  await page.locator('form button').first().click();
  await page.locator(`[data-mirror*="${copy}"] [data-copy=site]`).waitFor();
});

it('knows a picture by its bytes, and when it was saved anew', async () => {
  const worse = await sharp(card).resize(300).jpeg({ quality: 40 }).toBuffer();
  await page.goto(`${mirror.url}#/check`);
  await page.reload();
  const field = page.locator('input[accept="image/*"]');
  await field.setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: card });
  await page.locator('[data-copy=picture]').waitFor();
  await page.goto(`${mirror.url}#/check`);
  await field.setInputFiles({ name: 'worse.jpg', mimeType: 'image/jpeg', buffer: worse });
  await page.locator('[data-copy=like]').waitFor();
  const other = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  await page.goto(`${mirror.url}#/check`);
  await field.setInputFiles({ name: 'other.png', mimeType: 'image/png', buffer: other });
  await page.getByText('other.png').waitFor();
  await page.locator('li', { hasText: 'other.png' }).getByRole('alert').waitFor();
  expect(await page.locator('li', { hasText: 'other.png' }).locator('[data-copy]').count()).toBe(0);
});
