// What every group of checks needs: to report at a row, to find doubles, and to sum up what is missing in many rows.
import type { Text } from '../../core/guide/text.ts';
import type { Origin } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { guideFileName } from '../content/read-guide-file.ts';

export interface Reporter {
  error(origin: Origin, column: string, code: string, message: string, fix: string): void;
  warning(origin: Origin, column: string, code: string, message: string, fix: string): void;
  /** At a path of guide.yaml: "election.calendar". */
  guideError(path: string, code: string, message: string, fix: string): void;
  guideWarning(path: string, code: string, message: string, fix: string): void;
  /** Reports every row whose key an earlier row has. */
  doubles<T extends Origin>(rows: readonly T[], column: string, keyOf: (row: T) => string): void;
  /** Reports what a row refers to and is not there. */
  reference(row: Origin, column: string, what: string, id: string, known: { has(id: string): boolean }): void;
  /** One warning a language for all rows that lack it. */
  languages<T extends Origin>(rows: readonly T[], column: string, textOf: (row: T) => Text): void;
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
  return {
    error,
    warning,
    guideError: inGuide('error'),
    guideWarning: inGuide('warning'),
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
    languages(rows, column, textOf) {
      for (const language of languages) reportLacking(rows, `${column}:${language}`, language, textOf, warning);
    },
  };
}

function reportLacking<T extends Origin>(
  rows: readonly T[],
  column: string,
  language: string,
  textOf: (row: T) => Text,
  warning: Reporter['warning'],
): void {
  const lacking = rows.filter((row) => !textOf(row)[language]);
  const [first] = lacking;
  if (!first) return;
  const some = lacking.slice(0, 5).map(({ row }) => row);
  const where = `rows ${some.join(', ')}${lacking.length > some.length ? ' …' : ''}`;
  const message = `${lacking.length} of ${rows.length} rows have nothing in "${language}" (${where})`;
  warning(first, column, 'missing-language', message, 'fill them in, or leave them to another language');
}

const homes: Readonly<Record<string, string>> = {
  contest: 'contests.csv',
  candidate: 'candidates.csv',
  party: 'parties.csv',
  symbol: 'symbols.csv',
  place: 'places.csv',
  region: 'regions.csv',
};
