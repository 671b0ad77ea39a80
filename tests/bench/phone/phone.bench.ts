// What a slow phone does: the national import, and an offline start, under Chromium's CPU throttle of 6.
import { it } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { launchChromium, makeProfile, waitForWorker } from '../../harness/browsers/browser.ts';
import { makeMirror } from '../../harness/mirrors/mirror.ts';
import { servePage } from '../../harness/servers/page-server.ts';
import { hasData, makeNational, ms, type National, nationalNow, row, runs } from '../measure.ts';
import { mirrorFiles, slowDown, throttle, timeToPaint } from './slow-phone.ts';

it.runIf(hasData)('the national guide', async (context) => {
  const national: National = await makeNational();
  const files = mirrorFiles(national.mirrorDir);
  const served = new Map(files).set('country.zip', encodeBundle(files));
  const server = await servePage(served);
  const times: number[] = [];
  let regions = 0;
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
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
  row(
    context,
    `national import, verified and durable, CPU/${throttle}`,
    ms(times),
    '',
    `${national.report.candidates} candidates in ${regions} regions, ${runs} runs`,
  );
});

it('an offline start', async (context) => {
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
        times.push(await timeToPaint(browser, `${mirror.url}#/seat/NA-125`, 'main img, main svg[role=img]'));
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
    '',
    `demo guide, ${runs} starts of the browser`,
  );
});
