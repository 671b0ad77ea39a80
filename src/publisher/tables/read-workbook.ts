// An .xlsx workbook's sheet as records of text: what a person sees in the cells, dates written out. Formulas give their
// last result; pictures, comments and macros are not read. ECMA-376 part 1, chapter 18 (SpreadsheetML).
import { unzipSync } from 'fflate';
import { FaultError } from '../content/fault.ts';
import { maxTableBytes } from './decode-text.ts';
import { maxTableColumns, maxTableRows } from './read-table.ts';
import { readXml } from './read-xml.ts';
import { dateText, isDateFormat } from './sheet-date.ts';

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
const maxParts = 300;

/**
 * @param bytes a whole workbook
 * @param file its name, for messages
 * @param wanted a sheet's name; the first one that is not hidden where it is left out
 * @throws FaultError `not-a-workbook`, `too-large`, `no-sheet`, and what readXml throws
 */
export function readWorkbook(bytes: Uint8Array, file: string, wanted?: string): Sheet {
  const fail = (code: string, message: string, fix: string): never => {
    throw new FaultError([{ severity: 'error', code, file, message, fix }]);
  };
  const parts = unzipParts(bytes, fail);
  const part = (path: string): Uint8Array | undefined => parts[path];
  const book = part('xl/workbook.xml');
  if (!book) return fail('not-a-workbook', 'this zip is no .xlsx workbook', 'save the table as .xlsx or as CSV');
  const { sheets, is1904 } = readBook(book, file);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const names = visible.map(({ name }) => name);
  const sheet = wanted === undefined ? visible[0] : sheets.find(({ name }) => name === wanted);
  if (!sheet) return fail('no-sheet', `there is no sheet "${wanted ?? ''}"`, `it has: ${names.join(', ')}`);
  const path = readTargets(part('xl/_rels/workbook.xml.rels'), file).get(sheet.rel);
  const bytesOfSheet = path === undefined ? undefined : part(path);
  if (!bytesOfSheet) return fail('no-sheet', `the sheet "${sheet.name}" is not in the file`, 'save the workbook again');
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

type Fail = (code: string, message: string, fix: string) => never;

/** fflate gives each part the room that the directory names for it and no more, so that the sum is what is inflated. */
function unzipParts(bytes: Uint8Array, fail: Fail): Readonly<Record<string, Uint8Array>> {
  let total = 0;
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!partPattern.test(name)) return false;
        total += originalSize;
        count++;
        if (total > maxTableBytes * 2 || count > maxParts) {
          fail('too-large', 'the workbook holds more than a table can', 'save the one sheet as CSV');
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof FaultError) throw error;
    return fail('not-a-workbook', 'the workbook is damaged', 'save it again, or save the table as CSV');
  }
}

interface BookSheet {
  readonly name: string;
  readonly rel: string;
  readonly isHidden: boolean;
}

function readBook(
  bytes: Uint8Array,
  file: string,
): { readonly sheets: readonly BookSheet[]; readonly is1904: boolean } {
  const sheets: BookSheet[] = [];
  let is1904 = false;
  readXml(bytes, file, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const rel = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', rel, isHidden });
    },
  });
  return { sheets, is1904 };
}

function readTargets(bytes: Uint8Array | undefined, file: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (!bytes) return targets;
  readXml(bytes, file, {
    open(name, { Id: id = '', Target: target = '' }) {
      if (name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
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
