// `nishan import KIND FILE --into DIR [--map "…"] [--json]`: the account of an import in words or as JSON.

import { withFolderLock } from '../../build/folders/build-lock.ts';
import { type Fault, FaultError, formatFault, plainLine } from '../../content/fault.ts';
import { someSeats } from '../../content/rows/expected-seats.ts';
import { mapText } from '../../import/columns/column-map.ts';
import type { ImportOptions, ImportResult } from '../../import/import-options.ts';
import type { RowChange } from '../../import/merge/merge-table.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';
import { heldWords, mendWords } from './account-words.ts';

export interface ImportCommandOptions extends Omit<ImportOptions, 'progress'> {
  readonly json?: boolean;
}

/** So many changes are printed; all of them are in the report and in `--json`. */
const maxShown = 60;

/** @returns the exit code: 1 when nothing could be imported. Rows that are held back are an account, not a failure */
export async function runImport(
  run: (options: ImportOptions) => Promise<ImportResult>,
  { json, ...options }: ImportCommandOptions,
  output: Output,
): Promise<number> {
  try {
    const result = await withFolderLock(options.into, () => run({ ...options, progress: output.progress }));
    for (const fault of result.faults) output.err(`warning: ${formatFault(fault)}`);
    if (json) output.out(JSON.stringify(summaryOf(result)));
    else {
      for (const line of accountLines(result)) output.out(plainLine(line));
      output.out(`Next: nishan check ${options.into}, and to see it as voters will: nishan preview ${options.into}`);
    }
    const { read, accepted, repaired, account } = result;
    // Rows that people answered to be left out are as they are to be.
    if (read === (account.held.dropped ?? 0) || accepted + repaired > 0) return 0;
    output.err(`error: ${formatFault(noneFits(options.file, result))}`);
    return 1;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    for (const fault of error.faults) output.err(`error: ${formatFault(fault)}`);
    return 1;
  }
}

/** Mostly columns that were taken for what they are not: a script must not go on as if a list had come in. */
function noneFits(file: string, { read, account }: ImportResult): Fault {
  const [[code] = ['']] = Object.entries(account.held).sort(([, a], [, b]) => b - a);
  return {
    severity: 'error',
    code: 'none-fits',
    file,
    message: `none of its ${counted(read, 'row')} could be taken${code === '' ? '' : `; most often: ${code}${heldWords[code] ? `, ${heldWords[code]}` : ''}`}`,
    fix: 'look at which column was read as what, and name the right ones with --map; or answer the rows in review/',
  };
}

/** What `--json` prints: of a first import not every row, as all of them are new. */
function summaryOf({ account, faults: _faults, changes, map, ...summary }: ImportResult): object {
  return {
    ...summary,
    columns: Object.fromEntries(map),
    mended: account.mended,
    held: account.held,
    changed: countsOf(changes),
    changes: summary.isFirst ? [] : changes,
  };
}

function accountLines(result: ImportResult): readonly string[] {
  const { account, kept, open, unsettled, seats, pictures = 0 } = result;
  const listed = (counts: Readonly<Record<string, number>>, said: typeof mendWords): readonly string[] =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([code, rows]) => `    ${String(rows).padStart(6)}  ${code}${said[code] ? `: ${said[code]}` : ''}`);
  const folder = result.report.replace(/\.json$/, '');
  const name = folder.slice(folder.indexOf('/') + 1);
  return [
    ...mapLines(result),
    `${counted(result.read, 'row')} read: ${result.accepted} accepted, ${result.repaired} repaired, ${result.heldBack} held back.`,
    ...(result.repaired > 0
      ? ['  repaired, by what was mended (a row may have several):', ...listed(account.mended, mendWords)]
      : []),
    ...(result.heldBack > 0 ? ['  held back, by the first reason:', ...listed(account.held, heldWords)] : []),
    ...(seats > 0
      ? [
          `${counted(seats, 'seat')}: ${result.underReview} under review, ${account.incomplete.length} incomplete. ${counted(result.regions, 'region')}.`,
        ]
      : []),
    ...seatLines(result),
    ...(pictures > 0
      ? [`${counted(pictures, 'picture')} of the sheet came along, each for the row in which it lies.`]
      : []),
    ...changeLines(result),
    ...keptLines(kept),
    `Every repaired and held-back row is in ${result.report} (and .csv beside it), every change in ${folder}.changes.csv.`,
    ...(open > 0
      ? [
          `${counted(open, 'row')} of review/${name}.csv ${open === 1 ? 'waits' : 'wait'} for an answer: fill in the column "answer", then import again.`,
        ]
      : []),
    ...(unsettled > 0
      ? [
          `${counted(unsettled, 'row')} of review/${name}.csv ${unsettled === 1 ? 'is' : 'are'} still held back in spite of the answer: the column "reason" says why it does not fit.`,
        ]
      : []),
  ];
}

