// `npm run shots`: a picture of every screen of the demo, in each language and theme, under shots/ (not committed).
// Arguments: part of a picture's name to make only those; --shell FOLDER for another built app.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChrome } from '../e2e/harness/chrome.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const command = join(top, 'bin/nishan.mjs');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shell: { type: 'string' }, out: { type: 'string', default: join(top, 'shots') } },
});
const only = positionals[0] ?? '';

const languages = ['en', 'ur'];
const themes = ['light', 'dark'];
const sizes = { phone: { width: 360, height: 740 }, small: { width: 320, height: 568 } };

const type = (digits) => async (page) => {
  for (const digit of digits) await page.locator(`[dir=ltr] > button:has-text("${digit}")`).first().click();
};
/** Goes where the app itself would go. */
const go = (place) => (page) =>
  page.evaluate((to) => {
    const state = {
      seats: [],
      contest: '',
      row: 0,
      typed: '',
      district: -1,
      page: '',
      isAnother: false,
      depth: 1,
      ...to,
    };
    history.pushState(state, '', `#/${to.screen}`);
    dispatchEvent(new PopStateEvent('popstate', { state }));
  }, place);

/** Another address, as somebody would give it. */
const addFriend = async (page) => {
  await go({ screen: 'sources' })(page);
  await page.locator('form input').fill('https://guide.friend.example/nishan/');
  await page.locator('form button').first().click();
};
const tellWorker = (type) => (page) =>
  page.evaluate((message) => navigator.serviceWorker.controller?.postMessage({ type: message }), type);

/** Each screen with what leads to it. `whole` takes the whole page, not only what a phone shows at once. */
const screens = {
  'find-empty': { steps: go({ screen: 'find' }) },
  'find-130': { steps: type('130') },
  'find-none': { steps: type('999') },
  'find-identity': { steps: type('1234512345671') },
  'seat-backed': { steps: go({ screen: 'seat', seats: ['NA-130'] }), whole: true },
  'seat-second': { steps: go({ screen: 'seat', seats: ['PA-130'] }), whole: true },
  'seat-list': { steps: go({ screen: 'seat', seats: ['PA-124'] }) },
  'seat-postponed': { steps: go({ screen: 'seat', seats: ['PA-126'] }) },
  'seat-review': { steps: go({ screen: 'seat', seats: ['PA-121'] }) },
  'seat-incomplete': { steps: go({ screen: 'seat', seats: ['NA-128'] }), whole: true },
  'seat-referendum': { steps: go({ screen: 'seat', seats: ['RF-1'] }) },
  'seat-unknown': { steps: go({ screen: 'seat', seats: ['XX-9'] }) },
  candidates: { steps: go({ screen: 'candidates', contest: 'NA-130', seats: ['NA-130'] }), whole: true },
  candidate: { steps: go({ screen: 'candidate', contest: 'NA-130', row: 1, seats: ['NA-130'] }) },
  list: { steps: go({ screen: 'list' }) },
  'list-district': { steps: go({ screen: 'list', district: 0 }) },
  'search-empty': { steps: go({ screen: 'search' }) },
  'search-word': { steps: go({ screen: 'search', typed: 'sa' }) },
  'search-none': { steps: go({ screen: 'search', typed: 'qqqq' }) },
  places: { steps: go({ screen: 'places', seats: ['NA-130'] }), whole: true },
  'places-own': { steps: go({ screen: 'places', seats: ['NA-130'], typed: '1303201' }) },
  'places-no-seat': { steps: go({ screen: 'places' }) },
  guidance: { steps: go({ screen: 'guidance' }), whole: true },
  news: { steps: go({ screen: 'news' }), whole: true },
  who: { steps: go({ screen: 'who' }), whole: true },
  sources: { steps: go({ screen: 'sources' }), whole: true },
  kept: { steps: go({ screen: 'kept' }) },
  hop: {
    steps: async (page) => {
      await addFriend(page);
      await go({ screen: 'hop' })(page);
    },
    whole: true,
  },
  'hop-code': {
    steps: async (page) => {
      await addFriend(page);
      await go({ screen: 'hop' })(page);
      await page.locator('[data-address] button').first().click();
    },
    whole: true,
  },
  'hop-other': { steps: go({ screen: 'hop', claim: '0123456789abcdef/12/1' }) },
  ready: { steps: go({ screen: 'ready' }), whole: true },
  drill: {
    steps: async (page) => {
      await tellWorker('drill-begin')(page);
      await go({ screen: 'seat', seats: ['NA-130'] })(page);
    },
  },
  'drill-over': {
    steps: async (page) => {
      await tellWorker('drill-begin')(page);
      await page.waitForTimeout(300);
      await tellWorker('drill-end')(page);
      await page.waitForTimeout(300);
    },
  },
  help: { steps: go({ screen: 'help' }), whole: true },
};

const content = /\/(first|metadata|targets|blobs)\//;
const openSeat = async (page, seat) => {
  await type('130')(page);
  await page.getByText(seat).first().click();
};

