// `nishan preview` in a browser: saving a table changes the card, a fault stands on the row that it is about and in the
// panel while the last good draft stays, every screen says "draft" in English and Urdu, and no other page reads it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { axeSource, runAxe } from '../../harness/cases/screen-walk.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';

const command = fileURLToPath(new URL('../../../bin/nishan.mjs', import.meta.url));
let home = '';
let guide = '';
let url = '';
let preview: ChildProcess;
let browser: Launched;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-preview-test-'));
  guide = join(home, 'guide');
  await runNishan('init', guide);
  // The voices that say the symbol that is to change.
  const media = join(guide, 'media.csv');
  await writeFile(media, (await readFile(media, 'utf8')).replace(/^seat-NA-130\..*\n/gm, ''));
  [browser, url] = await Promise.all([launchChromium(), startPreview()]);
});
afterAll(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => preview.once('exit', resolve));
  preview.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(await readdir(home)).toEqual(['guide']);
  await rm(home, { recursive: true, force: true });
});

function startPreview(): Promise<string> {
  // Its drafts lie in a folder of this test, so that what is left over would be seen.
  const env = { ...process.env, TMPDIR: home };
  preview = spawn(process.execPath, [command, 'preview', guide, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    preview.stdout?.on('data', (data) => {
      said += data;
      const found = /http:\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    preview.once('exit', () => reject(new Error(said)));
  });
}

async function save(file: string, from: string, to: string): Promise<void> {
  const path = join(guide, file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  await writeFile(path, text.replace(from, to));
}

const card = (page: Page) => page.locator('#ballot-NA-130');
const names = (page: Page, symbol: string) => card(page).locator('bdi', { hasText: symbol }).first();
const panel = (page: Page) => page.locator('#nishan-panel');

describe.sequential('a preview', () => {
  it('changes the card when a table is saved, and says that it is a draft', async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${url}#/seat/NA-130`);
    await names(page, 'Apple').waitFor();
    await page.getByText('DRAFT – not published, do not rely on it').waitFor();
    // The panel asks for the draft's state first.
    await panel(page).getByText('Draft 1').waitFor();
    expect(await page.title()).toMatch(/^DRAFT: /);

    await save('candidates.csv', 'محراب برف آبی,old-orchard,apple', 'محراب برف آبی,old-orchard,bell');
    await names(page, 'Bell').waitFor({ timeout: 15_000 });
    // What is new is for voters who hold an edition: nothing of the draft before is left.
    expect(await card(page).locator('[data-change]').count()).toBe(0);
    expect(page.url()).toBe(`${url}#/seat`);
  });

  it('shows a fault where it is, and keeps the last good draft beside it', async () => {
    const { page } = browser;
    await save('candidates.csv', 'old-orchard,bell', 'old-orchard,bel');
    await panel(page).getByText('Your last save is not shown.', { exact: false }).waitFor({ timeout: 15_000 });
    expect(await panel(page).innerText()).toMatch(/candidates\.csv:\d+ symbol\s+✕ there is no symbol "bel"/);
    await names(page, 'Bell').waitFor();
    // The card shows one candidate of many: the ballot says it as well.
    await page.locator('#ballot-NA-130 > [data-fault-kind="error"]').waitFor();
    await panel(page).locator('li.error').getByRole('button', { name: 'Show NA-130' }).click();
    const row = page.locator('[data-candidate="NA-130/2"][data-fault-kind="error"]');
    await row.waitFor();
    expect(await row.evaluate((at) => getComputedStyle(at, '::after').content)).toContain('there is no symbol');
    expect(await page.locator('[data-fault-kind="error"]').count()).toBe(1);

    await save('candidates.csv', 'old-orchard,bel,', 'old-orchard,bell,');
    await row.waitFor({ state: 'detached' });
    await page.locator('[data-candidate="NA-130/2"]:not([data-fault])').waitFor({ timeout: 15_000 });
    await expect.poll(() => panel(page).getAttribute('data-state')).toBe('shown');
  });

  it('shows a station’s fault on the station, in the panel in English beside a guide in Urdu', async () => {
    const context = await browser.context
      .browser()
      ?.newContext({ locale: 'ur-PK', viewport: { width: 360, height: 740 } });
    const page = (await context?.newPage()) ?? browser.page;
    await page.goto(`${url}#/seat/NA-130`);
    await page.getByText('مسودہ – شائع نہیں ہوا، اس پر بھروسا نہ کریں').waitFor();
    await names(page, 'گھنٹی').waitFor();
    await save('places.csv', '1.8000,-3.1000,yes', '1.8000,-3.1000,perhaps');
    await panel(page).locator('summary').click();
    await panel(page).getByRole('button', { name: 'Show NA-130' }).click({ timeout: 15_000 });
    await page.locator('[data-station="NA-130-1"][data-fault-kind="error"]').waitFor();
    for (const screen of ['', 'who', 'news', 'guidance', 'give']) {
      await page.goto(`${url}#/${screen}`);
      await page.getByText('مسودہ – شائع نہیں ہوا', { exact: false }).first().waitFor();
    }
    // The panel as well: publishers, too, listen to their screen or press keys alone.
    await page.evaluate(axeSource);
    expect(await runAxe(page)).toEqual([]);
    await context?.close();
    await save('places.csv', '1.8000,-3.1000,perhaps', '1.8000,-3.1000,yes');
  });

  it('answers under its own name alone, lets no page of another origin read, and its worker keeps nothing', async () => {
    const ask = (path: string, host: string) =>
      new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((resolve, reject) => {
        get(`${url}${path}`, { headers: { host } }, (response) => {
          response.resume();
          resolve({ status: response.statusCode, headers: response.headers });
        }).on('error', reject);
      });
    const own = new URL(url).host;
    const timestamp = await ask('metadata/timestamp.json', own);
    expect(timestamp.status).toBe(200);
    expect(timestamp.headers['access-control-allow-origin']).toBeUndefined();
    expect(timestamp.headers['cache-control']).toBe('no-store');
    expect((await ask('preview/state', 'guide.example.org')).status).toBe(404);
    expect((await ask('', own)).headers['clear-site-data']).toBe('"storage"');
    // The worker is there, so that the card says what it says on a phone, and keeps nothing.
    await browser.page.goto(`${url}#/seat/NA-130`);
    await browser.page.getByText('Saved: works without internet').waitFor();
    expect(await browser.page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    expect((await readdir(guide)).sort()).not.toContain('published');
  });
});
