// Where a branch stands before it is published to: here, and on the remote that it is pushed to. Of two computers that
// publish to one remote each begins where the other ended. Nothing is ever forced.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultError } from '../../content/fault.ts';
import { type Git, git, gitDirOf, isAddress } from './git.ts';

export interface GitPlace {
  /** A path, or an address that git can push to. */
  readonly repository: string;
  readonly branch: string;
  /** A remote of the repository that the branch is pushed to as well. */
  readonly push: string | null;
}

export interface GitBranch {
  readonly plain: Git;
  /** The commit of the repository's own branch; null where it has none. */
  readonly own: string | null;
  /** The commit to go on from: the newer one of its own and the remote's. */
  readonly tip: string | null;
  /** Clears away what was made to work in. */
  close(): Promise<void>;
}

/** @throws FaultError where there is no such repository or remote, or the two branches have parted */
export async function openGitBranch(place: GitPlace): Promise<GitBranch> {
  refuseOdd(place);
  const { repository, branch, push } = place;
  if (isAddress(repository)) return openElsewhere(repository, branch);
  const gitDir = await gitDirOf(repository);
  if (gitDir === null) throw stop(repository, 'is not a git repository', `${fixToMake(place)}; nothing was sent`);
  const plain = git(gitDir);
  await refuseCheckedOut(plain, repository, branch);
  const own = await commitOf(plain, `refs/heads/${branch}`);
  const theirs = push === null ? null : await fetchFrom(plain, await addressOf(plain, repository, push), branch);
  const tip = await newerOf(plain, place, own, theirs);
  return { plain, own, tip, close: async () => undefined };
}

/** A repository elsewhere is worked on in an empty one of our own, which holds nothing but the branch's last commit. */
async function openElsewhere(repository: string, branch: string): Promise<GitBranch> {
  const folder = await mkdtemp(join(tmpdir(), 'nishan-git-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const plain = git(folder);
    await plain.run(['init', '--quiet', '--bare', folder]);
    const tip = await fetchFrom(plain, repository, branch, ['--depth=1']);
    return { plain, own: null, tip, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns the branch's commit there, which is here then; null where there is no such branch */
async function fetchFrom(
  plain: Git,
  address: string,
  branch: string,
  more: readonly string[] = [],
): Promise<string | null> {
  const ref = `refs/heads/${branch}`;
  const { out } = await plain.run(['ls-remote', '--heads', '--', address, ref]);
  if (out.length === 0) return null;
  await plain.run(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', ...more, '--', address, ref]);
  return commitOf(plain, 'FETCH_HEAD');
}

/** Where a push would go, which need not be where the remote is fetched from. */
async function addressOf({ run }: Git, repository: string, push: string): Promise<string> {
  const { code, out } = await run(['remote', 'get-url', '--push', '--', push], '', [2, 128]);
  if (code === 0) return out.toString('utf8').trim();
  if (isAddress(push) || /[/\\]/.test(push)) return push;
  const fix = `name its address with: git -C ${repository} remote add ${push} ADDRESS; nothing was sent`;
  throw stop(repository, `has no remote "${push}"`, fix);
}

async function newerOf(
  { run }: Git,
  { repository, branch, push }: GitPlace,
  own: string | null,
  theirs: string | null,
): Promise<string | null> {
  if (own === null || theirs === null) return own ?? theirs;
  const isIn = async (older: string, newer: string): Promise<boolean> =>
    (await run(['merge-base', '--is-ancestor', older, newer], '', [1])).code === 0;
  if (await isIn(own, theirs)) return theirs;
  if (await isIn(theirs, own)) return own;
  const message = `and ${push} have both moved on, each with commits on ${branch} that the other lacks`;
  const at = `git -C ${repository}`;
  const fix = `look at what ${push} lacks with: ${at} log ${theirs}..${branch} — then let go of it with: ${at} branch -D ${branch} — and run the same command again, which begins from ${push}; nothing was sent`;
  throw stop(repository, message, fix);
}

/** Moving a branch under somebody's work tree would make every file there look changed. */
async function refuseCheckedOut({ run }: Git, repository: string, branch: string): Promise<void> {
  const { out: isBare } = await run(['rev-parse', '--is-bare-repository']);
  const { out: head } = await run(['symbolic-ref', '--quiet', 'HEAD'], '', [1]);
  if (isBare.toString('utf8').trim() === 'true' || head.toString('utf8').trim() !== `refs/heads/${branch}`) return;
  throw stop(repository, `has ${branch} checked out`, 'switch that folder to another branch, or name another one');
}

async function commitOf({ run }: Git, ref: string): Promise<string | null> {
  const { code, out } = await run(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], '', [1, 128]);
  return code === 0 ? out.toString('utf8').trim() : null;
}

function refuseOdd({ repository, branch, push }: GitPlace): void {
  const isOdd = (word: string): boolean => word === '' || word.startsWith('-');
  if (isOdd(repository) || isOdd(branch) || (push !== null && isOdd(push)) || !/^[A-Za-z0-9._/-]+$/.test(branch)) {
    const fix = 'write it like: git:../site#gh-pages';
    throw stop(`git:${repository}#${branch}`, 'is not a repository and a branch', fix);
  }
}

function fixToMake({ repository, push }: GitPlace): string {
  const remote = push ?? 'origin';
  const isNamed = !isAddress(remote) && !/[/\\]/.test(remote);
  const made = `make one with: git init --bare ${repository}`;
  if (!isNamed) return made;
  const why = push === null ? 'to push it from there' : 'which --push names';
  return `${made} — and its remote, ${why}, with: git -C ${repository} remote add ${remote} ADDRESS`;
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
