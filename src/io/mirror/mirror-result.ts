// What came of asking a mirror, in the words that a browser lets one tell apart, and which of several faults is told.
import { type AppError, type ErrorCode, isAppError } from '../../core/errors.ts';

/** `unreadable`: it answers, but lets no page of ours read it (CORS). `old`: all true, and something newer is known. */
export const mirrorResults = [
  'untried',
  'fine',
  'old',
  'missing',
  'unreachable',
  'unreadable',
  'redirected',
  'refused',
  'slow',
  'cut-short',
  'too-long',
  'block-page',
  'tampered',
] as const;
/** One of them. */
export type MirrorResult = (typeof mirrorResults)[number];

const ofSource: Partial<Record<ErrorCode, MirrorResult>> = {
  'source/unreachable': 'unreachable',
  'source/unreadable': 'unreadable',
  'source/block-page': 'block-page',
  'source/missing': 'missing',
  'source/refused': 'refused',
  'source/redirected': 'redirected',
  'source/slow': 'slow',
  'source/cut-short': 'cut-short',
  'source/too-long': 'too-long',
  'trust/rollback': 'old',
};

/** What an error says of the mirror whose answer it came from; null where it says nothing (cancelled, no room). */
export function resultOf(error: unknown): MirrorResult | null {
  if (!isAppError(error)) return null;
  const known = ofSource[error.code];
  if (known) return known;
  // Authentic all the same: this app is too old for it.
  if (error.code === 'format/newer-app-needed') return null;
  return isAppError(error, 'trust') || isAppError(error, 'format') ? 'tampered' : null;
}

// First what the voter must know, then what a person can mend or wait for, last what says least.
const telling: readonly ErrorCode[] = [
  'source/block-page',
  'source/redirected',
  'source/refused',
  'source/unreadable',
  'source/too-long',
  // A mirror that lags behind says no more than this either.
  'trust/rollback',
  'source/missing',
  'source/cut-short',
  'source/slow',
  'source/unreachable',
];
const groups = ['store', 'content', 'trust', 'format'] as const;

/** The one of several errors that tells the voter most; null of none. */
export function mostTelling(errors: readonly AppError[]): AppError | null {
  const rank = (error: AppError): number => {
    const place = telling.indexOf(error.code);
    return place < 0 ? groups.findIndex((each) => isAppError(error, each)) : groups.length + place;
  };
  return errors.reduce<AppError | null>((best, each) => (best && rank(best) <= rank(each) ? best : each), null);
}
