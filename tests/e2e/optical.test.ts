// Codes from a screen to a camera: what a film of them brings to a phone that has nothing, what one phone shows, and what
// the scanner says of other codes. Chromium's own fake camera; no server gives any content.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import decodeQr from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openCollector } from '../../src/core/optical/fountain.ts';
import { parseFrame } from '../../src/core/optical/frame.ts';
import { openTransfer, packTransfer } from '../../src/core/optical/transfer.ts';
import { type Launched, launchChromium } from './harness/browser.ts';
import { type Film, filmTransfer } from './harness/fake-camera.ts';
import { type Mirror, makeMirror, runNishan } from './harness/mirror.ts';

let mirror: Mirror;
let home: string;
let region: Uint8Array;
let browser: Launched | null = null;
let film: Film | null = null;

beforeAll(async () => {
  mirror = await makeMirror();
  home = await mkdtemp(join(tmpdir(), 'nishan-optical-'));
  const file = join(home, 'region.zip');
  const { code, stderr } = await runNishan(
    ...['export', mirror.dir, '--format', 'bundle', '--region', 'surkh-wadi', '--out', file],
  );
  if (code !== 0) throw new Error(stderr);
  region = await readFile(file);
});
afterEach(async () => {
  await browser?.close();
  browser = null;
  await film?.remove();
  film = null;
});
afterAll(async () => {
  await mirror.remove();
  await rm(home, { recursive: true, force: true });
});

/** A phone with the app's shell alone: content is refused to it. */
async function openEmpty(args: readonly string[]): Promise<Page> {
  browser = await launchChromium({ args });
  const { page } = browser;
  await page.route(/\/(metadata|targets|blobs|first)\//, (route) => route.abort());
  await page.goto(`${mirror.url}#/scan`);
  await page.getByRole('heading', { name: 'Receive with the camera' }).waitFor();
  return page;
}

/** Whether the page still holds a camera. */
function hasCamera(page: Page): Promise<boolean> {
  return page.evaluate(() => Boolean((document.querySelector('video')?.srcObject as MediaStream | null)?.active));
}

it('brings a region from a screen to a phone that has nothing, three of ten codes lost', async () => {
  film = await filmTransfer(packTransfer(region), { codesPerSecond: 10, dropped: 0.3, from: 3 });
  const page = await openEmpty(film.args);
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.getByText('Edition 1 is on this phone').waitFor({ timeout: 30_000 });
  expect(await hasCamera(page)).toBe(false);
  await page.evaluate(() => {
    location.hash = '#/seat/NA-130';
  });
  await page.locator('#ballot-NA-130 img').first().waitFor();
  const address = new URL(page.url());
  expect(address.hash).toBe('#/seat');
});
