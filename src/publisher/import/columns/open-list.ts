// A list as it comes, to a table and what its columns hold: the header may have a title above it, and the rows may lie in
// another sheet of the workbook.
import { basename } from 'node:path';
import type { Content } from '../../content/content.ts';
import { FaultError } from '../../content/fault.ts';
import type { Table } from '../../tables/read-table.ts';
import { isJson, readAnyTable, readSourceBytes } from '../formats/read-source.ts';
import type { ImportOptions } from '../import-options.ts';
import { type ChosenColumns, chooseColumns } from './choose-columns.ts';
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

/** @throws FaultError what reading and choosing throw of the first row; with the names of the other sheets */
export async function openList(kind: ImportKind, content: Content, options: ImportOptions): Promise<OpenedList> {
  const { file } = options;
  const bytes = await readSourceBytes(file);
  const sheet = options.sheet ?? (await savedSheet(content.dir, kind, basename(options.source ?? file)));
  const open = async (above: number): Promise<OpenedList> => {
    const table = readAnyTable(bytes, file, { sheet, above, languages: content.guide.languages });
    const chosen = await chooseColumns(kind, table, content, options).catch((error: unknown) => {
      throw error instanceof FaultError ? withWarnings(error, table) : error;
    });
    return { table: above === 0 ? table : toldOf(table), chosen, sheet, bytes };
  };
  let first: FaultError | null = null;
  for (let above = 0; above <= maxAbove; above++) {
    try {
      return await open(above);
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      first ??= error;
      if (isJson(bytes) || !first.faults.some(({ code }) => noHeader.includes(code))) break;
    }
  }
  throw first ?? new TypeError('a list is opened or refused');
}

/** Letters that were read wrongly, and the sheet that was meant, are why no column is known. */
function withWarnings({ faults }: FaultError, table: Table): FaultError {
  return new FaultError([...faults, ...table.faults.map((fault) => ({ ...fault, severity: 'error' as const }))]);
}

function toldOf(table: Table): Table {
  const row = table.headerRow;
  const message = `the header was found in row ${row}; what stands above it was not read`;
  const fix = 'see that the columns named below are the list\u2019s';
  const fault = { severity: 'warning', code: 'header-below', file: table.file, row, message, fix } as const;
  return { ...table, faults: [...table.faults, fault] };
}
