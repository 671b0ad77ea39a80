// What benches on a slow phone share: Chromium's CPU throttle, and a mirror as the files of a bundle.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Launched } from '../e2e/harness/browser.ts';

export const throttle = 6;

/** Makes a page slow from now on. @param rate how many times slower */
export async function slowDown(browser: Launched, rate = throttle): Promise<void> {
  const session = await browser.context.newCDPSession(browser.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
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
