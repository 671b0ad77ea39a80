// Which column holds what: as the person says, else as they said for such a list before, else a guess.
import { basename } from 'node:path';
import type { Content } from '../../content/content.ts';
import { type Fault, FaultError } from '../../content/fault.ts';
import type { Table } from '../../tables/read-table.ts';
import type { ImportOptions } from '../import-options.ts';
import { mapText, parseColumnMap } from './column-map.ts';
import { type ColumnMap, guessColumns } from './guess-columns.ts';
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
  const begun = guess.map.size === 0 ? `${guess.missing[0]}=…` : `${mapText(guess.map)},${guess.missing[0]}=…`;
  throw new FaultError(
    guess.missing.map(
      (field): Fault => ({
        severity: 'error',
        code: 'no-guess',
        file: table.file,
        row: 1,
        message: `no column looks like the ${field}; the columns are: ${columns}`,
        fix: `say which one it is: --map "${begun}"`,
      }),
    ),
  );
}

function requireColumns(map: ColumnMap, table: Table): ColumnMap {
  const missing = [...new Set(map.values())].filter((column) => !table.header.includes(column));
  if (missing.length === 0) return map;
  const named = table.header.filter(Boolean).slice(0, 20).join(', ');
  const how =
    table.header.length === 1
      ? ` (read with ${table.delimiter === '\t' ? 'tab' : `"${table.delimiter}"`} between cells)`
      : '';
  throw new FaultError(
    missing.map(
      (name): Fault => ({
        severity: 'error',
        code: 'missing-column',
        file: table.file,
        row: 1,
        column: name,
        message: `there is no column "${name}"; the columns are: ${named}${how}`,
        fix: `add the column "${name}", or name the one that holds it`,
      }),
    ),
  );
}
