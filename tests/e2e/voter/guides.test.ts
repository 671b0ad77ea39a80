// Guides side by side in a real browser: two publishers' mirrors on two ports, a stranger's file that is declined, then
// added, the card of each, two tabs, no network, removing with undo, and a deletion that leaves no database.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installLink } from '../../../src/core/compare/install-link.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';
import { onceADay } from '../../harness/mirrors/once-a-day.ts';

const nameB = 'Second House';
let a: Mirror;
let b: Served & { readonly requests: readonly string[] };
let browser: Launched;
const files = { bundle: '', idA: '', idB: '', workers: [] as readonly string[] };

/** The second publisher's guide, its mirror and its bundle. */
async function buildSecond(dir: string): Promise<void> {
  const guideDir = join(dir, 'guide');
  await succeed('init', guideDir);
  await change(join(guideDir, 'guide.yaml'), /^( {2}name:\n {4}en: ).*$/m, `$1${nameB}`);
  await change(join(guideDir, 'candidates.csv'), /^(NA-130,2,)[^,]*/m, '$1Second Person');
  // A root of another day is another root.
  await succeed('build', guideDir, '--out', join(dir, 'mirror'), '--now', exampleDay('2026-11-01T00:00:00Z'));
  const out = join(dir, 'second.zip');
  await succeed('export', join(dir, 'mirror'), '--format', 'bundle', '--region', 'all', '--out', out);
}

beforeAll(async () => {
  const [mirror, second, launched] = await Promise.all([
    makeMirror(),
    onceADay(['second publisher', buildSecond.toString()], buildSecond),
    launchChromium(),
  ]);
  [a, browser] = [mirror, launched];
  const requests: string[] = [];
  b = {
    ...(await serveMirror({ dir: join(second, 'mirror'), port: 0, log: (line) => requests.push(line) })),
    requests,
  };
  files.bundle = join(second, 'second.zip');
  files.idA = await idOf(a.dir);
  files.idB = await idOf(join(second, 'mirror'));
});
afterAll(async () => {
  await browser.close();
  await a.remove();
  await b.close();
});

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(stderr);
}

async function idOf(dir: string): Promise<string> {
  return guideId(await readFile(join(dir, 'metadata/1.root.json')));
}

async function change(file: string, from: RegExp, to: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has nothing like ${from}`);
  await writeFile(file, after);
}

async function openScreen(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => {
    location.hash = `#/${name}`;
  }, screen);
}

async function bring(page: Page): Promise<void> {
  await openScreen(page, 'take');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('Choose files').click()]);
  await chooser.setFiles(files.bundle);
  await page.getByText('This comes from another publisher').waitFor();
}

/** Taps what makes the page begin anew. */
async function tapAndRestart(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
  await page.locator('main h1').waitFor();
}

const databases = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name).sort());
const workers = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.scriptURL ?? ''),
  );
const guide = (page: Page, id: string) => page.locator(`[data-guide="${id}"]`);

