// What a phone has kept, asked for until it is there: a browser, and the app, write some of it a moment after the page shows it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/**
 * Waits until the browser has written that this address has a worker: the page hears of it before that.
 * @param profile the folder of `makeProfile`
 */
export async function waitForKeptWorker(profile: string, url: string): Promise<void> {
  const dir = join(profile, 'Default/Service Worker/Database');
  const isKept = async (): Promise<boolean> => {
    const names = await readdir(dir).catch(() => []);
    const files = await Promise.all(names.map((name) => readFile(join(dir, name), 'latin1').catch(() => '')));
    return files.some((text) => text.includes(`REG:${new URL(url).origin}/`));
  };
  // Also before the tests of a file, where nothing is polled.
  await vi.waitFor(async () => expect(await isKept()).toBe(true), 15_000);
}

/** @returns a note of the guide that this page's origin has; undefined where there is none */
export function readNote(page: Page, name: string): Promise<unknown> {
  return readKept(page, `note:${name}`);
}

/** @param name as the store of notes has it, "lease" too */
export function readKept(page: Page, name: string): Promise<unknown> {
  return page.evaluate(async (key) => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const found = (await indexedDB.databases()).find((each) => /:[0-9a-f]{32}$/.test(each.name ?? ''));
    const database = await asked(indexedDB.open(found?.name ?? ''));
    const note = await asked(database.transaction('notes').objectStore('notes').get(key));
    database.close();
    return note;
  }, name);
}
