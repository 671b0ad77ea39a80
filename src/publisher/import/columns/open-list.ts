// A list as it comes, to a table and what its columns hold: the header may have a title above it or be of two lines, and the
// rows may lie in another sheet of the workbook.
import { basename } from 'node:path';
import type { Content } from '../../content/content.ts';
import { FaultError } from '../../content/fault.ts';
import type { Table } from '../../tables/read-table.ts';
import { isJson, readAnyTable, readSourceBytes } from '../formats/read-source.ts';
import type { ImportOptions } from '../import-options.ts';
import { type ChosenColumns, chooseColumns } from './choose-columns.ts';
import { settleHeader } from './header-lines.ts';
import { withJoined } from './joined-columns.ts';
import type { ImportKind } from './kinds.ts';
import { savedSheet } from './saved-maps.ts';

export interface OpenedList {
  readonly table: Table;
  readonly chosen: ChosenColumns;
  /** The sheet that a person named, now or before. */
  readonly sheet: string | undefined;
  /** The whole file. */
  readonly bytes: Uint8Array;
}

/** A title, a date and a blank line or two; further down it is another table. */
const maxAbove = 12;
/** What a title above the header looks like to whoever takes it for the header. */
const noHeader: readonly string[] = ['no-guess', 'missing-column', 'no-header'];
/** Titles have fewer columns; the first line with so many is what a person takes for the header. */
const minColumns = 3;

/**
 * @throws FaultError what reading and choosing throw of the likeliest header, else of the first row; with the names of the
 * other sheets
 */
export async function openList(kind: ImportKind, content: Content, options: ImportOptions): Promise<OpenedList> {
  const { file } = options;
  const bytes = await readSourceBytes(file);
  const sheet = options.sheet ?? (await savedSheet(content.dir, kind, basename(options.source ?? file)));
  let first: FaultError | null = null;
  let likeliest: FaultError | null = null;
  for (let above = 0; above <= maxAbove; above++) {
    let columns = minColumns;
    try {
      const cut = readAnyTable(bytes, file, { sheet, above, languages: content.guide.languages });
      columns = cut.header.filter(Boolean).length;
      const { table, chosen } = await withColumns(kind, cut, content, options);
      return { table: above === 0 ? table : toldOf(table, cut.headerRow), chosen, sheet, bytes };
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      first ??= error;
      if (columns >= minColumns && !isBlank(error)) likeliest ??= error;
      if (isJson(bytes) || !first.faults.some(({ code }) => noHeader.includes(code))) break;
    }
  }
  throw likeliest ?? first ?? new TypeError('a list is opened or refused');
}

function isBlank({ faults }: FaultError): boolean {
  return faults.some(({ code }) => code === 'no-header' || code === 'not-a-table');
}

/** @param cut with its first line as the header */
async function withColumns(
  kind: ImportKind,
  cut: Table,
  content: Content,
  options: ImportOptions,
): Promise<{ readonly table: Table; readonly chosen: ChosenColumns }> {
  const table = settleHeader(kind, cut);
  try {
    const chosen = await chooseColumns(kind, table, content, options);
    return { table: withJoined(table, chosen.map), chosen };
  } catch (error) {
    throw error instanceof FaultError ? withWarnings(error, table) : error;
  }
}

/** Letters that were read wrongly, and the sheet that was meant, are why no column is known. */
function withWarnings({ faults }: FaultError, table: Table): FaultError {
  return new FaultError([...faults, ...table.faults.map((fault) => ({ ...fault, severity: 'error' as const }))]);
}

/** @param row the header's first line */
function toldOf(table: Table, row: number): Table {
  const message = `the header was found in row ${row}; what stands above it was not read`;
  const fix = 'see that the columns named below are the list\u2019s';
  const fault = { severity: 'warning', code: 'header-below', file: table.file, row, message, fix } as const;
  return { ...table, faults: [...table.faults, fault] };
}
