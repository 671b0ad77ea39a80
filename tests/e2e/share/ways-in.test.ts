// Every way in, in a real browser, the server off: a form that posts to the share target, a drop, a paste, the picker, a
// file that the desktop opens with the app.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Editions, makeEditions } from '../../harness/mirrors/editions.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { type Origin, type Origins, openOrigins } from '../../harness/servers/origins.ts';

let editions: Editions;
let origins: Origins;
let app: Origin;
let other: Origin;
/** Edition 2 as a bundle. */
let bundle: Buffer;
/** Files on disk: the same of 20 MB, that without its end, and 34 MB of something. */
const files = { large: '', cut: '', huge: '', launched: '' };
let browser: Launched;
let system: CDPSession;
/** The installed app's own name. */
let manifestId: string;

beforeAll(async () => {
  editions = await makeEditions({ mirrors: ['https://app.test/'] });
  const file = join(editions.two, '..', 'two.zip');
  const { code, stderr } = await runNishan(
    'export',
    editions.two,
    '--format',
    'bundle',
    '--region',
    'all',
    '--out',
    file,
  );
  if (code !== 0) throw new Error(stderr);
  bundle = await readFile(file);
  const large = await padded(bundle, 20_000_000);
  const written = { large, cut: large.subarray(0, 9_000_000), huge: Buffer.alloc(34_000_000, bundle) };
  for (const name of ['large', 'cut', 'huge'] as const) {
    files[name] = join(editions.two, '..', `${name}.zip`);
    await writeFile(files[name], written[name]);
  }
  files.launched = join(editions.two, '..', 'launched.nishan');
  await writeFile(files.launched, bundle);
  origins = await openOrigins(['app.test', 'other.test'], { dir: editions.one });
  [app, other] = origins.all as [Origin, Origin];
  browser = await launchChromium({ args: origins.args, isWhole: true });
  const { page } = browser;
  await page.goto(`${app.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
  await install(page);
  await app.misbehave('refuse');
});
afterAll(async () => {
  await browser.close();
  await origins.close();
  await editions.remove();
});

/** Installs the app on the desktop, with the kinds of files that it opens. */
async function install(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  manifestId = (await session.send('Page.getAppId')).appId ?? '';
  system = (await page.context().browser()?.newBrowserCDPSession()) as CDPSession;
  await system.send('PWA.install', { manifestId, installUrlOrBundleUrl: app.url });
  const { fileHandlers } = await system.send('PWA.getOsAppState', { manifestId });
  const extensions = fileHandlers.flatMap(({ accepts }) => accepts.flatMap((each) => each.fileExtensions));
  expect(extensions.sort()).toEqual(['.htm', '.html', '.nishan', '.zip']);
}

/** The same bundle with a file in it that no guide names. */
async function padded(zip: Buffer, bytes: number): Promise<Uint8Array> {
  const source = bundleSource(zip);
  const entries = new Map<string, Uint8Array>();
  for (const path of await source.paths()) {
    await source.read(path, { maxBytes: 8_000_000 }, (each) => void entries.set(path, each));
  }
  for (let i = 0; i < 20; i++) entries.set(`zz/${i}`, new Uint8Array((bytes - zip.length) / 20).fill(i));
  return encodeBundle(entries);
}

/** What the inbox still holds, of the app's own page. */
function postsLeft(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('nishan-inbox'));
    const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return counts.reduce((sum, count) => sum + count, 0);
  });
}

/** A form on another site, as the system's share sheet and a carrier's button post it. */
async function post(page: Page, file: string): Promise<void> {
  const url = `${other.url}form`;
  const body = `<!doctype html><form method="post" enctype="multipart/form-data" action="${app.url}share">
    <input type="file" name="file"><input name="title" value="a title"><button>go</button></form>`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  await page.unroute(url);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'go' }).click();
}

it('takes what a form of another site posts, 20 MB, with the server off', async () => {
  const { page } = browser;
  await post(page, files.large);
  await page.getByText('Edition 2 is on this phone').waitFor({ timeout: 30_000 });
  expect(page.url()).toBe(`${app.url}#/take`);
  await page.getByText('1 change against what you had').waitFor();
  await page.getByText('large.zip').waitFor();
  await expect.poll(() => postsLeft(page)).toBe(0);
  // Loaded anew: nothing is taken twice.
  await page.reload();
  await page.getByRole('heading', { name: 'Bring a file' }).waitFor();
  expect(await page.getByText('Edition 2 is on this phone').count()).toBe(0);
  await post(page, files.cut);
  await page.getByText('This file is not whole').waitFor();
  await page.getByText('What was here is still here').waitFor();
  await expect.poll(() => postsLeft(page)).toBe(0);
});

it('asks before it reads what is far too large for a guide, and reads nothing that is thrown away', async () => {
  const { page } = browser;
  await post(page, files.huge);
  await page.getByText('MB were shared with this app').waitFor({ timeout: 30_000 });
  expect(await postsLeft(page)).toBe(1);
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await expect.poll(() => postsLeft(page)).toBe(0);
  await expect.poll(() => page.getByText('MB were shared with this app').count()).toBe(0);
});

it('takes what is dropped on any screen', async () => {
  const { page } = browser;
  await page.goto(`${app.url}#/who`);
  await page.locator('main h1').waitFor();
  const data = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'dropped.zip', { type: 'application/zip' }));
    transfer.items.add(new File(['a photograph'], 'other.txt', { type: 'text/plain' }));
    return transfer;
  }, bundle.toString('base64'));
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await page.locator('li', { hasText: 'other.txt' }).getByText('This file is not a guide').waitFor();
  await page.locator('li', { hasText: 'dropped.zip' }).getByText('You have this edition already').waitFor();
});

