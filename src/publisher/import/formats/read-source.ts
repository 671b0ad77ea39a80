// Somebody's file to a table, whatever it was saved as: CSV and TSV in any encoding, a workbook, JSON, Popolo. What it is
// goes by its content, never by its name.
import { basename } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { refuseDeepOrMany } from '../../../core/json.ts';
import { type Fault, FaultError } from '../../content/fault.ts';
import { readOrdinaryFile } from '../../ordinary-file.ts';
import { decodeText, maxTableBytes } from '../../tables/decode-text.ts';
import { jsonRecords } from '../../tables/json-records.ts';
import { type ReadHow, readTable, type Table, tableOfRecords } from '../../tables/read-table.ts';
import { readWorkbook } from '../../tables/read-workbook.ts';
import { isPopolo, popoloRecords } from './popolo.ts';

/**
 * @param path of the file
 * @throws FaultError `no-file`, `not-a-file`, `too-large`
 */
export async function readSourceBytes(path: string): Promise<Uint8Array> {
  const fail = (message: string, fix: string): never => {
    throw new FaultError([{ severity: 'error', code: 'no-file', file: path, message, fix }]);
  };
  try {
    return readOrdinaryFile(path, maxTableBytes, path);
  } catch (error) {
    if (error instanceof FaultError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EISDIR') return fail('this is a folder, not a file', 'name the file in it');
    if (code === 'ENOENT') return fail('there is no such file', 'check the name');
    return fail(`the file cannot be read (${code})`, 'check its permissions');
  }
}

/** Half a million rows of twenty fields. */
const maxListValues = 10_000_000;

export interface SourceHow extends ReadHow {
  /** Which sheet of a workbook; its first where it is left out. */
  readonly sheet?: string | undefined;
}

/**
 * @param bytes a whole file
 * @param path where it lay, for messages
 * @param how.above lines above the header, of a table or a workbook
 * @throws FaultError with every reason why it cannot be read
 */
export function readAnyTable(bytes: Uint8Array, path: string, { sheet, ...how }: SourceHow = {}): Table {
  const file = basename(path);
  if (isZip(bytes)) return workbookTable(bytes, file, sheet, how.above ?? 0);
  if (!isJson(bytes)) return readTable(bytes, file, [], how);
  const value = parseJsonSource(bytes, file);
  return tableOfRecords(isPopolo(value) ? popoloRecords(value) : jsonRecords(value, file), file);
}

/** Whether lines can stand above the header at all. */
export function isJson(bytes: Uint8Array): boolean {
  return [0x7b, 0x5b].includes(firstByte(bytes));
}

function workbookTable(bytes: Uint8Array, file: string, wanted: string | undefined, above: number): Table {
  const { name, records, skipped, others } = readWorkbook(bytes, file, wanted);
  const table = tableOfRecords(records.slice(above), file, [], { skipped: skipped + above });
  if (others.length === 0 || wanted !== undefined) return table;
  const fault: Fault = {
    severity: 'warning',
    code: 'several-sheets',
    file,
    message: `the sheet "${name}" was read; there is also ${others.map((other) => `"${other}"`).join(', ')}`,
    fix: `choose with: --sheet "${others[0]}"`,
  };
  return { ...table, faults: [...table.faults, fault] };
}

function parseJsonSource(bytes: Uint8Array, file: string): unknown {
  try {
    const text = decodeText(bytes, file).text.replace(/^\ufeff/, '');
    refuseDeepOrMany(text, maxListValues);
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof FaultError) throw cause;
    const message =
      cause instanceof AppError ? 'it holds more than a list of rows can' : 'this begins like JSON and is damaged';
    throw new FaultError([{ severity: 'error', code: 'broken-json', file, message, fix: 'export or fetch it again' }]);
  }
}

/** A workbook, or something that cannot be a list. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** The first byte that is neither blank nor a byte order mark. */
export function firstByte(bytes: Uint8Array): number {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.subarray(from, from + 4096).find((byte) => byte > 0x20) ?? 0;
}
