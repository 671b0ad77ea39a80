// A failure as the one line that a publisher reads: where, what, and the way out.
import { AppError } from '../core/errors.ts';
import { FaultError, formatFault, plainLine } from './content/fault.ts';

const systemWords: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read or written by you',
  EPERM: 'may not be changed by you',
  EROFS: 'is on a disk that cannot be written',
  ENOSPC: 'does not fit: the disk is full',
  ENOTDIR: 'is a file where a folder is wanted',
  EISDIR: 'is a folder where a file is wanted',
  EBUSY: 'is open in another program: close it there, and run the same command again',
};

/** A file that is open already is written without its name being known. */
const pathless: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Mend: make room, and run the same command again',
  EDQUOT: 'the disk has no more room for you. Mend: make room, and run the same command again',
  EIO: 'the disk cannot be read or written. Mend: copy the folder to another disk, and run the same command there',
};

/** @returns one line a fault */
export function describeFailure(error: unknown): string {
  if (error instanceof FaultError) return error.faults.map((fault) => `error: ${formatFault(fault)}`).join('\n');
  if (error instanceof AppError) return describeAppError(error);
  if (!(error instanceof Error)) return `error: ${plainLine(String(error))}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const path = 'path' in error && typeof error.path === 'string' ? error.path : '';
  const words = systemWords[code];
  if (words !== undefined && path !== '') return `error: ${plainLine(`${path} ${words}`)}`;
  const fix = pathless[code];
  if (fix !== undefined) return `error: ${fix}`;
  return `error: ${plainLine(error.message)}. Run it again with --debug to see where this comes from.`;
}

function describeAppError({ code, details }: AppError): string {
  const parts = Object.entries(details).flatMap(([name, value]) => (value === undefined ? [] : `${name} ${value}`));
  const place = parts.length > 0 ? ` (${parts.join(', ')})` : '';
  return `error: ${plainLine(`the app would refuse this: ${code}${place}`)}. Nothing was published.`;
}
