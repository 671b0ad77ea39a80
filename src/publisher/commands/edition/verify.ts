// `nishan verify`: whether a file, a folder or an address holds what the guide's publisher signed, and nothing else.
import { type ErrorCode, isAppError } from '../../../core/errors.ts';
import { guideId } from '../../../core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import type { PageState } from '../../../paper/carrier/judge-carrier.ts';
import { judgeCarrier } from '../../../paper/carrier/make-carrier.ts';
import { englishWords } from '../../../words/english.ts';
import { plainLine } from '../../content/fault.ts';
import { readFirstRoot } from '../../verify/first-root.ts';
import { type Given, openGiven } from '../../verify/open-given.ts';
import type { Basis } from '../../verify/other-files.ts';
import { otherPublisher } from '../../verify/other-publisher.ts';
import { type Problem, type SourceReport, verifySource } from '../../verify/verify-source.ts';
import { counted } from '../counted.ts';
import { findShell } from '../find-shell.ts';
import type { Output } from '../output.ts';

export interface VerifyWords {
  /** A path or an address. */
  readonly given: string;
  /** A file with the guide's first root. */
  readonly root: string;
  readonly json: boolean;
  /** The clock where it is left out. */
  readonly now?: Date;
  /** The app of this version; where it is built where that is left out. */
  readonly ownShell?: string;
}

/**
 * @returns the exit code: 0 only where everything that is there verifies
 * @throws FaultError where the root cannot be read; what the system says of the path
 */
export async function verifyCommand(words: VerifyWords, output: Output): Promise<number> {
  const root = await readFirstRoot(words.root);
  const now = words.now ?? new Date();
  const account = await accountOf(words, { root, now }, output);
  if (words.json) output.out(JSON.stringify(account));
  else tell(words.given, account, output);
  return account.ok ? 0 : 1;
}

/** What is printed as JSON. */
interface Account extends SourceReport {
  readonly ok: boolean;
  readonly kind: Given['kind'] | 'unknown';
  /** The guide that it is of, 64 hex digits, where that is another one than the root's. */
  readonly otherGuide?: string;
  /** Of a carrier whose data is whole. */
  readonly page?: PageState;
}

async function accountOf({ given, json, ownShell }: VerifyWords, basis: Basis, output: Output): Promise<Account> {
  let opened: Given;
  try {
    opened = await openGiven(given);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return unread('unknown', basis, { path: String(error.details.path ?? ''), code: error.code });
  }
  const { kind, source, paths, carrier } = opened;
  const otherGuide = await otherPublisher(source, basis.root);
  const whose = otherGuide === null ? {} : { otherGuide };
  if (otherGuide !== null && !json) {
    return { ...unread(kind, basis, { path: 'metadata/1.root.json', code: 'trust/other-publisher' }), ...whose };
  }
  const report = await verifySource(source, {
    ...basis,
    paths,
    isFolder: kind === 'folder',
    ownShell: findShell(ownShell),
    onProgress: (done, total) => output.progress(`checking: ${done} of ${counted(total, 'region')}`),
  });
  const isWhole = report.edition !== null && report.problems.length === 0 && report.uncompared === 0;
  if (!carrier || !isWhole) return { ok: isWhole, kind, ...whose, ...report };
  const { state } = await judgeCarrier(carrier.page, carrier, { ...basis, verifiers: ed25519Verifiers });
  return { ok: state === 'same', kind, page: state, ...report };
}

/** Nothing behind the first problem was looked at. */
function unread(kind: Account['kind'], { root }: Basis, problem: Problem): Account {
  const nothing = { edition: null, issued: null, regions: [], missing: [], files: 0, others: 0, uncompared: 0 };
  return { ok: false, kind, guideId: guideId(root), ...nothing, problems: [problem] };
}

function tell(given: string, account: Account, output: Output): void {
  if (account.otherGuide !== undefined) {
    output.err(plainLine(`error: ${given} (${account.kind}) ${otherWords(account.guideId, account.otherGuide)}`));
    return;
  }
  for (const { path, code } of account.problems) {
    output.err(plainLine(`error: ${path === '' ? '' : `${path}: `}${englishWords.failure(code)} (${code})`));
  }
  output.out(plainLine(`${given}${account.kind === 'unknown' ? '' : ` (${account.kind})`}: ${sentence(account)}`));
  const { missing, page, uncompared } = account;
  if (uncompared > 0) output.err(`error: ${uncomparedWords(uncompared)}`);
  if (page && page !== 'same') output.err(`error: ${pageWords[page]}`);
  if (missing.length > 0) output.out(plainLine(`Regions that are not in it: ${missing.join(', ')}.`));
}

function uncomparedWords(n: number): string {
  const what = `${counted(n, 'page of a seat was', 'pages of seats were')} made by another version of nishan`;
  return `${what}: the same candidates and symbols, but whether somebody changed anything else cannot be told. Mend: verify with the version that built this mirror, or build it again with this one.`;
}

const pageWords: Readonly<Record<Exclude<PageState, 'same'>, string>> = {
  changed: 'The page was changed: what it shows is not what is signed. Its data is whole; export a clean copy.',
  unknown: 'The page was made by another version of this command and cannot be compared. Its data is whole.',
};

function otherWords(ours: string, other: string): string {
  return (
    `is another publisher's guide, ${other.slice(0, 16)}…, and --root is of guide ${ours.slice(0, 16)}…: its files were not ` +
    'checked. Mend: if that is the guide you mean, name its first root with --root, from somebody you trust.'
  );
}

/** Of a file that is not even opened. */
const unknownWords: Readonly<Partial<Record<ErrorCode, string>>> = {
  'format/cut-short': 'damaged or cut short: nothing in it can be checked.',
  'format/not-zip': 'not a guide: neither a bundle nor a carrier.',
  'format/no-bundle': 'not a guide: neither a bundle nor a carrier.',
};

function sentence(account: Account): string {
  const { kind, edition, issued, regions, files, others, problems, uncompared } = account;
  const [first] = problems;
  if (kind === 'unknown' && first) return unknownWords[first.code] ?? 'nothing in it can be checked.';
  if (edition === null) return 'nothing in it is signed by this guide.';
  const what = `edition ${edition} of ${issued?.slice(0, 10)}, ${counted(regions.length, 'region')}`;
  const beside =
    others > 0
      ? ` ${counted(others, 'file beside it belongs', 'files beside it belong')} to the edition before or to the server.`
      : '';
  const all = uncompared > 0 ? `all ${files} other files verify` : `all ${files} files verify`;
  const verdict =
    problems.length === 0 ? all : `${problems.length} of its files ${problems.length === 1 ? 'does' : 'do'} not verify`;
  return `${what}, ${verdict}.${beside}`;
}