/** Each state that a first visit can meet: what is done before the page is opened, and after. */
const states = {
  'too-old': {
    before: (page) => page.clock.setSystemTime('2027-01-25T08:00:00Z'),
    after: (page) => openSeat(page, 'NA-130'),
  },
  'out-of-date': {
    before: (page) => page.clock.setSystemTime('2026-12-20T08:00:00Z'),
    after: (page) => openSeat(page, 'NA-130'),
  },
  fetching: { before: (page) => page.route(content, () => {}), after: (page) => openSeat(page, 'NA-130') },
  'first-digits': { before: (page) => page.route(content, () => {}), after: (page) => type('130')(page) },
  'no-internet': {
    before: (page) => page.route(content, (route) => route.abort()),
    after: (page) => openSeat(page, 'NA-130'),
  },
  offline: {
    before: (page) => page.route(content, (route) => route.abort()),
    after: async (page) => {
      await page.context().setOffline(true);
      await openSeat(page, 'NA-130');
    },
  },
  'not-signed': {
    before: (page) => page.route(content, (route) => route.fulfill({ body: '{"signed":{},"signatures":[]}' })),
    after: (page) => openSeat(page, 'NA-130'),
  },
  'nothing-kept': {
    before: (page) => page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })),
    after: (page) => openSeat(page, 'NA-130'),
  },
  progress: {
    before: (page) =>
      page.route(
        /\/targets\/regions\//,
        (route) => new Promise((done) => setTimeout(() => done(route.continue()), 900)),
      ),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.getByRole('button', { name: /Stop|روکیں/ }).waitFor();
    },
  },
  pull: {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(6_000);
      await page.evaluate(() => {
        const touch = (type, clientY) => {
          const finger = new Touch({ identifier: 1, target: document.body, clientX: 180, clientY });
          dispatchEvent(new TouchEvent(type, { touches: [finger] }));
        };
        touch('touchstart', 100);
        touch('touchmove', 260);
      });
    },
  },
  'nobody-answers': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(3_000);
      await page.route(content, (route) => route.abort());
      await go({ screen: 'who', seats: ['NA-130'] })(page);
      await page.getByRole('button', { name: /Look for a newer|نئی اشاعت دیکھیں/ }).click();
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  'sources-blocked': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(3_000);
      await page.route(content, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Blocked</h1>' }));
      await go({ screen: 'sources', seats: ['NA-130'] })(page);
      await page.locator('[data-mirror] button').first().click();
    },
  },
  'no-pictures': {
    before: (page) => page.route(/\/blobs\//, (route) => route.abort()),
    after: (page) => openSeat(page, 'NA-130'),
  },
};

const home = await mkdtemp(join(tmpdir(), 'nishan-shots-'));
const site = await serve(home);
const browser = await chromium.launch({
  executablePath: findChrome() ?? undefined,
  chromiumSandbox: false,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-quic'],
});
let count = 0;
try {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const language of languages) {
      for (const theme of themes) {
        if (size === 'small' && theme === 'dark') continue;
        await shoot(`${size}-${language}-${theme}`, { viewport, locale: language, colorScheme: theme });
        if (size === 'phone')
          await shootStates(`states-${language}-${theme}`, { viewport, locale: language, colorScheme: theme });
      }
    }
  }
} finally {
  await browser.close();
  site.stop();
  await rm(home, { recursive: true, force: true });
}
console.log(`${count} pictures in ${values.out}`);

async function shoot(name, options) {
  const wanted = Object.entries(screens).filter(([screen]) => `${name}/${screen}`.includes(only));
  if (wanted.length === 0) return;
  await mkdir(join(values.out, name), { recursive: true });
  const context = await browser.newContext({
    ...options,
    deviceScaleFactor: 2,
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(name, error.message));
  await page.goto(`${site.url}#/seat/NA-130`);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(2_500);
  for (const [screen, { steps, whole }] of wanted) {
    await page.evaluate(() => {
      history.pushState(null, '', '#/');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await page.waitForTimeout(60);
    await steps(page);
    await page.waitForTimeout(450);
    await page.screenshot({ path: join(values.out, name, `${screen}.png`), fullPage: false });
    if (whole) await shootWhole(page, join(values.out, name, `${screen}-whole.png`), options.viewport);
    count++;
  }
  await context.close();
}

async function shootStates(name, options) {
  for (const [state, { before, after }] of Object.entries(states)) {
    if (!`${name}/${state}`.includes(only)) continue;
    await mkdir(join(values.out, name), { recursive: true });
    const context = await browser.newContext({ ...options, deviceScaleFactor: 2, hasTouch: true });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(name, state, error.message));
    await before(page);
    await page.goto(site.url);
    await after(page);
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: join(values.out, name, `${state}.png`) });
    count++;
    await context.close();
  }
}

/** On a screen as high as the page, so that the bars stand where they belong. */
async function shootWhole(page, path, viewport) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
  await page.waitForTimeout(150);
  await page.screenshot({ path });
  await page.setViewportSize(viewport);
}

/** Builds the demo and serves it by the command itself. */
async function serve(folder) {
  const guide = join(folder, 'guide');
  const mirror = join(folder, 'mirror');
  await run('init', guide);
  await run('build', guide, '--out', mirror, ...(values.shell ? ['--shell', values.shell] : []));
  const server = spawn(process.execPath, [command, 'serve', mirror, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (data) => {
      said += data;
      const found = /https?:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  return { url, stop: () => server.kill() };
}

function run(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`nishan ${args[0]} ended with ${code}`))));
  });
}
