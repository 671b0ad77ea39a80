// The app beside a plain Workbox site of the same real list: first answer over a slow link, start without network, update
// after one candidate was spelled otherwise, and what keeping a record a candidate would cost. Neither has pictures here.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { readNational } from '../../core/search/national-guide.ts';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Authority, makeAuthority } from '../../harness/servers/authority.ts';
import { openQuickHost, type QuickHost } from '../links/quick-host.ts';
import { type Link, links, openSlowLink, type SlowLink } from '../links/slow-link.ts';
import { hasData, kB, makeNational, ms, nationalLater, renamed, renameOneCandidate, row, runs } from '../measure.ts';
import { slowDown, throttle, timeToPaint } from '../phone/slow-phone.ts';
import { makePlainSite, renameInPlainSite } from './plain-site.ts';

const host = 'first.test';
const { seat } = renamed;
const home = mkdtempSync(join(tmpdir(), 'nishan-neighbours-site-'));
const plainDir = join(home, 'plain');
let authority: Authority;

interface Site {
  readonly name: string;
  readonly path: string;
  /** What has to stand there, and what says that all is kept. */
  readonly wanted: string;
  readonly kept: string | null;
  /** The site before and after the change. */
  readonly hosts: readonly [QuickHost, QuickHost];
  /** Of a phone that has been there before the change. */
  readonly profile: string;
}
let sites: readonly Site[] = [];

beforeAll(async () => {
  if (!hasData) return;
  authority = await makeAuthority();
  const keys = await authority.issue([host]);
  const national = await makeNational();
  await makePlainSite(plainDir);
  const before = [await openQuickHost(national.mirrorDir, keys), await openQuickHost(plainDir, keys)] as const;
  await renameOneCandidate(national, nationalLater);
  renameInPlainSite(plainDir, seat, renamed.from, renamed.to);
  const after = [await openQuickHost(national.mirrorDir, keys), await openQuickHost(plainDir, keys)] as const;
  sites = [
    {
      ...{ name: 'Nishan, verified', path: `#/seat/${seat}`, wanted: `#ballot-${seat}`, kept: 'text=Saved' },
      ...{ hosts: [before[0], after[0]], profile: join(home, 'ours') },
    },
    {
      ...{ name: 'plain Workbox site', path: `#${seat}`, wanted: '#answer li', kept: null },
      ...{ hosts: [before[1], after[1]], profile: join(home, 'theirs') },
    },
  ];
});
afterAll(async () => {
  for (const { hosts } of sites) for (const each of hosts) await each.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** A browser before which the site lies behind a link; null for one that is cut. */
async function visit<T>(
  server: QuickHost,
  link: Link | null,
  profile: string | undefined,
  use: (browser: Launched, slow: SlowLink) => Promise<T>,
): Promise<T> {
  const slow = await openSlowLink(link ?? links.quick, server.port);
  if (link === null) await slow.close();
  const args = [...authority.args, `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${slow.port}`];
  const browser = await launchChromium({ args, ...(profile !== undefined && { profile }) });
  try {
    return await use(browser, slow);
  } finally {
    await browser.close();
    if (link !== null) await slow.close();
  }
}

/** From the address to what is wanted, in milliseconds. */
async function answer({ page }: Launched, path: string, wanted: string): Promise<number> {
  const began = performance.now();
  await page.goto(`https://${host}/${path}`, { waitUntil: 'commit', timeout: 120_000 });
  await page.locator(wanted).first().waitFor({ timeout: 120_000 });
  return performance.now() - began;
}

it.runIf(hasData)('first answers', async (context) => {
  for (const { name, hosts, path, wanted } of sites) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run < runs; run++) {
      await visit(hosts[0], links.slow, undefined, async (browser, slow) => {
        await slowDown(browser);
        times.push(await timeToPaint(browser, `https://${host}/${path}`, wanted));
        bytes = Math.max(bytes, slow.bytesDown());
      });
    }
    row(context, `${name}: first answer, ${links.slow.name}, CPU/${throttle}`, ms(times), '');
    row(context, `${name}: bytes of the first answer`, kB(bytes), '', 'all that came until then, with TLS and headers');
  }
});

/** Goes there once, until the phone has all that it keeps. */
async function fillPhone({ hosts, path, wanted, kept, profile }: Site): Promise<void> {
  await visit(hosts[0], links.quick, profile, async (browser) => {
    await answer(browser, path, wanted);
    if (kept !== null) await browser.page.locator(kept).first().waitFor({ timeout: 120_000 });
    await waitForWorker(browser.page);
    // The browser writes its databases when it has time.
    await browser.page.waitForTimeout(2_000);
  });
}

it.runIf(hasData)('starts without network', async (context) => {
  for (const site of sites) {
    await fillPhone(site);
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      await visit(site.hosts[0], null, site.profile, async (browser) => {
        await slowDown(browser);
        times.push(await timeToPaint(browser, `https://${host}/${site.path}`, site.wanted));
      });
    }
    row(context, `${site.name}: start without network, CPU/${throttle}`, ms(times), '', `${runs} starts`);
  }
});

it.runIf(hasData)('updates', async (context) => {
  for (const { name, hosts, path, profile } of sites) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run < runs; run++) {
      const copy = join(home, `phone-${run}`);
      cpSync(profile, copy, { recursive: true });
      await visit(hosts[1], links.slow, copy, async (browser, slow) => {
        await slowDown(browser);
        times.push(await answer(browser, path, `text=${renamed.to}`));
        bytes = Math.max(bytes, slow.bytesDown());
      });
      rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
    }
    row(context, `${name}: update after one seat changed`, ms(times), '', 'until the new name stands there');
    row(context, `${name}: bytes of the update`, kB(bytes), '', 'all that came until then, with TLS and headers');
  }
});

it.runIf(hasData)('a record a candidate', async (context) => {
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
  row(
    context,
    `one record a row: all candidates kept, nothing verified, CPU/${throttle}`,
    ms(times),
    '',
    `${records.length} records`,
  );
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
