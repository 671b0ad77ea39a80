// The app over plain http under a name, as in a room with a box: no worker, and no locks. Two tabs take turns by a lease in the
// store, whose code comes when it is needed, and none of them is left holding it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { readKept } from '../../harness/browsers/kept.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;
beforeAll(async () => {
  [mirror, browser] = await Promise.all([
    makeMirror(),
    launchChromium({ args: ['--host-resolver-rules=MAP box.test 127.0.0.1'] }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await mirror?.remove();
});

async function openSeat(page: Page, seat: string): Promise<void> {
  const url = new URL(mirror.url);
  url.hostname = 'box.test';
  await page.goto(`${url}#/seat/${seat}`);
  await page.locator(`#ballot-${seat} img`).first().waitFor();
}

async function lookForNewer(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/who';
  });
  await page.getByRole('button', { name: 'Look for a newer edition' }).click();
}

it('takes a guide and a newer edition in two tabs at once, and leaves no lease behind', async () => {
  const { page, context } = browser;
  const other = await context.newPage();
  await Promise.all([openSeat(page, 'NA-130'), openSeat(other, 'NA-125')]);
  expect(await page.evaluate(() => [isSecureContext, 'locks' in navigator, 'serviceWorker' in navigator])).toEqual([
    false,
    false,
    false,
  ]);
  const list = join(mirror.guideDir, 'candidates.csv');
  await writeFile(list, (await readFile(list, 'utf8')).replaceAll('Mehrab Barfabi', 'Mehrab Zafrani'));
  await mirror.rebuild();
  await Promise.all([lookForNewer(page), lookForNewer(other)]);
  for (const tab of [page, other]) {
    await expect.poll(() => tab.locator('main').innerText(), { timeout: 20_000 }).toMatch(/Edition\s+2\b/);
  }
  // It was needed, and is nobody's now.
  await expect.poll(() => readKept(page, 'lease'), { timeout: 20_000 }).toEqual({ holder: '', until: 0 });
  // What is held answers while the mirror is away.
  await mirror.switchOff();
  await page.evaluate(() => {
    location.hash = '#/seat/NA-125';
  });
  await page.locator('#ballot-NA-125 img').first().waitFor();
});
