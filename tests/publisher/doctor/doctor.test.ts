// What the doctor finds in a folder and on a computer, one sick part at a time, and that it changes nothing.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor } from '../../../src/publisher/commands/content/doctor.ts';
import { initGuide } from '../../../src/publisher/commands/content/init.ts';
import { buildCommand } from '../../../src/publisher/commands/edition/build.ts';
import type { Machine } from '../../../src/publisher/doctor/machine.ts';
import { snapshotOf } from '../build/built.ts';
import { catchOutput, firstNow, temporaryFolder } from '../build/guide-in-folder.ts';

const healthy: Machine = {
  node: '20.19.0',
  isAppBuilt: true,
  hasTool: async () => true,
  freeBytes: async () => 5e9,
  hasFont: async () => true,
};
let built = '';

const build = (dir: string, out: string) =>
  buildCommand({ dir, out, now: firstNow, json: true, timestampOnly: false, shell: false }, catchOutput());

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'nishan-doctor-'));
  await initGuide({ dir: join(built, 'guide'), empty: false }, catchOutput());
  await build(join(built, 'guide'), join(built, 'mirror'));
});
afterAll(() => rm(built, { recursive: true, force: true }));

/** A copy of the example guide that was built once. */
async function builtGuide(): Promise<{ readonly dir: string; readonly mirror: string }> {
  const folder = await temporaryFolder();
  await cp(built, folder, { recursive: true });
  return { dir: join(folder, 'guide'), mirror: join(folder, 'mirror') };
}

const soon = new Date('2026-12-02T06:00:00Z');

async function findings({
  dir,
  mirror,
  machine = {},
  now = soon,
}: {
  dir?: string;
  mirror?: string;
  machine?: Partial<Machine>;
  now?: Date;
} = {}) {
  const output = catchOutput();
  const code = await doctor({ dir, mirror, json: true }, output, { ...healthy, ...machine }, now);
  const { findings: all } = JSON.parse(output.lines[0] ?? '') as {
    findings: { id: string; level: string; what: string }[];
  };
  return { code, all, sick: all.filter(({ level }) => level !== 'good').map(({ id, level }) => `${level} ${id}`) };
}

async function realGuide(): Promise<string> {
  const dir = join(await temporaryFolder(), 'guide');
  await initGuide({ dir, empty: true, name: 'N', languages: 'en', election: 'E', date: '2027-02-08' }, catchOutput());
  return dir;
}

it('doctor names a language that the app does not speak', async () => {
  const dir = join(await temporaryFolder(), 'guide');
  const output = catchOutput();
  await initGuide({ dir, empty: true, languages: 'en,sd,fr' }, output);
  expect(output.lines).toContainEqual(
    expect.stringMatching(/^Note: of "sd" .* in part, and the others it says in "ur"/),
  );
  expect(output.lines.join('\n')).not.toContain('of "en"');
  expect(output.errors).toEqual([
    expect.stringMatching(
      /^warning: the app has no interface in "fr", so voters cannot choose it\. Mend: .*a whole one in en, ur, a part/,
    ),
  ]);
  const { all } = await findings({ dir });
  expect(all.filter(({ id }) => id === 'languages')).toMatchObject([
    { level: 'doubtful', what: 'the app has no interface in "fr", so voters cannot choose it' },
  ]);
});

