// Each state of an edition on every screen: its word, its mark and what is newer stand at the top, whatever is below.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { screens } from '../../../src/app/routes.ts';
import english from '../../../src/words/locales/en.json';
import { type Launched, launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { waitForKeptWorker } from '../../harness/browsers/kept.ts';
import { goTo } from '../../harness/cases/go-to.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

const { words } = english;
const dayMs = 86_400_000;
const inDays = (count: number): Date => new Date(Date.now() + count * dayMs);
const content = /\/(first|metadata|targets|blobs)\//;

let mirror: Mirror;
/** The same guide, whose symbols were final before it was issued. */
let final: Mirror;
const profiles: Record<'early' | 'final', string> = { early: '', final: '' };
const removals: (() => Promise<void>)[] = [];
let browser: Launched | null = null;

beforeAll(async () => {
  mirror = await makeMirror();
  final = await makeMirror();
  const file = join(final.guideDir, 'guide.yaml');
  const guide = await readFile(file, 'utf8');
  await writeFile(
    file,
    guide.replace(/symbolsFinal: '[^']+'/, `symbolsFinal: '${inDays(-30).toISOString().slice(0, 19)}Z'`),
  );
  await final.rebuild();
  profiles.early = await savedPhone(mirror);
  profiles.final = await savedPhone(final);
}, 180_000);
afterEach(async () => {
  await browser?.close();
  browser = null;
});
afterAll(async () => {
  await mirror.remove();
  await final.remove();
  for (const remove of removals) await remove();
});

/** @returns the profile of a phone that has everything */
async function savedPhone({ url }: Mirror): Promise<string> {
  const { dir, remove } = await makeProfile();
  removals.push(remove);
  const phone = await launchChromium({ profile: dir });
  await phone.page.goto(`${url}#/seat/NA-130`);
  await phone.page.getByText(words['seat.saved']).waitFor({ timeout: 30_000 });
  await waitForKeptWorker(dir, url);
  await phone.close();
  return dir;
}

/** A phone as it was saved: what one test does to it is not there in the next. */
async function launchSaved(kind: 'early' | 'final'): Promise<Page> {
  const { dir, remove } = await makeProfile();
  removals.push(remove);
  await cp(profiles[kind], dir, { recursive: true, verbatimSymlinks: true });
  browser = await launchChromium({ profile: dir });
  return browser.page;
}

/** Opens a phone that has everything, without any mirror, at another day. */
async function openAt(kind: 'early' | 'final', day: Date): Promise<Page> {
  const page = await launchSaved(kind);
  await page.route(content, (route) => route.abort());
  await page.clock.setSystemTime(day);
  await page.goto(`${(kind === 'final' ? final : mirror).url}#/seat/NA-130`);
  await page.locator('#ballot-NA-130').waitFor();
  return page;
}

/** What the top of each screen says, and which colour its mark has. */
async function tops(page: Page): Promise<readonly { readonly text: string; readonly tone: string }[]> {
  const found = [];
  for (const screen of screens) {
    await goTo(page, screen);
    const top = page.locator('header[class*=top]');
    const mark = top.locator('button svg[class*=mark]').first();
    found.push({
      text: (await top.innerText()).replace(/\s+/g, ' '),
      tone: /(?:^| )(good|calm|old|bad)[0-9a-z]{1,3}(?: |$)/.exec((await mark.getAttribute('class')) ?? '')?.[1] ?? '',
    });
  }
  return found;
}

async function expectEverywhere(page: Page, word: string, tone: string): Promise<void> {
  const found = await tops(page);
  expect(found).toHaveLength(screens.length);
  expect(found.filter((top) => !top.text.includes(word) || top.tone !== tone)).toEqual([]);
}

it.each([
  ['current', 'early', 0, 'good'],
  ['out-of-date', 'early', 30, 'old'],
  ['too-old', 'early', 64, 'bad'],
  ['root-expired', 'early', 800, 'bad'],
  ['final', 'final', 20, 'calm'],
] as const)('%s', async (state, kind, days, tone) => {
  const page = await openAt(kind, inDays(days));
  await expectEverywhere(page, words[`state.${state}`], tone);
  if (state === 'final') await page.getByText(/checked \d+ days? ago/).waitFor();
  await goTo(page, 'who');
  await page.getByText(words[`state.${state}-text`]).waitFor();
});

it('unusable, once an idle check finds that what is held no longer stands', async () => {
  const page = await openAt('early', inDays(0));
  await page.evaluate(async () => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((each) => each.name?.startsWith('nishan:'));
    const request = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    for (const store of database.objectStoreNames) {
      const cursor = transaction.objectStore(store).openCursor();
      cursor.onsuccess = () => {
        const { result } = cursor;
        if (!result) return;
        // Signed metadata: whoever changed it has no key.
        const { value } = result;
        const bytes = value instanceof Uint8Array ? value : null;
        if (bytes && new TextDecoder().decode(bytes.slice(0, 400)).includes('"_type":"snapshot"')) result.delete();
        result.continue();
      };
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  });
  await page.reload();
  await page.getByText(words['state.unusable']).first().waitFor({ timeout: 20_000 });
  await expectEverywhere(page, words['state.unusable'], 'bad');
});

it('names the newer edition that is known and not here, on every screen', async () => {
  const table = join(mirror.guideDir, 'candidates.csv');
  const candidates = await readFile(table, 'utf8');
  await writeFile(table, candidates.replace(/^(NA-130,1,(?:[^,]*,){3})[^,]*,/m, '$1turtle,'));
  await mirror.rebuild();
  const page = await launchSaved('early');
  await page.route(/\/(first|targets|blobs)\//, (route) => route.abort());
  await page.goto(`${mirror.url}#/seat/NA-130`);
  const newer = 'Edition 2 exists, you have 1';
  await page.getByText(newer).waitFor({ timeout: 30_000 });
  for (const screen of screens) {
    await goTo(page, screen);
    await page.getByText(newer).first().waitFor();
  }
  await expectEverywhere(page, words['state.out-of-date'], 'old');
});
