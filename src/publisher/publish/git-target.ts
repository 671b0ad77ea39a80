// A mirror as one commit on a branch, in the layout of GitHub Pages. By git's plumbing alone: no work tree is touched,
// and no other branch. The commit says nothing of who made it, or where.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuildsOwn } from '../build/mirror-folder.ts';
import { FaultError } from '../content/fault.ts';
import { type Ran, runTool } from './run-tool.ts';
import { type PublishTarget, refuseForeign, type Sending, type Sent } from './target.ts';

export interface GitPlace {
  /** A path, or an address that git can push to. */
  readonly repository: string;
  readonly branch: string;
  /** A remote of the repository that the branch is pushed to as well. */
  readonly push: string | null;
}

/** A person's name in a public history can put that person in danger. */
const nobody = 'nishan';
const nowhere = 'nishan@invalid';

interface Git {
  run(args: readonly string[], input?: string | Uint8Array, mayEnd?: readonly number[]): Promise<Ran>;
}

/** Of a git that runs around this one, in a hook or an alias: its index, its work tree, its author. */
const notInherited = /^GIT_(?!SSH|ASKPASS|CONFIG|TRACE|EXEC_PATH)/;

const isAddress = (repository: string): boolean => /^[a-z+]+:\/\/|^[^/\\]+@[^/\\]+:/.test(repository);

export function gitTarget(place: GitPlace): PublishTarget {
  const { repository, branch } = place;
  let opened: Promise<string> | null = null;
  let temporary: string | null = null;
  // A repository elsewhere is worked on in an empty one of our own, which holds nothing but the branch's last commit.
  const open = async (): Promise<string> => {
    refuseOdd(place);
    if (!isAddress(repository)) return localGitDir(repository);
    temporary = await mkdtemp(join(tmpdir(), 'nishan-git-'));
    await git(temporary).run(['init', '--quiet', '--bare', temporary]);
    const heads = await git(temporary).run(['ls-remote', '--heads', '--', repository, `refs/heads/${branch}`]);
    if (heads.out.length > 0) {
      const refs = `refs/heads/${branch}:refs/heads/${branch}`;
      await git(temporary).run(['fetch', '--quiet', '--depth=1', '--', repository, refs]);
    }
    return temporary;
  };
  const gitDir = (): Promise<string> => {
    opened ??= open();
    return opened;
  };
  return {
    name: `${repository}#${branch}`,
    async read(path) {
      const { code, out } = await git(await gitDir()).run(
        ['cat-file', 'blob', `refs/heads/${branch}:${path}`],
        '',
        [128],
      );
      return code === 0 ? new Uint8Array(out) : null;
    },
    send: async (sending) => send(git(await gitDir()), place, sending),
    async close() {
      if (temporary !== null) await rm(temporary, { recursive: true, force: true });
    },
  };
}

function git(gitDir: string, env: Readonly<Record<string, string>> = {}): Git {
  const get = 'install git';
  return {
    run: (args, input = '', mayEnd = []) =>
      runTool('git', [...args], {
        input,
        mayEnd,
        get,
        without: notInherited,
        env: { ...env, GIT_DIR: gitDir, GIT_TERMINAL_PROMPT: process.stdin.isTTY ? '1' : '0', LC_ALL: 'C' },
      }),
  };
}

async function localGitDir(repository: string): Promise<string> {
  const { code, out } = await runTool('git', ['-C', repository, 'rev-parse', '--absolute-git-dir'], {
    mayEnd: [128],
    get: 'install git',
    without: notInherited,
  });
  if (code === 0) return out.toString('utf8').trim();
  throw stop(repository, 'is not a git repository', 'make one with: git init --bare FOLDER; nothing was sent');
}

function refuseOdd({ repository, branch, push }: GitPlace): void {
  const isOdd = (word: string): boolean => word === '' || word.startsWith('-');
  if (isOdd(repository) || isOdd(branch) || (push !== null && isOdd(push)) || !/^[A-Za-z0-9._/-]+$/.test(branch)) {
    throw stop(
      `git:${repository}#${branch}`,
      'is not a repository and a branch',
      'write it like: git:../site#gh-pages',
    );
  }
}

