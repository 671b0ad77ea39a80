// A list's records to cleaned rows: each cell by what it holds, with the mends named. Nothing is judged here.

import type { Text } from '../../core/guide/format/text.ts';
import { westernDigit } from '../../core/spelling/fold.ts';
import { symbolKey } from '../content/rows/symbol-key.ts';
import type { Table } from '../tables/read-table.ts';
import type { CandidateMap } from './candidates/candidate-map.ts';
import type { SymbolUse } from './candidates/symbol-uses.ts';
import { type Answer, type Answers, rowIds } from './merge/answers.ts';
import { type Standing, standingOf } from './text/candidate-status.ts';
import { cleanText, type Mend, textByScript } from './text/clean-text.ts';

/** What was mended, or why a row or seat is held back. */
export interface Note {
  /** Stable, for counting. */
  readonly code: string;
  readonly text: string;
}

export interface SourceRow {
  /** Record of the source, the header being 1. */
  readonly row: number;
  /** The same as long as the row says the same, wherever it stands. */
  readonly id: string;
  /** What a person said about it. */
  readonly answer: Answer | null;
  /** The seat's key as it was read. */
  readonly key: string;
  readonly seatName: Text;
  readonly name: Text;
  /** null where it is no number from 1 to 100,000. */
  readonly serial: number | null;
  readonly serialText: string;
  readonly symbol: SymbolUse;
  readonly party: string;
  readonly region: string;
  /** As the list has it; "" where it says nothing. */
  readonly status: string;
  /** null where the status says neither. */
  readonly standing: Standing | null;
  readonly mends: readonly Note[];
  /** Why the row cannot be used whatever it says. */
  readonly fault: Note | null;
}

const maxNameLength = 200;
const maxSerial = 100_000;
export const mendTexts: Readonly<Record<Mend, string>> = {
  'line-break': 'line breaks removed',
  spaces: 'spaces tidied',
  'invisible-marks': 'invisible marks removed',
  'letter-variants': 'letters of another keyboard replaced',
  'composed-letters': 'letters and their marks joined',
};

/**
 * @param table the source
 * @param map its columns
 * @param languages the guide's; the scripts of unnamed columns go by them
 * @param answers what people said about rows of earlier imports
 */
export function openSourceRows(
  table: Table,
  map: CandidateMap,
  languages: readonly string[],
  answers: Answers = new Map(),
): readonly SourceRow[] {
  const at = new Map(table.header.map((name, i) => [name, i]));
  const columns = [map.seat, map.serial, map.symbol, map.symbolCode, map.party, map.region, map.status];
  const ids = rowIds(table, [...columns, ...map.seatName.values(), ...map.name.values()]);
  return table.rows.map((record, i) => {
    const id = ids[i] ?? '';
    return sourceRow(record, (column) => at.get(column) ?? -1, map, languages, id, answers.get(id) ?? null);
  });
}

function sourceRow(
  { row, cells, isTooLong }: Table['rows'][number],
  at: (column: string) => number,
  map: CandidateMap,
  languages: readonly string[],
  id: string,
  answer: Answer | null,
): SourceRow {
  const mends = new Map<string, Note>();
  const raw = (column: string | null): string => (column === null ? '' : (cells[at(column)] ?? ''));
  const cell = (column: string | null, language: string): string => {
    const value = raw(column);
    // Most cells are plain: the work of mending is for those that are not.
    if (value === '' || isPlain(value)) return value;
    const { text, mends: found } = cleanText(value, language);
    for (const mend of found) mends.set(`${mend} ${column}`, { code: mend, text: `${column}: ${mendTexts[mend]}` });
    return text;
  };
  const named = (field: string, columns: ReadonlyMap<string, string>): Text => {
    const texts: Record<string, string> = {};
    for (const [language, column] of columns) {
      const text = cell(column, language);
      if (text === '') continue;
      if (language === '') Object.assign(texts, textByScript(text, languages));
      else texts[language] = text;
    }
    return { ...texts, ...answer?.texts(field, languages) };
  };
  const said = (field: string, otherwise: string): string => answer?.set.get(field) ?? otherwise;
  const serialText = said('serial', cell(map.serial, ''));
  const serial = serialOf(serialText);
  if (serial !== null && String(serial) !== serialText) {
    mends.set('serial', { code: 'serial', text: `"${serialText}" read as ${serial}` });
  }
  const decided = answer?.set.get('symbol');
  if (answer && !answer.isDropped) mends.set('answered', { code: 'answered', text: answer.words });
  const written = cell(map.symbol, '');
  const status = said('status', cell(map.status, ''));
  const isRepeated = decided !== undefined && symbolKey(decided) !== '' && symbolKey(decided) === symbolKey(written);
  const confirmed = isRepeated ? { confirmed: written } : {};
  const source = {
    row,
    id,
    answer,
    key: said('seat', raw(map.seat)),
    // A row that a person puts into another seat does not bring its old seat's name along.
    seatName: answer?.set.has('seat') ? {} : named('seatName', map.seatName),
    name: named('name', map.name),
    serial,
    serialText,
    symbol:
      decided === undefined
        ? { spelling: written, code: cell(map.symbolCode, '') }
        : { spelling: '', code: decided, isDecided: true, ...confirmed },
    party: said('party', cell(map.party, '')),
    region: cell(map.region, ''),
    status,
    standing: standingOf(status, map.status ?? ''),
  };
  const texts = [source.symbol.spelling, source.symbol.code, source.party, source.region, status];
  const all = [...texts, ...Object.values(source.seatName), ...Object.values(source.name)];
  const isLong = source.key.length > maxNameLength || all.some((text) => text.length > maxNameLength);
  return { ...source, mends: [...mends.values()], fault: faultOf(isTooLong, isLong) };
}

/** ASCII letters, digits and single spaces inside need no mending. */
function isPlain(value: string): boolean {
  return /^[!-~]+( [!-~]+)*$/.test(value);
}

function serialOf(text: string): number | null {
  const digits = /^(\p{Nd}{1,6})[.):]?$/u.exec(text)?.[1];
  if (digits === undefined) return null;
  const serial = Number(digits.replace(/\p{Nd}/gu, westernDigit));
  return serial >= 1 && serial <= maxSerial ? serial : null;
}

function faultOf(isTooLong: boolean, isLong: boolean): Note | null {
  if (isTooLong) return { code: 'too-many-cells', text: 'the row has more cells than the header' };
  if (isLong) return { code: 'too-long', text: `a cell has more than ${maxNameLength} characters` };
  return null;
}
