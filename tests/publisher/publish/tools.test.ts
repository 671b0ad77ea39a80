// By the tools that are installed: what rsync, aws and rclone are called with, and rsync itself where it is here.
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileHeaders } from '../../../src/publisher/publish/file-headers.ts';
import { hasTool } from '../../../src/publisher/publish/has-tool.ts';
import { temporaryFolder } from '../build/guide-in-folder.ts';
import { buildEditions, type Editions, isNoSeatPage, publish, takeIn } from './editions.ts';
import { type Called, stubTool } from './stub-tools.ts';

// Every publication takes the whole mirror in first, and some run other programs.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let editions: Editions;
beforeAll(async () => {
  editions = await buildEditions();
});
afterAll(() => editions.guide.remove());
afterEach(() => {
  vi.unstubAllEnvs();
});

const word = ({ args }: Called, name: string): string | undefined => args[args.indexOf(name) + 1];
const indexOfFile = (sent: readonly string[], path: string): number => sent.indexOf(path);

/** The timestamp comes after everything that it leads to, and before the bundles and the pages of seats. */
function expectSafeOrder(sent: readonly string[]): void {
  const timestamp = indexOfFile(sent, 'metadata/timestamp.json');
  expect(timestamp).toBeGreaterThan(0);
  sent.forEach((path, i) => {
    if (path.startsWith('first/') || /^s\/(?!open\.js$)/.test(path)) expect(i).toBeGreaterThan(timestamp);
    else if (path !== 'metadata/timestamp.json') expect(i).toBeLessThan(timestamp);
  });
  const page = indexOfFile(sent, 'index.html');
  sent.forEach((path, i) => {
    if (path.startsWith('assets/') || path.startsWith('sw-')) expect(i).toBeLessThan(page);
  });
}

describe('by rsync', () => {
  it('is called once a step, with the names of that step, and deletes at the end where builds write alone', async () => {
    const stub = await stubTool('rsync');
    const { sent, deleted } = await publish(editions.first, 'rsync:me@host.example:/srv/guide');
    expectSafeOrder(sent);
    expect(deleted).toEqual(['blobs/old']);
    const calls = await stub.calls();
    expect(
      calls.every(
        ({ args }) => args.at(-1)?.startsWith('me@host.example:/srv/guide/') || args.includes('--max-size=6m'),
      ),
    ).toBe(true);
    const steps = calls.filter(({ args }) => args.includes('--files-from=-'));
    const named = steps.map(({ input }) => input.trim().split('\n'));
    expect(named.map((paths) => paths.filter(isNoSeatPage).length)).toEqual([
      1,
      expect.any(Number),
      expect.any(Number),
      1,
      1,
      5,
    ]);
    for (const { args } of steps)
      expect(args).toEqual(expect.arrayContaining(['--checksum', '--chmod=D755,F644', '--']));
    const last = calls.at(-1)?.args ?? [];
    expect(last).toEqual(expect.arrayContaining(['--delete', '--existing', '--ignore-existing', '--exclude=*']));
    expect(last).not.toContain('--dry-run');
    expect(last.filter((each) => each.startsWith('--include'))).toContain('--include=/blobs/***');
  });

  it('is told when to do nothing', async () => {
    const stub = await stubTool('rsync');
    await publish(editions.first, 'rsync:host:/srv', { dryRun: true });
    const writing = (await stub.calls()).filter(
      ({ args }) => args.includes('--files-from=-') || args.includes('--delete'),
    );
    expect(writing.length).toBeGreaterThan(5);
    expect(writing.every(({ args }) => args[0] === '--dry-run')).toBe(true);
  });

  it('is named where it is missing', async () => {
    vi.stubEnv('PATH', await temporaryFolder());
    await expect(publish(editions.first, 'rsync:host:/srv')).rejects.toThrow(
      /rsync — is not installed\. Mend: install rsync/,
    );
  });

  it('is believed when it fails, with its own words', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'rsync'), '#!/bin/sh\necho "Permission denied (publickey)." >&2\nexit 255\n');
    await chmod(join(folder, 'rsync'), 0o755);
    vi.stubEnv('PATH', `${folder}:/bin:/usr/bin`);
    await expect(publish(editions.first, 'rsync:host:/srv')).rejects.toThrow(
      /^rsync — ended with 255: Permission denied \(publickey\)\. Mend: /,
    );
  });

  it.each([
    [
      'rsync: mkdir "/srv/guide" failed: No such file or directory (2)',
      /^rsync:me@host:\/srv\/guide — \/srv, the folder .* is not there\. Mend: make it, .*: ssh me@host mkdir -p \/srv$/,
    ],
    [
      'rsync: mkdir "/srv/guide" failed: Permission denied (13)',
      /is not yours to write to\. Mend: .*ssh me@host ls -ld \/srv\/guide \/srv$/,
    ],
    ['bash: rsync: command not found', /is on a server that has no rsync\. Mend: install rsync there/],
  ])('says in words what a first time meets: %s', async (words, said) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'rsync'), `#!/bin/sh\necho '${words}' >&2\nexit 11\n`);
    await chmod(join(folder, 'rsync'), 0o755);
    vi.stubEnv('PATH', `${folder}:/bin:/usr/bin`);
    await expect(publish(editions.first, 'rsync:me@host:/srv/guide')).rejects.toThrow(said);
  });
});

