// A box without internet, in real Chromium: with a certificate a phone installs from it, takes a second edition and goes
// offline; without one the page says so and gives a file that verifies.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { type Launched, type LaunchOptions, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { makeAuthority } from '../../harness/servers/authority.ts';

/** What Android asks for when it joins a network; here it leads to the box, as every name does in its network. */
const probe = 'http://connectivitycheck.gstatic.com/generate_204';

const command = fileURLToPath(new URL('../../../bin/nishan.mjs', import.meta.url));

let home: string;
let mirror: Mirror;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-box-test-'));
  mirror = await makeMirror();
});
afterAll(async () => {
  await mirror?.remove();
  await rm(home, { recursive: true, force: true });
});

interface RunningBox {
  /** Of the page. */
  readonly port: number;
  stop(): Promise<void>;
}

/** The command as a publisher runs it, on free ports of loopback. */
async function startedBox(...args: readonly string[]): Promise<RunningBox> {
  const all = [command, 'box', mirror.dir, '--host', '127.0.0.1', '--port', '0', '--http-port', '0', ...args];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (part: Buffer): void => {
    said += String(part);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const gone = new Promise((resolve) => void child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await gone;
  };
  onTestFinished(stop);
  await vi.waitFor(() => expect(said).toContain('Ctrl+C'), 60_000);
  return { port: Number(/http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1]), stop };
}

/** A phone in the box's network, where every name is the box. */
async function phone(boxPort: number, options: LaunchOptions = {}): Promise<Launched> {
  const rules = `MAP *:80 127.0.0.1:${boxPort},MAP * 127.0.0.1`;
  const args = [`--host-resolver-rules=${rules}`, ...(options.args ?? [])];
  const browser = await launchChromium({ ...options, args });
  onTestFinished(() => browser.close());
  return browser;
}

async function isWithinWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}

describe('a box with a certificate', () => {
  it('is found by the page that opens by itself, installs, updates, and is not needed any more', async () => {
    const authority = await makeAuthority();
    const pair = await authority.issue(['guide.test']);
    const files = { cert: join(home, 'cert.pem'), key: join(home, 'key.pem') };
    await writeFile(files.cert, pair.cert);
    await writeFile(files.key, pair.key);
    const lent = await startedBox('--cert', files.cert, '--key', files.key);
    const { page, context } = await phone(lent.port, { args: authority.args });
    await page.goto(probe);
    await page.getByText('The box can do this for 29 more days.').waitFor();
    expect(await isWithinWidth(page)).toBe(true);
    await page.getByRole('link', { name: /^https:\/\/guide\.test/ }).click();
    await page.waitForURL(/^https:\/\/guide\.test:\d+\//);

    await page.goto(`${new URL(page.url()).origin}/#/seat/NA-130`);
    const card = page.locator('#ballot-NA-130');
    await card.getByText('Mehrab Barfabi').waitFor({ timeout: 30_000 });
    await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
    await waitForWorker(page);
    const session = await context.newCDPSession(page);
    expect(await session.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });

    const table = join(mirror.guideDir, 'candidates.csv');
    await writeFile(table, (await readFile(table, 'utf8')).replaceAll('Mehrab Barfabi', 'Mehrab Barfabadi'));
    await mirror.rebuild();
    await page.reload();
    await card.getByText('Mehrab Barfabadi').waitFor({ timeout: 30_000 });
    await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });

    await lent.stop();
    await page.reload();
    await card.getByText('Mehrab Barfabadi').waitFor({ timeout: 30_000 });
  });
});

describe('a box without a certificate', () => {
  it('says that nothing can be installed here, and gives a file that a phone takes', async () => {
    const lent = await startedBox();
    const { page } = await phone(lent.port);
    await page.goto(probe);
    await page.getByText('This box cannot install the app').waitFor();
    expect(await page.locator('script, iframe, img').count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save' }).first().click(),
    ]);
    const bytes = new Uint8Array(await readFile(await download.path()));
    const root = await readFile(join(mirror.dir, 'metadata/1.root.json'));
    const options = { root, now: new Date(), verifiers: ed25519Verifiers, regions: 'all' } as const;
    const outcome = await ingest(memoryVault(), bundleSource(bytes), options);
    expect(outcome).toMatchObject({ kind: 'installed', missing: [] });
  });

  it('lets somebody without the app read who stands and under which symbol', async () => {
    const lent = await startedBox();
    const { page } = await phone(lent.port, { javaScriptEnabled: false });
    await page.goto(probe);
    await page.locator('li', { hasText: 'Surkh Wadi' }).getByRole('link', { name: 'Read' }).click();
    await page.locator('summary', { hasText: 'NA-130' }).first().click();
    await page.getByText('Firoz Khwabzada').first().waitFor();
    expect(await isWithinWidth(page)).toBe(true);
  });

  it.each(['light', 'dark'] as const)('can be read on a small phone in both languages, %s', async (colorScheme) => {
    const lent = await startedBox();
    const { page } = await phone(lent.port, { locale: 'ur-PK', colorScheme });
    await page.goto(probe);
    await page.getByText('یہ ڈبا ایپ نہیں رکھوا سکتا').waitFor();
    await page.getByText('صرف ایک علاقہ').click();
    expect(await isWithinWidth(page)).toBe(true);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText('This box cannot install the app').waitFor();
    await page.getByText('One region only').click();
    expect(await isWithinWidth(page)).toBe(true);
    const heights = await page
      .getByRole('link', { name: 'Save' })
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });
});
