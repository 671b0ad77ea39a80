// Guides side by side in a real browser: two publishers' mirrors on two ports, a stranger's file that is declined, then
// added, the card of each, two tabs, no network, removing with undo, and a deletion that leaves no database.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installLink } from '../../src/core/install-link.ts';
import { guideId } from '../../src/core/tuf/guide-id.ts';
import { type Launched, launchChromium, waitForWorker } from './harness/browser.ts';
import { type Mirror, makeMirror, runNishan } from './harness/mirror.ts';

const nameB = 'Second House';
let home: string;
let a: Mirror;
let b: Mirror;
let browser: Launched;
const files = { bundle: '', idA: '', idB: '' };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-guides-'));
  const guideDir = join(home, 'guide');
  await succeed('init', guideDir);
  await change(join(guideDir, 'guide.yaml'), /^( {2}name:\n {4}en: ).*$/m, `$1${nameB}`);
  await change(join(guideDir, 'candidates.csv'), /^(NA-130,2,)[^,]*/m, '$1Second Person');
  // A root of another day is another root.
  [a, b] = await Promise.all([makeMirror(), makeMirror({ guideDir, args: ['--now', '2026-11-01T00:00:00Z'] })]);
  files.bundle = join(home, 'b.zip');
  await succeed('export', b.dir, '--format', 'bundle', '--region', 'all', '--out', files.bundle);
  [files.idA, files.idB] = (await Promise.all(
    [a, b].map(async ({ dir }) => guideId(await readFile(join(dir, 'metadata/1.root.json')))),
  )) as [string, string];
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await a.remove();
  await b.remove();
  await rm(home, { recursive: true, force: true });
});

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(stderr);
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
const guide = (page: Page, id: string) => page.locator(`[data-guide="${id}"]`);

it('asks before it adds a stranger’s guide, and keeps nothing of it where the voter declines', async () => {
  const { page } = browser;
  await page.goto(`${a.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
  const before = await databases(page);
  expect(before).toEqual([`nishan:/:${files.idA.slice(0, 32)}`]);
  await bring(page);
  await page.getByText('Who gave it to you?').waitFor();
  await page.getByText(nameB).first().waitFor();
  const pictures = page.getByRole('img', { name: 'Picture made from the fingerprint' });
  expect(await pictures.count()).toBe(2);
  expect(await pictures.first().innerHTML()).not.toBe(await pictures.last().innerHTML());
  expect(await page.getByRole('button', { name: 'Yes, add it' }).count()).toBe(0);
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
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Yes, delete' }).click();
  await page.getByText('Nothing of the guide is left').waitFor();
  expect(await databases(page)).toEqual([]);
  expect(await page.getByText('A guide that you added').count()).toBe(0);
});