describe('doctor', () => {
  it('finds nothing amiss with a guide that was just built, and changes nothing', async () => {
    const guide = await builtGuide();
    const before = await snapshotOf(guide.dir);
    const { code, sick } = await findings(guide);
    expect(sick).toEqual([]);
    expect(code).toBe(0);
    expect(await snapshotOf(guide.dir)).toEqual(before);
  });

  it('finds what a computer lacks', async () => {
    expect((await findings({ machine: { node: '18.20.1' } })).sick).toEqual(['bad node']);
    expect((await findings({ machine: { node: '20.18.9' } })).sick).toEqual(['bad node']);
    expect((await findings({ machine: { node: '22.0.0' } })).sick).toEqual([]);
    expect((await findings({ machine: { isAppBuilt: false } })).sick).toEqual(['bad app']);
    expect((await findings({ machine: { freeBytes: async () => 1e8 } })).sick).toEqual(['bad disk']);
    expect((await findings({ machine: { hasTool: async (name) => name !== 'rsync' } })).sick).toEqual([
      'doubtful tools',
    ]);
    expect((await findings({ machine: { hasTool: async (name) => name !== 'aws' } })).sick).toEqual([]);
    const guide = await builtGuide();
    const noUrdu = { hasFont: async (language: string) => language !== 'ur' };
    expect((await findings({ dir: guide.dir, machine: noUrdu })).sick).toEqual(['doubtful fonts']);
  });

  it('holds the clock and the dates against what was published', async () => {
    const guide = await builtGuide();
    const at = async (day: string) => (await findings({ dir: guide.dir, now: new Date(day) })).sick;
    expect(await at('2026-11-30T06:00:00Z')).toEqual(['bad clock']);
    expect(await at(firstNow)).toEqual([]);
    expect(await at('2026-12-06T18:00:00Z')).toEqual(['doubtful dates']);
    expect(await at('2026-12-09T06:00:00Z')).toEqual(['bad dates']);
    // Timestamp and snapshot and targets; the root lives on.
    expect(await at('2027-02-20T06:00:00Z')).toEqual(['bad dates', 'bad dates', 'bad dates']);
  });

  it('finds a mirror that is another edition, broken, or not there', async () => {
    const guide = await builtGuide();
    await rm(join(guide.mirror, 'first'), { recursive: true });
    expect((await findings(guide)).sick).toEqual(['bad mirror']);
    const other = await builtGuide();
    const table = join(other.dir, 'candidates.csv');
    await writeFile(table, (await readFile(table, 'utf8')).replace(',apple,', ',bell,'));
    await build(other.dir, `${other.mirror}-2`);
    expect((await findings(other)).all.find(({ id }) => id === 'mirror')?.what).toContain(
      'has edition 1, and published/ says 2',
    );
    await expect(findings({ dir: join(guide.dir, 'nowhere') })).rejects.toThrow('no such folder');
  });

  it('finds keys that one person has, that others can read, that git keeps, and roles that one signs', async () => {
    const dir = await realGuide();
    const keysOnly = async () => (await findings({ dir })).sick.filter((each) => !/ (content|seats)$/.test(each));
    expect((await findings({ dir })).sick).toContain('doubtful seats');
    const at = async (day: string) => (await findings({ dir, now: new Date(day) })).sick;
    expect(await at('2027-02-12T06:00:00Z')).not.toContain('doubtful election');
    expect(await at('2028-01-01T06:00:00Z')).toContain('doubtful election');
    expect(await keysOnly()).toEqual(['doubtful together', 'doubtful together']);
    for (const name of ['root-1', 'root-2', 'root-3', 'content-1', 'content-2'])
      await rm(join(dir, `keys/${name}.json`));
    expect(await keysOnly()).toEqual([]);
    await chmod(join(dir, 'keys/root-4.json'), 0o640);
    expect(await keysOnly()).toEqual(['bad readable']);
    await chmod(join(dir, 'keys/root-4.json'), 0o600);
    await promisify(execFile)('git', ['init', '-q', dir]);
    expect(await keysOnly()).toEqual([]);
    await promisify(execFile)('git', ['-C', dir, 'add', '-f', 'keys']);
    expect(await keysOnly()).toEqual(['bad in-git']);
    await rm(join(dir, '.git'), { recursive: true });
    const roles = { keys: ['root-4'], threshold: 1 };
    await writeFile(
      join(dir, 'keys/roles.json'),
      JSON.stringify({
        format: 1,
        keys: {},
        roles: { root: roles, targets: roles, snapshot: roles, timestamp: roles },
      }),
    );
    expect(await keysOnly()).toContain('bad threshold');
    await rm(join(dir, 'keys/roles.json'));
    expect(await keysOnly()).toEqual(['bad keys']);
    await mkdir(join(dir, '.written'));
    expect(await keysOnly()).toEqual(['bad keys', 'doubtful leftover']);
  });
});
