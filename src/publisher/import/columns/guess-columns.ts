// Which column of somebody's table holds what, guessed from its header and, for languages, from the letters in its cells.

import { languagePattern } from '../../../core/guide/format/text.ts';
import { fold } from '../../../core/spelling/fold.ts';
import type { Table } from '../../tables/read-table.ts';
import { hasScript, scriptOf } from '../text/clean-text.ts';
import { type FieldSpec, fieldsOf, type ImportKind } from './kinds.ts';

/** What stands in which column: "name:en" → "name_en". */
export type ColumnMap = ReadonlyMap<string, string>;

const languageWords: Readonly<Record<string, string>> = { english: 'en', urdu: 'ur', sindhi: 'sd', pashto: 'ps' };

/**
 * @param languages the guide's; the scripts of columns without a language go by them
 * @returns null for no field that is required; `missing` then names those
 */
export function guessColumns(
  kind: ImportKind,
  table: Table,
  languages: readonly string[],
): { readonly map: ColumnMap; readonly missing: readonly string[] } {
  const columns = table.header.map((header, i) => columnOf(header, i, languages)).filter(({ header }) => header !== '');
  const taken = new Set<string>();
  const map = new Map<string, string>();
  const missing: string[] = [];
  // The surest word of any field first: "Constituency" is the seat only where nothing says so better.
  const bids = fieldsOf(kind).flatMap((spec, order) =>
    columns.flatMap((column) => {
      const rank = rankOf(spec, column);
      return rank === null ? [] : [{ spec, column, rank, order }];
    }),
  );
  bids.sort((a, b) => a.rank - b.rank || a.order - b.order);
  const rankTaken = new Map<string, number>();
  for (const { spec, column, rank } of bids) {
    if (taken.has(column.header)) continue;
    const before = rankTaken.get(spec.field);
    // Columns of one text in several languages have one name and differ in the language.
    if (before !== undefined && (!spec.isText || before !== rank)) continue;
    const language = spec.isText ? (column.language ?? languageOfCells(table, column.at, languages)) : '';
    const field = language === '' ? spec.field : `${spec.field}:${language}`;
    if (map.has(field)) continue;
    map.set(field, column.header);
    taken.add(column.header);
    rankTaken.set(spec.field, rank);
  }
  if (kind === 'candidates') codeOfSeat(map, columns);
  for (const { field, isRequired } of fieldsOf(kind)) if (isRequired && !rankTaken.has(field)) missing.push(field);
  return { map: inOrder(kind, map), missing };
}

/** "Code, Constituency, …": a code beside the seat's name is the seat's, unless it stands behind the symbol. */
function codeOfSeat(map: Map<string, string>, columns: readonly Column[]): void {
  const at = (field: string): number => columns.findIndex(({ header }) => header === map.get(field));
  const seat = columns[at('seat')];
  const code = columns.findIndex(({ words }) => words === 'code');
  const hasName = [...map.keys()].some((field) => field.startsWith('seatName'));
  const isBeside = Math.abs(code - at('seat')) === 1;
  if (!seat || code < 0 || !isBeside || hasName || columns[code - 1]?.header === map.get('symbol')) return;
  if (!namesOfSeats.includes(seat.words)) return;
  if (map.get('symbolCode') === columns[code]?.header) map.delete('symbolCode');
  map.set('seat', columns[code]?.header ?? '');
  map.set(seat.language === null ? 'seatName' : `seatName:${seat.language}`, seat.header);
}

/** Words over a seat's name as often as over its code. */
const namesOfSeats: readonly string[] = ['constituency', 'electoral area', 'ward', 'division'];

interface Column {
  readonly header: string;
  readonly at: number;
  /** Its name without the language, folded. */
  readonly words: string;
  readonly language: string | null;
}

/** "name_en", "Name (Urdu)", "name:ur". */
function columnOf(header: string, at: number, languages: readonly string[]): Column {
  const words = fold(header.replace(/([a-z])([A-Z])/g, '$1 $2')).split(' ');
  const last = words[words.length - 1] ?? '';
  const named = languageWords[last] ?? (languages.includes(last) || isCommonTag(last) ? last : null);
  if (named === null || words.length < 2) return { header, at, words: words.join(' '), language: null };
  return { header, at, words: words.slice(0, -1).join(' '), language: named };
}

/** Tags that lists use; other two-letter words ("no", "to") are words. */
function isCommonTag(word: string): boolean {
  return ['en', 'ur', 'sd', 'ps', 'pa', 'es', 'fr', 'ar', 'hi', 'bn'].includes(word) && languagePattern.test(word);
}

function rankOf({ field, names }: FieldSpec, { words, language, header }: Column): number | null {
  // As sure in another language: "name" beside "name_ur".
  if (header === field || (language !== null && words === fold(field))) return -1;
  const all = [fold(field), ...names.map(fold)];
  const whole = language === null ? words : `${words} ${language}`;
  const at = all.findIndex((each) => each === words || each === whole || each.replace(/ /g, '') === words);
  if (at >= 0) return at;
  // "Candidate (surname first)": what is in brackets explains the name, and makes it less sure than a plain one.
  const plain = fold(header.replace(/\([^)]*\)/g, ' '));
  const explained = language === null && plain !== words ? all.indexOf(plain) : -1;
  return explained < 0 ? null : all.length + explained;
}

/** The one guide language in whose script every cell is written; "" where they differ, or a cell has several. */
function languageOfCells(table: Table, at: number, languages: readonly string[]): string {
  const scripts = new Map(languages.map((language) => [scriptOf(language), language]));
  const found = new Set<string>();
  for (const { cells } of table.rows) {
    for (const script of scripts.keys()) {
      if (!found.has(script) && hasScript(cells[at] ?? '', script)) found.add(script);
    }
    if (found.size > 1) return '';
  }
  const [only] = found;
  return only === undefined ? '' : (languages.find((language) => scriptOf(language) === only) ?? '');
}

/** In the order of the kind's fields, so that a map reads the same whoever guessed it. */
function inOrder(kind: ImportKind, map: ColumnMap): ColumnMap {
  const order = fieldsOf(kind).map(({ field }) => field);
  const rank = (field: string): number => order.indexOf(order.includes(field) ? field : field.replace(/:.*$/, ''));
  return new Map([...map].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}
