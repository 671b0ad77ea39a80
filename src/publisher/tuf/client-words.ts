// What the codes mean to who runs a TUF client: a repository's keeper, not a voter.
import { AppError, type ErrorCode } from '../../core/errors.ts';

const words: Partial<Readonly<Record<ErrorCode, string>>> = {
  'source/unreachable': 'the repository cannot be reached',
  'source/missing': 'the repository does not have this file',
  'source/refused': 'the repository refused to give this file',
  'source/redirected': 'the repository sent us elsewhere, which is not followed',
  'source/slow': 'the repository was too slow',
  'source/cut-short': 'the connection ended before the file did',
  'source/too-long': 'the file is longer than its metadata allows',
  'format/not-utf8': 'this is not UTF-8 text',
  'format/not-json': 'this is not JSON',
  'format/too-deep': 'this JSON is nested too deeply',
  'format/too-long': 'this metadata is too large',
  'format/shape': 'this is not TUF metadata of the role that was asked for',
  'trust/signatures': 'too few of the keys that are entitled have signed it',
  'trust/version': 'its version is not the one that was to come',
  'trust/rollback': 'it is older than what was trusted before',
  'trust/expired': 'its date of expiry is past',
  'trust/hash': 'its bytes are not those that were signed',
  'trust/length': 'it is not as long as was signed',
  'trust/missing-role': 'the metadata names no such role',
  'trust/not-signed-for': 'no role that is entitled signs for this target',
};

/** One line: in words, then with the code and its details for scripts. */
export function describeClientFailure(error: unknown): string {
  if (!(error instanceof AppError)) return `tuf-client: ${error instanceof Error ? error.message : String(error)}`;
  const meaning = words[error.code];
  return `tuf-client: ${meaning === undefined ? '' : `${meaning}: `}${error.message}`;
}
