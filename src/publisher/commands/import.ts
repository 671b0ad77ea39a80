// `nishan import candidates FILE --into DIR --map "…" [--json]`: the account of an import in words or as JSON.
import { FaultError, formatFault } from '../content/fault.ts';
import { type ImportResult, importCandidates } from '../import/import-candidates.ts';
import { counted } from './counted.ts';
import type { Output } from './output.ts';

export interface ImportCommandOptions {
  readonly file: string;
  readonly into: string;
  readonly map: string;
  readonly json?: boolean;
}

/** @returns the exit code: 1 when nothing could be imported. Rows that are held back are an account, not a failure */
export async function runImportCandidates(
  { file, into, map, json }: ImportCommandOptions,
  output: Output,
): Promise<number> {
  try {
    const result = await importCandidates({ file, into, map, progress: output.progress });
    for (const fault of result.faults) output.err(`warning: ${formatFault(fault)}`);
    if (json) output.out(JSON.stringify(summaryOf(result)));
    else for (const line of accountLines(result)) output.out(line);
    return 0;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    for (const fault of error.faults) output.err(`error: ${formatFault(fault)}`);
    return 1;
  }
}

/** What `--json` prints. */
function summaryOf({
  account: _account,
  faults: _faults,
  ...summary
}: ImportResult): Omit<ImportResult, 'account' | 'faults'> {
  return summary;
}

function accountLines(result: ImportResult): readonly string[] {
  const { account } = result;
  const listed = (counts: Readonly<Record<string, number>>): readonly string[] =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([code, rows]) => `    ${String(rows).padStart(6)}  ${code}`);
  return [
    `${result.read} rows read: ${result.accepted} accepted, ${result.repaired} repaired, ${result.heldBack} held back.`,
    ...(result.repaired > 0
      ? ['  repaired, by what was mended (a row may have several):', ...listed(account.mended)]
      : []),
    ...(result.heldBack > 0 ? ['  held back, by the first reason:', ...listed(account.held)] : []),
    `${result.seats} seats: ${result.underReview} under review, ${account.incomplete.length} incomplete. ${counted(result.regions, 'region')}.`,
    `Every repaired and held-back row is in ${result.report} (and .csv beside it).`,
  ];
}
