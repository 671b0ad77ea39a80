// Which warnings somebody has signed off, and which sign-offs are none: without a name or a reason, of an error, or of
// something that has changed since.
import type { Fault } from '../content/fault.ts';
import { isPlaceholder } from '../content/placeholder.ts';
import { isFor, type SignOff, signedValue } from '../content/signed-off.ts';

/** @returns the faults, signed where somebody answers for them, and what is wrong with the sign-offs themselves */
export function settleSignOffs(faults: readonly Fault[], rows: readonly SignOff[]): readonly Fault[] {
  const found: Fault[] = [];
  const valid = new Map<string, SignOff>();
  for (const row of rows) {
    const lack = lackOf(row);
    if (lack) found.push(lack);
    else valid.set(keyOf(row.code, row.at, row.column, row.value), row);
  }
  const used = new Set<SignOff>();
  const settled = faults.map((fault): Fault => {
    const row = valid.get(keyOf(fault.code, fault.file, fault.column ?? '', signedValue(fault)));
    if (!row || fault.severity === 'error') return fault;
    used.add(row);
    return { ...fault, signedOff: { by: row.by, reason: row.reason } };
  });
  const idle = [...valid.values()].filter((row) => !used.has(row));
  return [...settled, ...found, ...idle.map((row) => idleFault(row, settled))];
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function lackOf({ file, row, by, reason }: SignOff): Fault | null {
  const column = by === '' || isPlaceholder(by) ? 'by' : reason === '' || isPlaceholder(reason) ? 'reason' : null;
  if (column === null) return null;
  const message = column === 'by' ? 'nobody is named, so nothing is signed off' : 'no reason is given';
  const fix = column === 'by' ? 'write the name of who answers for it' : 'write why it may stay as it is';
  return { severity: 'error', code: 'missing-value', file, row, column, message, fix };
}

function idleFault(row: SignOff, faults: readonly Fault[]): Fault {
  const place = { severity: 'warning', file: row.file, row: row.row } as const;
  const here = faults.filter((fault) => isFor(row, fault));
  if (here.some(({ severity }) => severity === 'error')) {
    const message = `"${row.code}" is an error, which nobody can sign off`;
    return { ...place, code: 'error-signed-off', column: 'code', message, fix: 'mend it, and remove this row' };
  }
  if (here.some(({ signedOff }) => !signedOff)) {
    const message = `what ${row.by} signed off has changed since`;
    return {
      ...place,
      code: 'void-sign-off',
      column: 'value',
      message,
      fix: 'look again, and sign off what is there now',
    };
  }
  const message = 'there is nothing to sign off here any more';
  return { ...place, code: 'idle-sign-off', column: 'code', message, fix: 'remove the row' };
}
