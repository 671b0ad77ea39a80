// What a slow phone does: the national import and lookups, and an offline start, under Chromium's CPU throttle of 6.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { it } from 'vitest';
import { encodeBundle } from '../../src/core/bundle-writer.ts';
import { type Launched, launchChromium, makeProfile, waitForWorker } from '../e2e/harness/browser.ts';
import { makeMirror } from '../e2e/harness/mirror.ts';
import { servePage } from '../e2e/harness/page-server.ts';
import { hasData, makeNational, ms, type National, nationalNow, row, spread } from './measure.ts';

const throttle = 6;
const runs = 5;

async function slowDown(browser: Launched): Promise<void> {
  const session = await browser.context.newCDPSession(browser.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
}

/** Everything of a mirror that a bundle carries. */
function mirrorFiles(dir: string): Map<string, Uint8Array> {
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

const queries = [
  '130',
  'na130',
  'PP 22',
  'lahore',
  'karachi east',
  'bottle',
  'nawaz',
  'muhammad ali',
  'imran khan',
  'محمد',
  'محمد علی',
  'نواز شریف',
  'یاسمین',
  'chair',
  'swat',
  'independent',
  'bibi',
  'syed',
  'خان',
  'zzz',
];

it.runIf(hasData)('the national guide', { timeout: 300_000 }, async (context) => {
  const national: National = await makeNational();
  const files = mirrorFiles(national.mirrorDir);
  const served = new Map(files).set('country.zip', encodeBundle(files));
  const server = await servePage(served);
  const times: number[] = [];
  let regions = 0;
  let lookups: { readonly firstMs: number; readonly ms: readonly number[] } = { firstMs: 0, ms: [] };
  try {
    for (let run = 0; run < runs; run++) {
      const browser = await launchChromium();
      try {
        await browser.page.goto(server.url);
        await slowDown(browser);
        const imported = await browser.page.evaluate(
          (now) => window.vaultPage.importBundle('/country.zip', now),
          nationalNow,
        );
        times.push(imported.ms);
        regions = imported.regions;
        if (run === runs - 1)
          lookups = await browser.page.evaluate(
            (list) => window.vaultPage.lookups(list),
            [...queries, ...queries, ...queries],
          );
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
  row(
    context,
    `national import, ${regions} regions, verified and durable, CPU/${throttle}`,
    ms(times),
    '500 ms',
    `${national.report.candidates} candidates, ${runs} runs`,
  );
  row(
    context,
    `lookup in a whole country, p95, CPU/${throttle}`,
    `${spread(lookups.ms).p95.toFixed(1)} ms`,
    '16 ms',
    `median ${spread(lookups.ms).median.toFixed(1)} ms; the first one folds every name: ${lookups.firstMs.toFixed(0)} ms`,
  );
});

it('an offline start', { timeout: 180_000 }, async (context) => {
  const mirror = await makeMirror();
  const profile = await makeProfile();
  const times: number[] = [];
  try {
    const first = await launchChromium({ profile: profile.dir });
    await first.page.goto(`${mirror.url}#/seat/NA-125`);
    await first.page.getByText('Saved').first().waitFor({ timeout: 60_000 });
    await waitForWorker(first.page);
    await first.page.waitForTimeout(2_000);
    await first.close();
    await mirror.switchOff();
    for (let run = 0; run < runs; run++) {
      const browser = await launchChromium({ profile: profile.dir });
      try {
        await slowDown(browser);
        // A link names the seat, so that the answer is what is painted first.
        await browser.page.goto(`${mirror.url}#/seat/NA-125`, { waitUntil: 'commit' });
        await browser.page.locator('main img, main svg[role=img]').first().waitFor({ timeout: 30_000 });
        times.push(await browser.page.evaluate(() => performance.now()));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await profile.remove();
    await mirror.remove().catch(() => undefined);
  }
  row(
    context,
    `offline cold start to the answer on screen, CPU/${throttle}`,
    ms(times),
    '300 ms',
    `demo guide, ${runs} starts of the browser`,
  );
});
