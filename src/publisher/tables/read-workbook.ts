// An .xlsx workbook's sheet as records of text: what a person sees in the cells, dates written out. Formulas give their
// last result; comments and macros are not read, pictures by workbook-pictures. ECMA-376 part 1, chapter 18 (SpreadsheetML).
import { FaultError } from '../content/fault.ts';
import { maxTableColumns, maxTableRows } from './read-table.ts';
import { readXml } from './read-xml.ts';
import { dateText, isDateFormat } from './sheet-date.ts';
import { findSheet, noSheet, unzipParts } from './workbook-parts.ts';

export interface Sheet {
  readonly name: string;
  /** Blank records before the header are left out. */
  readonly records: readonly (readonly string[])[];
  /** Blank records that were left out. */
  readonly skipped: number;
  /** Names of the other sheets that a person sees. */
  readonly others: readonly string[];
}

const partPattern =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

/**
 * @param bytes a whole workbook
 * @param file its name, for messages
 * @param wanted a sheet's name; the first one that is not hidden where it is left out
 * @throws FaultError `not-a-workbook`, `too-large`, `no-sheet`, and what readXml throws
 */
export function readWorkbook(bytes: Uint8Array, file: string, wanted?: string): Sheet {
  const parts = unzipParts(bytes, file, (name) => partPattern.test(name));
  const part = (path: string): Uint8Array | undefined => parts[path];
  const { sheet, names, is1904 } = findSheet(parts, file, wanted);
  const bytesOfSheet = part(sheet.path);
  if (!bytesOfSheet) throw noSheet(file, `the sheet "${sheet.name}" is not in the file`, 'save the workbook again');
  const styles = part('xl/styles.xml');
  const strings = part('xl/sharedStrings.xml');
  const records = readSheet(bytesOfSheet, `${file}/${sheet.name}`, {
    strings: strings ? readStrings(strings, file) : [],
    isDate: styles ? readDateStyles(styles, file) : [],
    is1904,
  });
  const skipped = Math.max(
    0,
    records.findIndex((record) => record.some((cell) => cell.trim() !== '')),
  );
  const others = names.filter((name) => name !== sheet.name);
  return { name: sheet.name, records: records.slice(skipped), skipped, others };
}

/** Each string of the table, its runs joined; what tells how to pronounce it is no part of it. */
function readStrings(bytes: Uint8Array, file: string): readonly string[] {
  const strings: string[] = [];
  let pieces: string[] | null = null;
  let isText = false;
  let isSpoken = false;
  readXml(bytes, file, {
    open(name) {
      if (name === 'si') pieces = [];
      if (name === 'rPh') isSpoken = true;
      isText = name === 't' && !isSpoken;
    },
    close(name) {
      if (name === 'si') strings.push((pieces ?? []).join(''));
      if (name === 'rPh') isSpoken = false;
      isText = false;
    },
    text(text) {
      if (isText) pieces?.push(text);
    },
  });
  return strings;
}

/** Whether a cell's style shows its number as a date. */
function readDateStyles(bytes: Uint8Array, file: string): readonly boolean[] {
  const formats = new Map<string, string>();
  const styles: boolean[] = [];
  let isInCells = false;
  readXml(bytes, file, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') formats.set(numFmtId, formatCode);
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) styles.push(isDateFormat(Number(numFmtId), formats.get(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}

interface Book {
  readonly strings: readonly string[];
  readonly isDate: readonly boolean[];
  readonly is1904: boolean;
}

function readSheet(bytes: Uint8Array, file: string, book: Book): readonly (readonly string[])[] {
  const records: string[][] = [];
  const merges: string[] = [];
  let row = -1;
  let column = -1;
  let kind = '';
  let style = 0;
  let pieces: string[] | null = null;
  readXml(bytes, file, {
    open(name, { r = '', t = '', s = '0', ref = '' }) {
      if (name === 'row') {
        row = r === '' ? row + 1 : Number(r) - 1;
        column = -1;
        if (!(row >= 0 && row <= maxTableRows)) throw tooLarge(file);
      } else if (name === 'c') {
        column = r === '' ? column + 1 : columnOf(r);
        if (column > maxTableColumns) throw tooLarge(file);
        kind = t;
        style = Number(s);
      } else if (name === 'v' || name === 't') pieces = [];
      else if (name === 'mergeCell') merges.push(ref);
    },
    close(name) {
      if ((name !== 'v' && name !== 't') || pieces === null) return;
      // A value outside of every cell is nobody's.
      if (row < 0 || column < 0) return;
      const text = cellText(pieces.join(''), kind, book, book.isDate[style] === true);
      pieces = null;
      while (records.length <= row) records.push([]);
      const record = records[row] as string[];
      while (record.length <= column) record.push('');
      // A rich text inside the cell comes in several runs.
      record[column] = (name === 't' ? record[column] : '') + text;
    },
    text(text) {
      pieces?.push(text);
    },
  });
  fillMerged(records, merges, file);
  return records;
}

/** So many cells are filled at most: merges of a real list do not lie over each other. */
const maxFilled = 1_000_000;

/**
 * What a person sees: a cell merged over several rows says the same in each of them. Across columns nothing is repeated, as
 * a title over the whole table is no cell of each column.
 */
function fillMerged(records: string[][], merges: readonly string[], file: string): void {
  let filled = 0;
  for (const merge of merges) {
    const [, from = '', first = '', last = ''] =
      /^([A-Z]{1,3})([1-9]\d{0,6}):[A-Z]{1,3}([1-9]\d{0,6})$/.exec(merge) ?? [];
    const [column, top] = [columnOf(from), Number(first) - 1];
    const text = records[top]?.[column] ?? '';
    if (from === '' || text === '' || column > maxTableColumns) continue;
    for (let row = top + 1; row < Math.min(Number(last), records.length); row++) {
      if (++filled > maxFilled) throw tooLarge(file);
      const record = records[row] as string[];
      // What stands between two blocks of a list, and has nothing else in it, stays blank.
      if (record.every((cell) => cell.trim() === '')) continue;
      while (record.length <= column) record.push('');
      if (record[column] === '') record[column] = text;
    }
  }
}

function tooLarge(file: string): FaultError {
  const message = `the sheet has more than ${maxTableRows} rows or ${maxTableColumns} columns`;
  return new FaultError([{ severity: 'error', code: 'too-large', file, message, fix: 'remove what is no table' }]);
}

/** "AB12" as 27. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(place)?.[0] ?? 'A') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellText(value: string, kind: string, book: Book, isDate: boolean): string {
  if (kind === 's') return book.strings[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'yes' : 'no';
  if (kind === 'e') return '';
  if (kind !== '' && kind !== 'n') return value;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  return isDate ? dateText(number, book.is1904) : String(number);
}
