// One row's cells by column name, read as what they should be. What does not fit becomes a fault with its place and a
// harmless value, so that one run finds every fault.
import { AppError } from '../../../core/errors.ts';
import { languagePattern, type Text } from '../../../core/guide/format/text.ts';
import type { Reader } from '../../../core/shape.ts';
import type { Table, TableRow } from '../../tables/read-table.ts';
import type { Origin } from '../content.ts';
import type { Fault } from '../fault.ts';
import { mediaPathPattern } from '../folder.ts';
import { isDay } from './is-day.ts';

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const regionPattern = /^[a-z0-9][a-z0-9._-]{0,47}$/;
const maxPathLength = 200;
const bidiPattern = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export interface Cells {
  origin(): Origin;
  /** Reports what only the row as a whole shows. */
  fault(code: string, column: string, message: string, fix: string): void;
  /** An id that must be there; null, with a fault, where it is not. */
  id(column: string): string | null;
  regionId(column: string): string | null;
  /** An id or nothing. */
  optionalId(column: string): string | null;
  ids(column: string): readonly string[];
  /** `column:LANG` in every language that the header has. */
  texts(column: string, maxLength: number): Text;
  text(column: string, maxLength: number): string;
  list(column: string, maxLength: number, maxItems: number): readonly string[];
  flag(column: string): boolean | null;
  integer(column: string, min: number, max: number): number | null;
  decimal(column: string, min: number, max: number): number | null;
  /** "2027-02-08", or nothing. */
  day(column: string): string | null;
  oneOf<const T extends readonly string[]>(column: string, words: T, otherwise: T[number]): T[number];
  /** A text that the core reads, or nothing. @param form how it is written, for who got it wrong */
  like(column: string, reader: Reader<string>, form: string): string | null;
  /** A path of a file inside the folder, or nothing. */
  file(column: string): string | null;
}

/** Cells for the rows of one table, one row after another; faults are added to `faults`. */
export function openCells(table: Table, faults: Fault[]): (row: TableRow) => Cells {
  const at = new Map(table.header.map((name, i) => [name, i]));
  const languages = new Map<string, readonly [string, number][]>();
  const languagesOf = (column: string) => {
    const known = languages.get(column);
    if (known) return known;
    const found = table.header.flatMap((name, i): [string, number][] => {
      const language = name.startsWith(`${column}:`) ? name.slice(column.length + 1) : '';
      return languagePattern.test(language) ? [[language, i]] : [];
    });
    languages.set(column, found);
    return found;
  };
  const current: Current = { row: 1, cells: [] };
  const reader = cellsOf(table.file, current, at, languagesOf, faults);
  return (row) => {
    current.row = row.row;
    current.cells = row.cells;
    return reader;
  };
}

/** The row that is being read: one reader serves a whole table, as a country's list has many rows. */
interface Current {
  row: number;
  cells: readonly string[];
}

function cellsOf(
  file: string,
  current: Current,
  at: ReadonlyMap<string, number>,
  languagesOf: (column: string) => readonly [string, number][],
  faults: Fault[],
): Cells {
  const base: Base = {
    cell: (column) => (current.cells[at.get(column) ?? -1] ?? '').trim(),
    fault: (code, column, message, fix) => {
      faults.push({ severity: 'error', code, file, row: current.row, column, message, fix });
    },
  };
  const textsOf = (column: string): readonly (readonly [string, string])[] =>
    languagesOf(column).map(([language, i]) => [language, (current.cells[i] ?? '').trim()]);
  return {
    origin: () => ({ file, row: current.row }),
    fault: base.fault,
    ...idCells(base),
    ...textCells(base, textsOf),
    ...valueCells(base),
  };
}

interface Base {
  cell(column: string): string;
  readonly fault: Cells['fault'];
}

function itemsOf(cell: string): readonly string[] {
  return cell
    .split(';')
    .map((item) => item.trim())
    .filter(Boolean);
}

