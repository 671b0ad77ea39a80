// What a build refuses, and what it leaves beside the mirror.
import { cp, mkdir, readdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { FaultError } from '../../../src/publisher/content/fault.ts';
import { later, snapshotOf } from './built.ts';
import { builtExample, exampleGuide } from './guide-in-folder.ts';

describe('what build refuses, and then leaves as it was', () => {
  it('a folder that is not ours', async () => {
    const guide = await exampleGuide();
    await mkdir(guide.mirror);
    await writeFile(join(guide.mirror, 'thesis.txt'), 'years of work');
    await expect(guide.build()).rejects.toThrow(/has files in it and is not a mirror.*nothing was written/);
    expect(await readdir(guide.mirror)).toEqual(['thesis.txt']);
  });

  it('the mirror of another guide', async () => {
    const [one, two] = [await exampleGuide(), await exampleGuide()];
    await one.build();
    await two.build({ now: later });
    const before = await snapshotOf(one.mirror);
    await expect(two.build({ out: one.mirror, now: later })).rejects.toThrow(/mirror of another guide/);
    expect(await snapshotOf(one.mirror)).toEqual(before);
  });

  it('the content folder, and what lies in it or around it', async () => {
    const guide = await exampleGuide();
    await symlink(guide.dir, join(guide.folder, 'link'));
    const before = Object.keys(await snapshotOf(guide.dir));
    const outs = [guide.dir, join(guide.dir, 'new/mirror'), guide.folder, join(guide.folder, 'link/mirror')];
    for (const out of outs) await expect(guide.build({ out })).rejects.toThrow(/is the content folder, or lies in it/);
    expect(Object.keys(await snapshotOf(guide.dir))).toEqual(before);
    expect((await guide.build({ out: `${guide.dir}-mirror` })).code).toBe(0);
  });

  it('a mirror that is newer than published/, or another one of the same version', async () => {
    const guide = await builtExample();
    const copy = join(guide.folder, 'copy');
    await cp(guide.dir, copy, { recursive: true });
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await guide.build({ now: later });
    const before = await snapshotOf(guide.mirror);
    await expect(guide.build({ dir: copy, now: later })).rejects.toThrow(
      /timestamp\.json.*has timestamp 2, newer than 1.*nothing was written/,
    );
    const elsewhere = join(guide.folder, 'elsewhere');
    await guide.build({ dir: copy, out: elsewhere, now: '2026-12-03T06:00:00Z' });
    await expect(guide.build({ dir: copy, now: '2026-12-03T06:00:00Z' })).rejects.toThrow(/timestamp 2, another one/);
    await rm(join(guide.mirror, 'metadata/timestamp.json'));
    await expect(guide.build({ dir: copy, now: later })).rejects.toThrow(/has snapshot 2, newer than 1/);
    await rm(join(guide.mirror, 'metadata/2.snapshot.json'));
    await expect(guide.build({ dir: copy, now: later })).rejects.toThrow(/has targets 2, newer than 1/);
    expect(await readFile(join(guide.mirror, 'index.html')).catch(() => null)).toBeNull();
    for (const [path, hash] of Object.entries(await snapshotOf(guide.mirror))) expect(before[path]).toBe(hash);
  });

  it('a file where the mirror is to be', async () => {
    const guide = await exampleGuide();
    await writeFile(guide.mirror, 'a file');
    await expect(guide.build()).rejects.toThrow(/is not a folder that can be read/);
    expect(await readFile(guide.mirror, 'utf8')).toBe('a file');
  });

  it('content with an error, with its place', async () => {
    const guide = await builtExample();
    const before = await snapshotOf(guide.mirror);
    await guide.change('candidates.csv', 'PA-130,1,', 'PA-130,one,');
    const { code, output } = await guide.build({ now: later });
    expect(code).toBe(1);
    expect(output.errors.join('\n')).toMatch(/error: candidates\.csv:\d+ serial/);
    expect(await snapshotOf(guide.mirror)).toEqual(before);
  });

  it('a picture that is named and not there', async () => {
    const guide = await exampleGuide();
    await rm(join(guide.dir, 'pictures/bell.svg'));
    const said = await guide.build().then(
      ({ output }) => output.errors.join('\n'),
      (error: unknown) => String(error),
    );
    expect(said).toMatch(/bell\.svg/);
    await expect(stat(guide.mirror)).rejects.toThrow();
  });

  it('a folder that is not there', async () => {
    const guide = await exampleGuide();
    await expect(guide.build({ dir: join(guide.folder, 'nowhere') })).rejects.toBeInstanceOf(FaultError);
  });

  it('missing keys, and keys that are not those of the published root', async () => {
    const guide = await exampleGuide();
    await rm(join(guide.dir, 'keys/demo-targets.json'));
    await expect(guide.build()).rejects.toThrow(/content \(targets\) needs 1 signature, and this computer has 0/);
    const other = await builtExample();
    await other.change('keys/roles.json', '["demo-timestamp"]', '["demo-snapshot"]');
    await expect(other.build({ now: later })).rejects.toThrow(/does not say what root 1 of this guide says/);
  });

  it('one signature for the content of a real guide', async () => {
    const guide = await exampleGuide();
    await guide.change('guide.yaml', 'demo: true', 'demo: false');
    await expect(guide.build({ now: '2026-01-01T06:00:00Z' })).rejects.toThrow(/asks for one signature only/);
  });

  it('a date that is none', async () => {
    const guide = await exampleGuide();
    await expect(guide.build({ now: 'tomorrow' })).rejects.toThrow(/"tomorrow" is not a date/);
    await expect(guide.build({ now: '2027-13-01' })).rejects.toThrow(/is not a date/);
  });
});

describe('the folder beside the mirror', () => {
  it('is cleared of what a killed build of this guide left, and gone afterwards', async () => {
    const guide = await exampleGuide();
    const marker = sha256Hex(new TextEncoder().encode(await realpath(guide.dir)));
    for (const [name, text] of [
      ['.mirror.staging-abc123', marker],
      ['.mirror.staging-def456', 'of another guide'],
      ['.mirror.staging-old-work', marker],
      ['.mirror.staging', marker],
    ] as const) {
      await mkdir(join(guide.folder, name, 'mirror'), { recursive: true });
      await writeFile(join(guide.folder, name, 'nishan-staging'), text);
      await writeFile(join(guide.folder, name, 'mirror/index.html'), 'half a file');
    }
    await guide.build();
    expect((await readdir(guide.folder)).sort()).toEqual([
      '.mirror.staging',
      '.mirror.staging-def456',
      '.mirror.staging-old-work',
      'guide',
      'mirror',
      'mirror.car',
      'mirror.torrent',
    ]);
    expect(await listFiles(guide.mirror)).not.toContain('index.html');
    expect(await listFiles(guide.mirror)).not.toContain('nishan-staging');
  });

  it('is never the content folder', async () => {
    const guide = await exampleGuide();
    const dir = join(guide.folder, '.mirror.staging');
    await rename(guide.dir, dir);
    expect((await guide.build({ dir })).code).toBe(0);
    expect(await readdir(dir)).toContain('guide.yaml');
  });

  it("leaves what is not ours in the mirror's folder alone", async () => {
    const guide = await builtExample();
    await writeFile(join(guide.mirror, 'CNAME'), 'guide.example');
    await writeFile(join(guide.mirror, 'first/old.zip'), 'left over');
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await guide.build({ now: later });
    expect(await readFile(join(guide.mirror, 'CNAME'), 'utf8')).toBe('guide.example');
    expect(await listFiles(guide.mirror)).not.toContain('first/old.zip');
  });
});
