// One thing that is wrong in a content folder or a table: where it stands, what it is, and what would mend it.
import { integer, list, object, oneOf, type Reader, refuse, text } from '../../core/shape.ts';

export interface Fault {
  /** An error stops a build; a warning is printed and may be accepted. */
  readonly severity: 'error' | 'warning';
  /** Stable, for scripts: "unknown-symbol". */
  readonly code: string;
  /** As it is called inside the folder: "candidates.csv". */
  readonly file: string;
  /** Record of the file, the header being 1. */
  readonly row?: number;
  /** Column of a table, or path inside the YAML file: "election.date". */
  readonly column?: string;
  /** What is wrong, in a sentence without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** A warning that no real guide is built with until somebody has signed it off by name. */
  readonly mustSign?: true;
  /** What a sign-off of a warning is for; when it changes, the sign-off is void. The message where it is left out. */
  readonly value?: string;
  /** Who took a warning upon themselves, and why. */
  readonly signedOff?: SignedOff;
}

/** Reads what was found once and kept; who signed it off is never kept with it. */
export const faultList: Reader<readonly Fault[]> = list(
  object(
    {
      severity: oneOf('error', 'warning'),
      code: text(64),
      file: text(300),
      message: text(20_000),
      fix: text(20_000),
    },
    {
      row: integer(1),
      column: text(300),
      mustSign: (value, path): true => (value === true ? value : refuse(path, 'true')),
      value: text(20_000),
    },
  ),
  20_000,
);

export interface SignedOff {
  readonly by: string;
  readonly reason: string;
}

/** What stops: a table or a folder that cannot be worked on at all. Carries the faults that say why. */
export class FaultError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(formatFault).join('\n'));
    this.name = 'FaultError';
    this.faults = faults;
  }
}

/** One line: `candidates.csv:17 symbol — there is no symbol "kiite". Mend: …`. */
export function formatFault(fault: Fault): string {
  return plainLine(`${whatIsWrong(fault)}. Mend: ${fault.fix}`);
}

/** Of what somebody has answered for: without what would mend it. */
export function formatSignedOff(fault: Fault, by: string, reason: string): string {
  return plainLine(`signed off by ${by} (${reason}): ${whatIsWrong(fault)}`);
}

function whatIsWrong({ file, row, column, message }: Fault): string {
  return `${file}${row === undefined ? '' : `:${row}`}${column ? ` ${column}` : ''} — ${message}`;
}

/** With what it means for a build: `to sign off (stand-in): symbols.csv:3 standIn — …`. */
export function formatFinding(fault: Fault): string {
  if (fault.signedOff) return formatSignedOff(fault, fault.signedOff.by, fault.signedOff.reason);
  if (fault.mustSign) return `to sign off (${fault.code}): ${formatFault(fault)}`;
  return `${fault.severity}: ${formatFault(fault)}`;
}

// Control characters and the marks that turn text around: a cell must not be able to rewrite a terminal.
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** A text from a file as one harmless line. */
export function plainLine(text: string): string {
  return text.replace(unprintable, ' ');
}

/** Whether a fault stops a build: an error, or a warning that nobody has signed off and somebody must. */
export function stopsBuild({ severity, mustSign, signedOff }: Fault): boolean {
  return severity === 'error' || (mustSign === true && !signedOff);
}
