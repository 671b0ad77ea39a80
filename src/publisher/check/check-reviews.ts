// Rows that imports could not settle or had to guess, and nobody has looked at: review/*.csv, as content/review has it.
import type { PlacedItem } from '../content/review.ts';
import { type Reporter, rowsValue, someRows } from './reporter.ts';

/** An answer counts when somebody stands by it with a name. */
function isOpen({ answer, by }: PlacedItem): boolean {
  return answer === '' || by === '';
}

export function checkReviews(items: readonly PlacedItem[], report: Reporter): void {
  const files = [...new Set(items.map(({ file }) => file))];
  for (const file of files) {
    const open = items.filter((item) => item.file === file && isOpen(item));
    tell(
      open.filter(({ isHeld }) => isHeld),
      'rows-held-back',
      (count) =>
        `${count === 1 ? '1 row of the source is' : `${count} rows of the source are`} left out, and nobody has answered for it`,
      report,
    );
    tell(
      open.filter(({ isHeld }) => !isHeld),
      'rows-unreviewed',
      (count) => `${count === 1 ? '1 row was' : `${count} rows were`} taken by a guess that nobody has looked at`,
      report,
    );
  }
}

function tell(items: readonly PlacedItem[], code: string, message: (count: number) => string, report: Reporter): void {
  const [first] = items;
  if (!first) return;
  const rows = items.map(({ file, record }) => ({ file, row: record }));
  const fix = 'fill in the columns answer and by, and import the same list again; or sign it off';
  const value = rowsValue(items.map(({ id }) => id));
  report.gate(
    { file: first.file, row: first.record },
    'answer',
    code,
    `${message(items.length)} (${someRows(rows)})`,
    fix,
    value,
  );
}
