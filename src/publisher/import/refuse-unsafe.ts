// What stops an import before it begins: faults that writing the tables again would make worse.
import { type Fault, FaultError } from '../content/fault.ts';

/**
 * @param faults of the folder as it is
 * @param rewritten the tables that the import changes: rows that could not be read would be gone
 * @throws FaultError with those that stop it
 */
export function refuseUnsafe(faults: readonly Fault[], rewritten: ReadonlySet<string>): void {
  const stops = faults.filter(
    ({ file, severity, code }) =>
      (rewritten.has(file) && (severity === 'error' || code === 'unknown-column')) ||
      ['no-guide', 'bad-yaml', 'too-large'].includes(code),
  );
  if (stops.length === 0) return;
  throw new FaultError(
    stops.map((fault) => ({
      ...fault,
      severity: 'error',
      message: `in the guide's own ${fault.file}, not in the list: ${fault.message}`,
      fix: `${fault.fix}; then import again, as nothing was imported`,
    })),
  );
}
