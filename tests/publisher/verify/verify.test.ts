// `nishan export --format bundle` and `nishan verify`: what goes out verifies, alone and through the hands of other tools;
// one changed byte anywhere does not.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { decodeUtf8, encodeUtf8 } from '../../../src/core/bytes.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { exportCommand } from '../../../src/publisher/commands/edition/export.ts';
import { verifyCommand } from '../../../src/publisher/commands/edition/verify.ts';
import { verifyMirror } from '../../../src/publisher/publish/verified-mirror.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import type { SourceReport } from '../../../src/publisher/verify/verify-source.ts';
import { testKey, testMirror } from '../../core/fixture.ts';
import { writeSmallShell } from '../../harness/mirrors/small-shell.ts';
import { catchOutput, exampleGuide, firstNow } from '../build/guide-in-folder.ts';
import { writeTree } from '../export/write-tree.ts';

const now = new Date('2027-01-25T12:00:00Z');
let home = '';
/** Two regions, one signed by a team of its own. */
let mirror = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-verify-'));
  mirror = join(home, 'mirror');
  await writeTree(mirror, testMirror({ edition: 3, southKey: testKey(7) }));
});
afterAll(() => rm(home, { recursive: true, force: true }));

interface Exported {
  readonly file: string;
  readonly bytes: Uint8Array;
}

async function exported(
  region: string,
  words: { from?: string; app?: boolean; name?: string; reserve?: string } = {},
): Promise<Exported> {
  const file = join(home, words.name ?? `${region}.zip`);
  const output = catchOutput();
  const code = await exportCommand(
    {
      mirror: words.from ?? mirror,
      format: 'bundle',
      region,
      out: file,
      app: words.app === true,
      reserve: words.reserve,
      json: false,
    },
    output,
  );
  expect([code, output.errors]).toEqual([0, []]);
  return { file, bytes: new Uint8Array(await readFile(file)) };
}

type Account = SourceReport & { readonly ok: boolean; readonly kind: string; readonly otherGuide?: string };

/** What is said to a person. */
async function told(given: string) {
  const output = catchOutput();
  const root = join(mirror, 'metadata/1.root.json');
  const code = await verifyCommand({ given, root, json: false, now }, output);
  return { code, lines: output.lines, errors: output.errors };
}

async function verified(given: string, at = now, root = join(mirror, 'metadata/1.root.json')): Promise<Account> {
  const output = catchOutput();
  const code = await verifyCommand({ given, root, json: true, now: at }, output);
  const account = JSON.parse(output.lines[0] ?? '') as Account;
  expect(code).toBe(account.ok ? 0 : 1);
  return account;
}

async function verifiedBytes(bytes: Uint8Array, name = 'given.zip'): Promise<Account> {
  await writeFile(join(home, name), bytes);
  return verified(join(home, name));
}

