// Changes single cells of a table of the content folder; every other cell keeps its text.
import { FaultError } from '../content/fault.ts';
import { readTable } from '../tables/read-table.ts';
import { writeTable } from '../tables/write-table.ts';

/** One cell, found by what stands in other columns of its row, since rows move. */
export interface CellEdit {
  readonly file: string;
  readonly key: Readonly<Record<string, string>>;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/**
 * @param bytes the table's file
 * @param edits all of this file
 * @returns the file's new text
 * @throws FaultError where a row is not there, stands twice, or no longer says what it said before
 */
export function editTable(bytes: Uint8Array, edits: readonly CellEdit[]): string {
  const file = edits[0]?.file ?? '';
  const table = readTable(bytes, file);
  const columns = [...table.header];
  for (const { column } of edits) if (!columns.includes(column)) columns.push(column);
  const rows = table.rows.map(({ cells, isTooLong, row }) => {
    const fix = 'look for a comma that is not inside quotation marks; nothing was changed';
    if (isTooLong) throw stop(file, row, 'the row has more cells than the header', fix);
    return columns.map((_, i) => cells[i] ?? '');
  });
  for (const { key, column, before, after } of edits) {
    const fits = (cells: readonly string[]): boolean =>
      Object.entries(key).every(([name, value]) => (cells[columns.indexOf(name)] ?? '').trim() === value);
    const found = rows.filter(fits);
    const [cells] = found;
    const at = columns.indexOf(column);
    const place = Object.values(key).join(' ');
    if (!cells || found.length > 1) {
      const message = found.length > 1 ? `"${place}" stands ${found.length} times` : `there is no row "${place}"`;
      throw stop(file, undefined, message, 'run: nishan check; nothing was changed');
    }
    const held = (cells[at] ?? '').trim();
    if (held !== before && !(before === '' && held === 'no')) {
      const message = `"${place}" has "${held}" under ${column}, not "${before}"`;
      throw stop(file, undefined, message, 'somebody changed it meanwhile: look at the row; nothing was changed');
    }
    cells[at] = after;
  }
  return writeTable(columns, rows);
}

function stop(file: string, row: number | undefined, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'correct', file, ...(row && { row }), message, fix }]);
}
