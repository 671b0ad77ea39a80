// What Lighthouse says of the seat's card under its mobile preset, and of the seat's page: the median of five, and each
// audit that takes a point.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { findChrome } from '../e2e/harness/chrome.mjs';
import { makeMirror } from '../e2e/harness/mirror.ts';
import { row, runs, spread } from './measure.ts';
import { neighbourFolder, titleOf } from './neighbours/get.ts';

const categories = ['performance', 'accessibility', 'best-practices'] as const;
const home = mkdtempSync(join(tmpdir(), 'nishan-lighthouse-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Report {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
    >
  >;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly displayValue?: string }>>;
}

function report(url: string, i: number): Promise<Report> {
  const cli = join(neighbourFolder('lighthouse'), 'node_modules/lighthouse/cli/index.js');
  const path = join(home, `${i}.json`);
  const words = [url, '--quiet', '--output', 'json', '--output-path', path, '--only-categories', categories.join()];
  const chrome = `--chrome-flags=--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`;
  const env = { ...process.env, CHROME_PATH: findChrome() ?? '' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, ...words, chrome], { env }, (error) => {
      if (error) reject(error);
      else resolve(JSON.parse(readFileSync(path, 'utf8')) as Report);
    });
  });
}

it('the card and the page of a seat', async (context) => {
  const mirror = await makeMirror();
  try {
    for (const [name, path] of [
      ['card', '#/seat/NA-130'],
      ['seat page', 's/NA-130.html'],
    ] as const) {
      const reports: Report[] = [];
      for (let i = 0; i < runs; i++) reports.push(await report(mirror.url + path, i));
      for (const category of categories) {
        const scores = reports.map((each) => 100 * (each.categories[category]?.score ?? 0));
        const { min, median, max } = spread(scores);
        const figure = `${titleOf('lighthouse')}, ${name}, ${category}`;
        row(
          context,
          figure,
          `${median.toFixed(0)} (${min.toFixed(0)}-${max.toFixed(0)})`,
          'at least 100',
          missing(reports, category),
        );
      }
    }
  } finally {
    await mirror.remove();
  }
});

/** Audits that count and are not whole, of the last report. */
function missing(reports: readonly Report[], category: string): string {
  const last = reports[reports.length - 1];
  const lacking = last?.categories[category]?.auditRefs.filter(
    ({ id, weight }) => weight > 0 && (last.audits[id]?.score ?? 1) < 1,
  );
  return (lacking ?? []).map(({ id }) => `${id} ${last?.audits[id]?.displayValue ?? ''}`.trim()).join(', ');
}
