// The app beside a plain Workbox site of the same real list: first answer over a slow link, start without network, and
// what keeping a record a candidate would cost. Sizes of text alone: neither has pictures here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it, type TestContext } from 'vitest';
import { serveMirror } from '../../src/publisher/serve.ts';
import { readNational } from '../core/search/national-guide.ts';
import { type Authority, makeAuthority } from '../e2e/harness/authority.ts';
import { launchChromium, makeProfile, waitForWorker } from '../e2e/harness/browser.ts';
import { openQuickHost } from './links/quick-host.ts';
import { type Link, links, openSlowLink } from './links/slow-link.ts';
import { hasData, kB, makeNational, ms, row } from './measure.ts';
import { makePlainSite } from './neighbours/plain-site.ts';
import { slowDown, throttle } from './slow-phone.ts';

const runs = 5;
const host = 'first.test';
const plainDir = mkdtempSync(join(tmpdir(), 'nishan-plain-'));
let authority: Authority;
interface Site {
  readonly name: string;
  readonly dir: string;
  readonly path: string;
  /** What has to stand there, and what says that all is kept. */
  readonly wanted: string;
  readonly kept: string | null;
}
let sites: readonly Site[] = [];

beforeAll(async () => {
  if (!hasData) return;
  authority = await makeAuthority();
  const { mirrorDir } = await makeNational();
  const { seat } = await makePlainSite(plainDir);
  sites = [
    { name: 'Nishan, verified', dir: mirrorDir, path: `#/seat/${seat}`, wanted: `#ballot-${seat}`, kept: 'text=Saved' },
    { name: 'plain Workbox site', dir: plainDir, path: `#${seat}`, wanted: '#answer li', kept: null },
  ];
}, 300_000);
afterAll(() => rmSync(plainDir, { recursive: true, force: true }));

async function firstVisit(site: Site, link: Link): Promise<{ readonly ms: number; readonly bytes: number }> {
  const server = await openQuickHost(site.dir, await authority.issue([host]));
  const slow = await openSlowLink(link, server.port);
  const args = [...authority.args, `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${slow.port}`];
  const browser = await launchChromium({ args });
  try {
    await slowDown(browser);
    const began = performance.now();
    await browser.page.goto(`https://${host}/${site.path}`, { waitUntil: 'commit', timeout: 60_000 });
    await browser.page.locator(site.wanted).first().waitFor({ timeout: 60_000 });
    return { ms: performance.now() - began, bytes: slow.bytesDown() };
  } finally {
    await browser.close();
    await slow.close();
    await server.close();
  }
}

it.runIf(hasData)('first answers', { timeout: 900_000 }, async (context) => {
  for (const site of sites) {
    const answers = [];
    for (let run = 0; run < runs; run++) answers.push(await firstVisit(site, links.slow));
    const bytes = Math.max(...answers.map((each) => each.bytes));
    row(
      context,
      `${site.name}: first answer, ${links.slow.name}, CPU/${throttle}`,
      ms(answers.map((each) => each.ms)),
      '',
      kB(bytes),
    );
  }
});

it.runIf(hasData)('starts without network', { timeout: 900_000 }, async (context) => {
  for (const site of sites) await startsWithout(context, site);
});

async function startsWithout(context: TestContext, site: Site): Promise<void> {
  const served = await serveMirror({ dir: site.dir, port: 0 });
  const profile = await makeProfile();
  const times: number[] = [];
  try {
    const first = await launchChromium({ profile: profile.dir });
    await first.page.goto(`${served.url}${site.path}`);
    await first.page.locator(site.wanted).first().waitFor({ timeout: 60_000 });
    if (site.kept) await first.page.locator(site.kept).first().waitFor({ timeout: 60_000 });
    await waitForWorker(first.page);
    await first.page.waitForTimeout(5_000);
    await first.close();
    await served.close();
    for (let run = 0; run < runs; run++) {
      const browser = await launchChromium({ profile: profile.dir });
      try {
        await slowDown(browser);
        await browser.page.goto(`${served.url}${site.path}`, { waitUntil: 'commit' });
        await browser.page.locator(site.wanted).first().waitFor({ timeout: 30_000 });
        times.push(await browser.page.evaluate(() => performance.now()));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await profile.remove();
  }
  row(context, `${site.name}: start without network, CPU/${throttle}`, ms(times), '', `${runs} starts`);
}

it.runIf(hasData)('a record a candidate', { timeout: 300_000 }, async (context) => {
  const records = [...readNational().candidates.values()].flat();
  const served = await serveMirror({ dir: plainDir, port: 0 });
  const times: number[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      const browser = await launchChromium();
      try {
        await browser.page.goto(served.url);
        await slowDown(browser);
        times.push(await browser.page.evaluate(keepEach, records));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await served.close();
  }
  row(context, `one record a row: ${records.length} candidates kept, nothing verified, CPU/${throttle}`, ms(times), '');
});

/** In the page. @returns milliseconds until all is durable */
async function keepEach(records: readonly object[]): Promise<number> {
  const open = indexedDB.open('rows', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('rows', { autoIncrement: true });
  const database = await new Promise<IDBDatabase>((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const began = performance.now();
  const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
  for (const record of records) transaction.objectStore('rows').put(record);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  return performance.now() - began;
}
