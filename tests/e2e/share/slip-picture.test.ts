// A slip as a picture: made and printed by the publisher, photographed, and brought in from the gallery, by a drop and by
// the share sheet: checked, shown, kept beside the guide, and gone when an edition contains it. Before that, the code of a
// poster: it installs, and lands on the seat.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Editions, makeEditions, newSymbol } from '../../harness/mirrors/editions.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { type Origin, type Origins, openOrigins } from '../../harness/servers/origins.ts';

/** Where pictures of the screens are put, to be looked at; nowhere unless it is asked for. */
const shots = process.env.NISHAN_SHOTS;

let home = '';
let editions: Editions;
let origins: Origins;
let app: Origin;
let browser: Launched;
/** Photographs of a slip of edition 2 and of edition 1, and of no slip at all. */
let photographs: Readonly<Record<'newer' | 'older' | 'none', Buffer>>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-slip-picture-'));
  editions = await makeEditions({ mirrors: ['https://app.test/'] });
  origins = await openOrigins(['app.test', 'other.test'], { dir: editions.one });
  app = origins.all[0] as Origin;
  browser = await launchChromium({ args: origins.args });
  const newer = await photograph(await printed(editions.two));
  const paper = sharp({ create: { width: 1200, height: 900, channels: 3, background: '#99a' } });
  photographs = {
    newer,
    older: await photograph(await printed(editions.one)),
    none: await paper.jpeg().toBuffer(),
  };
});
afterAll(async () => {
  await browser?.close();
  await origins?.close();
  await editions?.remove();
  await rm(home, { recursive: true, force: true });
});

/** The slip of NA-130 as it comes out of the printer. */
async function printed(mirror: string): Promise<Buffer> {
  const out = await mkdtemp(join(home, 'slips-'));
  const args = ['--mirror', mirror, '--out', out, '--address', app.url, '--seat', 'NA-130'];
  const { code, stdout, stderr } = await runNishan('slips', editions.guide, ...args);
  if (code !== 0) throw new Error(stdout + stderr);
  const [sheet = ''] = await readdir(out);
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 1600, height: 1600 });
  await page.goto(pathToFileURL(join(out, sheet)).href);
  await page.emulateMedia({ media: 'print' });
  const picture = await page.locator('[data-seat="NA-130"]').screenshot();
  await page.close();
  return picture;
}

/** The paper on a table, a little askew and soft, as a phone's gallery keeps it. */
async function photograph(paper: Buffer): Promise<Buffer> {
  const large = await sharp(paper).resize({ width: 1900 }).toBuffer();
  const askew = await sharp(large).rotate(3, { background: '#8a8478' }).toBuffer();
  return sharp(askew)
    .extend({ top: 150, bottom: 220, left: 180, right: 120, background: '#8a8478' })
    .blur(0.8)
    .jpeg({ quality: 60 })
    .toBuffer();
}

async function pick(page: Page, name: keyof typeof photographs): Promise<void> {
  const file = { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: photographs[name] };
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('Choose files').click()]);
  await chooser.setFiles([file]);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `slip-${name}.png`), fullPage: true });
}

function openScreen(page: Page, screen: string): Promise<void> {
  return page.evaluate((name) => {
    location.hash = `#/${name}`;
  }, screen);
}

it('lands on the seat of a poster’s code after the first install, and stays there without a server', async () => {
  const { page } = browser;
  const id = guideId(await readFile(join(editions.one, 'metadata/1.root.json')));
  await page.goto(`${app.url}#/seat/NA-130?root=${id}`);
  const card = page.locator('#ballot-NA-130');
  await card.locator('img').first().waitFor();
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
  expect(page.url()).toBe(`${app.url}#/seat`);
  await app.misbehave('refuse');
  await page.reload();
  await card.getByText('Mehrab Barfabi').waitFor();
});

it('is read from a photograph that is picked: checked, shown, kept, and over the list it is newer than', async () => {
  const { page } = browser;
  const card = page.locator('#ballot-NA-130');
  await openScreen(page, 'take');
  await pick(page, 'newer');
  const row = page.locator('main li', { hasText: 'newer.jpg' });
  await row.getByText(/^Signed by/).waitFor();
  await row.getByText('It stays beside the list until a newer edition is here').waitFor();
  await row.getByText(newSymbol, { exact: false }).waitFor();
  await row.locator('img').first().waitFor();
  await shoot(page, 'taken');

  await row.getByRole('button', { name: 'Open this seat' }).click();
  await card.getByText('A newer slip: edition 2').waitFor();
  await card.getByText('Symbol hidden').waitFor();
  // Nor is the old one named or spoken.
  expect(await card.getByText('Apple').count()).toBe(0);
  expect(await card.getByRole('button', { name: 'Listen' }).count()).toBe(0);
  await shoot(page, 'card');
  await openScreen(page, 'kept');
  await page.getByRole('heading', { name: 'Slips beside the guide' }).waitFor();
  await page.getByRole('button', { name: /^NA-130 · Edition 2/ }).waitFor();
  await shoot(page, 'kept');
  await page.reload();
  await page.getByRole('button', { name: /^NA-130 · Edition 2/ }).click();
  await card.getByText('A newer slip: edition 2').waitFor();
});

it('is void when it is older than one that is here; a picture without a code says so', async () => {
  const { page } = browser;
  await openScreen(page, 'take');
  for (const name of ['older', 'none'] as const) await pick(page, name);
  await page.locator('main li', { hasText: 'older.jpg' }).getByText('This slip is out of date').waitFor();
  expect(await page.locator('main li', { hasText: 'older.jpg' }).locator('img').count()).toBe(0);
  await page.locator('main li', { hasText: 'none.jpg' }).getByText('No code of a guide was found').waitFor();
});

it('is taken from the share sheet and from a drop, like any file', async () => {
  const { page } = browser;
  const file = join(home, 'shared.jpg');
  await writeFile(file, photographs.newer);
  const url = `${origins.all[1]?.url}form`;
  const body = `<!doctype html><form method="post" enctype="multipart/form-data" action="${app.url}share">
    <input type="file" name="file"><button>go</button></form>`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'go' }).click();
  await page
    .locator('main li', { hasText: 'shared.jpg' })
    .getByText(/^Signed by/)
    .waitFor();
  const data = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }));
    return transfer;
  }, photographs.newer.toString('base64'));
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await page
    .locator('main li', { hasText: 'dropped.jpg' })
    .getByText(/^Signed by/)
    .waitFor();
});

it('goes when an edition contains it', async () => {
  const { page } = browser;
  await app.misbehave('honest');
  await app.publish(editions.two);
  await openScreen(page, 'who');
  await page.getByRole('button', { name: 'Look for a newer edition' }).click();
  await page.goto(`${app.url}#/seat/NA-130`);
  const card = page.locator('#ballot-NA-130');
  await card.locator('[data-change="symbol"]').waitFor({ timeout: 30_000 });
  await card.getByText('A newer slip').waitFor({ state: 'detached' });
  expect(await card.getByText('Symbol hidden').count()).toBe(0);
  await openScreen(page, 'kept');
  await page.getByRole('heading', { name: 'Everything on this phone' }).or(page.locator('main h1')).first().waitFor();
  expect(await page.getByRole('heading', { name: 'Slips beside the guide' }).count()).toBe(0);
});