const hasRsync = await hasTool('rsync');

describe.skipIf(!hasRsync)('by the real rsync', () => {
  it('sends, goes on, updates, deletes its own files alone, and refuses what is not ours', async () => {
    const site = join(await temporaryFolder(), 'site');
    const to = `rsync:${site}`;
    const first = await publish(editions.first, to);
    expectSafeOrder(first.sent);
    expect(await takeIn(site)).toBe(1);
    expect(await publish(editions.first, to)).toMatchObject({ sent: [], deleted: [] });
    await writeFile(join(site, 'blobs/old'), '');
    await writeFile(join(site, 'CNAME'), 'mine');
    const second = await publish(editions.second, to);
    expect(second.deleted).toEqual(['blobs/old']);
    expect(second.sent.filter(isNoSeatPage).length).toBeLessThan(20);
    expect(await takeIn(site)).toBe(2);
    expect(await readdir(site)).toContain('CNAME');
    await expect(publish(editions.first, to)).rejects.toThrow('this mirror is older');
    const foreign = await temporaryFolder();
    await mkdir(join(foreign, 'assets'));
    await expect(publish(editions.first, `rsync:${foreign}`)).rejects.toThrow('has assets and is not a mirror');
    expect(await readdir(foreign)).toEqual(['assets']);
    await expect(publish(editions.first, `rsync:${foreign}/new/guide`)).rejects.toThrow(
      `${foreign}/new, the folder that it is to lie in, is not there. Mend: make it, then run the same command again: mkdir -p ${foreign}/new`,
    );
  });
});

describe.each(['aws', 'rclone'] as const)('into a bucket by %s', (tool) => {
  it('sends each kind of file with its headers, in a safe order, and only what is not there', async () => {
    const stub = await stubTool(tool, tool === 'rclone');
    const to = 's3://bucket/guide/';
    const first = await publish(editions.first, to, { endpoint: 'https://store.example' });
    expectSafeOrder(first.sent);
    expect(first.sent).not.toContain('_headers');
    expect(await takeIn(join(stub.bucket, 'guide'))).toBe(1);
    const puts = (await stub.calls()).filter(({ files }) => files.length > 0);
    for (const call of puts) {
      for (const path of call.files) {
        const { contentType, cacheControl } = fileHeaders(path);
        if (tool === 'aws')
          expect([word(call, '--content-type'), word(call, '--cache-control')]).toEqual([contentType, cacheControl]);
        else
          expect(call.args).toEqual(
            expect.arrayContaining([`Content-Type: ${contentType}`, `Cache-Control: ${cacheControl}`]),
          );
      }
      expect(call.args.join(' ')).toContain('https://store.example');
    }
    expect(puts.find(({ files }) => files.includes('metadata/timestamp.json'))?.files).toEqual([
      'metadata/timestamp.json',
    ]);
    expect(await publish(editions.first, to)).toMatchObject({ sent: [], deleted: [] });
    await writeFile(join(stub.bucket, 'guide/blobs/old'), '');
    await writeFile(join(stub.bucket, 'guide/robots.txt'), '');
    const second = await publish(editions.second, to);
    expect(second.deleted).toEqual(['blobs/old']);
    expect(second.sent.filter(isNoSeatPage).length).toBeLessThan(20);
    expect(await takeIn(join(stub.bucket, 'guide'))).toBe(2);
    expect(await readdir(join(stub.bucket, 'guide'))).toContain('robots.txt');
    await expect(publish(editions.first, to)).rejects.toThrow('this mirror is older');
  });

  it('sends nothing in a dry run', async () => {
    const stub = await stubTool(tool, tool === 'rclone');
    expect((await publish(editions.first, 's3://bucket', { dryRun: true })).sent.length).toBeGreaterThan(60);
    expect(await readdir(stub.bucket)).toEqual([]);
  });

  it('refuses a bucket with files of others under our names', async () => {
    const stub = await stubTool(tool, tool === 'rclone');
    await mkdir(join(stub.bucket, 'assets'));
    await writeFile(join(stub.bucket, 'assets/logo.png'), '');
    await expect(publish(editions.first, 's3://bucket')).rejects.toThrow('has assets/logo.png and is not a mirror');
  });
});

describe('without a tool', () => {
  it('says which ones would do', async () => {
    vi.stubEnv('PATH', await temporaryFolder());
    await expect(publish(editions.first, 's3://bucket')).rejects.toThrow(/needs the command aws or rclone/);
  });
});

describe('the headers of a file', () => {
  it.each([
    ['metadata/timestamp.json', 'application/json', 'no-cache, no-store'],
    ['metadata/2.targets.json', 'application/json', 'no-cache'],
    ['blobs/00', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['sw-0123456789abcdef.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['assets/a.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['icons/icon-192.png', 'image/png', 'no-cache'],
    ['first/head.zip', 'application/zip', 'no-cache'],
  ])('%s', (path, contentType, cacheControl) => {
    expect(fileHeaders(path)).toEqual({ contentType, cacheControl });
  });
});
