// To a branch of a real repository in a temporary folder, bare and not, by path and by address.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listFiles } from '../../../src/publisher/build/mirror-folder.ts';
import { temporaryFolder } from '../build/guide-in-folder.ts';
import { buildEditions, type Editions, publish, takeIn } from './editions.ts';

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
    expect(second.sent.length).toBeLessThan(20);
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
