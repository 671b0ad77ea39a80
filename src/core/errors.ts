// One error class for everything that can go wrong with data or the device. A code's group says what the voter can
// do; its text stands in every locale under `errors.<code>`. A programmer's mistake stays a TypeError.

/**
 * Every code there is.
 * `source/` no bytes: try the next mirror. `format/` wrong file, or the app is too old. `trust/` do not use it.
 * `store/` the device refused. `content/` authentic but inconsistent: keep the old edition.
 */
export const errorCodes = [
  'source/unreachable',
  'source/unreadable',
  'source/block-page',
  'source/missing',
  'source/refused',
  'source/redirected',
  'source/slow',
  'source/cut-short',
  'source/too-long',
  'source/cancelled',
  'format/not-utf8',
  'format/not-json',
  'format/too-deep',
  'format/too-long',
  'format/shape',
  'format/not-zip',
  'format/zip-entry',
  'format/inflate',
  'format/no-bundle',
  'format/cut-short',
  'format/no-code',
  'format/newer-app-needed',
  'trust/signatures',
  'trust/version',
  'trust/rollback',
  'trust/expired',
  'trust/hash',
  'trust/length',
  'trust/missing-role',
  'trust/not-signed-for',
  'trust/other-publisher',
  'store/blocked',
  'store/full',
  'store/broken',
  'store/busy',
  'store/too-many',
  'content/inconsistent',
  'content/no-such-region',
] as const;

/** One of them. */
export type ErrorCode = (typeof errorCodes)[number];
/** Plain values beside a code, for logs and texts. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/** The one error that data, networks and devices cause. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  override readonly cause: unknown;

  /**
   * @param code what happened; its group says what to do
   * @param details plain values for logs and texts: `path`, `section` of the spec, `got`, `want`. Never about a voter
   */
  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { readonly cause?: unknown } = {}) {
    super(`${code}${Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''}`);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
    this.cause = options.cause;
  }
}

/** Whether `error` is an AppError, of `group` ("trust") when one is given. */
export function isAppError(error: unknown, group?: string): error is AppError {
  return error instanceof AppError && (group === undefined || error.code.startsWith(`${group}/`));
}

/** Whether nobody else could do better: the voter stopped it, the device refused, or it is a programmer's mistake. */
export function endsAll(error: unknown): boolean {
  return !isAppError(error) || error.code === 'source/cancelled' || isAppError(error, 'store');
}
