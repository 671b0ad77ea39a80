// The real list, from its CSV to the screen: one command after another, then the app finds one seat in four ways and
// shows it in Urdu. Skipped, by name, where the data folder is absent.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror, markAsDemo, runNishan } from '../../harness/mirrors/mirror.ts';

const data = join(process.env.NISHAN_DATA ?? resolve('../shared/data'), 'pk-2024-candidates.csv');
const map =
  'seat=constituency_key,seatName=constituency_name,serial=serial_no,name:en=name_en,name:ur=name_ur,symbol=symbol,symbolCode=symbol_no,party=party';

describe.runIf(existsSync(data))('pk-2024-candidates.csv (in ../shared/data or NISHAN_DATA)', () => {
  let home: string;
  let account: Record<string, number>;
  let mirror: Mirror;
  let browser: Launched;
  let page: Page;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'nishan-national-'));
    const guideDir = join(home, 'guide');
    const election = [
      '--name',
      'National list',
      '--languages',
      'en,ur',
      '--election',
      'General election',
      '--date',
      '2024-02-08',
    ];
    expect(await runNishan('init', guideDir, '--empty', ...election)).toMatchObject({ code: 0, stderr: '' });
    const imported = await runNishan('import', 'candidates', data, '--into', guideDir, '--map', map, '--json');
    account = JSON.parse(imported.stdout);
    await markAsDemo(guideDir);
    mirror = await makeMirror({ guideDir });
    browser = await launchChromium();
    page = browser.page;
    await page.goto(mirror.url);
  });
  afterAll(async () => {
    await browser?.close();
    await mirror?.remove();
    await rm(home, { recursive: true, force: true });
  });

  it('accounts for every row', () => {
    const { read = 0, accepted = 0, repaired = 0, heldBack = 0 } = account;
    expect(read).toBe(16_479);
    expect(accepted + repaired + heldBack).toBe(16_479);
    expect(heldBack).toBeGreaterThan(0);
  });

  it('"130" on the pad offers every seat of that number, and the chosen one shows its candidates', async () => {
    for (const digit of '130') await page.getByRole('button', { name: digit, exact: true }).click();
    for (const code of ['NA-130', 'PP-130']) await page.getByRole('button', { name: code }).waitFor();
    await page.getByRole('button', { name: 'NA-130' }).click();
    await page.getByText('Yasmin Rashid').first().waitFor();
  });

  it.each([
    ['na130', 'NA-130'],
    ['Lahore 14', 'NA-130'],
    ['یاسمین راشد', 'NA-130'],
    ['NA 130', 'NA-130'],
  ])('typing "%s" finds %s', async (typed, seat) => {
    await page.goto(new URL('#/search', mirror.url).href);
    const field = page.getByRole('searchbox');
    await field.fill(typed);
    // The rest of the country comes quietly; a name is found once its region is there.
    await expect
      .poll(async () => page.getByRole('button', { name: seat }).count(), { timeout: 60_000 })
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: seat }).first().click();
    await page.getByText('NA-130').first().waitFor();
  });

  it('shows the seat in Urdu, right to left', async () => {
    await page.goto(new URL('#/seat/NA-130', mirror.url).href);
    await page.getByText('Yasmin Rashid').first().waitFor();
    await page.getByRole('button', { name: 'Language: اردو' }).click();
    await page.locator('main').getByRole('button', { name: 'اردو', exact: true }).click();
    await page.getByText('یاسمین راشد').first().waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(page.url()).not.toContain('130');
  });
});
