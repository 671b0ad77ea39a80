// The app's own address in strange hands, served by a real server: another page and another worker under the signed names.
// A phone that has the app goes on with it and is warned; a new one takes no worker that nobody signed. What no page can
// do, refuse what its own origin puts in place of the worker, is said in docs/THREATS.md.
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchPhones, type Phone } from '../../harness/browsers/browser.ts';
import { readNote } from '../../harness/browsers/kept.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let phones: Awaited<ReturnType<typeof launchPhones>>;
let phone: Phone;
let worker: string;
const kept = (): string => `${mirror.dir}-as-signed`;

beforeAll(async () => {
  [mirror, phones] = await Promise.all([makeMirror(), launchPhones()]);
  // A careless host: the browser asks for the worker again each time it looks for another one.
  const headers = await readFile(join(mirror.dir, '_headers'), 'utf8');
  await writeFile(join(mirror.dir, '_headers'), headers.replace(/(\/sw-\*\n\s+Cache-Control:) .*/, '$1 no-cache'));
  await mirror.switchOff();
  await mirror.switchOn();
  ({ worker } = await readApp());
  await cp(mirror.dir, kept(), { recursive: true });
});
afterEach(async () => {
  await phone.close();
  await cp(kept(), mirror.dir, { recursive: true });
});
afterAll(async () => {
  await phones.close();
  await mirror.remove();
});

async function readApp(): Promise<{ readonly worker: string }> {
  const [name = ''] = await readdir(join(mirror.dir, 'targets/app'));
  return JSON.parse(await readFile(join(mirror.dir, 'targets/app', name), 'utf8'));
}

async function openSaved(page: Page): Promise<void> {
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
}

const seizePage = (): Promise<void> =>
  writeFile(join(mirror.dir, 'index.html'), '<!doctype html><title>x</title><p>Vote for nobody');
const seizeWorker = (code: string): Promise<void> => writeFile(join(mirror.dir, worker), code);
const warning = (page: Page) => page.getByRole('alert').filter({ hasText: 'Another app stands at this app’s address' });

/** What the first look found is kept until the second. */
const isNoted = async (page: Page): Promise<boolean> => (await readNote(page, 'origin-odd')) === true;

it('goes on with the signed app, warns of another page, and leads to another address', async () => {
  phone = await phones.newPhone();
  const { page } = phone;
  await openSaved(page);
  await seizePage();
  await page.reload();
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await expect.poll(() => isNoted(page)).toBe(true);
  expect(await warning(page).count()).toBe(0);
  await page.reload();
  await warning(page).waitFor();
  expect(await warning(page).innerText()).toContain(new URL(mirror.url).host);
  expect(await warning(page).innerText()).toContain('Election Notebook of Khwabistan');
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await page.getByRole('button', { name: 'Continue on another address' }).click();
  await page.getByRole('heading', { name: 'Continue on another address' }).waitFor();
});

it('warns at once of a worker that takes the place of the signed one, and does not offer it as a newer app', async () => {
  phone = await phones.newPhone();
  const { page } = phone;
  await openSaved(page);
  await seizeWorker('addEventListener("fetch", () => {});');
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found?.update()));
  await warning(page).waitFor();
  expect(await page.getByText('A new version of the app is ready').count()).toBe(0);
  await page.locator('#ballot-NA-130 img').first().waitFor();
});

it('registers no worker that was not signed, on a first visit', async () => {
  await seizeWorker('addEventListener("fetch", (e) => e.respondWith(new Response("Vote for nobody")));');
  phone = await phones.newPhone();
  const { page } = phone;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.locator('#ballot-NA-130 img').first().waitFor({ timeout: 30_000 });
  await expect.poll(() => isNoted(page)).toBe(true);
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
});
