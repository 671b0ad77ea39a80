// Codes from a screen to a camera: what a film of them brings to a phone that has nothing, what one phone shows, and what
// the scanner says of other codes. Chromium's own fake camera; no server gives any content.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import encodeQr from 'qr';
import decodeQr from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { codeSide } from '../../../src/app/give/frame-code.ts';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { isSameBytes } from '../../../src/core/bytes.ts';
import { openCollector } from '../../../src/core/optical/fountain.ts';
import { parseFrame } from '../../../src/core/optical/frame.ts';
import { openTransfer, packTransfer } from '../../../src/core/optical/transfer.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Film, filmTransfer } from '../../harness/browsers/fake-camera.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';

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

/** What "Give to a friend" saves for a phone with the app. */
async function saveBundle(page: Page): Promise<Uint8Array> {
  await page.evaluate(() => {
    location.hash = '#/give';
  });
  await page.getByRole('button', { name: 'They have it' }).click();
  await page.getByRole('button', { name: 'No internet', exact: true }).click();
  const sheet = page.locator('section', { has: page.getByRole('heading', { name: 'A file for the app' }) });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  return readFile(await download.path());
}

/** Gives the scanner a photograph of a code. */
async function givePhotograph(page: Page, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('From a photograph').click()]);
  const buffer = Buffer.from(encodeQr(text, 'gif', { scale: 4 }));
  await chooser.setFiles({ name: 'photo.gif', mimeType: 'image/gif', buffer });
}

/** The code that is shown now: one point of each module is taken over, and made larger here. */
async function readShown(canvas: Locator): Promise<string> {
  const modules = await canvas.evaluate((element: HTMLCanvasElement, side) => {
    const scale = element.width / side;
    const data = element.getContext('2d')?.getImageData(0, 0, element.width, element.width).data ?? [];
    const isLight = (i: number): boolean =>
      (data[4 * scale * (element.width * Math.floor(i / side) + (i % side))] ?? 0) > 0;
    return Array.from({ length: side * side }, (_, i) => (isLight(i) ? 'w' : 'b')).join('');
  }, codeSide);
  const side = 4 * codeSide;
  const data = Uint8Array.from({ length: side * side * 4 }, (_, i) => {
    const [x, y] = [((i >> 2) % side) >> 2, Math.floor((i >> 2) / side) >> 2];
    return modules[y * codeSide + x] === 'w' ? 255 : 0;
  });
  return decodeQr({ width: side, height: side, data });
}

it('brings a region from a screen to a phone that has nothing, three of ten codes lost', async () => {
  film = await filmTransfer(packTransfer(region), { codesPerSecond: 10, dropped: 0.3, from: 3 });
  const page = await openEmpty(film.args);
  // As on phones whose own detector finds nothing: it has to read a known code before it is used.
  await page.evaluate(() => {
    Object.assign(globalThis, {
      BarcodeDetector: class {
        detect = async () => [];
      },
    });
  });
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.getByText('Edition 1 is on this phone').waitFor({ timeout: 30_000 });
  expect(await hasCamera(page)).toBe(false);
  await page.evaluate(() => {
    location.hash = '#/seat/NA-130';
  });
  await page.locator('#ballot-NA-130 img').first().waitFor();
  expect(new URL(page.url()).hash).toBe('#/seat');
  // What this phone would give to the next one is, byte by byte, what was sent.
  expect(isSameBytes(await saveBundle(page), region)).toBe(true);
});

it('shows codes from which another phone puts the guide together, and nothing of the voter', async () => {
  browser = await launchChromium();
  const { page } = browser;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Give to a friend' }).click();
  await page.getByRole('button', { name: 'They have it' }).click();
  await page.getByRole('button', { name: 'No internet', exact: true }).click();
  await page.getByRole('button', { name: 'Show the codes' }).click();
  const canvas = page.locator('canvas');
  await canvas.waitFor();
  await page.getByRole('button', { name: '12' }).click();
  const collector = openCollector();
  const deadline = Date.now() + 60_000;
  while (collector.result() === null && Date.now() < deadline) collector.take(parseFrame(await readShown(canvas)));
  const file = openTransfer(collector.result() ?? new Uint8Array());
  const paths = await bundleSource(file).paths();
  expect(paths).toContain('metadata/timestamp.json');
  expect(paths.filter((path) => !/^(metadata|targets|blobs)\//.test(path))).toEqual([]);
  await page.getByRole('button', { name: 'Pause' }).click();
  const still = await readShown(canvas);
  await page.waitForTimeout(400);
  expect(await readShown(canvas)).toBe(still);
});

it('says what it cannot use, lets the camera go, and names the other ways', async () => {
  film = await filmTransfer(new Uint8Array(24_000).fill(7), { codesPerSecond: 10, dropped: 0 });
  const page = await openEmpty(film.args);
  // Of fewer words than a message: those are compared with the list.
  await givePhotograph(page, 'tel:00000');
  await page.getByText('This code is not from a voter guide').waitFor();
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.locator('[data-transfer]').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  expect(await hasCamera(page)).toBe(false);
  expect(Number(await page.locator('progress').getAttribute('value'))).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Go on receiving' }).click();
  await page.getByText('was damaged and was thrown away').waitFor({ timeout: 30_000 });
  expect(await hasCamera(page)).toBe(false);
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.locator('[data-transfer]').waitFor();
  const held = await page.evaluateHandle(() => document.querySelector('video')?.srcObject as MediaStream);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('heading', { name: 'Help' }).waitFor();
  expect(await held.evaluate((stream) => stream.active)).toBe(false);
});

it('says where the camera is not allowed, and takes one code from a photograph', async () => {
  const page = await openEmpty(['--deny-permission-prompts']);
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.getByText(/The camera was not allowed|No camera can be used here/).waitFor();
  await givePhotograph(page, 'https://x.example/#/hop/0123456789abcdef/3/1');
  await page.getByRole('heading', { name: 'Continue on another address' }).waitFor();
  expect(page.url()).toMatch(/#\/hop$/);
  await page.goBack();
  await givePhotograph(page, `NISHAN:WHO:${'0123456789ABCDEF'.repeat(4)}:3:1`);
  await page.waitForURL(/#\/compare$/);
  await page.goBack();
  await givePhotograph(page, `https://x.example/#/s/${'A'.repeat(60)}`);
  await page.waitForURL(/#\/slip$/);
  await page.goBack();
  // A friend's mirror: shown, and asked by nobody before the voter adds it.
  await givePhotograph(page, 'https://friend.example/guide/');
  await page.waitForURL(/#\/sources$/);
  expect(await page.getByRole('textbox').inputValue()).toBe('https://friend.example/guide/');
});
