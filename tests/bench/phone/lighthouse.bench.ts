// What Lighthouse says of the seat's card under its mobile preset, and of the seat's page: the median of five, and each
// audit that takes a point.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { findChrome } from '../../harness/browsers/chrome.mjs';
import { makeMirror } from '../../harness/mirrors/mirror.ts';
import { row, runs, spread } from '../measure.ts';
import { neighbourFolder, titleOf } from '../neighbours/get.ts';

const categories = ['performance', 'accessibility', 'best-practices'] as const;
const home = mkdtempSync(join(tmpdir(), 'nishan-lighthouse-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Audit {
  readonly score: number | null;
  readonly displayValue?: string;
  readonly details?: { readonly items?: readonly Readonly<Record<string, unknown>>[] };
}
interface Category {
  readonly score: number;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}
interface Report {
  readonly categories: Readonly<Record<string, Category>>;
  readonly audits: Readonly<Record<string, Audit>>;
}

function report(url: string, i: number, triesLeft = 2): Promise<Report> {
  const cli = join(neighbourFolder('lighthouse'), 'node_modules/lighthouse/cli/index.js');
  const path = join(home, `${i}.json`);
  const words = [url, '--quiet', '--output', 'json', '--output-path', path, '--only-categories', categories.join()];
  const chrome = `--chrome-flags=--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`;
  const env = { ...process.env, CHROME_PATH: findChrome() ?? '' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, ...words, chrome], { env }, (error) => {
      // Its trace misses the navigation now and then; it says itself that it is to be asked again.
      if (error && triesLeft > 0 && error.message.includes('NO_NAVSTART')) resolve(report(url, i, triesLeft - 1));
      else if (error) reject(error);
      else resolve(JSON.parse(readFileSync(path, 'utf8')) as Report);
    });
  });
}

for (const [name, path] of [
  ['card', '#/seat/NA-130'],
  ['seat page', 's/NA-130.html'],
] as const) {
  it(`the ${name} of a seat`, async (context) => {
    const mirror = await makeMirror();
    const reports: Report[] = [];
    try {
      for (let i = 0; i < runs; i++) reports.push(await report(mirror.url + path, i));
    } finally {
      await mirror.remove();
    }
    for (const category of categories) {
      const scores = reports.map((each) => 100 * (each.categories[category]?.score ?? 0));
      const { min, median, max } = spread(scores);
      const middle = reports[scores.indexOf(median)];
      const figure = `${titleOf('lighthouse')}, ${name}, ${category}`;
      const measured = `${median.toFixed(0)} (${min.toFixed(0)}-${max.toFixed(0)})`;
      row(context, figure, measured, 'at least 100', middle ? lostPoints(middle, category) : '');
    }
  });
}

/** "speed-index 4.2 s takes 3.1, errors-in-console takes 4.0: …": each audit that counts and is not whole, the dearest first. */
function lostPoints({ categories, audits }: Report, name: string): string {
  const refs = categories[name]?.auditRefs ?? [];
  const all = refs.reduce((sum, { weight }) => sum + weight, 0);
  return refs
    .flatMap(({ id, weight }) => {
      const audit = audits[id];
      const lost = (100 * weight * (1 - (audit?.score ?? 1))) / all;
      return audit && lost > 0 ? [{ id, audit, lost }] : [];
    })
    .sort((a, b) => b.lost - a.lost)
    .map(({ id, audit, lost }) => {
      const value = audit.displayValue ? ` ${audit.displayValue.replace(/\s/g, ' ')}` : '';
      return `${id}${value} takes ${lost.toFixed(1)}${firstItem(audit)}`;
    })
    .join('; ');
}

/** What an audit without a number found first; addresses without their host and port, which change with each run. */
function firstItem({ displayValue, details }: Audit): string {
  const [item] = details?.items ?? [];
  if (displayValue !== undefined || !item) return '';
  const { description, sourceLocation } = item;
  const url = (sourceLocation as { readonly url?: string } | undefined)?.url ?? '';
  const path = url === '' ? '' : ` (${new URL(url).pathname})`;
  return typeof description === 'string' ? `: ${description.slice(0, 120)}${path}` : '';
}
