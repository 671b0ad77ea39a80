// Typed rows back to CSV, in the columns that read-tables.ts reads.
import type { Text } from '../../../core/guide/format/text.ts';
import { writeTable } from '../../tables/write-table.ts';
import type { CandidateEntry, ContestEntry, PartyEntry, RegionEntry, SymbolEntry } from '../content.ts';

type Column<T> =
  | { readonly name: string; readonly cell: (row: T) => string }
  | { readonly name: string; readonly texts: (row: T) => Text };

const yes = (flag: boolean): string => (flag ? 'yes' : '');

/** @param languages the guide's: each has its own `name:LANG` columns, in this order */
export function writeContests(rows: readonly ContestEntry[], languages: readonly string[]): string {
  return write(rows, languages, [
    { name: 'id', cell: (row) => row.id },
    { name: 'ballot', cell: (row) => row.ballot },
    { name: 'name', texts: (row) => row.name },
    { name: 'district', texts: (row) => row.district },
    { name: 'kind', cell: (row) => row.kind },
    { name: 'mark', cell: (row) => row.mark },
    { name: 'state', cell: (row) => row.state },
    { name: 'incomplete', cell: (row) => yes(row.isIncomplete) },
    { name: 'places', cell: (row) => (row.places === null ? '' : String(row.places)) },
    { name: 'previousContestId', cell: (row) => row.previousContestId ?? '' },
    { name: 'day', cell: (row) => row.day ?? '' },
    { name: 'rerun', cell: (row) => yes(row.isRerun) },
    { name: 'question', texts: (row) => row.question },
    { name: 'note', texts: (row) => row.note },
  ]);
}

export function writeRegions(rows: readonly RegionEntry[], languages: readonly string[]): string {
  return write(rows, languages, [
    { name: 'contest', cell: (row) => row.contest },
    { name: 'region', cell: (row) => row.region },
    { name: 'regionName', texts: (row) => row.regionName },
  ]);
}

export function writeCandidates(rows: readonly CandidateEntry[], languages: readonly string[]): string {
  return write(rows, languages, [
    { name: 'contest', cell: (row) => row.contest },
    { name: 'serial', cell: (row) => String(row.serial) },
    { name: 'name', texts: (row) => row.name },
    { name: 'party', cell: (row) => row.party ?? '' },
    { name: 'symbol', cell: (row) => row.symbol ?? '' },
    { name: 'photo', cell: (row) => row.photo ?? '' },
    { name: 'sound', cell: (row) => row.sound ?? '' },
    { name: 'withdrawn', cell: (row) => yes(row.isWithdrawn) },
  ]);
}

export function writeParties(rows: readonly PartyEntry[], languages: readonly string[]): string {
  return write(rows, languages, [
    { name: 'id', cell: (row) => row.id },
    { name: 'name', texts: (row) => row.name },
    { name: 'short', texts: (row) => row.short },
  ]);
}

export function writeSymbols(rows: readonly SymbolEntry[], languages: readonly string[]): string {
  return write(rows, languages, [
    { name: 'code', cell: (row) => row.code },
    { name: 'name', texts: (row) => row.name },
    { name: 'description', texts: (row) => row.description },
    { name: 'picture', cell: (row) => row.picture ?? '' },
    { name: 'standIn', cell: (row) => yes(row.isStandIn) },
    { name: 'sound', cell: (row) => row.sound ?? '' },
    { name: 'alike', cell: (row) => row.alike.join('; ') },
    { name: 'spellings', cell: (row) => row.spellings.join('; ') },
  ]);
}

function write<T>(rows: readonly T[], languages: readonly string[], columns: readonly Column<T>[]): string {
  const header = columns.flatMap((column) =>
    'texts' in column ? languages.map((language) => `${column.name}:${language}`) : [column.name],
  );
  const cells = rows.map((row) =>
    columns.flatMap((column) => {
      if (!('texts' in column)) return [column.cell(row)];
      const texts = column.texts(row);
      return languages.map((language) => texts[language] ?? '');
    }),
  );
  return writeTable(header, cells);
}
