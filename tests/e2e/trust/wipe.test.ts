// The wipe, in real browsers: held for two seconds in one of two tabs, and nothing of the origin is left in the browser; what
// a search of the profile's files still finds is what the screen says that it cannot delete, and nothing else.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium, launchPhones, makeProfile, type Phone } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let phones: Awaited<ReturnType<typeof launchPhones>>;

beforeAll(async () => {
  [mirror, phones] = await Promise.all([makeMirror(), launchPhones()]);
});
afterAll(async () => {
  await phones.close();
  await mirror.remove();
});

/** A seat that is remembered, the whole guide and the app on the phone. */
async function openSaved(page: Page): Promise<void> {
  await page.goto(mirror.url);
  for (const digit of '130') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'NA-130' }).click();
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Remember my seat on this phone' }).click();
  await page.getByRole('button', { name: 'Remembered on this phone' }).waitFor();
}

const isLeft = (page: Page): Promise<void> => page.waitForURL('about:blank', { timeout: 20_000 });

/** Holds the question mark, as one does from any screen. */
async function openWipe(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help', exact: true }).hover();
  await page.mouse.down();
  await page.getByRole('heading', { name: 'Delete everything at once' }).waitFor();
  await page.mouse.up();
}

async function hold(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hold for two seconds' }).hover();
  await page.mouse.down();
  await isLeft(page);
  await page.mouse.up();
}

/** Everything that a page of this origin can find of what the browser keeps for it. */
function enumerate(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const workers = await navigator.serviceWorker.getRegistrations();
    return [
      ...databases.map(({ name }) => `database ${name}`),
      ...(await caches.keys()).map((name) => `cache ${name}`),
      ...workers.map(({ scope }) => `worker ${scope}`),
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(document.cookie === '' ? [] : [document.cookie]),
    ];
  });
}

async function left(phone: Phone): Promise<readonly string[]> {
  const page = await phone.context.newPage();
  // A page of the origin that is not the app.
  await page.goto(`${mirror.url}404.html`);
  const found = await enumerate(page);
  await page.close();
  return found;
}

it('leaves nothing of the origin in the browser, in either of two tabs, and no seat behind Back or Forward', async () => {
  const phone = await phones.newPhone();
  const { page, context } = phone;
  await openSaved(page);
  const other = await context.newPage();
  await other.goto(mirror.url);
  await other.locator('#ballot-NA-130 img').first().waitFor();
  await other.evaluate(() => {
    localStorage.setItem('host', 'x');
    // biome-ignore lint/suspicious/noDocumentCookie: what a host may do
    document.cookie = 'host=x';
  });
  const stay = await context.newPage();
  await stay.goto(`${mirror.url}404.html`);
  const before = await enumerate(stay);
  expect(before.join('\n')).toMatch(/database nishan:[\s\S]*cache nishan-shell[\s\S]*worker /);
  await page.getByRole('button', { name: 'How', exact: true }).click();
  await page.getByRole('heading', { name: 'How to vote' }).waitFor();
  await page.bringToFront();
  await openWipe(page);
  await hold(page);
  await isLeft(other);
  // Under load this tab's process hears of the others' local storage and cookies a moment later.
  await expect.poll(() => enumerate(stay)).toEqual([]);
  for (const tab of [page, other]) {
    const seen: string[] = [];
    for (const step of ['goBack', 'goForward', 'goForward', 'goBack'] as const) {
      await tab[step]({ timeout: 3_000 }).catch(() => null);
      seen.push(tab.url());
      expect(JSON.stringify(await tab.evaluate(() => history.state))).not.toMatch(/130/);
      expect(await tab.locator('#app').count()).toBe(0);
    }
    expect(new Set(seen)).toEqual(new Set(['about:blank', `${mirror.url}404.html`]));
  }
  expect(await enumerate(stay)).toEqual([]);
  await phone.close();
});

it('does nothing when it is let go, works by keys and by two taps, offline too', async () => {
  const phone = await phones.newPhone();
  const { page } = phone;
  await openSaved(page);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: 'Delete everything at once' }).click();
  const button = page.getByRole('button', { name: 'Hold for two seconds' });
  await button.click({ delay: 300 });
  await page.getByText('nothing was deleted').waitFor();
  expect((await left(phone)).length).toBeGreaterThan(2);
  await mirror.switchOff();
  try {
    await page.reload();
    await button.focus();
    await page.keyboard.down('Enter');
    await page.getByText('Keep holding').waitFor();
    await page.keyboard.up('Enter');
    await button.waitFor();
    await page.getByRole('button', { name: 'I cannot hold' }).click();
    await page.getByRole('button', { name: 'Delete now' }).click();
    await isLeft(page);
  } finally {
    await mirror.switchOn();
  }
  expect(await left(phone)).toEqual([]);
  await phone.close();
});

/** What was looked at, and what the voter asked to keep. */
const looked = ['NA-130', 'Mehrab Barfabi', 'محراب برف آبی'];
const publisher = 'Election Notebook of Khwabistan';

/** Where these may stand, as the screen says: what is not overwritten yet, and the tabs that the browser can bring back. */
const ofLooks = /^(IndexedDB|Sessions)\//;
/** And the address with the page's name: history, suggestions, cache, and what browsers note of every site. */
const ofAddress =
  /^(IndexedDB|Sessions|Cache|Code Cache|Service Worker|WebStorage|Network|Local Storage|Session Storage|Site Characteristics Database|shared_proto_db|segmentation_platform)\/|^(History|Favicons|Top Sites|Shortcuts|Preferences|Network Action Predictor|Visited Links)/;

it('leaves on disk what the screen says, and nothing else', async () => {
  const profile = await makeProfile();
  try {
    const phone = await launchChromium({ profile: profile.dir, isWhole: true });
    await openSaved(phone.page);
    await phone.page.getByRole('button', { name: 'Where', exact: true }).click();
    await openWipe(phone.page);
    await hold(phone.page);
    await phone.close();
    const { hostname, port } = new URL(mirror.url);
    const ofVoter = await search(profile.dir, looked);
    const ofHost = await search(profile.dir, [publisher, `${hostname}:${port}`, `${hostname}_${port}`]);
    // biome-ignore lint/suspicious/noConsole: what is found is to be read, and told to voters
    console.log('a search of the profile finds', ofVoter, ofHost);
    expect(ofVoter.filter(([, kind]) => !ofLooks.test(kind))).toEqual([]);
    expect(ofHost.filter(([, kind]) => !ofAddress.test(kind))).toEqual([]);
    // The search works: the browser's own list of tabs has the seat, as the screen says.
    expect(ofHost.map(([, kind]) => kind)).toContain('History');
  } finally {
    await profile.remove();
  }
});

type Found = readonly [word: string, kind: string];

/** In which of the browser's own files these words stand, by kind of file. */
async function search(dir: string, words: readonly string[]): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const kind = relative(dir, path)
      .replace(/^Default[/\\]/, '')
      .replaceAll(/[0-9a-f]{8,}(-[0-9a-f]+)*|\d+/g, '*');
    for (const word of words) {
      if ([Buffer.from(word), Buffer.from(word, 'utf16le')].some((part) => bytes.includes(part)))
        found.set(`${word} ${kind}`, [word, kind]);
    }
  }
  return [...found.values()].sort();
}
