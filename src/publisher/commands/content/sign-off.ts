// `nishan sign-off DIR CODE --by NAME --reason TEXT`: a person takes warnings upon themselves. Writes signed-off.csv.
import { withFolderLock } from '../../build/folders/build-lock.ts';
import { checkFolder } from '../../check/check-content.ts';
import { type Fault, FaultError, formatSignedOff, plainLine } from '../../content/fault.ts';
import { writeFolderFiles } from '../../content/folder.ts';
import { isPlaceholder } from '../../content/placeholder.ts';
import {
  isFor,
  readSignedOff,
  type SignOff,
  signedOffFile,
  signedValue,
  writeSignedOff,
} from '../../content/signed-off.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface SignOffOptions {
  readonly dir: string;
  /** The warning's: "stand-in". */
  readonly code: string;
  readonly by: string;
  readonly reason: string;
  /** Only the warning with this value, or all of this code. */
  readonly value?: string | undefined;
  readonly all: boolean;
}

/**
 * @returns the exit code
 * @throws FaultError where there is no such warning, it is an error, several are meant, or a name or reason is missing
 */
export function runSignOff(options: SignOffOptions, output: Output): Promise<number> {
  return withFolderLock(options.dir, () => signOff(options, output));
}

async function signOff(options: SignOffOptions, output: Output): Promise<number> {
  const { dir } = options;
  const by = options.by.trim();
  const reason = options.reason.trim();
  if (by === '' || isPlaceholder(by))
    refuse('no-name', '--by', 'nobody is named', 'write the name of who answers for it');
  if (reason === '' || isPlaceholder(reason)) {
    refuse('no-reason', '--reason', 'no reason is given', 'write why it may stay as it is');
  }
  output.progress(`checking ${dir}`);
  const { faults } = await checkFolder(dir);
  const meant = warningsMeant(faults, options);
  const { rows, faults: unreadable } = await readSignedOff(dir);
  if (unreadable.length > 0) throw new FaultError(unreadable);
  // What was signed for something that is no longer there makes room: a void signature must not come back to life.
  const isVoid = (row: SignOff): boolean =>
    meant.some((fault) => isFor(row, fault)) &&
    !faults.some((fault) => isFor(row, fault) && signedValue(fault) === row.value);
  const kept = rows.filter((row) => !isVoid(row));
  const added = meant.map((fault) => ({
    ...{ code: fault.code, at: fault.file, column: fault.column ?? '', value: signedValue(fault) },
    ...{ by: plainLine(by), reason: plainLine(reason) },
  }));
  await writeFolderFiles(dir, new Map([[signedOffFile, writeSignedOff([...kept, ...added])]]));
  for (const fault of meant) output.out(formatSignedOff(fault, by, reason));
  output.out(`${counted(meant.length, 'warning')} signed off in ${signedOffFile}.`);
  return 0;
}

function warningsMeant(faults: readonly Fault[], { code, value, all, dir }: SignOffOptions): readonly Fault[] {
  const here = faults.filter((fault) => fault.code === code);
  if (here.some(({ severity }) => severity === 'error')) {
    refuse('error-signed-off', code, 'this is an error, which nobody can sign off', 'mend it');
  }
  const open = here.filter((fault) => !fault.signedOff && (value === undefined || signedValue(fault) === value));
  if (open.length === 0) {
    const codes = [...new Set(faults.filter(isOpen).map((fault) => fault.code))];
    const fix = codes.length > 0 ? `the open ones are: ${codes.join(', ')}` : `there are none: nishan check ${dir}`;
    refuse('no-such-warning', code, 'there is no such warning to sign off', fix);
  }
  if (open.length > 1 && !all) {
    const some = open
      .slice(0, 20)
      .map((fault) => `${[fault.file, fault.column].filter(Boolean).join(' ')} --value "${signedValue(fault)}"`);
    const fix = `sign them off one by one, or all with --all: ${some.join(' · ')}`;
    refuse('several-warnings', code, `${open.length} warnings have this code`, fix);
  }
  return open;
}

function isOpen({ severity, signedOff }: Fault): boolean {
  return severity === 'warning' && !signedOff;
}

function refuse(code: string, file: string, message: string, fix: string): never {
  throw new FaultError([{ severity: 'error', code, file, message, fix }]);
}
