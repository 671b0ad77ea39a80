// Several columns of a list that say one thing together: "SURNAME+OTHER NAMES" is a name, "STATE+DISTRICT" a seat.
import type { Table } from '../../tables/read-table.ts';
import type { ColumnMap } from './guess-columns.ts';

/** The columns of the list that a map's column is made of. One that is called so itself goes before a sum. */
export function partsOf(column: string, header: readonly string[]): readonly string[] {
  return header.includes(column) ? [column] : column.split('+').map((part) => part.trim());
}

/** Whether the list has what a map names. */
export function isInHeader(column: string, header: readonly string[]): boolean {
  return partsOf(column, header).every((part) => header.includes(part));
}

/** The table with each joined column of a map as a column of its own, behind the others. */
export function withJoined(table: Table, map: ColumnMap): Table {
  const { header } = table;
  const joined = [...map].filter(([, column]) => !header.includes(column));
  if (joined.length === 0) return table;
  const columns = joined.map(([what, column]) => ({
    isSeat: what === 'seat',
    column,
    at: partsOf(column, header).map((part) => header.indexOf(part)),
  }));
  const rows = table.rows.map((row) => {
    const cells = columns.map(({ isSeat, at }) => {
      const parts = at.map((i) => (row.cells[i] ?? '').trim());
      // Half a seat's code would be another seat's.
      if (isSeat) return parts.includes('') ? '' : parts.join('-');
      return parts.filter(Boolean).join(' ');
    });
    return { ...row, cells: [...row.cells, ...cells] };
  });
  return { ...table, header: [...header, ...columns.map(({ column }) => column)], rows };
}