describe('a bundle', () => {
  it('has one region, all that it rests on, and names the region that it lacks', async () => {
    const { file, bytes } = await exported('south');
    expect(await verified(file)).toMatchObject({
      ok: true,
      edition: 3,
      regions: ['south'],
      missing: ['north'],
      others: 0,
    });
    const paths = Object.keys(unzipSync(bytes));
    expect(paths.filter((path) => path.startsWith('metadata/'))).toEqual([
      'metadata/1.root.json',
      'metadata/3.snapshot.json',
      'metadata/3.targets.json',
      'metadata/3.team%20asked%20first.json',
      'metadata/3.team%20south.json',
      'metadata/timestamp.json',
    ]);
    expect(paths.filter((path) => path.includes('regions/'))).toHaveLength(1);
    expect(paths.filter((path) => path.startsWith('first/'))).toEqual([]);
  });

  it('is the same bytes each time', async () => {
    const [one, two] = [await exported('north,south'), await exported('all', { name: 'again.zip' })];
    expect(one.bytes).toEqual(two.bytes);
    expect((await verified(one.file)).missing).toEqual([]);
  });

  it('is a mirror where it is unzipped and served', async () => {
    const from = join(home, 'plain-mirror');
    await writeTree(from, testMirror({ edition: 3 }));
    const { bytes } = await exported('all', { from, name: 'plain.zip' });
    const dir = join(home, 'unzipped');
    await writeTree(dir, new Map(Object.entries(unzipSync(bytes))));
    expect(await verified(dir)).toMatchObject({ ok: true, kind: 'folder', missing: [] });
    const site = await serveMirror({ dir, port: 0 });
    try {
      expect(await verified(site.url)).toMatchObject({ ok: true, kind: 'address', regions: ['north', 'south'] });
    } finally {
      await site.close();
    }
  });

  it('may be unzipped and zipped again, stored, by other tools', async () => {
    const { bytes } = await exported('all');
    const files = unzipSync(bytes);
    expect(await verifiedBytes(zipSync(files, { level: 0 }))).toMatchObject({ ok: true, missing: [] });
    expect(await verifiedBytes(zipSync(files, { level: 6 }))).toMatchObject({ ok: false, edition: null });
  });

  it.skipIf(spawnSync('zip', ['-v']).error)('may be zipped again by zip -0', async () => {
    const { bytes } = await exported('all');
    const dir = join(home, 'for-zip');
    await writeTree(dir, new Map(Object.entries(unzipSync(bytes))));
    execFileSync('zip', ['-0', '-q', '-r', '../by-zip.zip', '.'], { cwd: dir });
    expect(await verified(join(home, 'by-zip.zip'))).toMatchObject({ ok: true, missing: [] });
  });

  it('is refused for one flipped byte in any of its files', async () => {
    const files = unzipSync((await exported('all')).bytes);
    const paths = Object.keys(files);
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      const middle = files[path]?.slice() ?? new Uint8Array();
      middle[middle.length >> 1] = (middle[middle.length >> 1] ?? 0) ^ 1;
      const account = await verifiedBytes(encodeBundle(new Map(Object.entries({ ...files, [path]: middle }))));
      expect([path, account.ok]).toEqual([path, false]);
      expect(account.problems.map((each) => each.path)).toContain(path);
    }
  });

  it('may hold nothing that nobody signed', async () => {
    const files = unzipSync((await exported('all')).bytes);
    const account = await verifiedBytes(
      encodeBundle(new Map(Object.entries({ ...files, 'notes/read-me.txt': encodeUtf8('trust me') }))),
    );
    expect(account.problems).toEqual([{ path: 'notes/read-me.txt', code: 'trust/not-signed-for' }]);
  });

  it('may carry addresses, which nobody signs', async () => {
    const { file, bytes } = await exported('all', {
      name: 'reserves.zip',
      reserve: 'https://a.example/,https://b.example/',
    });
    expect(unzipSync(bytes)['mirrors.txt']).toEqual(encodeUtf8('https://a.example/\nhttps://b.example/\n'));
    expect((await verified(file)).ok).toBe(true);
    await expect(exported('all', { reserve: 'http://a.example/' })).rejects.toThrow('https addresses');
  });

  it('lacks a picture: named, and not whole', async () => {
    const files = unzipSync((await exported('south')).bytes);
    const blob = Object.keys(files).find((path) => path.startsWith('blobs/')) ?? '';
    const { [blob]: _, ...rest } = files;
    expect((await verifiedBytes(encodeBundle(new Map(Object.entries(rest))))).problems).toEqual([
      { path: blob, code: 'source/missing' },
    ]);
  });

  it('of another publisher is not ours', async () => {
    const other = join(home, 'other');
    await writeTree(other, testMirror({ root: testKey(9), key: testKey(8) }));
    const account = await verified((await exported('all', { from: other, name: 'other.zip' })).file);
    expect(account).toMatchObject({ ok: false, edition: null, regions: [] });
    expect(account.problems).toContainEqual({ path: 'metadata/1.root.json', code: 'trust/other-publisher' });
    expect(account.problems.length).toBeGreaterThan(1);
    expect(account.otherGuide).toBe(guideId(await readFile(join(other, 'metadata/1.root.json'))));
    expect(await told(other)).toEqual({
      code: 1,
      lines: [],
      errors: [
        expect.stringMatching(
          new RegExp(
            `^error: .*another publisher's guide, ${account.otherGuide?.slice(0, 16)}….*${account.guideId.slice(0, 16)}…`,
          ),
        ),
      ],
    });
  });

  it('with a first root that somebody changed is judged as changed, and not as another publisher’s', async () => {
    const files = unzipSync((await exported('all')).bytes);
    const path = 'metadata/1.root.json';
    const root = encodeUtf8(
      decodeUtf8(files[path] ?? new Uint8Array()).replace(/"expires": ?"2/, (text) => `${text.slice(0, -1)}3`),
    );
    expect(root).not.toEqual(files[path]);
    await writeFile(join(home, 'root.zip'), encodeBundle(new Map(Object.entries({ ...files, [path]: root }))));
    expect((await verified(join(home, 'root.zip'))).otherGuide).toBeUndefined();
    const { code, lines } = await told(join(home, 'root.zip'));
    expect([code, lines[0]]).toEqual([1, expect.stringMatching(/, 1 of its files does not verify\.$/)]);
  });

  it('that was cut off on its way is said to be damaged', async () => {
    const { bytes } = await exported('all');
    const file = join(home, 'cut.zip');
    await writeFile(file, bytes.subarray(0, bytes.length >> 1));
    expect((await verified(file)).problems).toEqual([{ path: file, code: 'format/cut-short' }]);
    const { code, lines, errors } = await told(file);
    expect(code).toBe(1);
    expect(lines).toEqual([`${file}: damaged or cut short: nothing in it can be checked.`]);
    expect(errors.join()).toMatch(/not whole.*format\/cut-short/);
  });
});

