// From an address that is blocked to another one: with a file on one phone, with a code to a second one. Real origins on
// https under names of their own; what one address keeps, the other cannot read.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { readCode } from '../../harness/browsers/read-code.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { type Editions, makeEditions } from '../../harness/mirrors/editions.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { type Origin, type Origins, openOrigins } from '../../harness/servers/origins.ts';

const names = ['one.test', 'two.test', 'old.test', 'other.test'] as const;

let editions: Editions;
let otherPublisher: Mirror;
let origins: Origins;
let one: Origin;
let two: Origin;
let old: Origin;
let other: Origin;
let browser: Launched;

beforeAll(async () => {
  editions = await makeEditions({ mirrors: names.slice(0, 3).map((name) => `https://${name}/`) });
  // A root of another day is another root: a look-alike with the same pages.
  otherPublisher = await makeMirror({ args: ['--now', exampleDay('2026-11-01T00:00:00Z')] });
  origins = await openOrigins(names, { dir: editions.two });
  [one, two, old, other] = origins.all as [Origin, Origin, Origin, Origin];
  await old.publish(editions.one);
  await other.publish(otherPublisher.dir);
});
beforeEach(async () => {
  browser = await launchChromium({ args: origins.args });
});
afterEach(async () => {
  await browser.close();
  for (const origin of origins.all) {
    await origin.misbehave('honest');
    origin.forgetRequests();
  }
});
afterAll(async () => {
  await origins.close();
  await otherPublisher.remove();
  await editions.remove();
});

/** A voter's phone at the first address, everything saved, the seat remembered. */
async function install(page: Page): Promise<void> {
  await page.goto(`${one.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Remember my seat' }).click();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

async function openHop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Continue on another address' }).click();
  await page.getByText('edition 2, 4 of 4 regions').waitFor();
}

interface Left {
  readonly file: Buffer;
  readonly name: string;
  readonly arrived: Page;
}

/** Leaves for another address by one tap there. */
async function leave(page: Page, to: Origin): Promise<Left> {
  const row = page.locator(`[data-address="${to.url}"]`);
  const [download, arrived] = await Promise.all([
    page.waitForEvent('download'),
    page.context().waitForEvent('page'),
    row.getByRole('link', { name: 'Save file and open' }).click(),
  ]);
  await arrived.waitForLoadState();
  return { file: await readFile(await download.path()), name: download.suggestedFilename(), arrived };
}

async function pick(page: Page, file: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel('Bring the guide from my old address').click(),
  ]);
  await chooser.setFiles({ name: 'guide.nishan', mimeType: 'application/octet-stream', buffer: file });
}

/** All that this address keeps beside the guide's own files. */
function notesOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => {
        open.onsuccess = () => resolve(open.result);
      });
      const all = database.transaction('notes').objectStore('notes').getAllKeys();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      found.push(...all.result);
      database.close();
    }
    return JSON.stringify(found);
  });
}

it('takes the guide along with a file, in two taps on each side, and leaves the seat behind', async () => {
  const { page } = browser;
  await install(page);
  await one.misbehave('refuse');
  await page.reload();
  await page.locator('#ballot-NA-130 img').first().waitFor();
  await openHop(page);
  // The other address gives its app alone: all content comes with the file.
  await two.misbehave('403', /^\/(metadata|targets|blobs|first)\//);
  await old.misbehave('refuse');
  const { file, name, arrived } = await leave(page, two);
  expect(name).toMatch(/^nishan-2-\d{4}-\d\d-\d\d\.nishan$/);
  await expect.poll(() => arrived.url(), { timeout: 10_000 }).toBe(`${two.url}#/hop`);
  await pick(arrived, file);
  await arrived.getByText('Edition 2 is on this phone', { exact: true }).waitFor();
  await arrived.getByText('4 regions came with the file').waitFor();
  expect(await notesOf(arrived)).not.toMatch(/note:(seat|language|tried)/);
  expect(await notesOf(page)).toMatch(/note:seat/);
  await arrived.getByRole('button', { name: 'The number of your seat' }).click();
  await arrived.getByRole('heading', { name: 'The number of your seat' }).waitFor();
  expect(JSON.stringify(await arrived.evaluate(() => history.state))).not.toMatch(/130/);
  await arrived.evaluate(() => {
    location.hash = '#/seat/NA-130';
  });
  await arrived.locator('#ballot-NA-130 img').first().waitFor();
  await arrived.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await two.misbehave('refuse');
  await arrived.reload();
  await arrived.locator('#ballot-NA-130 img').first().waitFor();
});

