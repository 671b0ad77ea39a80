// A mirror as one commit on a branch, in the layout of GitHub Pages. By git's plumbing alone: no work tree is touched,
// and no other branch. The commit says nothing of who made it, or where.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuildsOwn } from '../../build/folders/mirror-folder.ts';
import { type PublishTarget, refuseForeign, type Sending, type Sent } from '../target.ts';
import { type Git, git, isAddress } from './git.ts';
import { type GitBranch, type GitPlace, openGitBranch } from './git-branch.ts';

/** A person's name in a public history can put that person in danger. */
const nobody = 'nishan';
const nowhere = 'nishan@invalid';

export function gitTarget(place: GitPlace): PublishTarget {
  const { repository, branch } = place;
  let opened: Promise<GitBranch> | null = null;
  const open = (): Promise<GitBranch> => {
    opened ??= openGitBranch(place);
    return opened;
  };
  return {
    name: `${repository}#${branch}`,
    async read(path) {
      const { plain, tip } = await open();
      if (tip === null) return null;
      const { code, out } = await plain.run(['cat-file', 'blob', `${tip}:${path}`], '', [128]);
      return code === 0 ? new Uint8Array(out) : null;
    },
    send: async (sending) => send(await open(), place, sending),
    async close() {
      const branchThere = await opened?.catch(() => null);
      await branchThere?.close();
    },
  };
}

async function send(
  { plain, own, tip: parent }: GitBranch,
  { repository, branch, push }: GitPlace,
  sending: Sending,
): Promise<Sent> {
  const { mirror, dryRun, onProgress } = sending;
  const ref = `refs/heads/${branch}`;
  onProgress('reading the branch');
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
  let tip = parent;
  if (!dryRun && isChanged) {
    const kept = [...before].filter(([path]) => !deleted.includes(path));
    onProgress('writing the commit');
    tip = await writeCommit(plain, new Map([...kept, ...after]), parent, `Edition ${mirror.edition}`);
  }
  const remote = isAddress(repository) ? repository : push;
  if (remote !== null && !dryRun && tip !== null) {
    onProgress(`pushing to ${remote}`);
    await plain.run(['push', '--quiet', '--', remote, `${tip}:${ref}`]);
  }
  // After the push: one that is refused must not leave a commit here that parts the branch from the remote's. Fails where
  // somebody else has moved the branch in the meantime.
  if (!dryRun && tip !== null && tip !== own) {
    await plain.run(['update-ref', ref, tip, own ?? '0'.repeat(tip.length)]);
  }
  const notes =
    remote === null && isChanged && !dryRun
      ? [`The commit is in ${repository}; push the branch ${branch} from there.`]
      : [];
  return { sent, bytes, there, deleted: deleted.sort(), notes };
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
