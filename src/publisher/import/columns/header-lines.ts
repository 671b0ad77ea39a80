// A header as offices print it: of two lines, with a line of column numbers below it, with columns that nobody named. What is
// joined or left out is said; nothing of it is a row.
import { fold, westernDigit } from '../../../core/spelling/fold.ts';
import type { Fault } from '../../content/fault.ts';
import type { Table, TableRow } from '../../tables/read-table.ts';
import { fieldsOf, type ImportKind } from './kinds.ts';

/** Words of second lines that are no field of ours. */
const moreWords = ['surname', 'first name', 'last name', 'other names', 'father name', 'fathers name', 'sex', 'age'];
/** Longer ones are no column's name. */
const maxNameLength = 60;
const minNumbered = 3;

/**
 * The table with its header as a person reads it.
 * @param table as it was cut, its first line being the header
 */
export function settleHeader(kind: ImportKind, table: Table): Table {
  return tellUnnamed(withoutNumbers(joinLines(kind, table)));
}

/** Columns without a name that have something in a row. */
function unnamedOf({ header, rows }: Table): readonly number[] {
  return header.flatMap((name, i) =>
    name === '' && rows.some(({ cells }) => (cells[i] ?? '').trim() !== '') ? [i] : [],
  );
}

function joinLines(kind: ImportKind, table: Table): Table {
  const [second, ...rows] = table.rows;
  const unnamed = unnamedOf(table);
  if (!second || second.row !== table.headerRow + 1 || second.isTooLong) return table;
  if (!unnamed.some((i) => nameAt(second, i) !== '') || !isSecondLine(kind, second, rows)) return table;
  let group = '';
  const header = table.header.map((name, i) => {
    if (name !== '') group = name;
    const own = nameAt(second, i);
    return own === '' || own === name ? name : [group, own].filter(Boolean).join(' ');
  });
  const message = `rows ${table.headerRow} and ${second.row} were read as one header`;
  const named = header.filter(Boolean).slice(0, 20).join(', ');
  const fault = warning(table, second.row, 'two-header-lines', message, `see that these are the columns: ${named}`);
  // The second line is the header's last one: rows are counted from it.
  return { ...table, header, headerRow: second.row, rows, faults: [...table.faults, fault] };
}

/** Words of a header, no digit, and nothing that a row below says again. */
function isSecondLine(kind: ImportKind, second: TableRow, rows: readonly TableRow[]): boolean {
  const filled = second.cells.map((_, i) => i).filter((i) => nameAt(second, i) !== '');
  const names = filled.map((i) => nameAt(second, i));
  if (names.some((name) => name.length > maxNameLength || /\p{Nd}/u.test(name))) return false;
  const known = new Set([...fieldsOf(kind).flatMap(({ names: all }) => all), ...moreWords].map(fold));
  if (!names.some((name) => known.has(fold(name)))) return false;
  return filled.every((i) => rows.every((row) => fold(nameAt(row, i)) !== fold(nameAt(second, i))));
}

/** "1 | 2 | 3 | 4" below the header, as forms have it. */
function withoutNumbers(table: Table): Table {
  const [first, ...rows] = table.rows;
  if (!first || first.row !== table.headerRow + 1) return table;
  const numbers = first.cells.filter((cell) => cell.trim() !== '').map(numberOf);
  const named = table.header.filter(Boolean).length;
  const isCount = numbers.length >= Math.max(minNumbered, named) && numbers.every((number, i) => number === i + 1);
  if (!isCount) return table;
  const message = 'the row below the header numbers the columns; it is no row of the list';
  const fault = warning(table, first.row, 'numbered-columns', message, 'nothing, where that is so');
  return { ...table, rows, faults: [...table.faults, fault] };
}

function numberOf(cell: string): number {
  const digits = /^[([]?(\p{Nd}{1,3})[)\].]?$/u.exec(cell.trim())?.[1] ?? '';
  return Number(digits.replace(/\p{Nd}/gu, westernDigit));
}

/** What stands in a column that nobody named is read by nobody. */
function tellUnnamed(table: Table): Table {
  const unnamed = unnamedOf(table);
  const [first] = unnamed;
  if (first === undefined) return table;
  const shown = table.rows.find((row) => nameAt(row, first) !== '');
  const count = unnamed.length === 1 ? '1 column has' : `${unnamed.length} columns have`;
  const places = unnamed.slice(0, 10).map(letterOf).join(', ');
  const example = shown ? ` (row ${shown.row}: "${nameAt(shown, first).slice(0, 40)}")` : '';
  const message = `${count} no name in the header and ${unnamed.length === 1 ? 'was' : 'were'} not read: ${places}${example}`;
  const fix = 'give each column of the list a name of its own, all in one row, and import it again';
  const fault = warning(table, table.headerRow, 'unnamed-columns', message, fix);
  return { ...table, faults: [...table.faults, fault] };
}

function nameAt({ cells }: TableRow, i: number): string {
  return (cells[i] ?? '').replace(/\s+/g, ' ').trim();
}

/** A column as a spreadsheet calls it: 27 as "AB". */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letterOf(Math.floor(column / 26) - 1)}${last}`;
}

function warning({ file }: Table, row: number, code: string, message: string, fix: string): Fault {
  return { severity: 'warning', code, file, row, message, fix };
}
