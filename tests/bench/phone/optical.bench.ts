// Codes from screen to camera: what a film of them brings through Chromium's fake camera, and how long a slow phone takes
// to make one code.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { blockBytes } from '../../../src/core/optical/frame.ts';
import { launchChromium } from '../../harness/browsers/browser.ts';
import { filmTransfer } from '../../harness/browsers/fake-camera.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';
import { kB, ms, row } from '../measure.ts';

const codesPerSecond = 10;
const throttle = 4;

let mirror: Mirror;
let home: string;
/** 59 kB, sent as it is: half of that would go if it were packed. */
let bytes: Uint8Array;

beforeAll(async () => {
  mirror = await makeMirror();
  home = await mkdtemp(join(tmpdir(), 'nishan-optical-'));
  const file = join(home, 'two.zip');
  await runNishan(...['export', mirror.dir, '--format', 'bundle', '--region', 'sabz-sahil,surkh-wadi', '--out', file]);
  bytes = await readFile(file);
});
afterAll(async () => {
  await mirror.remove();
  await rm(home, { recursive: true, force: true });
});

for (const dropped of [0, 0.3]) {
  it(`codes through a fake camera, ${100 * dropped} % lost`, async (context) => {
    const { spentMs, received } = await receive(dropped, 1);
    const ideal = (blockBytes * codesPerSecond * (1 - dropped)) / 1_000;
    row(
      context,
      `moving codes, ${codesPerSecond} a second, ${dropped === 0 ? 'none' : `${100 * dropped} % of them`} lost`,
      `${(received / spentMs).toFixed(1)} kB/s`,
      '',
      `${kB(bytes.length)}, ideal ${ideal.toFixed(1)} kB/s, whole in ${(spentMs / 1_000).toFixed(1)} s, then verified`,
    );
  });
}

it('codes read by a slow phone', async (context) => {
  const { spentMs, received } = await receive(0, throttle);
  row(
    context,
    `moving codes, ${codesPerSecond} a second, CPU/${throttle}`,
    `${(received / spentMs).toFixed(1)} kB/s`,
    '',
    'by the library, in the page; a phone with a detector of its own uses that',
  );
});

it('codes drawn by a slow phone', async (context) => {
  row(context, `a code made and drawn, CPU/${throttle}`, ms(await drawCodes()), '100 ms');
});

async function receive(
  dropped: number,
  rate: number,
): Promise<{ readonly spentMs: number; readonly received: number }> {
  const film = await filmTransfer(bytes, { codesPerSecond, dropped });
  const browser = await launchChromium({ args: film.args });
  try {
    const { page } = browser;
    await page.route(/\/(metadata|targets|blobs|first)\//, (route) => route.abort());
    await page.goto(`${mirror.url}#/scan`);
    const session = await browser.context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.getByRole('button', { name: 'Open the camera' }).click();
    await page.getByText('Edition 1 is on this phone').waitFor({ timeout: 150_000 });
    const account = page.locator('[data-ms]');
    return {
      spentMs: Number(await account.getAttribute('data-ms')),
      received: Number(await account.getAttribute('data-bytes')),
    };
  } finally {
    await browser.close();
    await film.remove();
  }
}

/** Milliseconds of the main thread from one code to the next, at the pace of 12. */
async function drawCodes(): Promise<readonly number[]> {
  const browser = await launchChromium();
  try {
    const { page } = browser;
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.getByText('Saved: works without internet').waitFor({ timeout: 60_000 });
    const session = await browser.context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    await page.evaluate(() => {
      location.hash = '#/stream';
    });
    await page.locator('canvas').waitFor();
    await page.getByRole('button', { name: '12' }).click();
    return await page.evaluate(async () => {
      const busy = async (): Promise<number> => {
        const turn = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 0));
        return performance.now() - turn;
      };
      // A code is two turns: one draws, one makes the next.
      const found: number[] = [];
      const until = performance.now() + 4_000;
      let longest = 0;
      let since = performance.now();
      while (performance.now() < until) {
        longest = Math.max(longest, await busy());
        if (performance.now() - since < 1_000 / 12) continue;
        found.push(longest);
        longest = 0;
        since = performance.now();
      }
      return found;
    });
  } finally {
    await browser.close();
  }
}
