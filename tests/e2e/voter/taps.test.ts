// How many taps an answer costs, counted by the page itself: from a cold start of the saved app, with the mirror gone.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Launched, launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { waitForKeptWorker } from '../../harness/browsers/kept.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let phone: Launched;
let page: Page;

beforeAll(async () => {
  mirror = await makeMirror();
  profile = await makeProfile();
  const first = await launchChromium({ profile: profile.dir });
  await first.page.goto(`${mirror.url}#/seat/NA-130`);
  await first.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  // The rest of the country, for a seat that was not looked at.
  await first.page.getByRole('button', { name: 'Help' }).click();
  await first.page.getByRole('button', { name: 'Kept on this phone' }).click();
  await first.page.getByText('4 of 4 regions · With pictures').waitFor({ timeout: 30_000 });
  await waitForKeptWorker(profile.dir, mirror.url);
  await first.close();
  await mirror.switchOff();
  phone = await launchChromium({ profile: profile.dir });
});
beforeEach(async () => {
  page = await phone.context.newPage();
  await page.addInitScript(() => {
    const counted = window as unknown as { taps: number };
    counted.taps = 0;
    addEventListener('click', ({ isTrusted }) => (counted.taps += isTrusted ? 1 : 0), { capture: true });
  });
  await page.goto(mirror.url);
  await page.getByRole('heading', { name: 'The number of your seat' }).waitFor();
});
afterEach(async () => {
  await page.close();
});
afterAll(async () => {
  await phone.close();
  await profile.remove();
  await mirror.remove();
});

const taps = (): Promise<number> => page.evaluate(() => (window as unknown as { taps: number }).taps);
const tap = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const bar = (name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main places' }).getByRole('button', { name, exact: true }).click();

async function typeDigits(digits: string): Promise<void> {
  for (const digit of digits) await tap(digit);
  expect(await taps()).toBe(digits.length);
}

/** The answer: the ballot with its symbol drawn. */
const cardOf = (seat: string): Promise<void> => page.locator(`#ballot-${seat} img`).first().waitFor();

async function openCard(): Promise<number> {
  await typeDigits('134');
  await page.getByRole('button', { name: 'PA-134' }).click();
  await cardOf('PA-134');
  return taps();
}

it('leads from the digits to the card in two taps at most', async () => {
  expect((await openCard()) - '134'.length).toBeLessThanOrEqual(2);
});

it('leads to the card in three taps at most where several seats have the number', async () => {
  await typeDigits('130');
  await page.getByRole('button', { name: 'PA-130' }).waitFor();
  await page.getByRole('button', { name: 'NA-130' }).click();
  await cardOf('NA-130');
  expect((await taps()) - '130'.length).toBeLessThanOrEqual(3);
});

it('leads from the card to "where", to "when" and to what to bring in two taps at most', async () => {
  const atCard = await openCard();
  await bar('Where');
  await page.getByText(/\d+ polling stations?/).waitFor();
  await page.getByRole('button', { name: /^Voting day · / }).click();
  await page
    .getByText(/8 am|8:00/)
    .first()
    .waitFor();
  expect((await taps()) - atCard).toBeLessThanOrEqual(2);
  await page.goBack();
  await page.getByText(/\d+ polling stations?/).waitFor();
  await page.goBack();
  await cardOf('PA-134');
  const atCardAgain = await taps();
  await bar('How');
  await page.getByRole('button', { name: 'What to bring' }).click();
  await page.getByRole('heading', { name: 'What to bring', level: 1 }).waitFor();
  await page.locator('main ol li').first().waitFor();
  expect((await taps()) - atCardAgain).toBeLessThanOrEqual(2);
});

it('goes back a screen with the phone’s Back, to where the digits still stand, and then out', async () => {
  const steps = ['The number of your seat', 'PA-134', 'Where to vote', 'How to vote', 'What changed'];
  const heading = (name: string): Promise<void> => page.getByRole('heading', { name, level: 1 }).waitFor();
  await openCard();
  // A screen that is overtaken while it loads was never shown, and is no step: each is seen before the next press.
  for (const [place, name] of [
    ['Where', 'Where to vote'],
    ['How', 'How to vote'],
    ['News', 'What changed'],
  ] as const) {
    await bar(place);
    await heading(name);
  }
  for (const name of steps.slice(1, -1).reverse()) {
    await page.goBack();
    await heading(name);
  }
  await page.goBack();
  await page.getByRole('button', { name: 'PA-134' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('134');
  expect(await page.evaluate(() => (history.state as { readonly depth: number }).depth)).toBe(0);
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});

it('begins where it was after the tab was thrown away, with the way back', async () => {
  await openCard();
  await bar('Where');
  await page.getByRole('heading', { name: 'Where to vote' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Where to vote' }).waitFor();
  await tap('Back');
  await cardOf('PA-134');
});