function idCells({ cell, fault }: Base): Pick<Cells, 'id' | 'regionId' | 'optionalId' | 'ids' | 'file'> {
  const fitting = (column: string, pattern: RegExp, isRequired: boolean): string | null => {
    const value = cell(column);
    if (value === '') {
      if (isRequired) fault('missing-value', column, 'there is nothing in this cell', `fill in the ${column}`);
      return null;
    }
    if (pattern.test(value)) return value;
    const letters = pattern === regionPattern ? 'lower-case letters a-z' : 'letters A-Z and a-z';
    fault('bad-id', column, `"${shorten(value)}" does not fit`, `use only ${letters}, digits, ".", "_" and "-"`);
    return null;
  };
  return {
    id: (column) => fitting(column, idPattern, true),
    regionId: (column) => fitting(column, regionPattern, true),
    optionalId: (column) => fitting(column, idPattern, false),
    ids: (column) =>
      itemsOf(cell(column)).filter((id) => {
        if (idPattern.test(id)) return true;
        fault('bad-id', column, `"${shorten(id)}" does not fit`, 'put a ";" between ids');
        return false;
      }),
    file(column) {
      const value = cell(column);
      if (value === '') return null;
      if (value.length <= maxPathLength && mediaPathPattern.test(value)) return value;
      const example = column === 'sound' || column === 'file' ? 'sounds/kite.ogg' : 'pictures/kite.svg';
      fault('bad-path', column, `"${shorten(value)}" is not a file of this folder`, `write it like ${example}`);
      return null;
    },
  };
}

function textCells(
  { cell, fault }: Base,
  textsOf: (column: string) => readonly (readonly [string, string])[],
): Pick<Cells, 'texts' | 'text' | 'list' | 'like'> {
  const checked = (value: string, column: string, maxLength: number): string => {
    if (value.length > maxLength) {
      fault('too-long', column, `the text has ${value.length} characters, at most ${maxLength} fit`, 'shorten it');
      return value.slice(0, maxLength);
    }
    if (bidiPattern.test(value)) {
      fault('bidi-control', column, 'there are invisible marks that turn the text around', 'type the text anew');
    }
    return value;
  };
  return {
    texts(column, maxLength) {
      const found: Record<string, string> = {};
      for (const [language, value] of textsOf(column)) {
        if (value !== '') found[language] = checked(value, `${column}:${language}`, maxLength);
      }
      return found;
    },
    like(column, reader, form) {
      const value = cell(column);
      if (value === '') return null;
      try {
        return reader(value, column);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        fault('bad-word', column, `"${shorten(value)}" does not fit`, `write it like ${form}`);
        return null;
      }
    },
    text: (column, maxLength) => checked(cell(column), column, maxLength),
    list(column, maxLength, maxItems) {
      const all = itemsOf(cell(column)).map((item) => checked(item, column, maxLength));
      if (all.length > maxItems) {
        fault('too-many', column, `there are ${all.length} entries, at most ${maxItems} fit`, 'split the row');
      }
      return all.slice(0, maxItems);
    },
  };
}

function valueCells({ cell, fault }: Base): Pick<Cells, 'flag' | 'integer' | 'decimal' | 'day' | 'oneOf'> {
  const number = (column: string, pattern: RegExp, min: number, max: number, what: string): number | null => {
    const value = cell(column);
    if (value === '') return null;
    const read = pattern.test(value) ? Number(value) : Number.NaN;
    if (read >= min && read <= max) return read;
    fault('bad-number', column, `"${shorten(value)}" is not ${what}`, `write ${what}`);
    return null;
  };
  return {
    flag(column) {
      const value = cell(column).toLowerCase();
      if (value === 'yes') return true;
      if (value === 'no') return false;
      if (value !== '') {
        fault('bad-flag', column, `"${shorten(value)}" is neither yes nor no`, 'write yes, no or nothing');
      }
      return null;
    },
    integer: (column, min, max) => number(column, /^\d{1,9}$/, min, max, `a whole number from ${min} to ${max}`),
    decimal: (column, min, max) =>
      number(column, /^-?\d{1,4}(\.\d{1,12})?$/, min, max, `a number from ${min} to ${max}`),
    day(column) {
      const value = cell(column);
      if (value === '' || isDay(value)) return value || null;
      fault('no-such-day', column, `"${shorten(value)}" is no day`, 'write it like 2027-02-08');
      return null;
    },
    oneOf(column, words, otherwise) {
      const value = cell(column);
      if (value === '') return otherwise;
      if (words.includes(value)) return value;
      fault('bad-word', column, `"${shorten(value)}" is not known here`, `write one of: ${words.join(', ')}`);
      return otherwise;
    },
  };
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
