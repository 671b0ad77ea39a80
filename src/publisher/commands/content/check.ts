// `nishan check DIR [--json]`: every fault of a content folder, one line each.
import { expiryWarnings } from '../../build/published/expiry-warnings.ts';
import { checkFolder } from '../../check/check-content.ts';
import { longPastVote } from '../../check/check-dates.ts';
import { type Fault, FaultError, formatFinding, stopsBuild } from '../../content/fault.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface CheckOptions {
  readonly dir: string;
  readonly json?: boolean;
}

/** @returns the exit code: 1 when anything is an error */
export async function runCheck({ dir, json }: CheckOptions, output: Output, now = new Date()): Promise<number> {
  output.progress(`checking ${dir}`);
  const { faults, counts } = await checkOrFail(dir, now);
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const warnings = faults.length - errors;
  const toSignOff = faults.filter(stopsBuild).length - errors;
  const signedOff = faults.filter((fault) => fault.signedOff).length;
  const expiring = await expiryWarnings(dir, now);
  if (json) output.out(JSON.stringify({ errors, warnings, toSignOff, signedOff, ...counts, faults, expiring }));
  else {
    for (const fault of faults) {
      if (stopsBuild(fault)) output.err(formatFinding(fault));
      else output.out(formatFinding(fault));
    }
    for (const line of expiring) output.out(`warning: ${line}`);
    const signatures = [
      ...(toSignOff > 0 ? [`${toSignOff} to sign off`] : []),
      ...(signedOff > 0 ? [`${signedOff} signed off`] : []),
    ];
    if (toSignOff > 0) output.out(howToSignOff(dir));
    output.out(
      `${counted(counts.contests, 'contest')}, ${counted(counts.candidates, 'candidate')}, ${counted(counts.regions, 'region')}: ` +
        `${counted(errors, 'error')}, ${counted(warnings, 'warning')}${signatures.length > 0 ? `: ${signatures.join(', ')}` : ''}.`,
    );
  }
  return faults.some(stopsBuild) ? 1 : 0;
}

/** Said where something waits for it. */
export function howToSignOff(dir: string): string {
  return `To sign off is to say, by name, why it may stay as it is: nishan sign-off ${dir} CODE --by "A. Person" --reason "…" (the code stands in brackets; --all for each with it).`;
}

async function checkOrFail(dir: string, now: Date): Promise<{ faults: readonly Fault[]; counts: Counts }> {
  try {
    const { content, faults } = await checkFolder(dir, now);
    const regions = new Set(content.regions.map(({ region }) => region)).size;
    const past = longPastVote(content, now);
    return {
      faults: past ? [...faults, past] : faults,
      counts: { contests: content.contests.length, candidates: content.candidates.length, regions },
    };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { faults: error.faults, counts: { contests: 0, candidates: 0, regions: 0 } };
  }
}

interface Counts {
  readonly contests: number;
  readonly candidates: number;
  readonly regions: number;
}
