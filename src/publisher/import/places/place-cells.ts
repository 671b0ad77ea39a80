// A station as a row of places.csv: which columns a list speaks of, its cells, and what the folder's own reader says to them.

import { westernDigit } from '../../../core/spelling/fold.ts';
import type { Fault } from '../../content/fault.ts';
import { readHours, writeHours } from '../../content/rows/hours-text.ts';
import { placesSpec, readRows } from '../../content/rows/read-tables.ts';
import { tableOfRecords } from '../../tables/read-table.ts';
import type { ListRow } from '../list-rows.ts';
import type { CellRow } from '../merge/cell-table.ts';
import type { Note } from '../source-rows.ts';
import { kindOf, type Place, yesOrNo } from './place-row.ts';

export const placesFile = 'places.csv';
const headerRecords = 1;

/** Every column that an import writes. */
export function placeColumns(languages: readonly string[]): readonly string[] {
  return [
    ...['contest', 'id', 'number', ...inLanguages('name', languages), 'kind', ...inLanguages('address', languages)],
    ...['latitude', 'longitude', 'accessible', 'serves', 'hours', 'ways'],
  ];
}

/** What the list speaks of. */
export function columnsOf(rows: readonly ListRow[], languages: readonly string[]): readonly string[] {
  const has = (column: string): boolean => {
    const [stem = '', language] = column.split(':');
    return rows.some((row) => row.has(stem, language));
  };
  const optional = [
    ...inLanguages('address', languages),
    ...['latitude', 'longitude', 'accessible', 'serves', 'hours'],
  ];
  return [
    ...['contest', 'id', 'number', ...inLanguages('name', languages).filter(has), 'kind'],
    ...optional.filter(has),
  ];
}

function inLanguages(stem: string, languages: readonly string[]): readonly string[] {
  return languages.map((language) => `${stem}:${language}`);
}

export function cellsOf({ row, seat, number, name }: Place, id: string, said: readonly string[]): CellRow {
  const cells: Record<string, string> = {
    contest: seat,
    id,
    number,
    kind: kindOf(row, name) ?? 'unknown',
    hours: writeHours(readHours(row.value('hours')) ?? []),
    accessible: yesOrNo(row.value('accessible')),
    serves: row
      .value('serves')
      .split(/[;,؛،、\s]+/)
      .filter(Boolean)
      .join(';'),
    latitude: plainDegrees(row.value('latitude'), 'N', 'S'),
    longitude: plainDegrees(row.value('longitude'), 'E', 'W'),
  };
  for (const [language, text] of Object.entries(name)) cells[`name:${language}`] = text;
  for (const [language, text] of Object.entries(row.texts('address'))) cells[`address:${language}`] = text;
  return Object.fromEntries(said.map((column) => [column, cells[column] ?? '']));
}

/** "27.7011° N" and "S 27.7" as the numbers that they are; anything else as it was, for the reader to refuse. */
function plainDegrees(text: string, positive: string, negative: string): string {
  const western = text.replace(/\p{Nd}/gu, westernDigit).replace('٫', '.');
  const found = /^([A-Z])?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([A-Z])?$/i.exec(western);
  const [, before = '', digits = '', behind = ''] = found ?? [];
  const side = (before + behind).toUpperCase();
  if (!found || (side !== '' && digits.startsWith('-'))) return text;
  return side === '' || side === positive ? digits : side === negative ? `-${digits}` : text;
}

/** What the folder's own reader says against rows that would come in: the next import has to be able to read them. */
export function unreadable(
  rows: readonly CellRow[],
  said: readonly string[],
  languages: readonly string[],
): Map<CellRow, Note> {
  const table = tableOfRecords([said, ...rows.map((cells) => said.map((column) => cells[column] ?? ''))], placesFile);
  const faults: Fault[] = [];
  readRows(placesSpec, table, languages, faults);
  const found = new Map<CellRow, Note>();
  for (const { severity, row, column, code, message } of faults) {
    const cells = rows[(row ?? 0) - headerRecords - 1];
    if (severity === 'error' && cells && !found.has(cells)) found.set(cells, { code, text: `${column}: ${message}` });
  }
  return found;
}
