// signed-off.csv: warnings that somebody took upon themselves by name, with a reason. A row is for one fault at one place
// and for what was seen there: row numbers move when a table is sorted, so the value says which row is meant.
import { readTable } from '../tables/read-table.ts';
import { safeCell, writeTable } from '../tables/write-table.ts';
import type { Origin } from './content.ts';
import { type Fault, FaultError, plainLine } from './fault.ts';
import { readFolderFile } from './folder.ts';

export const signedOffFile = 'signed-off.csv';

/** A row of signed-off.csv. */
export interface SignOff extends Origin {
  readonly code: string;
  /** The fault's own file and column, not this table's. */
  readonly at: string;
  readonly column: string;
  readonly value: string;
  readonly by: string;
  readonly reason: string;
}

const columns = ['code', 'file', 'column', 'value', 'by', 'reason'];
const maxValueLength = 500;

/** What a sign-off of a fault is for, as the table has it. */
export function signedValue({ value, message }: Fault): string {
  return safeCell(
    plainLine(value ?? message)
      .slice(0, maxValueLength)
      .trim(),
  );
}

/** Whether a row was written for this code and this place. */
export function isFor({ code, at, column }: SignOff, fault: Fault): boolean {
  return code === fault.code && at === fault.file && column === (fault.column ?? '');
}

/** @returns every row; a table that cannot be read becomes faults, and signs nothing off */
export async function readSignedOff(
  dir: string,
): Promise<{ readonly rows: readonly SignOff[]; readonly faults: readonly Fault[] }> {
  const bytes = await readFolderFile(dir, signedOffFile);
  if (!bytes) return { rows: [], faults: [] };
  try {
    const { header, rows } = readTable(bytes, signedOffFile, columns);
    const at = new Map(header.map((name, i) => [name, i]));
    return {
      faults: [],
      rows: rows.map(({ row, cells }) => {
        const cell = (name: string): string => (cells[at.get(name) ?? -1] ?? '').trim();
        return {
          ...{ file: signedOffFile, row, code: cell('code'), at: cell('file'), column: cell('column') },
          ...{ value: cell('value'), by: cell('by'), reason: cell('reason') },
        };
      }),
    };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { rows: [], faults: error.faults };
  }
}

/** The table's text. */
export function writeSignedOff(rows: readonly Omit<SignOff, keyof Origin>[]): string {
  return writeTable(
    columns,
    rows.map(({ code, at, column, value, by, reason }) => [code, at, column, value, safeCell(by), safeCell(reason)]),
  );
}
