// Real browsers for tests: a small phone's screen, a profile folder that outlives the browser (for cold starts), nothing
// that the browser does by itself. A missing browser fails.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChrome, findHeadlessShell, prepareOldChromium } from './chrome.mjs';

export interface LaunchOptions {
  /** A folder of `makeProfile`: kept over launches. Without it the browser starts new and leaves nothing. */
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
  /** With all that is around a page, too: what installs, launches, shares. Ten times the work to start. */
  readonly isWhole?: boolean;
  /** More switches for the command line. */
  readonly args?: readonly string[];
}

export interface Launched {
  readonly context: BrowserContext;
  /** The first tab. */
  readonly page: Page;
  /** The browser's own process id, to end it as a battery does. */
  pid(): Promise<number>;
  close(): Promise<void>;
}

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
/**
 * What Playwright itself switches off, since the last of these switches is the one that counts; then lists below the
 * address field, which are pages that nobody sees here and which cost more than the page under test.
 */
const noWindow = `--disable-features=${[
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'PaintHolding'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  ...['PreconnectToSearch', 'TcpPortRandomizationWin'],
  ...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup'],
].join()}`;
/** The build is made for one process tree without a GPU process. */
const oldBuild = ['--no-zygote', '--in-process-gpu', '--use-gl=angle', '--use-angle=swiftshader'];

/** A folder for a browser's profile. */
export async function makeProfile(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'nishan-profile-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/**
 * The machine's Chrome or Chromium, as a phone of 360 by 740; without its window where the machine has such a one and the
 * test does not ask for it.
 * @throws Error where there is none
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Launched> {
  const shell = options.isWhole ? null : findHeadlessShell();
  if (shell !== null) return launch(shell, options, []);
  const path = findChrome();
  if (path === null) throw new Error('No Chrome or Chromium: name one in NISHAN_CHROME, or run `npm test`');
  return launch(path, options, [noWindow]);
}

/** The machine's Chrome or Chromium without a page, for tests that open several contexts in it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findHeadlessShell() ?? findChrome();
  if (executablePath === null) throw new Error('No Chrome or Chromium: name one in NISHAN_CHROME, or run `npm test`');
  return chromium.launch({ executablePath, chromiumSandbox: false, args: [...quiet, ...asRoot] });
}

export type Phone = Pick<Launched, 'context' | 'page' | 'close'>;

/** One browser that is many new phones, one after the other: each knows nothing of the others, and starts at once. */
export async function launchPhones(): Promise<{
  newPhone(options?: LaunchOptions): Promise<Phone>;
  close(): Promise<void>;
}> {
  const browser = await launchBrowser();
  return {
    async newPhone(options = {}) {
      const context = await browser.newContext(screenOf(options));
      return { context, page: await context.newPage(), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

function screenOf({ viewport, locale, colorScheme, javaScriptEnabled }: LaunchOptions) {
  return {
    viewport: viewport ?? { width: 360, height: 740 },
    locale: locale ?? 'en-GB',
    colorScheme: colorScheme ?? 'light',
    javaScriptEnabled: javaScriptEnabled ?? true,
    hasTouch: true,
  } as const;
}

/** Chromium 110, the floor that is promised. Only where `hasOldChromium` of chrome.mjs says so. */
export async function launchOldChromium(options: LaunchOptions = {}): Promise<Launched> {
  return launch(await prepareOldChromium(), options, oldBuild);
}

async function launch(executablePath: string, options: LaunchOptions, more: readonly string[]): Promise<Launched> {
  const own = options.profile === undefined ? await makeProfile() : null;
  const dir = options.profile ?? own?.dir ?? '';
  const context = await chromium.launchPersistentContext(dir, {
    executablePath,
    // An app that a test installs is told to the desktop, in files of the one who runs it: not in theirs.
    ...(options.isWhole && { env: { ...process.env, HOME: dir, XDG_DATA_HOME: join(dir, 'share') } }),
    headless: true,
    chromiumSandbox: false,
    args: [...quiet, ...asRoot, ...more, ...(options.args ?? [])],
    ...screenOf(options),
  });
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    pid: () => browserPid(context),
    async close() {
      await context.close();
      await own?.remove();
    },
  };
}

async function browserPid(context: BrowserContext): Promise<number> {
  const browser = context.browser();
  if (!browser) throw new Error('the browser tells nothing about its process');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const main = processInfo.find((one) => one.type === 'browser');
  if (!main) throw new Error('the browser tells nothing about its process');
  return main.id;
}

/** Resolves when a worker controls the page and its first list is stored. */
export async function waitForWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
}
