// What a session leaves behind on a phone: two voters look up different seats and type different things, and afterwards
// nobody can tell from the browser's storage or its files on disk which was which. The open tab's own state (Chromium's
// "Sessions" folder, which a browser keeps to restore its tabs) is the tab's.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;

beforeAll(async () => {
  mirror = await makeMirror();
});
afterAll(async () => {
  await mirror.remove();
});

interface Session {
  /** What is typed on the pad, and the seat that is chosen then. */
  readonly digits: string;
  readonly seat: string;
  /** Questions that nobody else would type: they are looked for on disk. */
  readonly questions: readonly string[];
  readonly block: string;
}

const one: Session = {
  digits: '130',
  seat: 'NA-130',
  questions: ['qandeel zubaydeh', 'چراغ ظفرانہ'],
  block: '9137746201',
};
const other: Session = { digits: '119', seat: 'PA-119', questions: ['xerxes mulberry', 'کتاب'], block: '8264455310' };

const tap = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const bar = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main places' }).getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();

/** Everything that a voter types: a number, questions, a block code, an identity number; back and forth, and a reload. */
async function goThrough(page: Page, { digits, seat, questions, block }: Session): Promise<void> {
  await page.goto(mirror.url);
  for (const digit of digits) await tap(page, digit);
  await page.getByRole('button', { name: seat }).click();
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await bar(page, 'Where');
  await page.getByRole('searchbox').fill(block);
  await page.getByText('No polling station found').waitFor();
  await bar(page, 'How');
  await bar(page, 'News');
  await bar(page, 'My seat');
  await tap(page, 'Another seat');
  await tap(page, 'Search');
  await heading(page, 'Search');
  for (const question of questions) await page.getByRole('searchbox').fill(question);
  await page.reload();
  await heading(page, 'Search');
  expect(await page.getByRole('searchbox').inputValue()).toBe(questions[questions.length - 1]);
  await page.getByRole('searchbox').fill('12345-1234567-1');
  await page.getByText('Never needed here').waitFor();
  await tap(page, 'Help');
  await tap(page, 'Kept on this phone');
  await page.getByText('4 of 4 regions · With pictures').waitFor({ timeout: 30_000 });
}

/** All that the page's origin keeps, as text: bytes by their hash; without times, and without how quick a mirror was. */
function dumpStorage(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const dump: string[] = [];
    const withoutTimes = (text: string): string =>
      text
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME')
        .replace(/\b1\d{12}(\.\d+)?\b/g, 'TIME')
        .replace(/"ms":\d+/, '"ms":0');
    const hashOf = async (bytes: BufferSource): Promise<string> =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16)).join('');
    const shown = async (value: unknown): Promise<string> =>
      value instanceof Uint8Array ? hashOf(value as Uint8Array<ArrayBuffer>) : shorten(JSON.stringify(value));
    const shorten = async (text = 'undefined'): Promise<string> =>
      text.length > 300 ? hashOf(new TextEncoder().encode(withoutTimes(text))) : withoutTimes(text);
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())]);
        for (const [i, key] of keys.entries()) dump.push(`${name}/${store}/${String(key)}: ${await shown(values[i])}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        dump.push(
          `cache ${name} ${request.url}: ${await hashOf((await response?.arrayBuffer()) ?? new ArrayBuffer(0))}`,
        );
      }
    }
    for (const [kind, store] of [
      ['local', localStorage],
      ['session', sessionStorage],
    ] as const) {
      for (const key of Object.keys(store)) dump.push(`${kind} ${key}: ${store.getItem(key)}`);
    }
    if (document.cookie !== '') dump.push(`cookie ${document.cookie}`);
    return dump.sort();
  });
}

/** Every file of a profile, but for those that restore its open tabs. */
async function filesOf(profile: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/[/\\]Sessions[/\\]/.test(path)) files.set(path, await readFile(path));
  }
  return files;
}

/** The text as pages, and databases of browsers, write it. */
const encodings = (text: string): readonly Buffer[] => [Buffer.from(text), Buffer.from(text, 'utf16le')];

it('leaves neither what was typed nor which seat was looked at', async () => {
  const mine = await makeProfile();
  const theirs = await makeProfile();
  try {
    const left: (readonly string[])[] = [];
    for (const [profile, session] of [
      [mine, one],
      [theirs, other],
    ] as const) {
      // The whole browser: one without a window keeps no history.
      const phone: Launched = await launchChromium({ profile: profile.dir, isWhole: true });
      await goThrough(phone.page, session);
      left.push(await dumpStorage(phone.page));
      await phone.close();
    }
    expect(left[0]?.length).toBeGreaterThan(50);
    expect(left[0]).toEqual(left[1]);
    const files = await filesOf(mine.dir);
    const typed = [...one.questions, one.block, '12345-1234567-1', '1234512345671'];
    const found = typed.flatMap((text) =>
      [...files]
        .filter(([, bytes]) => encodings(text).some((part) => bytes.includes(part)))
        .map(([path]) => [text, path]),
    );
    expect(found).toEqual([]);
    const history = historyOf(files);
    for (const screen of ['seat', 'places', 'guidance', 'news', 'search', 'help', 'kept']) {
      expect(history).toContain(`${mirror.url}#/${screen}`);
    }
    // Nothing follows a screen's name, and no seat stands in a title.
    expect(history).not.toMatch(/#\/[a-z]+[/?]\w|NA-130/);
  } finally {
    await mine.remove();
    await theirs.remove();
  }
});

/** The browser's own list of visited addresses and titles, as it lies on disk. */
function historyOf(files: ReadonlyMap<string, Buffer>): string {
  const [, bytes] = [...files].find(([path]) => /[/\\]History$/.test(path)) ?? [];
  if (!bytes) throw new Error('the browser kept no history at all, so this shows nothing');
  return bytes.toString('latin1');
}

it('keeps a seat on request in one place, which "kept" shows, and in none once it is forgotten', async () => {
  const phone = await launchChromium();
  const { page } = phone;
  try {
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
    await tap(page, 'Help');
    await tap(page, 'Kept on this phone');
    await page.getByText('4 of 4 regions · With pictures').waitFor({ timeout: 30_000 });
    const before = await dumpStorage(page);
    await bar(page, 'My seat');
    await tap(page, 'Remember my seat on this phone');
    await page.getByRole('button', { name: 'Remembered on this phone' }).waitFor();
    const added = (await dumpStorage(page)).filter((line) => !before.includes(line));
    expect(added).toHaveLength(1);
    expect(added[0]).toMatch(/\/notes\/note:seat: \[\["NA-130"\]\]$/);
    await page.goBack();
    await heading(page, 'Kept on this phone');
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'Remembered seats' }) });
    await section.getByText('NA-130').waitFor();
    await tap(page, 'Forget');
    await section.getByText('Forgotten: ').waitFor();
    await tap(page, 'Undo');
    await section.getByRole('button', { name: 'Forget' }).waitFor();
    await tap(page, 'Forget');
    await section.getByText('Not kept').waitFor();
    const after = await dumpStorage(page);
    expect(after.filter((line) => !before.includes(line))).toEqual([
      expect.stringMatching(/\/notes\/note:seat: null$/),
    ]);
  } finally {
    await phone.close();
  }
});
