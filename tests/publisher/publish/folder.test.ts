// To a folder: whole at every moment, nothing that a phone would refuse, nobody else's files.
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { publishCommand } from '../../../src/publisher/commands/edition/publish.ts';
import { main } from '../../../src/publisher/main.ts';
import { parseTarget } from '../../../src/publisher/publish/parse-target.ts';
import { verifyMirror } from '../../../src/publisher/publish/verified-mirror.ts';
import { catchOutput, temporaryFolder } from '../build/guide-in-folder.ts';
import { buildEditions, type Editions, isNoSeatPage, now, publish, takeIn } from './editions.ts';

// Every publication takes the whole mirror in first, and some run other programs.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let editions: Editions;
beforeAll(async () => {
  editions = await buildEditions();
});
afterAll(() => editions.guide.remove());

const newFolder = async (): Promise<string> => join(await temporaryFolder(), 'site');

async function copyOf(mirror: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'mirror');
  await cp(mirror, copy, { recursive: true });
  return copy;
}

describe('to a folder', () => {
  it('sends the whole mirror, then only what is new, and says what it did', async () => {
    const site = await newFolder();
    const all = await listFiles(editions.first);
    const first = await publish(editions.first, site);
    expect(first).toMatchObject({ edition: 1, there: 0, deleted: [] });
    expect([...first.sent].sort()).toEqual([...all].sort());
    expect(await takeIn(site)).toBe(1);
    expect(await publish(editions.first, site)).toMatchObject({ sent: [], bytes: 0, there: all.length });
    const second = await publish(editions.second, site);
    expect(second).toMatchObject({ edition: 2, deleted: [] });
    expect(second.sent.filter(isNoSeatPage).length).toBeLessThan(20);
    expect(await takeIn(site)).toBe(2);
    const output = catchOutput();
    await publishCommand({ dir: editions.second, to: site, dryRun: false, json: false, now }, output);
    expect(output.lines[0]).toMatch(/: edition 2\. 0 files sent \(0\.0 kB\), \d+ there already, 0 deleted\.$/);
  });

  it('leaves a whole edition after every single file, in the order of its steps', async () => {
    const site = await copyOf(editions.first);
    const mirror = await verifyMirror(editions.second, now);
    const seen: number[] = [];
    for (const { path } of mirror.steps.flat()) {
      const bytes = await readFile(join(editions.second, path));
      const there = await readFile(join(site, path)).catch(() => null);
      if (there && Buffer.compare(bytes, there) === 0) continue;
      await mkdir(dirname(join(site, path)), { recursive: true });
      await writeFile(join(site, path), bytes);
      seen.push(await takeIn(site));
    }
    expect(seen[0]).toBe(1);
    expect(seen.at(-1)).toBe(2);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(mirror.steps.at(0)?.map(({ path }) => path)).toEqual(['metadata/1.root.json']);
  });

  it('deletes what no edition needs any more, and nothing that no build made', async () => {
    const site = await newFolder();
    await publish(editions.first, site);
    await writeFile(join(site, 'blobs/old'), '');
    await writeFile(join(site, 'sw-0123456789abcdef.js'), '');
    await writeFile(join(site, 'CNAME'), 'guide.example');
    const { deleted } = await publish(editions.second, site);
    expect(deleted).toEqual(['blobs/old', 'sw-0123456789abcdef.js']);
    expect(await readFile(join(site, 'CNAME'), 'utf8')).toBe('guide.example');
    expect(await readdir(join(site, 'blobs'))).not.toContain('old');
  });

  it('does not send what is no part of the mirror', async () => {
    const mirror = await copyOf(editions.first);
    await writeFile(join(mirror, 'keys.txt'), 'secret');
    await writeFile(join(mirror, 'targets/.swp'), 'secret');
    const site = await newFolder();
    const { sent, warnings } = await publish(mirror, site);
    expect(sent).not.toContain('keys.txt');
    expect(await readdir(site)).not.toContain('keys.txt');
    expect(await readdir(join(site, 'targets'))).not.toContain('.swp');
    expect(warnings.join()).toContain('keys.txt and 1 more in the folder is no part of the mirror');
  });

  it('shows in a dry run what it would do, and does nothing', async () => {
    const site = await newFolder();
    const { sent } = await publish(editions.first, site, { dryRun: true });
    expect(sent.length).toBeGreaterThan(60);
    await expect(stat(site)).rejects.toThrow();
    const output = catchOutput();
    await publishCommand({ dir: editions.first, to: site, dryRun: true, json: false, now }, output);
    expect(output.lines[0]).toMatch(/files would be sent .* 0 would be deleted/);
    expect(output.lines[1]).toBe('  + metadata/1.root.json');
    expect(output.lines.at(-1)).toMatch(/… and \d+ more/);
  });

  it('warns of a timestamp that is past its date', async () => {
    const later = new Date('2026-12-20T00:00:00Z');
    const { warnings } = await publish(editions.first, await newFolder(), { now: later });
    expect(warnings.join()).toMatch(/past its date: timestamp\..*--timestamp-only/);
  });
});

