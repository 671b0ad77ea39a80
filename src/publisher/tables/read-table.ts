// Text to a table: a header and rows that know their record number. csv-parse does the parsing (RFC 4180); this file
// finds the delimiter, holds the caps and puts what goes wrong in words. It knows nothing of what the cells mean.
import { CsvError, parse } from 'csv-parse/sync';
import { type Fault, FaultError } from '../content/fault.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { splitRecords } from './split-records.ts';

export interface TableRow {
  /** The record in the file, the header being 1; blank records count. */
  readonly row: number;
  /** As many as the header has; "" where the record was shorter. */
  readonly cells: readonly string[];
  /** The record has filled cells beyond the header's: something slipped. */
  readonly isTooLong: boolean;
}

export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  /** The header's record in the file. */
  readonly headerRow: number;
  readonly rows: readonly TableRow[];
  readonly encoding: Encoding;
  /** null where nothing stands between cells: a workbook's. */
  readonly delimiter: Delimiter | null;
  /** Warnings: what had to be assumed. */
  readonly faults: readonly Fault[];
}

export type Delimiter = ',' | ';' | '\t';

export const maxTableRows = 500_000;
export const maxTableColumns = 300;
export const maxCellLength = 20_000;
const maxRecordLength = 1_000_000;
const delimiters: readonly Delimiter[] = [',', ';', '\t'];

export interface ReadHow {
  /** Lines above the header, a title's. */
  readonly above?: number;
  /** Languages of the guide: which letters a file that is not UTF-8 is expected to have. */
  readonly languages?: readonly string[];
}

/**
 * @param bytes a whole file, in any encoding that decodeText knows
 * @param file its name, for messages
 * @param required columns that must be there
 * @throws FaultError with every reason why it cannot be read; nothing else, whatever the bytes
 */
export function readTable(
  bytes: Uint8Array,
  file: string,
  required: readonly string[] = [],
  { above = 0, languages = [] }: ReadHow = {},
): Table {
  const { text, encoding, faults } = decodeText(bytes, file, languages);
  refuseOtherFormats(text, file);
  const marked = /^sep=([,;\t])(\r\n|\r|\n)/.exec(text);
  const body = withoutLines(marked ? text.slice(marked[0].length) : text, above);
  const delimiter = marked ? (marked[1] as Delimiter) : findDelimiter(body);
  // Excel's "sep=" line is a record of the file but no header.
  const skipped = (marked ? 1 : 0) + above;
  const records = parseRecords(body, delimiter, file, skipped);
  return { ...tableOfRecords(records, file, required, { skipped, delimiter }), encoding, delimiter, faults };
}

/**
 * Records to a table, wherever they were read from.
 * @param records the header first
 * @param how.skipped records of the file that stand before them
 * @throws FaultError `no-header`, `too-many-rows`, `too-many-columns`, `doubled-column`, `missing-column`, `too-long-cell`
 */
export function tableOfRecords(
  records: readonly (readonly string[])[],
  file: string,
  required: readonly string[] = [],
  { skipped = 0, delimiter = null }: { readonly skipped?: number; readonly delimiter?: Delimiter | null } = {},
): Table {
  const [first, ...rest] = records;
  if (!first || first.every((cell) => cell.trim() === '')) {
    throw oneFault(file, 'no-header', 'the first row is empty', 'put the names of the columns into the first row', {
      row: 1 + skipped,
    });
  }
  if (records.length > maxTableRows + 1) {
    throw oneFault(file, 'too-many-rows', `there are more than ${maxTableRows} rows`, 'split the table');
  }
  const header = first.map((cell) => cell.trim());
  refuseHeader(header, file, required, delimiter);
  const rows: TableRow[] = [];
  rest.forEach((record, i) => {
    if (record.every((cell) => cell.trim() === '')) return;
    rows.push(rowOf(record, header.length, i + 2 + skipped, file));
  });
  return { file, header, headerRow: 1 + skipped, rows, encoding: 'utf-8', delimiter, faults: [] };
}

function withoutLines(text: string, count: number): string {
  const lines = /\r\n|\r|\n/g;
  for (let i = 0; i < count; i++) if (!lines.exec(text)) return '';
  return text.slice(lines.lastIndex);
}

function oneFault(file: string, code: string, message: string, fix: string, place: { row?: number } = {}): FaultError {
  return new FaultError([{ severity: 'error', code, file, ...place, message, fix }]);
}