async function send(plain: Git, { repository, branch, push }: GitPlace, sending: Sending): Promise<Sent> {
  const { mirror, dryRun, onProgress } = sending;
  const ref = `refs/heads/${branch}`;
  await refuseCheckedOut(plain, repository, branch);
  onProgress('reading the branch');
  const parent = await commitOf(plain, ref);
  const before = parent === null ? new Map<string, string>() : await treeOf(plain, parent);
  refuseForeign(`${repository}#${branch}`, before.keys());
  const files = mirror.steps.flat();
  const after = await writeBlobs(plain, mirror.dir, [...files.map(({ path }) => path)], dryRun);
  if (!after.has('.nojekyll')) after.set('.nojekyll', await writeBlob(plain, new Uint8Array(), dryRun));
  const sent = [...after].filter(([path, blob]) => before.get(path) !== blob).map(([path]) => path);
  const deleted = [...before.keys()].filter((path) => isBuildsOwn(path) && !after.has(path));
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const bytes = sent.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  const there = after.size - sent.length;
  const isChanged = sent.length + deleted.length > 0;
  if (!dryRun && isChanged) {
    const kept = [...before].filter(([path]) => !deleted.includes(path));
    onProgress('writing the commit');
    const commit = await writeCommit(plain, new Map([...kept, ...after]), parent, `Edition ${mirror.edition}`);
    // Fails where somebody else has moved the branch in the meantime.
    await plain.run(['update-ref', ref, commit, parent ?? '0'.repeat(commit.length)]);
  }
  const remote = isAddress(repository) ? repository : push;
  const isThere = !dryRun && (isChanged || parent !== null);
  if (remote !== null && isThere) {
    onProgress(`pushing to ${remote}`);
    await plain.run(['push', '--quiet', '--', remote, `${ref}:${ref}`]);
  }
  const notes =
    remote === null && isChanged && !dryRun
      ? [`The commit is in ${repository}; push the branch ${branch} from there.`]
      : [];
  return { sent, bytes, there, deleted: deleted.sort(), notes };
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

/** Paths to blobs. */
async function treeOf({ run }: Git, commit: string): Promise<Map<string, string>> {
  const { out } = await run(['ls-tree', '-r', '-z', commit]);
  const lines = out.toString('utf8').split('\0').filter(Boolean);
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, blob, path] = /^\d+ \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return blob !== undefined && path !== undefined ? [[path, blob]] : [];
    }),
  );
}

async function writeBlobs(
  { run }: Git,
  dir: string,
  paths: readonly string[],
  dryRun: boolean,
): Promise<Map<string, string>> {
  const list = paths.map((path) => `${join(dir, path)}\n`).join('');
  // As they are: a filter of the publisher's own settings would change bytes that are signed.
  const args = ['hash-object', ...(dryRun ? [] : ['-w']), '--no-filters', '--stdin-paths'];
  const { out } = await run(args, list);
  const blobs = out.toString('utf8').trim().split('\n');
  return new Map(paths.map((path, i) => [path, blobs[i] ?? '']));
}

async function writeBlob({ run }: Git, bytes: Uint8Array, dryRun: boolean): Promise<string> {
  const { out } = await run(['hash-object', ...(dryRun ? [] : ['-w']), '--stdin'], bytes);
  return out.toString('utf8').trim();
}

async function writeCommit(
  plain: Git,
  files: ReadonlyMap<string, string>,
  parent: string | null,
  message: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nishan-index-'));
  try {
    const { out } = await plain.run(['rev-parse', '--git-dir']);
    const own = git(out.toString('utf8').trim(), {
      GIT_INDEX_FILE: join(folder, 'index'),
      GIT_AUTHOR_NAME: nobody,
      GIT_AUTHOR_EMAIL: nowhere,
      GIT_COMMITTER_NAME: nobody,
      GIT_COMMITTER_EMAIL: nowhere,
      TZ: 'UTC',
    });
    const entries = [...files].map(([path, blob]) => `100644 ${blob}\t${path}\0`).join('');
    await own.run(['update-index', '-z', '--index-info'], entries);
    const tree = (await own.run(['write-tree'])).out.toString('utf8').trim();
    const parents = parent === null ? [] : ['-p', parent];
    const { out: commit } = await own.run(['commit-tree', '--no-gpg-sign', tree, ...parents, '-m', message]);
    return commit.toString('utf8').trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