it('takes what is pasted: letters of a bundle on any screen, a link into the field', async () => {
  const { page } = browser;
  await page.goto(`${app.url}#/help`);
  await page.reload();
  await page.locator('main h1').waitFor();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, bundle.toString('base64'));
  await page.locator('li', { hasText: 'A text' }).getByText('You have this edition already').waitFor();
  await page.getByLabel('Or paste a text or a link here').evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'https://elsewhere.example/#/seat/NA-130');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await page.getByText('A link to an app like this one').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('#ballot-NA-130').waitFor();
  expect(page.url()).toBe(`${app.url}#/seat`);
});

it('takes several files that are picked at once', async () => {
  const { page } = browser;
  await page.evaluate(() => {
    location.hash = '#/take';
  });
  await page.getByText('Choose files').waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('Choose files').click()]);
  expect(chooser.isMultiple()).toBe(true);
  const mimeType = 'application/octet-stream';
  const changed = Buffer.from(bundle);
  const at = changed.indexOf('"signed"', changed.indexOf('timestamp.json'));
  changed[at + 20] = (changed[at + 20] ?? 0) ^ 1;
  await chooser.setFiles([
    { name: 'changed', mimeType, buffer: changed },
    { name: 'good', mimeType, buffer: bundle },
    { name: 'again', mimeType, buffer: bundle },
  ]);
  await page.locator('li', { hasText: 'changed' }).getByText('refused').waitFor();
  await page.locator('li', { hasText: 'good' }).getByText('You have this edition already').waitFor();
  await page.locator('li', { hasText: 'again' }).getByText('You have this edition already').waitFor();
});

it('takes a file that the desktop opens with the installed app', async () => {
  const { page } = browser;
  await page.goto(`${app.url}#/who`);
  await page.locator('main h1').waitFor();
  await system.send('PWA.launchFilesInApp', { manifestId, files: [files.launched] });
  await page.locator('li', { hasText: 'launched.nishan' }).getByText('You have this edition already').waitFor();
  expect(page.url()).toBe(`${app.url}#/take`);
  await system.send('PWA.launchFilesInApp', { manifestId, files: [files.cut] });
  await page.locator('li', { hasText: 'cut.zip' }).getByText('This file is not whole').waitFor();
  // As the manifest asks: the window that is there, not one more.
  expect(browser.context.pages()).toEqual([page]);
});
