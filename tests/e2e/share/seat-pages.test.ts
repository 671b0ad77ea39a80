// The page of a seat at a mirror's sub-path: read without JavaScript, checked by the app that begins in it, with a page that
// somebody changed, and answered by the installed app, without internet too.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchPhones, type Phone, waitForWorker } from '../../harness/browsers/browser.ts';
import { findDirectionFaults, findTargetFaults, findTextFaults } from '../../harness/browsers/page-faults.ts';
import { axeSource, runAxe } from '../../harness/cases/screen-walk.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

/** Where pictures of the pages are put, to be looked at; nowhere unless it is asked for. */
const shots = process.env.NISHAN_SHOTS;

let mirror: Mirror;
let phones: Awaited<ReturnType<typeof launchPhones>>;
let phone: Phone | null = null;
beforeAll(async () => {
  [mirror, phones] = await Promise.all([makeMirror({ base: '/guide/' }), launchPhones()]);
});
afterEach(async () => {
  await phone?.close();
  phone = null;
});
afterAll(async () => {
  await phones?.close();
  await mirror?.remove();
});

/** Opens a page; what the browser refuses to do for it fails the test. */
async function open(path: string, options: Parameters<typeof phones.newPhone>[0] = {}): Promise<Page> {
  phone = await phones.newPhone(options);
  const { page } = phone;
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) throw new Error(message.text());
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(mirror.url + path);
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `seat-page-${name}.png`), fullPage: true });
}

/** Changes a page on the mirror while a test runs. */
async function withChanged(name: string, change: (html: string) => string, work: () => Promise<void>): Promise<void> {
  const path = join(mirror.dir, 's', name);
  const html = await readFile(path, 'utf8');
  expect(change(html)).not.toBe(html);
  await writeFile(path, change(html));
  try {
    await work();
  } finally {
    await writeFile(path, html);
  }
}

describe('without JavaScript', () => {
  it.each(['light', 'dark'] as const)(
    'shows names and symbols, says its date and that it is a copy (%s)',
    async (colorScheme) => {
      const page = await open('s/NA-130.html', { javaScriptEnabled: false, colorScheme });
      const row = page.locator('li', { hasText: 'Mehrab Barfabi' });
      expect((await row.innerText()).split('\n').filter((line) => line.trim() !== '')).toEqual([
        '2',
        'Mehrab Barfabi',
        expect.stringMatching(/^Apple/),
        'محراب برف آبی',
        expect.stringMatching(/^سیب/),
      ]);
      const drawn = await page
        .locator('ol img')
        .evaluateAll((pictures) => pictures.map((each) => (each as HTMLImageElement).naturalWidth > 0));
      expect(drawn).toHaveLength(7);
      expect(drawn).not.toContain(false);
      expect(await page.locator('#copy').innerText()).toMatch(/Copy, not checked\. Edition 1, \d+ \w+ \d{4}/);
      expect(await page.locator('#copy [lang=ur]').innerText()).toContain('جانچی نہیں گئی');
      // The guide, wherever it stands: not what lies above it.
      expect(await page.getByRole('link').evaluate((link) => (link as HTMLAnchorElement).href)).toBe(mirror.url);
      await shoot(page, `plain-${colorScheme}`);
    },
  );

  it('passes axe, and nothing is cut, turned, or too small for a finger', async () => {
    phone = await phones.newPhone({ viewport: { width: 320, height: 568 } });
    const { page } = phone;
    // The page as it is before the app, or where that never comes.
    await page.route('**/s/open.js', (route) => route.abort());
    for (const seat of ['NA-130', 'PA-130', 'RF-1']) {
      await page.goto(`${mirror.url}s/${seat}.html`);
      expect([seat, await page.evaluate(findTextFaults)]).toEqual([seat, []]);
      expect([seat, await page.evaluate(findTargetFaults)]).toEqual([seat, []]);
      expect([seat, await page.evaluate(findDirectionFaults)]).toEqual([seat, []]);
      await page.evaluate(axeSource);
      expect([seat, await runAxe(page)]).toEqual([seat, []]);
    }
  });
});

describe('with JavaScript', () => {
  it('the app that begins in it says that it is the same, and opens the card, with no seat left in the address', async () => {
    const page = await open('s/NA-130.html');
    await page.getByText('This page says what the list says').waitFor();
    expect(page.url()).toBe(`${mirror.url}#/seat`);
    // In the very room of what the page said of itself: nobody loses the line that they read.
    expect(await page.getByText('Copy, not checked').count()).toBe(0);
    expect(await page.evaluate(findTargetFaults)).toEqual([]);
    await page.evaluate(axeSource);
    expect(await runAxe(page)).toEqual([]);
    await shoot(page, 'same');
    await page.getByRole('button', { name: 'Open the card' }).click();
    await page.locator('#ballot-NA-130 img').first().waitFor();
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await shoot(page, 'card');
    await page.getByText('Saved: works without internet').waitFor({ timeout: 20_000 });
    await waitForWorker(page);

    // The installed app answers the same address, and takes the seat out of it; without a server too.
    await mirror.switchOff();
    try {
      for (const path of ['s/NA-131.html', 's/NA-131']) {
        await page.goto(mirror.url + path);
        await page.locator('#ballot-NA-131').waitFor();
        await page.waitForURL(`${mirror.url}#/seat`);
        expect(await page.locator('#copy').count()).toBe(0);
      }
    } finally {
      await mirror.switchOn();
    }
  });

  it('a page that somebody changed is put away, and each change named', async () => {
    const change = (html: string): string =>
      html
        .replace('<i>Comb', '<i>Lantern')
        .replace(/<li value="7">.*<\/li>/, '')
        .replace(
          /src="p\/[^"]+"([^>]*><div><p lang="en" dir="ltr"><b>Nilofar)/,
          'src="data:image/svg+xml,%3Csvg/%3E"$1',
        );
    await withChanged('NA-130.html', change, async () => {
      const page = await open('s/NA-130.html', { colorScheme: 'dark' });
      await page.getByText('Do not rely on this page').waitFor();
      const told = (await page.locator('#copy').innerText()).replace(/[\u2066-\u2069]/g, '');
      expect(told).toContain('Firoz Khwabzada: this page said “Lantern”. The list says “Comb”.');
      expect(told).toContain('leaves out: Tahmina Shabnami');
      expect(told).toContain('another picture for: Nilofar Zafranpuri');
      expect(told).toMatch(/edition 1, \d+ \w+ \d{4}/);
      expect(await page.locator('ol').first().isVisible()).toBe(false);
      await shoot(page, 'differs');
    });
    await withChanged(
      'PA-130.html',
      (html) => html.replace('8 February', '9 February'),
      async () => {
        await phone?.close();
        const page = await open('s/PA-130.html', { locale: 'ur-PK' });
        await page.getByText('مگر صفحے کے کچھ اور الفاظ بدلے گئے ہیں').waitFor();
        expect(await page.locator('ol').first().isVisible()).toBe(true);
        await shoot(page, 'words-ur');
      },
    );
  });

  it('stays, unchecked, where the list cannot be had', async () => {
    const [there, away] = ['first', 'metadata'].map((name) => join(mirror.dir, name));
    for (const dir of [there, away]) await rename(String(dir), `${dir}-away`);
    try {
      const page = await open('s/NA-130.html');
      await page.getByText('This page could not be checked now').waitFor({ timeout: 20_000 });
      expect(await page.locator('#copy').isVisible()).toBe(true);
      expect(await page.getByText('Mehrab Barfabi').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Open the guide' }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    } finally {
      for (const dir of [there, away]) await rename(`${dir}-away`, String(dir));
    }
  });
});
