// The first answer over slow links: a browser that has nothing, real TLS and HTTP/2, a slow processor. From the address
// until the seat's symbol, or its page without the app, is painted.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it, type TestContext } from 'vitest';
import { launchChromium } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { type Authority, makeAuthority } from '../../harness/servers/authority.ts';
import { openQuickHost, type QuickHost } from '../links/quick-host.ts';
import { type Link, links, openSlowLink } from '../links/slow-link.ts';
import { kB, ms, row, runs } from '../measure.ts';
import { slowDown, timeToPaint } from './slow-phone.ts';

/** A cheap phone, and a cheaper one; on the slowest link bytes are all that counts. */
const phones = [
  [links.slow, 4],
  [links.slow, 6],
  [links.slowest, 4],
] as const;
const host = 'first.test';

let authority: Authority;
let mirror: Mirror;
let server: QuickHost;

beforeAll(async () => {
  authority = await makeAuthority();
  mirror = await makeMirror();
  server = await openQuickHost(mirror.dir, await authority.issue([host]));
});
afterAll(async () => {
  await server.close();
  await mirror.remove();
});

interface Answer {
  readonly ms: number;
  readonly bytes: number;
}

/** One browser's first visit. @param wanted what has to stand there, by a CSS selector */
async function visit(link: Link, rate: number, path: string, wanted: string): Promise<Answer> {
  const slow = await openSlowLink(link, server.port);
  const args = [...authority.args, `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${slow.port}`];
  const browser = await launchChromium({ args });
  try {
    await slowDown(browser, rate);
    return { ms: await timeToPaint(browser, `https://${host}/${path}`, wanted), bytes: slow.bytesDown() };
  } finally {
    await browser.close();
    await slow.close();
  }
}

async function measure(context: TestContext, what: string, path: string, wanted: string): Promise<void> {
  for (const [link, rate] of phones) {
    const answers: Answer[] = [];
    for (let run = 0; run < runs; run++) answers.push(await visit(link, rate, path, wanted));
    const bytes = Math.max(...answers.map((each) => each.bytes));
    const times = ms(answers.map((each) => each.ms));
    row(context, `${what}, ${link.name}, CPU/${rate}`, times, '', `${kB(bytes)} came, with TLS and headers`);
  }
}

it('the seat page', async (context) => {
  if (!existsSync(join(mirror.dir, 's/NA-130.html'))) throw new Error('this build writes no seat pages');
  await measure(context, 'seat page, first answer', 's/NA-130.html', 'main img, main svg');
});

it('the app, verified', async (context) => {
  await measure(context, 'app, first answer', '#/seat/NA-130', '#ballot-NA-130 img');
});
