// `npm run shots`: a picture of every screen of the demo in each size, language and theme, and contact sheets of them,
// under shots/ (not committed). Arguments: part of a picture's name, "phone-ur-dark/seat", to make only those; --shell
// FOLDER for another built app; --out FOLDER.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { buildWhereStale } from '../../bin/build.mjs';
import { findChrome } from '../harness/browsers/chrome.mjs';
import { makeSheets } from './contact-sheet.mjs';
import { serveDemo } from './demo-site.mjs';
import { screens } from './every-screen.mjs';
import { states } from './every-state.mjs';
import { goHome } from './steps.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shell: { type: 'string' }, out: { type: 'string', default: join(top, 'shots') } },
});
const only = positionals[0] ?? '';

const languages = ['en', 'ur'];
const themes = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  contrast: { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  forced: { colorScheme: 'dark', contrast: 'more', forcedColors: 'active' },
};
/** `tile` is a picture's width on a contact sheet. A zoom of 200 % leaves half the pixels, each twice as large. */
const sizes = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, tile: 360 },
  zoom: { viewport: { width: 160, height: 320 }, deviceScaleFactor: 4, tile: 300 },
  small: { viewport: { width: 320, height: 568 }, deviceScaleFactor: 2, tile: 300 },
  tablet: { viewport: { width: 800, height: 1280 }, deviceScaleFactor: 1, tile: 400 },
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, tile: 620 },
};

// Another built app is as it was given; our own is the one that the sources say.
if (values.shell === undefined) buildWhereStale();
const home = await mkdtemp(join(tmpdir(), 'nishan-shots-'));
const site = await serveDemo(home, values.shell);
const browser = await chromium.launch({
  executablePath: findChrome() ?? undefined,
  chromiumSandbox: false,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-quic'],
});
let count = 0;
try {
  for (const size of Object.keys(sizes)) {
    for (const language of languages) {
      await shootScreens(size, language);
      if (size === 'phone') await shootStates(language);
    }
  }
} finally {
  await browser.close();
  site.stop();
  await rm(home, { recursive: true, force: true });
}
console.log(`${count} pictures in ${values.out}`);

/** One page for all themes of a size and a language. */
async function shootScreens(size, language) {
  const { viewport, deviceScaleFactor, tile } = sizes[size];
  const folders = Object.keys(themes)
    .map((theme) => ({ theme, name: `${size}-${language}-${theme}` }))
    .map((each) => ({ ...each, wanted: Object.entries(screens).filter(([name]) => isWanted(each.name, name)) }))
    .filter(({ wanted }) => wanted.length > 0);
  if (folders.length === 0) return;
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor,
    locale: language,
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(size, language, error.message));
  await page.goto(`${site.url}#/seat/NA-130`);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(1_500);
  // What comes quietly has a line of its own, which would stand on every picture.
  await page.locator('progress').first().waitFor({ state: 'detached' });
  for (const { theme, name, wanted } of folders) {
    const folder = join(values.out, name);
    await mkdir(folder, { recursive: true });
    await page.emulateMedia(themes[theme]);
    for (const [screen, { steps, whole }] of wanted) {
      await goHome(page);
      await page.waitForTimeout(50);
      await steps(page);
      await waitForScreen(page, screen);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(folder, `${screen}.png`) });
      if (whole && size === 'phone') await shootWhole(page, join(folder, `${screen}-whole.png`), viewport);
      count++;
    }
    await makeSheets(folder, tile);
  }
  await context.close();
}

/** A screen's own part of the app is loaded first: until then the pad of the first screen stands there. */
async function waitForScreen(page, screen) {
  if (/^find|^drill-over/.test(screen)) return;
  await page.locator('#app [dir=ltr] > button').first().waitFor({ state: 'detached', timeout: 10_000 });
}

async function shootStates(language) {
  for (const theme of ['light', 'dark']) {
    const folder = join(values.out, `states-${language}-${theme}`);
    const wanted = Object.entries(states).filter(([state]) => isWanted(`states-${language}-${theme}`, state));
    for (const [state, { before, after }] of wanted) {
      await mkdir(folder, { recursive: true });
      const { viewport, deviceScaleFactor } = sizes.phone;
      const context = await browser.newContext({
        viewport,
        deviceScaleFactor,
        locale: language,
        hasTouch: true,
        ...themes[theme],
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(state, language, error.message));
      await before(page);
      await page.goto(site.url);
      await after(page);
      await page.waitForTimeout(2_000);
      await page.screenshot({ path: join(folder, `${state}.png`) });
      count++;
      await context.close();
    }
    if (wanted.length > 0) await makeSheets(folder, sizes.phone.tile);
  }
}

function isWanted(folder, name) {
  return `${folder}/${name}`.includes(only);
}

/** On a screen as high as the page, so that the bars stand where they belong. */
async function shootWhole(page, path, viewport) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
  await page.waitForTimeout(150);
  await page.screenshot({ path });
  await page.setViewportSize(viewport);
}
