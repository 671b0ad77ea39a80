// Whether a table lost rows since the last edition: half a list, saved by accident, looks like a whole one.
import { type RowCounts, rowCounts } from '../../build/published/published-rows.ts';
import type { Content } from '../../content/content.ts';
import type { Reporter } from '../reporter.ts';

/** The part of a table's rows that may go without a word. */
const maxDrop = 0.01;

/** @param before the last edition's rows by table; null where there was none */
export function checkDrop(content: Content, before: RowCounts | null, report: Reporter): void {
  if (before === null) return;
  for (const [file, now] of Object.entries(rowCounts(content))) {
    const then = before[file] ?? 0;
    if (then - now <= then * maxDrop) continue;
    const share = ((100 * (then - now)) / then).toFixed(then - now < then ? 1 : 0);
    const message = `${file} has ${now} rows, ${then - now} fewer than the last edition (${share} %)`;
    const fix = 'bring back what is missing; where it is meant, sign it off';
    report.gate({ file, row: 1 }, '', 'rows-dropped', message, fix, `${then} to ${now}`);
  }
}
