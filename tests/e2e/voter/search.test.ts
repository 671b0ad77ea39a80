// Typing anything: a name as it sounds, a station, a symbol, nothing that there is, an identity number. Nothing that is
// typed gets into the address.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;
let page: Page;

const field = () => page.getByRole('searchbox');

beforeAll(async () => {
  mirror = await makeMirror();
  browser = await launchChromium();
  page = browser.page;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  // The whole guide comes quietly; what is found then stays where it is.
  await page.goto(new URL('#/search', mirror.url).href);
  await page.getByText('Only what is on this phone is searched. Nothing you type is sent.', { exact: true }).waitFor();
});
beforeEach(async () => {
  await page.goto(new URL('#/search', mirror.url).href);
  await field().waitFor();
});
afterEach(() => {
  expect(new URL(page.url()).search).toBe('');
  expect(new URL(page.url()).hash).toMatch(/^#\/[a-z]+$/);
});
afterAll(async () => {
  await browser?.close();
  await mirror?.remove();
});

it('finds a candidate by the sound of the name, with what marks it on the ballot, and opens it', async () => {
  await field().fill('mehraab shafqi');
  const found = page.getByRole('button', { name: 'Mehrab Shafaqi' });
  await found.waitFor();
  await found.getByRole('img', { name: /candle/i }).waitFor();
  expect(await found.textContent()).toContain('NA-124');
  await found.click();
  await page.getByRole('heading', { name: 'Mehrab Shafaqi' }).waitFor();
});

it('finds in the other script', async () => {
  await field().fill('محراب شفقي');
  await page.getByRole('button', { name: 'Mehrab Shafaqi' }).waitFor();
  await field().fill('chhatri');
  await page.getByRole('button', { name: /Umbrella Who has it/ }).waitFor();
});

it('opens a station in the list of its seat', async () => {
  await field().fill('girls school barfila east');
  const found = page.getByRole('button', { name: 'Girls’ School, Barfila East' });
  await found.first().waitFor();
  expect(await found.first().textContent()).toContain('NA-124');
  await found.first().click();
  await page.getByRole('heading', { name: 'Where to vote' }).waitFor();
  await page.getByText('Girls’ School, Barfila East').first().waitFor();
});

it('shows who has a symbol', async () => {
  await field().fill('umbrela');
  await page.getByRole('button', { name: /Umbrella Who has it/ }).click();
  await page.getByRole('heading', { name: 'Umbrella' }).waitFor();
  await page
    .getByRole('img', { name: /umbrella/i })
    .first()
    .waitFor();
});

it('says what to do where nothing is found', async () => {
  await field().fill('xyzzyq');
  await page.getByText('Nothing found for “xyzzyq”').waitFor();
  await page.getByRole('button', { name: 'Choose your district' }).click();
  await page.getByRole('heading', { name: 'Choose your district' }).waitFor();
});

it.each(['3520212345671', '۳۵۲۰۲-۱۲۳۴۵۶۷-۱'])('throws the identity number %s away', async (number) => {
  await field().fill(number);
  await page.getByText('Never needed here').waitFor();
  expect(await field().inputValue()).toBe('');
  expect(await page.evaluate(() => JSON.stringify(history.state))).not.toMatch(/3520|۳۵۲۰/);
});
