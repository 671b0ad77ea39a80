// A new edition with another symbol: the card says so first, the old one struck out; the news list it; without a server
// it still does; once the voter has seen it, and an edition later, the card is calm again.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { readNote } from '../../harness/browsers/kept.ts';
import { exampleDay, exampleDayParts } from '../../harness/example-day.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: Launched | null = null;

beforeAll(async () => {
  mirror = await makeMirror({ args: ['--now', exampleDay('2026-11-20T10:00:00Z')] });
  profile = await makeProfile();
});
afterAll(async () => {
  await browser?.close();
  await profile.remove();
  await mirror.remove();
});

/** Changes lines of the content folder and builds the next edition. */
async function publish(day: number, edits: readonly (readonly [file: string, from: string, to: string])[]) {
  for (const [file, from, to] of edits) {
    const path = join(mirror.guideDir, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(path, text.replace(from, to));
  }
  // The voices that say the old symbol go with it.
  const media = join(mirror.guideDir, 'media.csv');
  await writeFile(media, (await readFile(media, 'utf8')).replace(/^seat-NA-130\..*\n/gm, ''));
  await mirror.rebuild('--now', exampleDay(`2026-11-${day}T10:00:00Z`));
}

async function start(): Promise<Page> {
  await browser?.close();
  browser = await launchChromium({ profile: profile.dir });
  await browser.page.goto(mirror.url);
  return browser.page;
}

const card = (page: Page) => page.locator('#ballot-NA-130');
const news = (page: Page) => page.getByRole('button', { name: 'News', exact: true }).click();

async function update(page: Page): Promise<void> {
  await page.getByRole('button', { name: /from .*unchanged/ }).click();
  await page.getByRole('button', { name: 'Look for a newer edition' }).click();
}

describe.sequential('a symbol that changed', () => {
  it('stands on the card of a phone that held the edition before, old one struck out', async () => {
    const page = await start();
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Remember my seat on this phone' }).click();
    await page.getByRole('button', { name: 'Remembered on this phone' }).waitFor();
    expect(await card(page).locator('[data-change]').count()).toBe(0);

    await publish(21, [
      ['candidates.csv', 'محراب برف آبی,old-orchard,apple', 'محراب برف آبی,old-orchard,bell'],
      ['candidates.csv', 'نیلوفر زعفران پوری,open-window,chair,,,', 'نیلوفر زعفران پوری,open-window,chair,,,yes'],
      ['candidates.csv', 'Sohrab Koyalvi,سہراب کوئلوی,morning,candle', 'Sohrab Koyalvi,سہراب کوئلوی,morning,umbrella'],
      [
        'places.csv',
        '"Town Hall, Surkh Mitti West",ٹاؤن ہال، سرخ مٹی مغرب',
        '"Post Office, Surkh Mitti",ڈاک خانہ، سرخ مٹی',
      ],
    ]);
    await update(page);
    await page.getByRole('button', { name: 'My seat' }).click();
    const change = card(page).locator('[data-change="symbol"]');
    await change.waitFor({ timeout: 30_000 });
    expect(await change.innerText()).toContain('The symbol changed');
    expect(await change.locator('s').innerText()).toBe('Apple');
    expect(await change.locator('b').last().innerText()).toBe('Bell');
    await change.getByRole('img', { name: 'The old symbol, no longer valid: Apple' }).waitFor();
    const struck = await change.locator('s').evaluate((s) => getComputedStyle(s).textDecorationLine);
    expect(struck).toContain('line-through');
    expect(await card(page).innerText()).toContain('Withdrawn: Nilofar Zafranpuri');
    expect(await card(page).innerText()).toContain('A polling station changed');
    // First what changed, then the symbol that counts.
    const [first, hero] = await Promise.all([
      change.boundingBox(),
      card(page).getByRole('img', { name: /bell/i }).last().boundingBox(),
    ]);
    expect((first?.y ?? 9_999) + (first?.height ?? 0)).toBeLessThan(hero?.y ?? 0);
  });

  it('is said where to vote, of whom withdrew in the list, and in the news', async () => {
    const page = browser?.page as Page;
    await card(page)
      .getByRole('button', { name: /^All candidates/ })
      .click();
    await page.getByText('Withdrawn · new').waitFor();
    await page.getByRole('button', { name: 'Where', exact: true }).click();
    const moved = page.locator('[data-change="station"]');
    expect(await moved.locator('s').innerText()).toContain('Town Hall, Surkh Mitti West');
    expect(await moved.locator('b').last().innerText()).toContain('Post Office, Surkh Mitti');
    expect(await page.locator('main').innerText()).toContain('NA-130 Surkh Wadi-I');
    await news(page);
    const own = page.locator('[data-seat="NA-130"]');
    await own.locator('[data-change="symbol"]').waitFor();
    expect(await own.innerText()).toContain('Edition 2');
    expect(await own.locator('[data-change="symbol"] s').innerText()).toBe('Apple');
    expect(await page.locator('[data-seat="PA-119"]').count()).toBe(0);
    await page.getByRole('button', { name: 'All changes on this phone' }).click();
    expect(await page.locator('[data-seat="PA-119"] [data-change="symbol"] s').innerText()).toBe('Candle');
    await page.locator('[data-seat="PA-119"] [data-change="symbol"] img').nth(1).waitFor({ timeout: 5_000 });
  });

  it('is still said by a cold start without a server, and put away until the next start', async () => {
    await mirror.switchOff();
    try {
      const page = await start();
      const change = card(page).locator('[data-change="symbol"]');
      await change.getByRole('img', { name: 'The old symbol, no longer valid: Apple' }).waitFor();
      await page.reload();
      await change.waitFor();
      await page.getByRole('button', { name: 'I have seen it' }).click();
      await change.waitFor({ state: 'detached' });
      await news(page);
      await page.locator('[data-seat="NA-130"] [data-change="symbol"] img').nth(1).waitFor({ timeout: 5_000 });
    } finally {
      await mirror.switchOn();
    }
  });

  it('leaves the card an edition and a start later, and stays in the news with the publisher’s own word', async () => {
    await publish(22, [
      [
        'guide.yaml',
        'notices:\n',
        `notices:
  - id: correction-na-130
    kind: correction
    at: '${exampleDay('2026-11-22T09:00:00Z')}'
    title: { en: 'NA-130: a symbol was corrected', ur: حلقہ NA-130 }
    contest: NA-130
    serial: 2
    was: { en: Apple, ur: سیب }
    is: { en: Bell, ur: گھنٹی }
    reason: { en: Lots were drawn again, ur: دوبارہ قرعہ }
`,
      ],
    ]);
    const page = await start();
    await update(page);
    await page
      .getByText('edition 3', { exact: false })
      .or(page.locator('dd', { hasText: /^3$/ }))
      .first()
      .waitFor();
    await start();
    const next = browser?.page as Page;
    await card(next).locator('img').first().waitFor();
    // Written once the card is drawn; the next start counts from it.
    await expect.poll(() => readNote(next, 'edition-at-start')).toBe(3);
    await start();
    const calm = browser?.page as Page;
    await card(calm).locator('img').first().waitFor();
    expect(await card(calm).locator('[data-change]').count()).toBe(0);
    await news(calm);
    const own = calm.locator('[data-seat="NA-130"]');
    await own.locator('[data-change="symbol"]').waitFor();
    expect(await own.innerText()).toContain('Lots were drawn again');
    expect(await calm.getByText('NA-130: a symbol was corrected').count()).toBe(0);
  });

  it('is in the publisher’s own account of the seat, on a phone that never held the edition before, and offline then', async () => {
    await browser?.close();
    browser = await launchChromium({});
    const { page } = browser;
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
    const open = async (): Promise<string> => {
      await page.getByRole('button', { name: 'What changed here before' }).click();
      const own = page.locator('[data-seat="NA-130"]');
      await own.locator('[data-change="symbol"] s').waitFor();
      await page.getByText('The account of', { exact: false }).waitFor();
      return own.innerText();
    };
    expect(await open()).toMatch(
      new RegExp(`Edition 2 · ${exampleDayParts('2026-11-21', 'en')[0]}.*Apple\\s+Now\\s+Bell`, 's'),
    );
    expect(await page.locator('[data-seat="PA-119"]').count()).toBe(0);
    await page.goBack();
    await mirror.switchOff();
    try {
      expect(await open()).toContain('Apple');
    } finally {
      await mirror.switchOn();
    }
  });
});
