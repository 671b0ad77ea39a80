// Lookups in a whole country on a slow phone: what people typed in the frozen questions, over the real list, and over the
// list with as many polling stations as a whole country has.
import { it } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { readStationNames } from '../../core/search/national-guide.ts';
import { launchChromium } from '../../harness/browsers/browser.ts';
import { servePage } from '../../harness/servers/page-server.ts';
import { dataPresent } from '../../judges/data.mjs';
import { searchQuestions } from '../../judges/search-questions.mjs';
import { hasData, makeNational, nationalNow, row, spread } from '../measure.ts';
import { mirrorFiles, slowDown, throttle } from './slow-phone.ts';

/** 787 seats with so many make the 90,675 stations of a country. */
const inEachSeat = 115;

it.runIf(hasData && dataPresent())('search in the whole country', async (context) => {
  const { mirrorDir } = await makeNational();
  const files = mirrorFiles(mirrorDir);
  const server = await servePage(new Map(files).set('country.zip', encodeBundle(files)));
  const typed = searchQuestions().map((question) => question.typed);
  // Three times over, the least of each: other work on the machine is not the search's.
  const thrice = [...typed, ...typed, ...typed];
  try {
    for (const stations of [undefined, { names: readStationNames(), inEachSeat }]) {
      const browser = await launchChromium();
      try {
        await browser.page.goto(server.url);
        await browser.page.evaluate((now) => window.vaultPage.importBundle('/country.zip', now), nationalNow);
        await slowDown(browser);
        const { readMs, sliceMs, ms } = await browser.page.evaluate(
          ([queries, places]) => window.vaultPage.lookups(queries, places),
          [thrice, stations] as const,
        );
        const least = typed.map((_, i) =>
          Math.min(ms[i] ?? 0, ms[i + typed.length] ?? 0, ms[i + 2 * typed.length] ?? 0),
        );
        const { median, p95 } = spread(least);
        const all = spread(ms).p95;
        row(
          context,
          `lookup in a whole country${stations ? ', with 90,505 stations' : ''}, p95, CPU/${throttle}`,
          `${p95.toFixed(1)} ms`,
          '',
          `least of three; median ${median.toFixed(1)} ms, p95 of all ${all.toFixed(1)} ms; read once, when the screen is open: ${(readMs / 1000).toFixed(1)} s in slices of at most ${sliceMs.toFixed(0)} ms`,
        );
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
});