describe('is refused', () => {
  it.each<[string, string, (mirror: string) => Promise<unknown>]>([
    [
      'lacks a picture',
      'source/missing',
      async (dir) => rm(join(dir, 'blobs', (await readdir(join(dir, 'blobs')))[0] ?? '')),
    ],
    ['has another timestamp', 'format/not-json', (dir) => writeFile(join(dir, 'metadata/timestamp.json'), '{')],
    ['has a changed page', 'trust/hash', (dir) => writeFile(join(dir, 'index.html'), '<script src=x>')],
    [
      'lacks the worker',
      'source/missing',
      async (dir) => rm(join(dir, (await readdir(dir)).find((name) => name.startsWith('sw-')) ?? '')),
    ],
    ['lacks a first answer', 'source/missing', (dir) => rm(join(dir, 'first/head.zip'))],
  ])('a mirror that %s', async (_, code, damage) => {
    const mirror = await copyOf(editions.first);
    await damage(mirror);
    const site = await newFolder();
    await expect(publish(mirror, site)).rejects.toMatchObject({ code });
    await expect(stat(site)).rejects.toThrow();
  });

  it('a folder that is no mirror', async () => {
    await expect(publish(await temporaryFolder(), await newFolder())).rejects.toThrow('is not a mirror');
  });

  it('an edition that is older than what is there, or another one of the same number', async () => {
    const site = await newFolder();
    await publish(editions.second, site);
    await expect(publish(editions.first, site)).rejects.toThrow(/has timestamp 2, and this mirror is older: 1/);
    expect(await takeIn(site)).toBe(2);
    const other = await copyOf(editions.first);
    const third = join(other, '../third');
    await cp(join(editions.guide.home, 'guide'), third, { recursive: true });
    const path = join(third, 'candidates.csv');
    await writeFile(path, (await readFile(path, 'utf8')).replace('Firoz Khwabzada', 'Firoz Khwabzado'));
    await editions.guide.rebuild(third, other, '2026-12-01T06:40:00Z');
    await expect(publish(other, site)).rejects.toThrow('has another timestamp 2');
  });

  it("a folder with somebody else's files, another guide's mirror, and the mirror itself", async () => {
    const site = await temporaryFolder();
    await writeFile(join(site, 'thesis.txt'), 'mine');
    await expect(publish(editions.first, site)).rejects.toThrow('has files in it and is not a mirror');
    expect(await readdir(site)).toEqual(['thesis.txt']);
    await expect(publish(editions.first, editions.first)).rejects.toThrow('is the mirror itself');
    await expect(publish(editions.first, join(editions.first, 'in'))).rejects.toThrow('is the mirror itself');
    const other = await copyOf(editions.first);
    const root = await readFile(join(other, 'metadata/1.root.json'), 'utf8');
    await writeFile(join(other, 'metadata/1.root.json'), root.replace(/"expires":"\d{4}/, '"expires":"2031'));
    await expect(publish(editions.first, other)).rejects.toThrow('is the mirror of another guide');
  });

  it.each([
    ['', {}],
    ['ftp://host/path', {}],
    ['s3://', {}],
    ['s3://Bucket_X', {}],
    ['s3://bucket/a b', {}],
    ['s3://bucket', { endpoint: 'file:///etc' }],
    ['rsync:', {}],
    ['rsync:-e sh', {}],
    ['blossom:server.example', {}],
    ['blossom:https://server.example/path', {}],
    ['folder', { endpoint: 'https://store.example' }],
    ['s3://bucket', { key: 'file' }],
    ['rsync:host:/x', { push: 'origin' }],
  ])('a target like "%s"', (typed, options) => {
    expect(() => parseTarget(typed, options)).toThrow(/Mend: /);
  });
});

describe('the command', () => {
  it('publishes and checks by its words, and ends with 1 where it cannot', async () => {
    const lines: string[] = [];
    const write = (text: string | Uint8Array): boolean => lines.push(String(text)) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(write);
    vi.spyOn(process.stderr, 'write').mockImplementation(write);
    onTestFinished(() => void vi.restoreAllMocks());
    const site = await newFolder();
    expect(await main(['publish', editions.first, '--to', site, '--dry-run'])).toBe(0);
    expect(lines.join('')).toContain('would be sent');
    expect(await main(['publish', editions.first, '--to', site, '--key', 'x'])).toBe(1);
    expect(lines.join('')).toContain('has no use for --key');
    expect(await main(['mirrors', 'check', 'http://127.0.0.1:9/', '--json'])).toBe(1);
    expect(lines.join('')).toContain('"code":"unreachable"');
    expect(await main(['mirrors', 'check'])).toBe(1);
    expect(lines.join('')).toContain('there is no mirror to check');
  });
});
