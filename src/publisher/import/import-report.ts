// The account of one import: how many rows, and every row that was mended or held back. Also how the next import of the
// same source knows which contests, symbols and parties it made. No dates, so that the same rows give the same bytes.

import { parseJson } from '../../core/json.ts';
import { integer, list, object, readShape, record, text } from '../../core/shape.ts';
import type { SeatsCompared } from '../content/rows/expected-seats.ts';
import { safeCell, writeTable } from '../tables/write-table.ts';
import type { RowVerdict } from './row-verdict.ts';
import type { JudgedSeat } from './seats/judge-seats.ts';

export interface ImportReport {
  readonly source: string;
  readonly counts: {
    readonly read: number;
    readonly accepted: number;
    readonly repaired: number;
    readonly heldBack: number;
  };
  /** Rows by the code of what was mended, and of why they were held back. */
  readonly mended: Readonly<Record<string, number>>;
  readonly held: Readonly<Record<string, number>>;
  readonly underReview: readonly { readonly seat: string; readonly reasons: readonly string[] }[];
  readonly incomplete: readonly string[];
  /** Against seats.csv: of the kinds of seats that this list has, those of which it has no row; and those that nobody expects. */
  readonly absent: readonly string[];
  readonly strange: readonly string[];
  /** What this import made in the folder. */
  readonly made: Made;
  readonly rows: readonly ReportRow[];
}

export interface Made {
  readonly contests: readonly string[];
  readonly symbols: readonly string[];
  readonly parties: readonly string[];
}

export interface ReportRow {
  readonly row: number;
  readonly seat: string;
  readonly outcome: 'repaired' | 'held-back';
  readonly what: readonly string[];
  readonly reason: string;
}

export const reportsFolder = 'reports';
const maxReportBytes = 134_217_728;
const ids = list(text(64), 200_000);
const counts = integer(0);
const madeReader = object({
  source: text(300),
  counts: object({ read: counts, accepted: counts, repaired: counts, heldBack: counts }),
  mended: record(/^[a-z-]+$/, counts, 100),
  made: object({ contests: ids, symbols: ids, parties: ids }),
});

export function reportOf(
  source: string,
  verdicts: readonly RowVerdict[],
  seats: readonly Pick<JudgedSeat, 'id' | 'faults' | 'isIncomplete'>[],
  made: Made,
  compared: SeatsCompared = { absent: [], strange: [] },
): ImportReport {
  const mended: Record<string, number> = {};
  const held: Record<string, number> = {};
  const rows: ReportRow[] = [];
  let accepted = 0;
  let heldBack = 0;
  for (const { row, seat, mends, held: why } of verdicts) {
    if (why) {
      heldBack++;
      held[why.code] = (held[why.code] ?? 0) + 1;
    } else if (mends.length === 0) {
      accepted++;
      continue;
    } else {
      for (const code of new Set(mends.map((mend) => mend.code))) mended[code] = (mended[code] ?? 0) + 1;
    }
    const what = mends.map((mend) => mend.text);
    rows.push({ row: row.row, seat, outcome: why ? 'held-back' : 'repaired', what, reason: why?.text ?? '' });
  }
  const read = verdicts.length;
  const underReview = seats
    .filter(({ faults }) => faults.length > 0)
    .map(({ id, faults }) => ({ seat: id, reasons: [...new Set(faults.map(({ code }) => code))] }));
  const incomplete = seats
    .filter(({ faults, isIncomplete }) => isIncomplete && faults.length === 0)
    .map(({ id }) => id);
  const repaired = read - accepted - heldBack;
  const absent = compared.absent.map(({ id }) => id);
  const { strange } = compared;
  const counts = { read, accepted, repaired, heldBack };
  return { source, counts, mended, held, underReview, incomplete, absent, strange, made, rows };
}

/** The report for people: one row for every row of the source that was mended or held back. */
export function reportTable(report: ImportReport): string {
  const header = ['row', 'seat', 'outcome', 'reason', 'mended'];
  const rows = report.rows.map(({ row, seat, outcome, what, reason }) =>
    [String(row), seat, outcome, reason, what.join('; ')].map(safeCell),
  );
  return writeTable(header, rows);
}

/** The report for the next import and for scripts. */
export function reportJson(report: ImportReport): string {
  const { rows, ...head } = report;
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rows": [\n${lines}\n  ]\n}\n`;
}

/** What an earlier import made; @throws AppError `format/…` where the file is not such a report. */
export function readMade(bytes: Uint8Array): Made {
  return readShape(madeReader, parseJson(bytes, maxReportBytes)).made;
}
