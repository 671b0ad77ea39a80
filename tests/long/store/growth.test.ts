// Five hundred rounds on one phone, one in ten with a new edition and one mirror always dead: neither what is kept nor the
// page's memory grows with them.
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { days, now, testMirror } from '../../core/fixture.ts';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { type PageServer, servePage } from '../../harness/servers/page-server.ts';

const rounds = 500;
const roundsAnEdition = 10;
/** After so many everything that is loaded once is loaded. */
const settledAt = 60;

let server: PageServer;
let browser: Launched;
beforeAll(async () => {
  server = await servePage(testMirror());
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Held {
  /** Entries by store. */
  readonly entries: Readonly<Record<string, number>>;
  readonly storedBytes: number;
  readonly heapBytes: number;
}

it('500 rounds leave as much as 60', async () => {
  const { page, context } = browser;
  const devtools = await context.newCDPSession(page);
  await page.goto(server.url);
  const mirrors = [server.url, 'http://127.0.0.1:9/'].map((url) => ({ kind: 'static', url }));
  let settled: Held | null = null;
  let edition = 0;
  for (let round = 0; round < rounds; round++) {
    if (round % roundsAnEdition === 0) {
      edition++;
      server.files = testMirror({ edition, symbol: edition % 2 === 0 ? 'tree' : 'kite', expires: days(400) });
    }
    const at = days(round / 100, now).toISOString();
    const facts = await page.evaluate(([all, time]) => window.vaultPage.round(all, time), [mirrors, at] as const);
    expect(facts.outcome ?? facts.error).toBe(
      round % roundsAnEdition === 0 ? `installed ${edition}` : `unchanged ${edition}`,
    );
    if (round === settledAt) settled = await measure(devtools);
  }
  const { problems } = await page.evaluate((time) => window.vaultPage.facts(time), now.toISOString());
  expect(problems).toEqual([]);
  const after = await measure(devtools);
  if (process.env.NISHAN_FIGURES) process.stdout.write(`${JSON.stringify({ settled, after })}\n`);
  expect(after.entries).toEqual(settled?.entries);
  // Changes that are told, and the book of mirrors, have their own ends.
  expect(after.storedBytes).toBeLessThan((settled?.storedBytes ?? 0) + 60_000);
  expect(after.heapBytes).toBeLessThan((settled?.heapBytes ?? 0) + 3_000_000);
});

/** What the origin's database holds, and what the page does once its garbage is gone. */
async function measure(devtools: CDPSession): Promise<Held> {
  const stored = await browser.page.evaluate(async () => {
    const entries: Record<string, number> = {};
    let storedBytes = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        entries[store] = all.length;
        for (const value of all)
          storedBytes += value instanceof Uint8Array ? value.length : JSON.stringify(value).length;
      }
      db.close();
    }
    return { entries, storedBytes };
  });
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { ...stored, heapBytes: usedSize };
}
