// The one time of an edition: the clock's, or as it was typed, in whole seconds.
import { FaultError } from '../../content/fault.ts';
import type { Output } from '../output.ts';

const dayMs = 86_400_000;

/** @param typed an ISO instant, or nothing for the clock. @throws FaultError where it is none */
export function parseNow(typed: string | undefined): Date {
  const now = typed === undefined ? new Date() : new Date(typed);
  const isDate = typed === undefined || /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?$/.test(typed);
  if (!isDate || Number.isNaN(now.getTime())) {
    const fix = 'write it like: --now 2027-01-21T06:00:00Z';
    const message = `"${typed}" is not a date`;
    throw new FaultError([{ severity: 'error', code: 'bad-now', file: '--now', message, fix }]);
  }
  return new Date(Math.floor(now.getTime() / 1000) * 1000);
}

/** Once phones hold an edition from the future, they take nothing that says that it is older. @throws FaultError */
export function warnOfFuture(now: Date, isDemo: boolean, output: Output): void {
  if (now.getTime() <= Date.now() + dayMs) return;
  if (isDemo) {
    output.err('warning: signed in the future: phones that take this demo refuse earlier editions until then.');
    return;
  }
  const message = `${now.toISOString()} is more than a day ahead of this computer's clock`;
  const fix =
    'give a --now that has come, or set the clock right. Phones that take an edition from the future refuse each one ' +
    'that is signed before that day; only a guide marked "demo: true" may be signed so';
  throw new FaultError([{ severity: 'error', code: 'future-now', file: '--now', message, fix }]);
}
