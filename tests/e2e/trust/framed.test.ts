// The app and a seat's page in a frame of another site, from a host that sets no header: a policy in the page itself cannot
// forbid frames. Nothing can be pressed in there, and nothing is kept.
import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchPhones, type Phone } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const stranger = 'http://stranger.example/';

let mirror: Mirror;
let phones: Awaited<ReturnType<typeof launchPhones>>;
let phone: Phone;

beforeAll(async () => {
  [mirror, phones] = await Promise.all([makeMirror(), launchPhones()]);
});
beforeEach(async () => {
  phone = await phones.newPhone();
  await phone.page.context().route(`${mirror.url}**`, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, 'x-frame-options': __, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
});
afterEach(async () => {
  // The rest of the country is on its way through the route when a test ends.
  await phone.page.context().unrouteAll({ behavior: 'ignoreErrors' });
  await phone.close();
});
afterAll(async () => {
  await phones?.close();
  await mirror?.remove();
});

/** @returns what the frame of a page at `around` shows */
async function frameOf(around: string, path: string): Promise<{ readonly page: Page; readonly frame: Frame }> {
  const { page } = phone;
  const html = `<!doctype html><title>x</title><iframe width="360" height="600" src="${mirror.url}${path}"></iframe>`;
  await page.route(around, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(around);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('there is no frame');
  return { page, frame };
}

it.each(['#/seat/NA-130', '#/guides'])('another site gets one sentence and a way out (%j)', async (path) => {
  const { page, frame } = await frameOf(stranger, path);
  const link = frame.getByRole('link', { name: 'Open the guide by itself' });
  await link.waitFor();
  expect(await frame.getByRole('button').count()).toBe(0);
  expect(await frame.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  const opened = page.context().waitForEvent('page');
  await link.click();
  const own = await opened;
  await own.getByRole('button', { name: 'Help', exact: true }).waitFor();
  expect(await own.evaluate(() => window.opener)).toBeNull();
  await own.close();
});

it('the page of a seat stays a copy in there', async () => {
  const { frame } = await frameOf(stranger, 's/NA-130.html');
  await frame.getByText('Mehrab Barfabi').waitFor();
  await frame.waitForFunction(() => document.getElementById('app') !== null);
  expect(await frame.getByRole('button').count()).toBe(0);
  expect(await frame.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

it('its own pages may stand around it', async () => {
  const { frame } = await frameOf(`${mirror.url}around.html`, '');
  await frame.getByRole('button', { name: 'Help', exact: true }).waitFor();
});