describe('what a build makes', () => {
  it('verifies beside what it leaves of the app before, and not beside what nobody listed', async () => {
    const guide = await exampleGuide();
    const root = join(guide.mirror, 'metadata/1.root.json');
    const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
    try {
      expect((await guide.build({ shell: shell.dir })).code).toBe(0);
      const later = join(shell.dir, 'assets/later-1.js');
      await writeFile(join(shell.dir, 'assets/later-2.js'), await readFile(later));
      await rm(later);
      const manifest = join(shell.dir, '.vite/manifest.json');
      await writeFile(manifest, (await readFile(manifest, 'utf8')).replaceAll('later-1', 'later-2'));
      const next = await guide.build({ shell: shell.dir, now: '2026-12-02T06:00:00Z' });
      expect(next.code).toBe(0);
    } finally {
      await shell.remove();
    }
    const when = new Date('2026-12-02T06:00:00Z');
    const left = join(guide.mirror, 'assets/later-1.js');
    expect((await verified(guide.mirror, when, root)).problems).toEqual([]);
    await writeFile(left, 'another');
    const stray = [{ path: 'assets/later-1.js', code: 'trust/not-signed-for' }];
    expect((await verified(guide.mirror, when, root)).problems).toEqual(stray);
    await rm(left);
    await writeFile(join(guide.mirror, 'assets/own.js'), 'own');
    expect((await verified(guide.mirror, when, root)).problems).toEqual([{ ...stray[0], path: 'assets/own.js' }]);
  });

  it('verifies as a folder, and as a bundle with the app, byte for byte', async () => {
    const guide = await exampleGuide();
    const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
    onTestFinished(() => shell.remove());
    expect((await guide.build({ shell: shell.dir })).code).toBe(0);
    const root = join(guide.mirror, 'metadata/1.root.json');
    const at = new Date(firstNow);
    const folder = await verified(guide.mirror, at, root);
    expect(folder).toMatchObject({ ok: true, problems: [], missing: [] });

    // Seats' pages are signed by nobody: each is made again.
    const seatPage = join(guide.mirror, 's/NA-130.html');
    const html = await readFile(seatPage, 'utf8');
    await writeFile(seatPage, html.replace('Comb', 'Lantern'));
    await writeFile(join(guide.mirror, 's/NA-999.html'), html);
    expect((await verified(guide.mirror, at, root)).problems).toEqual([
      { path: 's/NA-130.html', code: 'trust/hash' },
      { path: 's/NA-999.html', code: 'trust/not-signed-for' },
    ]);
    await expect(verifyMirror(guide.mirror, at)).rejects.toThrow('trust/hash');

    // What another version of this command made is no attack, and is not called whole either; a list is a list in each.
    const other = await mkdtemp(join(home, 'other-app-'));
    await writeFile(join(other, 'index.html'), '');
    const inTheirWords = html.replaceAll('Old Orchard Party', 'Old  Orchard Party').replace('Open the guide', 'Go on');
    const judged = async (page: string, ownShell: string) => {
      await writeFile(seatPage, page);
      await rm(join(guide.mirror, 's/NA-999.html'), { force: true });
      const output = catchOutput();
      await verifyCommand({ given: guide.mirror, root, json: true, now: at, ownShell }, output);
      const { ok, problems, uncompared } = JSON.parse(output.lines[0] ?? '') as SourceReport & { ok: boolean };
      return [ok, problems.map(({ code }) => code), uncompared];
    };
    expect(inTheirWords).not.toBe(html);
    expect(await judged(inTheirWords, other)).toEqual([false, [], 1]);
    await expect(verifyMirror(guide.mirror, at, other)).rejects.toThrow(/another version of nishan.*build it again/);
    expect(await judged(inTheirWords, shell.dir)).toEqual([false, ['trust/hash'], 0]);
    expect(await judged(html.replace('Comb', 'Lantern'), other)).toEqual([false, ['trust/hash'], 0]);
    expect(await judged(html, other)).toEqual([true, [], 0]);
    await writeFile(join(guide.mirror, 's/NA-999.html'), html);
    expect((await verifyMirror(guide.mirror, at)).leftOut).toEqual(['s/NA-999.html']);

    const { bytes } = await exported('all', { from: guide.mirror, app: true, name: 'app.zip' });
    const files = unzipSync(bytes);
    // Nor do they travel: who has the bundle has the app, or makes a carrier.
    expect(Object.keys(files).filter((path) => path.startsWith('s/'))).toEqual(['s/open.js']);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.html', 'manifest.webmanifest']));
    expect(await verified(join(home, 'app.zip'), at, root)).toMatchObject({ ok: true, others: 0 });
    const page = encodeUtf8('<p>another page</p>');
    await writeFile(join(home, 'page.zip'), encodeBundle(new Map(Object.entries({ ...files, 'index.html': page }))));
    expect((await verified(join(home, 'page.zip'), at, root)).problems).toEqual([
      { path: 'index.html', code: expect.stringMatching(/^(trust|source)\//) },
    ]);
  });
});

describe('the words', () => {
  it('tell what a file is, on one line each', async () => {
    const output = catchOutput();
    const { file } = await exported('south');
    const words = { given: file, root: join(mirror, 'metadata/1.root.json'), json: false, now };
    expect(await verifyCommand(words, output)).toBe(0);
    expect(output.lines).toEqual([
      expect.stringMatching(/\(bundle\): edition 3 of 2027-01-25, 1 region, all \d+ files verify\.$/),
      'Regions that are not in it: north.',
    ]);
  });

  it.each([
    [{ format: 'zip' }, '"zip" is no format'],
    [{ region: 'north,,south' }, 'names no region'],
    [{ region: 'west' }, 'no region "west"'],
    [{ out: '/no/such/folder/x.zip' }, 'is not a folder'],
    [{ mirror: '/no/such/mirror' }, 'is not there'],
    [{ app: true }, 'has no app in it'],
  ])('refuse %j', async (wrong, message) => {
    const words = {
      mirror,
      format: 'bundle',
      region: 'all',
      out: join(home, 'x.zip'),
      app: false,
      json: false,
      ...wrong,
    };
    await expect(exportCommand(words, catchOutput())).rejects.toThrow(message);
  });

  it('refuse what is no root, and a file of another kind', async () => {
    const stranger = join(home, 'stranger.txt');
    await writeFile(stranger, 'hello');
    const root = join(mirror, 'metadata/1.root.json');
    const ask = (given: string, from: string) => verifyCommand({ given, root: from, json: false, now }, catchOutput());
    await expect(ask(mirror, stranger)).rejects.toThrow('is not the first root');
    await expect(ask(mirror, join(mirror, 'metadata/timestamp.json'))).rejects.toThrow('is not the first root');
    expect(await verified(stranger)).toMatchObject({ ok: false, problems: [{ code: 'format/not-zip' }] });
    await writeFile(stranger, '<!doctype html><p>hello');
    expect(await verified(stranger)).toMatchObject({ ok: false, problems: [{ code: 'format/no-bundle' }] });
    await expect(ask(join(home, 'nowhere'), root)).rejects.toThrow('ENOENT');
  });
});
