// A phone that took edition 1 from an origin, and what it shows while origins misbehave: the seat's card, and the screen
// of sources. Each phone begins with a copy of one profile, so that nothing of one test is left in another.
import { cp } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { type Launched, launchChromium, makeProfile } from '../browsers/browser.ts';
import { waitForKeptWorker } from '../browsers/kept.ts';
import { type Editions, makeEditions, newSymbol } from '../mirrors/editions.ts';
import { type Origin, type Origins, openOrigins } from '../servers/origins.ts';

const names = ['one.test', 'two.test', 'three.test'] as const;
const seat = '#/seat/NA-130';

/** Three origins, a guide that names them, and the profile of a phone that has edition 1. */
export interface Network {
  readonly editions: Editions;
  /** The phone came from `one`. */
  readonly one: Origin;
  readonly two: Origin;
  readonly three: Origin;
  /** A phone as it was after the installation; its app is not open yet. */
  phone(): Promise<Phone>;
  /** Honest origins of edition 1 again. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface Phone {
  readonly page: Page;
  /** Opens the app anew at the seat. @returns once the card shows */
  open(): Promise<void>;
  /** Everything that stands on the card of the seat. */
  card(): Promise<string>;
  /** Opens the screen of sources. */
  openSources(): Promise<void>;
  /** The result that the screen of sources shows for a mirror; "testing" while it is asked. */
  resultOf(origin: Origin): Promise<string>;
  /** Presses a mirror's own test button. */
  test(origin: Origin): Promise<void>;
  close(): Promise<void>;
}

/** @param rotates edition 2 comes with the next root */
export async function openNetwork(rotates = false): Promise<Network> {
  const editions = await makeEditions({ mirrors: names.map((name) => `https://${name}/`), rotates });
  const origins = await openOrigins(names, { dir: editions.one, olderDir: editions.one, strange: ['two.test'] });
  const [one, two, three] = origins.all;
  if (!one || !two || !three) throw new TypeError('three names are three origins');
  const installed = await makeProfile();
  await install(installed.dir, one, origins);
  return {
    editions,
    one,
    two,
    three,
    async phone() {
      const profile = await makeProfile();
      await cp(installed.dir, profile.dir, { recursive: true, verbatimSymlinks: true });
      const browser = await launchChromium({ profile: profile.dir, args: origins.args });
      return phoneOf(browser, one, () => profile.remove());
    },
    async reset() {
      for (const origin of origins.all) {
        await origin.misbehave('honest');
        await origin.publish(editions.one);
      }
    },
    async close() {
      await origins.close();
      await installed.remove();
      await editions.remove();
    },
  };
}

async function install(profile: string, from: Origin, origins: Origins): Promise<void> {
  const browser = await launchChromium({ profile, args: origins.args });
  await browser.page.goto(from.url + seat);
  await browser.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  // All of it, so that no look at edition 2 has more to bring than what is new.
  await browser.page.evaluate(() => {
    location.hash = '#/kept';
  });
  await browser.page.getByText('4 of 4 regions · With pictures').waitFor({ timeout: 30_000 });
  await waitForKeptWorker(profile, from.url);
  await browser.close();
}

function phoneOf(browser: Launched, from: Origin, remove: () => Promise<void>): Phone {
  const { page } = browser;
  const row = (origin: Origin) => page.locator(`[data-mirror="${origin.url}"]`);
  return {
    page,
    async open() {
      // Another page first: the same address with another hash would not load anew.
      await page.goto('about:blank');
      await page.goto(from.url + seat);
      await page.locator('#ballot-NA-130 img').first().waitFor({ timeout: 30_000 });
    },
    card: () => page.locator('#ballot-NA-130').innerText(),
    async openSources() {
      await page.evaluate(() => {
        location.hash = '#/sources';
      });
      await page.locator('[data-mirror]').first().waitFor();
    },
    async resultOf(origin) {
      const isAsked = (await row(origin).locator('button', { hasText: 'Test' }).count()) === 0;
      return isAsked ? 'testing' : ((await row(origin).getAttribute('data-result')) ?? '');
    },
    test: (origin) => row(origin).getByRole('button', { name: 'Test', exact: true }).click(),
    async close() {
      await browser.close();
      await remove();
    },
  };
}

/** The name, on the card, of what the candidate has in edition 2, and had in edition 1. */
export const symbols = { newer: new RegExp(`^${newSymbol}$`, 'im'), older: /^Apple$/m } as const;
