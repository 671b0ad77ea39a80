// Which column holds what: as the person says, else as they said for such a list before, else a guess.
import { basename } from 'node:path';
import type { Content } from '../../content/content.ts';
import { type Fault, FaultError } from '../../content/fault.ts';
import type { Table } from '../../tables/read-table.ts';
import type { ImportOptions } from '../import-options.ts';
import type { ImportReport } from '../import-report.ts';
import { mapText, parseColumnMap } from './column-map.ts';
import { type ColumnMap, guessColumns } from './guess-columns.ts';
import { partsOf } from './joined-columns.ts';
import type { ImportKind } from './kinds.ts';
import { savedMap } from './saved-maps.ts';

export interface ChosenColumns {
  readonly map: ColumnMap;
  readonly from: 'given' | 'kept' | 'guessed';
}

/** @throws FaultError `bad-map`, `missing-column`, `no-guess`, `bad-mappings` */
export async function chooseColumns(
  kind: ImportKind,
  table: Table,
  { dir, guide }: Content,
  { file, map, source }: Pick<ImportOptions, 'file' | 'map' | 'source'>,
): Promise<ChosenColumns> {
  if (map !== undefined) return { map: requireColumns(parseColumnMap(kind, map), table), from: 'given' };
  const kept = await savedMap(dir, kind, basename(source ?? file), table.header);
  if (kept) return { map: kept, from: 'kept' };
  const guess = guessColumns(kind, table, guide.languages);
  if (guess.missing.length === 0) return { map: guess.map, from: 'guessed' };
  const columns = table.header.filter(Boolean).slice(0, 30).join(', ');
  const unused = unusedColumns(guess.map, table);
  const begun = `${mapText(guess.map)},${guess.missing[0]}=…`;
  const more = unused.length > 0 ? `, and add what the list has more of; not named there: ${unused.join(', ')}` : '';
  // A header in a language that nobody here reads: the columns are listed already, all of them.
  const fix =
    guess.map.size === 0
      ? `say which is which: --map "${guess.missing.map((field) => `${field}=COLUMN`).join(',')},…"; all that a column can be: nishan import ${kind} --help`
      : `say which one it is: --map "${begun}"${more}; where two are one thing: A+B`;
  throw new FaultError(
    guess.missing.map(
      (field): Fault => ({
        severity: 'error',
        code: 'no-guess',
        file: table.file,
        row: table.headerRow,
        message: `no column looks like the ${field}; the columns are: ${columns}`,
        fix,
      }),
    ),
  );
}

/** The columns with a name that the map leaves out. */
export function unusedColumns(map: ColumnMap, { header }: Pick<Table, 'header'>): readonly string[] {
  const used = new Set(
    [...map.values()].flatMap((column) => [column, ...column.split('+').map((part) => part.trim())]),
  );
  return header.filter((column) => column !== '' && !used.has(column));
}

/**
 * Refuses what a guess made of a list of which no row can be taken: the guess is wrong far more often than every row.
 * @throws FaultError `no-row-fits`
 */
export function refuseWrongGuess(
  { map, from }: ChosenColumns,
  table: Table,
  { counts, held, rows }: Pick<ImportReport, 'counts' | 'held' | 'rows'>,
): void {
  if (from !== 'guessed' || counts.read === 0 || counts.heldBack < counts.read || held.dropped) return;
  const why = Object.entries(held).map(([code, rows]) => `${rows} × ${code}`);
  const [first] = rows;
  const unused = unusedColumns(map, table);
  const rest = unused.length > 0 ? ` (not used: ${unused.join(', ')})` : '';
  const message = `not one of ${counts.read} rows could be taken (${why.join(', ')}; row ${first?.row}: ${first?.reason}) with the columns as guessed: ${mapText(map)}${rest}`;
  const fix = `say what each column holds, the same again where the guess is right: --map "${mapText(map)}"; nothing was imported`;
  throw new FaultError([{ severity: 'error', code: 'no-row-fits', file: table.file, row: 1, message, fix }]);
}

function requireColumns(map: ColumnMap, table: Table): ColumnMap {
  const named = [...map.values()].flatMap((column) => partsOf(column, table.header));
  const missing = [...new Set(named)].filter((column) => !table.header.includes(column));
  if (missing.length === 0) return map;
  const shown = table.header.filter(Boolean).slice(0, 20).join(', ');
  const how =
    table.header.length === 1 && table.delimiter !== null
      ? ` (read with ${table.delimiter === '\t' ? 'tab' : `"${table.delimiter}"`} between cells)`
      : '';
  throw new FaultError(
    missing.map(
      (name): Fault => ({
        severity: 'error',
        code: 'missing-column',
        file: table.file,
        row: table.headerRow,
        column: name,
        message: `there is no column "${name}"; the columns are: ${shown}${how}`,
        fix: `add the column "${name}", or name the one that holds it`,
      }),
    ),
  );
}
