// Syncs of the whole national guide over slow links, by a slow phone: nothing new, one candidate changed, and the first of
// all. Each over a connection of its own (TCP, TLS, HTTP/2), as on another day.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { launchChromium } from '../../harness/browsers/browser.ts';
import { makeAuthority } from '../../harness/servers/authority.ts';
import { type PageServer, servePage } from '../../harness/servers/page-server.ts';
import { openQuickHost, type QuickHost } from '../links/quick-host.ts';
import { type Link, links, openSlowLink } from '../links/slow-link.ts';
import { hasData, makeNational, ms, nationalLater, nationalNow, renameOneCandidate, row, runs } from '../measure.ts';
import { mirrorFiles, slowDown } from '../phone/slow-phone.ts';

/** On the slowest link bytes are all that counts. */
const phones = [
  [links.slow, 4],
  [links.slow, 6],
  [links.slowest, 4],
] as const;
const hosts = { same: 'same.test', next: 'next.test' } as const;
const later = '2024-02-05T16:00:00Z';

let page: PageServer;
let same: QuickHost;
let next: QuickHost;
let trust: readonly string[];

beforeAll(async () => {
  if (!hasData) return;
  const authority = await makeAuthority();
  trust = authority.args;
  const keys = await authority.issue(Object.values(hosts));
  const national = await makeNational();
  const root = readFileSync(join(national.mirrorDir, 'metadata/1.root.json'));
  const bundle = encodeBundle(mirrorFiles(national.mirrorDir));
  page = await servePage(
    new Map([
      ['metadata/1.root.json', root],
      ['country.zip', bundle],
    ]),
  );
  same = await openQuickHost(national.mirrorDir, keys);
  await renameOneCandidate(national, nationalLater);
  next = await openQuickHost(national.mirrorDir, keys);
});
afterAll(async () => {
  await page?.close();
  await same?.close();
  await next?.close();
});

/** A phone of its own, with both hosts behind the link. @param isEmpty or it holds the first edition */
async function onPhone<T>(
  link: Link,
  rate: number,
  isEmpty: boolean,
  use: (sync: (host: string) => Promise<{ readonly ms: number; readonly kind: string }>) => Promise<T>,
): Promise<T> {
  const slow = { same: await openSlowLink(link, same.port), next: await openSlowLink(link, next.port) };
  const rules = (['same', 'next'] as const).map((name) => `MAP ${hosts[name]}:443 127.0.0.1:${slow[name].port}`);
  const browser = await launchChromium({ args: [...trust, `--host-resolver-rules=${rules.join(',')}`] });
  try {
    await browser.page.goto(page.url);
    if (!isEmpty) await browser.page.evaluate((now) => window.vaultPage.importBundle('/country.zip', now), nationalNow);
    await slowDown(browser, rate);
    return await use((host) =>
      browser.page.evaluate(([url, now]) => window.vaultPage.syncFrom(url, now), [`https://${host}/`, later] as const),
    );
  } finally {
    await browser.close();
    await slow.same.close();
    await slow.next.close();
  }
}

it.runIf(hasData)('what is asked for', async (context) => {
  const tell = async (figure: string, host: QuickHost, isEmpty: boolean, name: string): Promise<void> => {
    const before = host.traffic();
    const { kind } = await onPhone(links.quick, 1, isEmpty, (sync) => sync(name));
    const after = host.traffic();
    const [requests, bytes] = [after.requests - before.requests, after.bodyBytes - before.bodyBytes];
    row(context, `${figure}, bodies on the wire`, `${requests} requests, ${bytes} B`, '', kind);
  };
  await tell('sync with nothing new', same, false, hosts.same);
  await tell('sync after one candidate changed', next, false, hosts.next);
  await tell('first sync of the whole country', same, true, hosts.same);
});

for (const [link, rate] of phones) {
  it.runIf(hasData)(`a guide that is held, ${link.name}, CPU/${rate}`, async (context) => {
    const unchanged: number[] = [];
    const changed: number[] = [];
    for (let run = 0; run < runs; run++) {
      await onPhone(link, rate, false, async (sync) => {
        unchanged.push((await sync(hosts.same)).ms);
        changed.push((await sync(hosts.next)).ms);
      });
    }
    row(context, `sync with nothing new, ${link.name}, CPU/${rate}`, ms(unchanged), '');
    row(context, `sync after one candidate changed, ${link.name}, CPU/${rate}`, ms(changed), '');
  });
}

for (const [link, rate] of phones) {
  it.runIf(hasData)(`a whole country, ${link.name}, CPU/${rate}`, async (context) => {
    // A minute, nearly all of it the link's.
    const first = await onPhone(link, rate, true, (sync) => sync(hosts.same));
    const measured = `${(first.ms / 1_000).toFixed(1)} s`;
    row(context, `first sync of the whole country, ${link.name}, CPU/${rate}`, measured, '', 'one run');
  });
}