function refuseOtherFormats(text: string, file: string): void {
  const start = text.trimStart();
  const what = start.startsWith('<')
    ? 'XML or a web page'
    : /^[[{]/.test(start)
      ? 'JSON'
      : start === ''
        ? 'blank'
        : null;
  if (what !== null) {
    throw oneFault(file, 'not-a-table', `this is ${what}, not a table`, 'export the table as CSV with a header row');
  }
}

/** The delimiter that the header has most of, outside quotes; a comma where there is none. */
function findDelimiter(text: string): Delimiter {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const char of text.slice(0, maxRecordLength)) {
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === '\n' || char === '\r')) break;
    else if (!isQuoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return delimiters.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}

function parseRecords(text: string, delimiter: Delimiter, file: string, skipped: number): string[][] {
  const plain = splitRecords(text, delimiter, { records: maxTableRows + 1, length: maxRecordLength / 2 });
  if (plain) return plain;
  const endless = endlessLine(text);
  if (endless > 0) throw tooLongRow(file, endless + skipped);
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: maxRecordLength,
      to: maxTableRows + 2,
    });
  } catch (cause) {
    throw csvFault(cause, file, skipped);
  }
}

function tooLongRow(file: string, row: number): FaultError {
  const message = `the row has more than ${maxRecordLength} characters`;
  return oneFault(file, 'too-long-row', message, 'look for a quotation mark that is never closed', { row });
}

/** The first line that is too long for any record; 0 where none is. csv-parse does not count what stands between cells, and keeps it all. */
function endlessLine(text: string): number {
  let start = 0;
  for (let at = 0, line = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (at - start > maxRecordLength) return line;
    if (code !== 10 && code !== 13) continue;
    if (code === 10 || text.charCodeAt(at + 1) !== 10) line++;
    start = at + 1;
  }
  return 0;
}

function csvFault(cause: unknown, file: string, skipped: number): FaultError {
  if (!(cause instanceof CsvError)) throw cause;
  const records: unknown = cause.records;
  const row = (typeof records === 'number' ? records : 0) + 1 + skipped;
  if (cause.code === 'CSV_MAX_RECORD_SIZE') {
    return tooLongRow(file, row);
  }
  const message =
    cause.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quotation mark is opened and never closed'
      : 'a quotation mark stands in the middle of a cell';
  const fix = 'write a cell with quotation marks as "…" with each inner mark doubled, or export the table again';
  return oneFault(file, 'broken-quotes', message, fix, { row });
}

function refuseHeader(
  header: readonly string[],
  file: string,
  required: readonly string[],
  delimiter: Delimiter | null,
): void {
  if (header.length > maxTableColumns) {
    throw oneFault(file, 'too-many-columns', `there are more than ${maxTableColumns} columns`, 'remove some', {
      row: 1,
    });
  }
  const named = header.filter((name) => name !== '');
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice !== undefined) {
    const message = `two columns are called "${shorten(twice)}"`;
    throw oneFault(file, 'doubled-column', message, 'rename or remove one of them', { row: 1 });
  }
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    const found = named.slice(0, 20).map(shorten).join(', ');
    const how =
      header.length === 1 && delimiter !== null
        ? ` (read with ${delimiter === '\t' ? 'tab' : `"${delimiter}"`} between cells)`
        : '';
    throw new FaultError(
      missing.map((name) => ({
        severity: 'error',
        code: 'missing-column',
        file,
        row: 1,
        column: name,
        message: `there is no column "${name}"; the columns are: ${found}${how}`,
        fix: `add the column "${name}", or name the one that holds it`,
      })),
    );
  }
}

function rowOf(record: readonly string[], width: number, row: number, file: string): TableRow {
  if (record.length > maxTableColumns) {
    throw oneFault(
      file,
      'too-many-columns',
      `there are more than ${maxTableColumns} cells in this row`,
      'remove some',
      {
        row,
      },
    );
  }
  if (record.some((cell) => cell.length > maxCellLength)) {
    const message = `a cell has more than ${maxCellLength} characters`;
    throw oneFault(file, 'too-long-cell', message, 'shorten it; look for a quotation mark that is never closed', {
      row,
    });
  }
  const cells = record.length === width ? record : Array.from({ length: width }, (_, i) => record[i] ?? '');
  return { row, cells, isTooLong: record.slice(width).some((cell) => cell.trim() !== '') };
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
