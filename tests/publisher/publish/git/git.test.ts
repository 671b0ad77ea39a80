// To a branch of a real repository in a temporary folder, bare and not, by path and by address.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listFiles } from '../../../../src/publisher/build/folders/list-files.ts';
import { temporaryFolder } from '../../build/guide-in-folder.ts';
import { buildEditions, type Editions, isNoSeatPage, publish, takeIn } from '../editions.ts';

// Every publication takes the whole mirror in first, and some run other programs.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let editions: Editions;
beforeAll(async () => {
  editions = await buildEditions();
});
afterAll(() => editions.guide.remove());

/** Runs git without the settings of whoever runs the tests. */
function git(dir: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
  return execFileSync('git', ['-C', dir, ...who, ...args], { env, encoding: 'utf8' }).trim();
}

async function bareRepository(): Promise<string> {
  const dir = join(await temporaryFolder(), 'site.git');
  await mkdir(dir);
  git(dir, 'init', '--quiet', '--bare');
  return dir;
}

async function checkedOut(repository: string, branch: string): Promise<string> {
  const dir = join(await temporaryFolder(), 'work');
  git(repository, 'clone', '--quiet', '--branch', branch, pathToFileURL(repository).href, dir);
  return dir;
}

describe('to a git branch', () => {
  it('makes one commit an edition, in the layout of GitHub Pages, that names nobody', async () => {
    const repository = await bareRepository();
    const first = await publish(editions.first, `git:${repository}#gh-pages`);
    expect(first.notes.join()).toContain('push the branch gh-pages from there');
    const second = await publish(editions.second, `git:${repository}#gh-pages`);
    expect(second.sent.filter(isNoSeatPage).length).toBeLessThan(20);
    expect((await publish(editions.second, `git:${repository}#gh-pages`)).sent).toEqual([]);
    const log = git(repository, 'log', '--format=%s|%an|%ae|%cn|%ce|%ai', 'gh-pages').split('\n');
    expect(log.map((line) => line.split('|').slice(0, 5).join('|'))).toEqual(
      ['Edition 2', 'Edition 1'].map((subject) => `${subject}|nishan|nishan@invalid|nishan|nishan@invalid`),
    );
    expect(log.every((line) => line.endsWith('+0000'))).toBe(true);
    const dir = await checkedOut(repository, 'gh-pages');
    expect(await takeIn(dir)).toBe(2);
    const files = (await listFiles(dir)).filter((path) => !path.startsWith('.git/'));
    expect(files).toEqual(await listFiles(editions.second));
    expect(files).toContain('.nojekyll');
  });

  it('keeps what else is on the branch, drops what no edition needs, touches no other branch', async () => {
    const repository = await bareRepository();
    await publish(editions.first, `git:${repository}`);
    const dir = await checkedOut(repository, 'gh-pages');
    await writeFile(join(dir, 'CNAME'), 'guide.example\n');
    await writeFile(join(dir, 'blobs/old'), 'old\n');
    git(dir, 'add', '.');
    git(dir, 'commit', '--quiet', '-m', 'Name');
    git(dir, 'push', '--quiet', 'origin', 'gh-pages', 'gh-pages:other');
    const other = git(repository, 'rev-parse', 'other');
    expect(await publish(editions.second, `git:${repository}`)).toMatchObject({ deleted: ['blobs/old'] });
    expect(git(repository, 'show', 'gh-pages:CNAME')).toBe('guide.example');
    expect(git(repository, 'rev-parse', 'other')).toBe(other);
  });

  it('publishes to an address, and pushes a local branch to a remote', async () => {
    const repository = await bareRepository();
    const url = pathToFileURL(repository).href;
    await publish(editions.first, `git:${url}#pages`);
    await publish(editions.second, `git:${url}#pages`);
    expect(git(repository, 'log', '--format=%s', 'pages').split('\n')).toEqual(['Edition 2', 'Edition 1']);
    const temporary = await temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    await expect(publish(editions.first, `git:${url}#pages`)).rejects.toThrow('this mirror is older');
    expect(await readdir(temporary)).toEqual([]);
    vi.unstubAllEnvs();
    const local = await checkedOut(repository, 'pages');
    git(local, 'switch', '--quiet', '--create', 'work');
    const remote = await bareRepository();
    git(local, 'remote', 'add', 'mirror', remote);
    await publish(editions.second, `git:${local}#pages`, { push: 'mirror' });
    expect(git(remote, 'rev-parse', 'pages')).toBe(git(repository, 'rev-parse', 'pages'));
  });

  it('sends the bytes as they are, whatever the settings of the repository', async () => {
    const repository = await bareRepository();
    git(repository, 'config', 'core.autocrlf', 'true');
    git(repository, 'config', 'commit.gpgsign', 'true');
    await publish(editions.first, `git:${repository}`);
    const env = { ...process.env, GIT_DIR: repository };
    const page = execFileSync('git', ['cat-file', 'blob', 'gh-pages:index.html'], { env });
    expect(page.equals(await readFile(join(editions.first, 'index.html')))).toBe(true);
  });

  it('changes nothing in a dry run', async () => {
    const repository = await bareRepository();
    const { sent } = await publish(editions.first, `git:${repository}`, { dryRun: true });
    expect(sent.length).toBeGreaterThan(60);
    expect(git(repository, 'for-each-ref')).toBe('');
    expect(git(repository, 'count-objects')).toMatch(/^0 objects/);
  });

  it('refuses an older edition, a branch that is checked out, a branch of something else, no repository', async () => {
    const repository = await bareRepository();
    await publish(editions.second, `git:${repository}`);
    await expect(publish(editions.first, `git:${repository}`)).rejects.toThrow('this mirror is older');
    const dir = await checkedOut(repository, 'gh-pages');
    await expect(publish(editions.second, `git:${dir}#gh-pages`)).rejects.toThrow('has gh-pages checked out');
    git(dir, 'switch', '--quiet', '--orphan', 'site');
    await mkdir(join(dir, 'assets'), { recursive: true });
    await cp(join(editions.first, 'index.html'), join(dir, 'assets/logo.html'));
    git(dir, 'add', 'assets');
    git(dir, 'commit', '--quiet', '-m', 'A site');
    git(dir, 'push', '--quiet', 'origin', 'site');
    await expect(publish(editions.second, `git:${repository}#site`)).rejects.toThrow(
      'assets/logo.html and is not a mirror',
    );
    await expect(publish(editions.second, `git:${await temporaryFolder()}`)).rejects.toThrow('is not a git repository');
    await expect(publish(editions.second, `git:${repository}#-x`)).rejects.toThrow('is not a repository and a branch');
  });
});

