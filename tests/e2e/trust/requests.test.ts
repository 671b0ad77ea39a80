// Every request of a whole session, of page and worker, noted by a proxy: none leaves the mirrors that the guide or its voter
// chose; none has a cookie, a referrer, a body, or anything of what the voter typed, looked at or speaks.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Served, serveMirror } from '../../../src/publisher/serve.ts';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { type LoggingProxy, openLoggingProxy } from '../../harness/servers/logging-proxy.ts';

let mirror: Mirror;
/** One that the voter adds: another origin. */
let friend: Served;
let proxy: LoggingProxy;
let phone: Launched;

beforeAll(async () => {
  [mirror, proxy] = await Promise.all([makeMirror(), openLoggingProxy()]);
  friend = await serveMirror({ dir: mirror.dir, port: 0 });
  phone = await launchChromium({ args: proxy.args });
});
afterAll(async () => {
  await phone.close();
  await friend.close();
  await mirror.remove();
  proxy.close();
});

/** What nobody but this voter would type or do. */
const own = ['xerxes mulberry', 'چراغ ظفرانہ', '8264455310', '35202-1234567-1', '1234567', 'sab ko batao', 'Mehrab'];

const tap = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const goTo = (page: Page, screen: string): Promise<void> =>
  page.evaluate((name) => {
    location.hash = `#/${name}`;
  }, screen);

async function liveThrough(page: Page): Promise<void> {
  await page.goto(mirror.url);
  for (const digit of '130') await tap(page, digit);
  await page.getByRole('button', { name: 'NA-130' }).click();
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(page);
  await tap(page, 'Remember my seat on this phone');
  await tap(page, 'Where');
  await page.getByRole('searchbox').fill('8264455310');
  await page.getByText('No polling station found').waitFor();
  await goTo(page, 'search');
  for (const text of ['xerxes mulberry', 'چراغ ظفرانہ']) await page.getByRole('searchbox').fill(text);
  await goTo(page, 'ask');
  for (const question of ['mehraab barfabi ka nishan kya hai', '35202-1234567-1']) {
    await page.getByRole('textbox').fill(question);
    if (/^m/.test(question)) await tap(page, 'Ask this');
  }
  await page.getByText('Never needed here').waitFor();
  await goTo(page, 'check');
  await page.getByRole('textbox').fill('Mehrab Barfabi ka nishan Apple, sab ko batao');
  await tap(page, 'Check it');
  await page
    .getByText('Not on the list')
    .or(page.getByText('Agrees'))
    .or(page.getByText('Cannot be made out'))
    .first()
    .waitFor();
  await goTo(page, 'sources');
  await page.getByLabel('Address', { exact: true }).fill(friend.url);
  await tap(page, 'Add it');
  await expect
    .poll(() => page.locator(`[data-mirror="${friend.url}"]`).getAttribute('data-result'), { timeout: 20_000 })
    .toBe('fine');
  await tap(page, 'Language: اردو');
  await page.locator('main').getByRole('button', { name: 'اردو', exact: true }).click();
  await mirror.rebuild();
  await page.reload();
  for (const screen of ['news', 'day', 'guidance', 'who', 'give', 'ready', 'kept', 'guides', 'about', 'help']) {
    await goTo(page, screen);
    await page.locator('main h1').first().waitFor();
  }
  // A second visit, from the worker, that looks for a newer edition at both.
  await page.goto('about:blank');
  await page.goto(`${mirror.url}#/seat/PA-130`);
  await page.locator('[id^=ballot-]').first().waitFor({ timeout: 30_000 });
  const before = proxy.requests.length;
  await expect
    .poll(() => proxy.requests.slice(before).some(({ url }) => url === `${friend.url}metadata/timestamp.json`), {
      timeout: 30_000,
    })
    .toBe(true);
}

const paths =
  /^\/(\d+\.root\.json|index\.html|manifest\.webmanifest|favicon\.svg|icons\/[\w.-]+|assets\/[\w.-]+(\?look)?|sw-[0-9a-f]+\.js|metadata\/[\w.-]+\.json|targets\/[\w/.-]+|blobs\/[0-9a-f]{64}|first\/[\w-]+\.zip)?$/;
/** What Chromium says by itself, in every request to anybody. */
const usual =
  /^(accept|accept-encoding|accept-language|cache-control|connection|host|if-modified-since|if-none-match|origin|pragma|proxy-connection|purpose|range|sec-[\w-]+|service-worker|upgrade-insecure-requests|user-agent)$/;

it('asks the chosen mirrors alone, and says nothing of the voter', async () => {
  await liveThrough(phone.page);
  const { requests } = proxy;
  const hosts = new Set(requests.map(({ url }) => new URL(url.includes('://') ? url : `https://${url}`).origin));
  expect([...hosts].sort()).toEqual([new URL(mirror.url).origin, new URL(friend.url).origin].sort());
  expect(requests.length).toBeGreaterThan(80);
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(requests.filter(({ body }) => body !== '')).toEqual([]);
  const odd = requests.filter(({ url }) => !paths.test(url.slice(new URL(url).origin.length)));
  expect(odd.map(({ url }) => url)).toEqual([]);
  const names = new Set(requests.flatMap(({ headers }) => Object.keys(headers)));
  expect([...names].filter((name) => !usual.test(name))).toEqual([]);
  const said = JSON.stringify(requests);
  for (const text of [...own, 'NA-130', 'PA-130']) {
    expect([text, said.includes(text), said.includes(encodeURIComponent(text))]).toEqual([text, false, false]);
  }
  // The phone's own language, and not the one that the voter chose.
  expect(requests.filter(({ headers }) => !/^en-GB/.test(headers['accept-language'] ?? 'en-GB'))).toEqual([]);
  // The worker's own requests are among them.
  expect(requests.some(({ headers }) => headers['service-worker'] === 'script')).toBe(true);
  expect(new Set(requests.map(({ headers }) => headers['user-agent'])).size).toBe(1);
});
