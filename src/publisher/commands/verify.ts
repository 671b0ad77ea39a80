// `nishan verify`: whether a file, a folder or an address holds what the guide's publisher signed, and nothing else.
import { isAppError } from '../../core/errors.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import type { PageState } from '../../paper/judge-carrier.ts';
import { judgeCarrier } from '../../paper/make-carrier.ts';
import { englishWords } from '../../words/words.ts';
import { plainLine } from '../content/fault.ts';
import { readFirstRoot } from '../verify/first-root.ts';
import { type Given, openGiven } from '../verify/open-given.ts';
import type { Basis } from '../verify/other-files.ts';
import { type SourceReport, verifySource } from '../verify/verify-source.ts';
import type { Output } from './output.ts';

export interface VerifyWords {
  /** A path or an address. */
  readonly given: string;
  /** A file with the guide's first root. */
  readonly root: string;
  readonly json: boolean;
  /** The clock where it is left out. */
  readonly now?: Date;
}

/**
 * @returns the exit code: 0 only where everything that is there verifies
 * @throws FaultError where the root cannot be read; what the system says of the path
 */
export async function verifyCommand(words: VerifyWords, output: Output): Promise<number> {
  const root = await readFirstRoot(words.root);
  const now = words.now ?? new Date();
  const account = await accountOf(words.given, { root, now }, output);
  if (words.json) output.out(JSON.stringify(account));
  else tell(words.given, account, output);
  return account.ok ? 0 : 1;
}

/** What is printed as JSON. */
interface Account extends SourceReport {
  readonly ok: boolean;
  readonly kind: Given['kind'] | 'unknown';
  /** Of a carrier whose data is whole. */
  readonly page?: PageState;
}

async function accountOf(given: string, basis: Basis, output: Output): Promise<Account> {
  let opened: Given;
  try {
    opened = await openGiven(given);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const nothing = { edition: null, issued: null, regions: [], missing: [], files: 0, others: 0 };
    const problems = [{ path: String(error.details.path ?? ''), code: error.code }];
    return { ok: false, kind: 'unknown', guideId: guideId(basis.root), ...nothing, problems };
  }
  const { kind, source, paths, carrier } = opened;
  const report = await verifySource(source, {
    ...basis,
    paths,
    isFolder: kind === 'folder',
    onProgress: (done, total) => output.progress(`checking: ${done} of ${total} regions`),
  });
  const isWhole = report.edition !== null && report.problems.length === 0;
  if (!carrier || !isWhole) return { ok: isWhole, kind, ...report };
  const { state } = await judgeCarrier(carrier.page, carrier, { ...basis, verifiers: ed25519Verifiers });
  return { ok: state === 'same', kind, page: state, ...report };
}

function tell(given: string, account: Account, output: Output): void {
  for (const { path, code } of account.problems) {
    output.err(plainLine(`error: ${path === '' ? '' : `${path}: `}${englishWords.failure(code)} (${code})`));
  }
  output.out(plainLine(`${given}${account.kind === 'unknown' ? '' : ` (${account.kind})`}: ${sentence(account)}`));
  const { missing, page } = account;
  if (page && page !== 'same') output.err(`error: ${pageWords[page]}`);
  if (missing.length > 0) output.out(plainLine(`Regions that are not in it: ${missing.join(', ')}.`));
}

const pageWords: Readonly<Record<Exclude<PageState, 'same'>, string>> = {
  changed: 'The page was changed: what it shows is not what is signed. Its data is whole; export a clean copy.',
  unknown: 'The page was made by another version of this command and cannot be compared. Its data is whole.',
};

function sentence({ ok, edition, issued, regions, files, others, problems }: Account): string {
  if (edition === null) return 'nothing in it is signed by this guide.';
  const what = `edition ${edition} of ${issued?.slice(0, 10)}, ${regions.length} region${regions.length === 1 ? '' : 's'}`;
  const beside = others > 0 ? ` ${others} files beside it belong to the edition before or to the server.` : '';
  const verdict = ok ? `all ${files} files verify` : `${problems.length} of its files do not verify`;
  return `${what}, ${verdict}.${beside}`;
}
