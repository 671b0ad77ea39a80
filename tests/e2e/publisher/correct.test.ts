// A correction in minutes: from one command to a signed edition on a mirror and a changed card on a phone, with what it
// took in time and bytes; the slip and the picture that go from hand to hand; the history that anybody can read.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';

let mirror: Mirror;
let browser: Launched;
beforeAll(async () => {
  mirror = await makeMirror({ args: ['--now', exampleDay('2026-11-20T10:00:00Z')] });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await mirror.remove();
});

it('goes from the command to the card', async () => {
  const { page } = browser;
  await page.goto(`${mirror.url}#/seat/NA-130`);
  await page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });

  const started = performance.now();
  const slips = join(mirror.dir, '../corrections');
  const ran = await runNishan(
    ...['correct', 'NA-130', '--guide', mirror.guideDir, '--candidate', '2', '--symbol', 'bell'],
    ...[
      '--reason',
      'A misprint on the list',
      '--order',
      'Order 7 of the commission',
      '--now',
      exampleDay('2026-11-21T10:00:00Z'),
    ],
    ...['--out', mirror.dir, '--slips', slips, '--app-address', 'https://guide.example/'],
  );
  expect(ran).toMatchObject({ code: 0 });
  const published = performance.now();
  await page.getByRole('button', { name: /from .*unchanged/ }).click();
  // From the press: the app's own look, some seconds after a start, may come before it.
  const before = mirror.requests().length;
  await page.getByRole('button', { name: 'Look for a newer edition' }).click();
  await page.getByRole('button', { name: 'My seat' }).click();
  const change = page.locator('#ballot-NA-130 [data-change="symbol"]');
  await change.waitFor({ timeout: 30_000 });
  const shown = performance.now();
  expect(await change.locator('s').innerText()).toBe('Apple');
  expect(await change.locator('b').last().innerText()).toBe('Bell');
  // Drawings and later parts of the app may still be on their way; the correction needs none.
  const asked = mirror
    .requests()
    .slice(before)
    .filter((line) => /^GET \/(metadata|targets|first)\//.test(line));
  const bytes = await sizeOf(asked);
  process.stdout.write(
    `correction: ${Math.round(published - started)} ms to the signed edition with slip and picture, ` +
      `${Math.round(shown - published)} ms to the card, ${asked.length} requests, ${bytes} B as they lie\n`,
  );
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(10);
  expect(bytes).toBeLessThan(20_000);

  await page.getByRole('button', { name: 'News', exact: true }).click();
  await page.locator('[data-seat="NA-130"]').first().getByText('Order 7 of the commission').waitFor();
  const files = await readdir(slips, { recursive: true });
  expect(files).toContain(`correction-NA-130-edition-2-${exampleDay('2026-11-21')}.html`);
  expect(files.some((name) => /^status.NA-130.*[.]svg$/.test(name))).toBe(true);
  const feed = await readFile(join(mirror.dir, 'feed.json'), 'utf8');
  expect(JSON.parse(feed).items[0].content_text).toContain(
    'NA-130: The symbol changed: 2 Mehrab Barfabi: Apple → Bell; Why: A misprint on the list; By order: Order 7',
  );
});

/** Of the files that were asked for, without compression on the way. */
async function sizeOf(requests: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const line of requests) {
    const path = /^GET \/(\S*) 200$/.exec(line)?.[1];
    const file = path === undefined ? null : await stat(join(mirror.dir, path));
    bytes += file?.size ?? 0;
  }
  return bytes;
}
