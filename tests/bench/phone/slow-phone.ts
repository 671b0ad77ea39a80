// What benches on a slow phone share: Chromium's CPU throttle, and a mirror as the files of a bundle.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Launched } from '../../harness/browsers/browser.ts';

export const throttle = 6;

/** Made in the page by the browser. */
declare function tellPainted(ms: string): void;

/** Makes a page slow from now on. @param rate how many times slower */
export async function slowDown(browser: Launched, rate = throttle): Promise<void> {
  const session = await browser.context.newCDPSession(browser.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * Opens an address and waits until something that the selector finds is painted. The page tells it itself: a locator would have its own
 * script compiled in the page first, which under the throttle takes longer than drawing the answer.
 * @returns milliseconds since the navigation began
 */
export async function timeToPaint({ context, page }: Launched, url: string, selector: string): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'tellPainted' });
  await page.addInitScript((wanted) => {
    const seen = new MutationObserver(() => {
      if (document.querySelector(wanted) === null) return;
      seen.disconnect();
      // A task behind the frame: by then it is painted.
      requestAnimationFrame(() => setTimeout(() => tellPainted(String(performance.now()))));
    });
    seen.observe(document, { childList: true, subtree: true });
  }, selector);
  const told = new Promise<string>((resolve) =>
    session.once('Runtime.bindingCalled', ({ payload }) => resolve(payload)),
  );
  await page.goto(url, { waitUntil: 'commit' });
  return Number(await told);
}

/** Everything of a mirror that a bundle carries. */
export function mirrorFiles(dir: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(dir, path).replaceAll('\\', '/'), readFileSync(path));
    }
  };
  for (const folder of ['metadata', 'targets', 'blobs']) if (readdirSync(dir).includes(folder)) walk(join(dir, folder));
  return files;
}
