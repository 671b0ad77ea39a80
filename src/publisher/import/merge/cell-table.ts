// A table of the content folder as cells by column, in the file's order: what a merge compares. What the cells mean is for
// read-tables.
import { readTable } from '../../tables/read-table.ts';
import { writeTable } from '../../tables/write-table.ts';

export type CellRow = Readonly<Record<string, string>>;

export interface CellTable {
  readonly header: readonly string[];
  readonly rows: readonly CellRow[];
}

export const emptyTable: CellTable = { header: [], rows: [] };

/** @throws FaultError as readTable */
export function readCells(bytes: Uint8Array, file: string): CellTable {
  const { header, rows } = readTable(bytes, file);
  const named = header.flatMap((column, i): readonly (readonly [string, number])[] =>
    column === '' ? [] : [[column, i]],
  );
  return {
    header: named.map(([column]) => column),
    rows: rows.map(({ cells }) => Object.fromEntries(named.map(([column, i]) => [column, (cells[i] ?? '').trim()]))),
  };
}

export function writeCells({ header, rows }: CellTable): string {
  return writeTable(
    header,
    rows.map((row) => header.map((column) => row[column] ?? '')),
  );
}

/** What tells a row apart from the others of its table. */
export function keyOf(row: CellRow, key: readonly string[]): string {
  return key.map((column) => row[column] ?? '').join(' ');
}

/** The columns of both; a text's further language stands beside its other ones. */
export function joinHeaders(own: readonly string[], more: readonly string[]): readonly string[] {
  const all = [...own];
  for (const column of more) {
    if (all.includes(column)) continue;
    const stem = /^([^:]+):[a-z-]+$/.exec(column)?.[1];
    const last = stem === undefined ? -1 : all.findLastIndex((each) => each.startsWith(`${stem}:`));
    if (last < 0) all.push(column);
    else all.splice(last + 1, 0, column);
  }
  return all;
}