/** A second computer: the branch is there as the remote's alone. */
async function freshClone(remote: string): Promise<string> {
  const dir = await checkedOut(remote, 'gh-pages');
  git(dir, 'switch', '--quiet', '--orphan', 'work');
  git(dir, 'branch', '--quiet', '-D', 'gh-pages');
  return dir;
}

const log = (dir: string, ref: string): readonly string[] => git(dir, 'log', '--format=%s', ref).split('\n');

describe('to a branch that is pushed to a remote', () => {
  const push = 'origin';

  it('goes on from what the remote has, where this copy lacks the branch or is behind', async () => {
    const remote = await bareRepository();
    await publish(editions.first, `git:${remote}`);
    const second = await freshClone(remote);
    const third = await freshClone(remote);
    await publish(editions.first, `git:${third}`, { push });
    const asked = await publish(editions.second, `git:${second}`, { push, dryRun: true });
    expect(asked.sent.filter(isNoSeatPage).length).toBeLessThan(20);
    expect(git(second, 'branch', '--list', 'gh-pages')).toBe('');
    await publish(editions.second, `git:${second}`, { push });
    expect(log(remote, 'gh-pages')).toEqual(['Edition 2', 'Edition 1']);
    expect(git(second, 'rev-parse', 'gh-pages')).toBe(git(remote, 'rev-parse', 'gh-pages'));
    expect(await publish(editions.second, `git:${third}`, { push })).toMatchObject({ sent: [] });
    expect(git(third, 'rev-parse', 'gh-pages')).toBe(git(remote, 'rev-parse', 'gh-pages'));
  });

  it('pushes what was committed here before, and begins a remote that is empty', async () => {
    const remote = await bareRepository();
    const dir = await bareRepository();
    git(dir, 'remote', 'add', push, remote);
    await publish(editions.first, `git:${dir}`, { push });
    await publish(editions.second, `git:${dir}`);
    expect(log(remote, 'gh-pages')).toEqual(['Edition 1']);
    await publish(editions.second, `git:${dir}`, { push });
    expect(log(remote, 'gh-pages')).toEqual(['Edition 2', 'Edition 1']);
  });

  it('refuses to go back behind the edition of the remote', async () => {
    const remote = await bareRepository();
    await publish(editions.first, `git:${remote}`);
    const dir = await freshClone(remote);
    await publish(editions.second, `git:${remote}`);
    const before = git(remote, 'rev-parse', 'gh-pages');
    await expect(publish(editions.first, `git:${dir}`, { push })).rejects.toThrow('this mirror is older');
    expect(git(remote, 'rev-parse', 'gh-pages')).toBe(before);
  });

  it('names the way out where both have moved on, and the way out is one', async () => {
    const remote = await bareRepository();
    await publish(editions.first, `git:${remote}`);
    const dir = await freshClone(remote);
    const own = git(dir, 'commit-tree', 'origin/gh-pages^{tree}', '-m', 'Mine');
    git(dir, 'update-ref', 'refs/heads/gh-pages', own);
    const before = git(remote, 'rev-parse', 'gh-pages');
    const again = publish(editions.second, `git:${dir}`, { push });
    await expect(again).rejects.toThrow(
      /and origin have both moved on.* log [0-9a-f]{40}\.\.gh-pages .* branch -D gh-pages .*run the same command again/,
    );
    expect(git(remote, 'rev-parse', 'gh-pages')).toBe(before);
    git(dir, 'branch', '--quiet', '-D', 'gh-pages');
    await publish(editions.second, `git:${dir}`, { push });
    expect(log(remote, 'gh-pages')).toEqual(['Edition 2', 'Edition 1']);
  });

  it("says in git's words that a push was rejected, without its hints, and leaves this copy as it was", async () => {
    const [remote, other] = [await bareRepository(), await bareRepository()];
    await publish(editions.first, `git:${remote}`);
    await publish(editions.first, `git:${other}`);
    const work = await checkedOut(other, 'gh-pages');
    await writeFile(join(work, 'CNAME'), 'guide.example\n');
    git(work, 'add', '.');
    git(work, 'commit', '--quiet', '-m', 'Name');
    git(work, 'push', '--quiet', 'origin', 'gh-pages');
    const dir = await freshClone(remote);
    // Pushed to both, while only the first is asked before.
    git(dir, 'remote', 'set-url', '--add', '--push', push, remote);
    git(dir, 'remote', 'set-url', '--add', '--push', push, other);
    const error: unknown = await publish(editions.second, `git:${dir}`, { push }).catch((each: unknown) => each);
    expect(String(error)).toMatch(
      /git push — ended with 1: .*\[rejected\] .* -> gh-pages \((fetch first|non-fast-forward)\)/,
    );
    expect(String(error)).not.toContain('hint');
    expect(log(other, 'gh-pages')).toEqual(['Name', 'Edition 1']);
    expect(git(dir, 'branch', '--list', 'gh-pages')).toBe('');
  });

  it('says what is needed where there is no repository, or no such remote', async () => {
    const dir = await temporaryFolder();
    await expect(publish(editions.first, `git:${dir}`, { push })).rejects.toThrow(
      `make one with: git init --bare ${dir} — and its remote, which --push names, with: git -C ${dir} remote add origin ADDRESS`,
    );
    const bare = await bareRepository();
    await expect(publish(editions.first, `git:${bare}`, { push })).rejects.toThrow(
      `has no remote "origin". Mend: name its address with: git -C ${bare} remote add origin ADDRESS`,
    );
  });
});
