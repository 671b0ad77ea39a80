// Sound in a real browser: by a tap alone, one at a time, gone with the screen; a region's pack, kept, offline, removed;
// and a clip that is none is refused in words.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;

/** A file of sound by its structure, with nothing in it that could be decoded. */
function emptyM4a(): Buffer {
  const box = (name: string, inside: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(inside.length + 8);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, inside]);
  };
  const header = Buffer.alloc(20);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(3000, 16);
  const brand = Buffer.from('M4A \0\0\0\0', 'latin1');
  return Buffer.concat([box('ftyp', brand), box('moov', box('mvhd', header)), box('mdat', Buffer.from('abc'))]);
}

beforeAll(async () => {
  mirror = await makeMirror();
  await writeFile(join(mirror.guideDir, 'sounds/step-6.en.ogg'), emptyM4a());
  await writeFile(join(mirror.guideDir, 'sounds/candidate-NA-130-2.en.ogg'), emptyM4a());
  await mirror.rebuild();
  browser = await launchChromium();
  const { page } = browser;
  await page.addInitScript(() => {
    const heard: HTMLMediaElement[] = [];
    Object.assign(globalThis, { heard });
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function playNoted() {
      heard.push(this);
      return play.call(this);
    };
  });
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});
afterAll(async () => {
  await browser.close();
  await mirror.remove();
});

/** Of each sound that was begun: whether it plays now. */
function playing(page: Page): Promise<readonly boolean[]> {
  return page.evaluate(() =>
    (globalThis as unknown as { readonly heard: readonly HTMLMediaElement[] }).heard.map(
      (audio) => !audio.paused && audio.currentTime > 0,
    ),
  );
}
/** Its name says what is heard, and that no person speaks. */
const listen = (page: Page, title: string) =>
  page.getByRole('button', { name: new RegExp(`^Listen ?: ${title}.*Computer voice`) });

it('plays by a tap alone, one at a time, and stops when the screen is left', async () => {
  const { page } = browser;
  const answer = listen(page, 'NA-130: look for the apple');
  await answer.waitFor();
  expect(await playing(page)).toEqual([]);
  await expect.poll(() => page.getByText('Computer voice').count()).toBeGreaterThanOrEqual(2);
  await answer.click();
  await expect.poll(() => playing(page)).toEqual([true]);
  await page
    .getByRole('button', { name: /^Stop ?: NA-130/ })
    .locator('progress')
    .waitFor();
  await listen(page, 'Welcome').click();
  await expect.poll(() => playing(page)).toEqual([false, true]);
  await answer.waitFor();
  await page.getByRole('button', { name: /^Stop ?: Welcome/ }).click();
  await expect.poll(() => playing(page)).toEqual([false, false]);
  await answer.click();
  await expect.poll(() => playing(page)).toEqual([false, false, true]);
  await page.getByRole('button', { name: 'Where', exact: true }).click();
  await expect.poll(() => playing(page)).toEqual([false, false, false]);
  await page.goBack();
  await answer.waitFor();
});

it('refuses in words what does not decode, and the words of the screen stay', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: /^Mehrab Barfabi/ }).click();
  await listen(page, 'Mehrab Barfabi').click();
  await page.getByRole('alert').filter({ hasText: 'This sound is damaged, so it is not played' }).waitFor();
  await page.getByRole('heading', { name: 'Mehrab Barfabi' }).waitFor();
  await page.goBack();
});

it('brings a region’s sounds with their size said before, plays them offline, and removes them', async () => {
  const { page, context } = browser;
  const get = page.getByRole('button', { name: /^Get the sounds · \d+ kB$/ });
  const size = Number(/\d+/.exec((await get.textContent()) ?? '')?.[0]);
  expect(size).toBeGreaterThan(20);
  await get.click();
  await page.getByRole('heading', { name: 'Sounds: Surkh Wadi' }).waitFor({ state: 'detached' });
  await context.setOffline(true);
  await page.reload();
  await listen(page, 'Welcome').click();
  await expect.poll(() => playing(page)).toEqual([true]);
  await page.getByRole('button', { name: 'How', exact: true }).click();
  await expect.poll(() => playing(page)).toEqual([false]);
  await page.goBack();
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Kept on this phone' }).click();
  await page.getByText(/On this phone · \d+\skB/).waitFor();
  await page.getByRole('button', { name: 'Remove the sounds' }).click();
  await page.getByRole('button', { name: 'Removed – bring them back' }).click();
  await page.getByText(/On this phone · \d+\skB/).waitFor();
  await page.getByRole('button', { name: 'Remove the sounds' }).click();
  await page.getByRole('button', { name: 'Removed – bring them back' }).waitFor();
  await page.getByRole('button', { name: 'My seat' }).click();
  await get.waitFor();
  await listen(page, 'Welcome').click();
  await page.getByRole('alert').filter({ hasText: 'not on this phone' }).waitFor();
  await context.setOffline(false);
});