it('asks before it adds a stranger’s guide, and keeps nothing of it where the voter declines', async () => {
  const { page } = browser;
  await page.goto(`${a.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
  files.workers = await workers(page);
  expect(files.workers).toHaveLength(1);
  const before = await databases(page);
  expect(before).toEqual([`nishan:/:${files.idA.slice(0, 32)}`]);
  await bring(page);
  await page.getByText('Who gave it to you?').waitFor();
  await page.getByText(nameB).first().waitFor();
  const pictures = page.getByRole('img', { name: 'Picture made from the fingerprint' });
  await expect.poll(() => pictures.count()).toBe(2);
  expect(await pictures.first().innerHTML()).not.toBe(await pictures.last().innerHTML());
  expect(await page.getByRole('button', { name: 'Yes, add it' }).count()).toBe(0);
  await page.getByRole('button', { name: 'No, leave it' }).click();
  await page.getByText('Nothing of it was kept').waitFor();
  expect(await databases(page)).toEqual(before);
  // A poster that was scanned, or its link as a message: its own address is asked at the voter's word alone.
  const requests = b.requests.length;
  await openScreen(page, 'compare');
  await page.getByLabel('Or paste a code').fill(installLink(b.url, files.idB, 'NA-130'));
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('ANOTHER PUBLISHER', { exact: true }).waitFor();
  expect(b.requests.length).toBe(requests);
  await page.getByRole('button', { name: `Ask ${new URL(b.url).host} for this guide` }).click();
  await page.getByText('Who gave it to you?').waitFor();
  expect(b.requests.length).toBeGreaterThan(requests);
  await page.getByRole('button', { name: 'No, leave it' }).click();
  await page.getByText('Nothing of it was kept').waitFor();
  expect(await databases(page)).toEqual(before);
  await page.reload();
  await page.locator('main h1').waitFor();
  expect(await page.getByText(nameB).count()).toBe(0);
});

it('adds it in two steps, and shows it alone, without network too', async () => {
  const { page } = browser;
  await bring(page);
  await page.getByRole('button', { name: 'Add it as a second guide' }).click();
  await tapAndRestart(page, 'Yes, add it');
  await page.getByText('A guide that you added').waitFor();
  await page.getByText(nameB).first().waitFor();
  await a.switchOff();
  await page.reload();
  await page.getByText('A guide that you added').waitFor();
  await openScreen(page, 'seat/NA-130');
  await page.locator('#ballot-NA-130').getByText('Second Person').first().waitFor();
  // The app itself stays the one that came from here.
  await page.getByText('Saved: works without internet').waitFor();
  expect(await workers(page)).toEqual(files.workers);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await openScreen(page, 'kept');
  await page.getByText('2 guides').waitFor();
  // The first publisher's own link, met under the second one: both are shown, and the way there.
  await page.goto(installLink(a.url, files.idA, 'NA-130'));
  await page.getByText('ANOTHER PUBLISHER', { exact: true }).waitFor();
  await tapAndRestart(page, 'Open that guide');
  await page.getByText('The guide that came with this app').waitFor();
  await page.locator('#ballot-NA-130 img').first().waitFor();
  expect(await page.locator('#ballot-NA-130').getByText('Second Person').count()).toBe(0);
  await a.switchOn();
});

it('changes in all tabs, and removes with undo', async () => {
  const { page, context } = browser;
  const tab = await context.newPage();
  await tab.goto(`${a.url}#/who`);
  await tab.getByText('The guide that came with this app').waitFor();
  await openScreen(page, 'guides');
  await guide(page, files.idA).getByText('In use now').waitFor();
  await Promise.all([
    page.waitForEvent('load'),
    tab.waitForEvent('load'),
    guide(page, files.idB).getByRole('button', { name: 'Use this one' }).click(),
  ]);
  await Promise.all([page, tab].map((each) => each.getByText('A guide that you added').waitFor()));
  await openScreen(page, 'guides');
  await Promise.all([
    page.waitForEvent('load'),
    tab.waitForEvent('load'),
    guide(page, files.idB).getByRole('button', { name: 'Remove' }).click(),
  ]);
  await page.getByText('was removed').waitFor();
  expect(await guide(page, files.idB).count()).toBe(0);
  expect(await guide(page, files.idA).getByRole('button', { name: 'Remove' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await guide(page, files.idB).waitFor();
  await guide(page, files.idB).getByRole('button', { name: 'Remove' }).click();
  await page.getByText('was removed').waitFor();
  await openScreen(page, 'who');
  await expect.poll(() => databases(page)).toEqual([`nishan:/:${files.idA.slice(0, 32)}`, 'nishan:/:guides']);
  await tab.close();
});

it('deletes everything, whichever guide is in use', async () => {
  const { page } = browser;
  await bring(page);
  await page.getByRole('button', { name: 'Add it as a second guide' }).click();
  await tapAndRestart(page, 'Yes, add it');
  await page.getByText('A guide that you added').waitFor();
  await openScreen(page, 'kept');
  await page.getByRole('button', { name: 'Delete the guide and my choices' }).click();
  await page.getByRole('button', { name: 'Yes, delete' }).click();
  await page.getByText('Nothing of the guide is left').waitFor();
  expect(await databases(page)).toEqual([]);
  expect(await page.getByText('A guide that you added').count()).toBe(0);
});