it('is not led back at an address that has an older edition', async () => {
  const { page } = browser;
  await install(page);
  await openHop(page);
  await one.misbehave('refuse');
  await two.misbehave('refuse');
  const { file, arrived } = await leave(page, old);
  await arrived.getByText('This address is older than the phone that you come from').waitFor({ timeout: 45_000 });
  await pick(arrived, file);
  await arrived.getByText('Edition 2 is on this phone', { exact: true }).waitFor();
  await arrived.evaluate(() => {
    location.hash = '#/who';
  });
  const facts = arrived.locator('dl');
  await facts.waitFor();
  await arrived.getByRole('button', { name: 'Look for a newer edition' }).click();
  await expect
    .poll(() => old.requests.some(({ path }) => path.endsWith('metadata/timestamp.json')), { timeout: 20_000 })
    .toBe(true);
  await arrived.getByRole('button', { name: 'Look for a newer edition' }).waitFor({ timeout: 60_000 });
  expect(await facts.innerText()).toMatch(/Edition\s+2/);
});

it('asks about the file at another publisher, and refuses bytes that were changed', async () => {
  const { page } = browser;
  await install(page);
  await openHop(page);
  const { file } = await leave(page, two);
  // The file alone, where no link warned of it.
  const stranger = await page.context().newPage();
  await stranger.goto(`${other.url}#/hop`);
  await pick(stranger, file);
  await stranger.getByText('This comes from another publisher', { exact: true }).waitFor();
  await stranger.getByText('Who gave it to you?').waitFor();
  await stranger.getByRole('button', { name: 'No, leave it' }).click();
  await stranger.getByText('Nothing of it was kept').waitFor();
  const changed = Buffer.from(file);
  const at = changed.indexOf('"signed"', changed.indexOf('timestamp.json'));
  changed[at + 20] = (changed[at + 20] ?? 0) ^ 1;
  const third = await page.context().newPage();
  await old.misbehave('403', /^\/(metadata|targets|blobs|first)\//);
  await third.goto(`${old.url}#/hop`);
  await pick(third, changed);
  await third.locator('[role=alert]').getByText('refused').waitFor();
});

it('shows a code that a second phone follows, with nothing of the voter in it', async () => {
  const { page } = browser;
  await install(page);
  await openHop(page);
  const row = page.locator(`[data-address="${two.url}"]`);
  await row.getByRole('button', { name: 'For another phone: a code' }).click();
  await row.locator('svg[role=img]').scrollIntoViewIfNeeded();
  const link = await readCode(await page.locator('svg[role=img][aria-label^="Code with the address"]').screenshot());
  expect(link).toMatch(/^https:\/\/two\.test\/#\/hop\/[0-9a-f]{16}\/2\/1$/);
  await one.misbehave('refuse');
  await expectVerdict(link, 'The same publisher as on the other phone', two.url);
  await two.misbehave('refuse');
  await expectVerdict(
    link.replace(two.url, old.url),
    'This address is older than the phone that you come from',
    old.url,
  );
  await expectVerdict(link.replace(two.url, other.url), 'Another publisher: do not go on', other.url);
});

/** Opens a link on a phone that has nothing yet. */
async function expectVerdict(link: string, words: string, address: string): Promise<void> {
  const second = await launchChromium({ args: origins.args });
  try {
    await second.page.goto(link);
    await second.page.getByText(words).waitFor({ timeout: 45_000 });
    await expect.poll(() => second.page.url()).toBe(`${address}#/hop`);
  } finally {
    await second.close();
  }
}
