// What every group of checks needs: to report at a row, to find doubles, and to sum up what is missing in many rows.
import { encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import type { Text } from '../../core/guide/format/text.ts';
import type { Origin } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';

export interface Reporter {
  add(fault: Fault): void;
  error(origin: Origin, column: string, code: string, message: string, fix: string): void;
  warning(origin: Origin, column: string, code: string, message: string, fix: string): void;
  /** A warning that somebody must sign off before a real guide is built; `value` is what they sign for. */
  gate(origin: Origin, column: string, code: string, message: string, fix: string, value: string): void;
  /** At a path of guide.yaml: "election.calendar". */
  guideError(path: string, code: string, message: string, fix: string): void;
  guideWarning(path: string, code: string, message: string, fix: string): void;
  guideGate(path: string, code: string, message: string, fix: string, value: string): void;
  /** Reports every row whose key an earlier row has. */
  doubles<T extends Origin>(rows: readonly T[], column: string, keyOf: (row: T) => string): void;
  /** Reports what a row refers to and is not there. */
  reference(row: Origin, column: string, what: string, id: string, known: { has(id: string): boolean }): void;
  /** One warning to be signed off a language, for all rows that lack it. @param idOf what a row is called, its number apart */
  languages<T extends Origin>(
    rows: readonly T[],
    column: string,
    textOf: (row: T) => Text,
    idOf: (row: T) => string,
  ): void;
}

/** Rows by what they are called, as a sign-off names them: how many, and a print of which. */
export function rowsValue(ids: readonly string[]): string {
  const print = sha256Hex(encodeUtf8([...ids].sort().join('\n'))).slice(0, 8);
  return `${ids.length} rows ${print}`;
}

/** "rows 2, 3, 5 …": the first ones. */
export function someRows(rows: readonly Origin[]): string {
  const some = rows.slice(0, 5).map(({ row }) => row);
  return `rows ${some.join(', ')}${rows.length > some.length ? ' …' : ''}`;
}

/** @param languages the guide's */
export function openReporter(faults: Fault[], languages: readonly string[]): Reporter {
  const at = (severity: Fault['severity']): Reporter['error'] => {
    return ({ file, row }, column, code, message, fix) => {
      faults.push({ severity, code, file, row, column, message, fix });
    };
  };
  const inGuide = (severity: Fault['severity']): Reporter['guideError'] => {
    return (column, code, message, fix) => {
      faults.push({ severity, code, file: guideFileName, column, message, fix });
    };
  };
  const error = at('error');
  const warning = at('warning');
  const gate: Reporter['gate'] = ({ file, row }, column, code, message, fix, value) => {
    faults.push({ severity: 'warning', code, file, row, column, message, fix, mustSign: true, value });
  };
  return {
    add: (fault) => void faults.push(fault),
    error,
    warning,
    gate,
    guideError: inGuide('error'),
    guideWarning: inGuide('warning'),
    guideGate: (column, code, message, fix, value) => {
      faults.push({ severity: 'warning', code, file: guideFileName, column, message, fix, mustSign: true, value });
    },
    doubles(rows, column, keyOf) {
      const seen = new Map<string, number>();
      for (const row of rows) {
        const key = keyOf(row);
        const before = seen.get(key);
        if (before === undefined) seen.set(key, row.row);
        else
          error(
            row,
            column,
            `doubled-${column}`,
            `"${key}" stands in row ${before} already`,
            'remove one, or give it another',
          );
      }
    },
    reference(row, column, what, id, known) {
      if (known.has(id)) return;
      error(
        row,
        column,
        `unknown-${what}`,
        `there is no ${what} "${id}"`,
        `add it to ${homes[what] ?? guideFileName}, or correct it`,
      );
    },
    languages(rows, column, textOf, idOf) {
      for (const language of languages) {
        const lacking = rows.filter((row) => !textOf(row)[language]);
        const [first] = lacking;
        if (!first) continue;
        const message = `${lacking.length} of ${rows.length} rows have nothing in "${language}" (${someRows(lacking)})`;
        const fix = 'fill them in; voters who read it see another language there';
        gate(first, `${column}:${language}`, 'missing-language', message, fix, rowsValue(lacking.map(idOf)));
      }
    },
  };
}

const homes: Readonly<Record<string, string>> = {
  contest: 'contests.csv',
  candidate: 'candidates.csv',
  party: 'parties.csv',
  symbol: 'symbols.csv',
  place: 'places.csv',
  region: 'regions.csv',
};
