// What one request to a mirror came to, as facts: nothing of the body is kept. Judged elsewhere.
import { sha256Hex } from '../../core/bytes.ts';
import type { AppError } from '../../core/errors.ts';
import type { Answer } from './ask.ts';
import { inflateUnsaid } from './decode-body.ts';

/**
 * How the bytes compare with what is signed. `unknown`: no hash is signed for them, or there was no body to compare.
 * `packed`: right once they are inflated again. `mislabelled`: right as sent, but not by the Content-Encoding they claim.
 */
export type Match = 'signed' | 'unknown' | 'other' | 'packed' | 'mislabelled' | 'undecodable' | 'cut';

export interface Exchange {
  /** As on a mirror. */
  readonly path: string;
  /** null where no answer came; then `failure` says why. */
  readonly status: number | null;
  readonly failure: AppError | null;
  readonly server: string;
  readonly type: string;
  readonly encoding: string;
  readonly isReadable: boolean;
  readonly redirects: readonly string[];
  readonly wireBytes: number;
  readonly match: Match;
  /** How long a cache on the way may answer in the mirror's place. */
  readonly cacheSeconds: number;
  readonly isImmutable: boolean;
  /** The file has to be there: something signed, or a first answer. */
  readonly isWanted: boolean;
}

/** Facts of an answer. @param sha256 what is signed, where something is */
export function exchangeOf(path: string, answer: Answer, sha256: string | undefined, isWanted: boolean): Exchange {
  const { status, headers } = answer;
  return {
    path,
    status,
    failure: null,
    server: String(headers.server ?? ''),
    type: essence(headers['content-type']),
    encoding: headers['content-encoding'] ?? '',
    isReadable: answer.isReadable,
    redirects: answer.redirects,
    wireBytes: answer.wire.length,
    match: status === 200 ? matchOf(answer, sha256) : 'unknown',
    ...cachingOf(headers['cache-control'] ?? '', headers.expires, headers.date, headers.age),
    isWanted,
  };
}

/** Facts of a request without an answer. */
export function failedExchange(path: string, failure: AppError, isWanted: boolean): Exchange {
  return {
    path,
    status: null,
    failure,
    server: '',
    type: '',
    encoding: '',
    isReadable: true,
    redirects: [],
    wireBytes: 0,
    match: 'unknown',
    cacheSeconds: 0,
    isImmutable: false,
    isWanted,
  };
}

function essence(type: string | undefined): string {
  return (type ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

const mostBytes = 16_777_216;

function matchOf({ wire, body, isCut }: Answer, sha256: string | undefined): Match {
  const isSigned = (bytes: Uint8Array | null): boolean => bytes !== null && sha256Hex(bytes) === sha256;
  if (sha256 === undefined) return body === null ? 'undecodable' : isCut ? 'cut' : 'unknown';
  if (isSigned(body)) return 'signed';
  if (isSigned(wire)) return 'mislabelled';
  if (body === null) return 'undecodable';
  if (isSigned(inflateUnsaid(body, mostBytes))) return 'packed';
  return isCut ? 'cut' : 'other';
}

function cachingOf(
  control: string,
  expires: string | undefined,
  date: string | undefined,
  age: string | undefined,
): Pick<Exchange, 'cacheSeconds' | 'isImmutable'> {
  const said = (name: string): number | null => {
    const value = new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*"?(\\d{1,10})`, 'i').exec(control)?.[1];
    return value === undefined ? null : Number(value);
  };
  const isFresh = /(?:^|[\s,])no-(?:store|cache)(?![\w-])/i.test(control);
  const byDate = Date.parse(expires ?? '') - Date.parse(date ?? '');
  const lifetime = said('s-maxage') ?? said('max-age') ?? (byDate > 0 ? Math.round(byDate / 1000) : 0);
  const seconds = isFresh ? 0 : Math.max(lifetime, Number(age ?? 0) || 0);
  return { cacheSeconds: seconds, isImmutable: !isFresh && /(?:^|[\s,])immutable(?![\w-])/i.test(control) };
}