/** What seats.csv expects and the list has not, and the other way round. */
function seatLines({ account: { absent, strange } }: ImportResult): readonly string[] {
  return [
    ...(absent.length > 0
      ? [
          `${counted(absent.length, 'expected seat')} with no row in the list: ${someSeats(absent)}.`,
          '  Ask for their lists; nishan check says what voters there are shown until then.',
        ]
      : []),
    ...(strange.length > 0
      ? [
          `${counted(strange.length, 'seat')} that seats.csv does not expect: ${someSeats(strange)}.`,
          '  Where the list mistyped the key, answer seat=… in the review file, or mend the list; else add it to seats.csv.',
        ]
      : []),
  ];
}

const mapOrigins = {
  given: 'as --map says',
  kept: 'as mappings.yaml says',
  guessed: 'a guess, now in mappings.yaml; correct it there, or with --map',
} as const;

/** What was read as what, and by name what was not read at all. */
function mapLines({ map, mapFrom, unused }: ImportResult): readonly string[] {
  if (mapFrom === 'format') return [];
  const rest = unused.length > 0 ? [`  not used: ${unused.join(', ')}`] : [];
  return [`Columns (${mapOrigins[mapFrom]}):`, `  ${mapText(map)}`, ...rest];
}

function changeLines({ changes, isFirst }: ImportResult): readonly string[] {
  if (isFirst) return countLines(changes);
  if (changes.length === 0) return ['Nothing changed since this list was imported last.'];
  const shown = changes.slice(0, maxShown).map(changeLine);
  const more = changes.length - shown.length;
  return [...countLines(changes), ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])];
}

function countLines(changes: readonly RowChange[]): readonly string[] {
  return Object.entries(countsOf(changes)).map(
    ([file, { added, changed, removed }]) => `${file}: ${added} added, ${changed} changed, ${removed} removed.`,
  );
}

function countsOf(changes: readonly RowChange[]): Record<string, Record<RowChange['kind'], number>> {
  const counts: Record<string, Record<RowChange['kind'], number>> = {};
  for (const { file, kind } of changes) {
    const own = counts[file] ?? { added: 0, changed: 0, removed: 0 };
    own[kind]++;
    counts[file] = own;
  }
  return counts;
}

const signs = { added: '+', changed: '~', removed: '-' } as const;

function changeLine({ file, key, kind, cells }: RowChange): string {
  const words = cells.map(({ column, was, is }) =>
    kind === 'changed' ? `${column}: "${was}" → "${is}"` : kind === 'added' ? is : was,
  );
  return `  ${signs[kind]} ${file} ${key}  ${words.join(kind === 'changed' ? '; ' : ' · ')}`;
}

function keptLines(kept: ImportResult['kept']): readonly string[] {
  if (kept.length === 0) return [];
  const shown = kept.slice(0, maxShown).map(({ file, key, column, yours, list, isOpen }) => {
    const place = `  = ${file} ${key}${column === '' ? '' : ` ${column}`}`;
    const nothing = column === '' ? 'the list has it no more' : 'the list says nothing there';
    const says = list === '' ? nothing : `the list says "${list}"`;
    return `${place}: ${yours === '' ? 'taken out' : `"${yours}"`} stays; ${says}${isOpen ? ' now: yours to decide' : ''}`;
  });
  const more = kept.length - shown.length;
  return [
    `${counted(kept.length, 'edit')} of yours left alone:`,
    ...shown,
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}
