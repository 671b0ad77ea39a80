import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { initGuide } from '../../../src/publisher/commands/content/init.ts';
import { serve } from '../../../src/publisher/commands/mirrors/serve.ts';
import { describeFailure } from '../../../src/publisher/describe-failure.ts';
import { main } from '../../../src/publisher/main.ts';
import { builtExample, catchOutput, exampleGuide, temporaryFolder } from '../build/guide-in-folder.ts';

let out = '';
let err = '';

beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('the command line', () => {
  it('teaches with examples', async () => {
    expect(await main(['--help'])).toBe(0);
    for (const command of ['init', 'import', 'check', 'build', 'serve', 'tuf-client']) expect(out).toContain(command);
    expect(out).toContain('nishan import candidates list.csv --into my-guide --map');
    out = '';
    expect(await main([])).toBe(0);
    expect(out).toContain('From spreadsheets to a mirror');
  });

  it.each(['init', 'check', 'build', 'serve'])('explains %s', async (command) => {
    expect(await main([command, '--help'])).toBe(0);
    expect(out).toContain(`Usage: nishan ${command}`);
  });

  it.each([
    ['export', ['--format', '--region', '--out'], 'nishan export mirror --format bundle'],
    ['verify', ['--root'], 'nishan verify guide.zip --root'],
  ])('marks what %s needs, with an example', async (command, needed, example) => {
    expect(await main([command, '--help'])).toBe(0);
    for (const option of needed) expect(out).toMatch(new RegExp(`${option} <\\w+> +required`));
    expect(out).toContain(example);
  });

  it('explains the map of an import', async () => {
    expect(await main(['import', 'candidates', '--help'])).toBe(0);
    expect(out).toContain('symbolCode');
  });

  it.each([
    [['bild', 'x'], /unknown command 'bild'/],
    [['check', 'x', '--jason'], /unknown option '--jason'.*Did you mean --json/s],
    [['build', 'x'], /required option '--out/],
    [['init'], /missing required argument 'dir'/],
    [['import', 'candidates', 'x.csv'], /required option '--into/],
  ])('says what is wrong with %j and how to find help', async (argv, message) => {
    expect(await main(argv)).toBe(1);
    expect(err).toMatch(message);
    expect(err).toContain('--help');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('passes what belongs to tuf-client on as it is, options before the command word too', async () => {
    const dir = await temporaryFolder();
    expect(await main(['tuf-client', '--metadata-dir', dir, 'init', join(dir, 'missing.json')])).toBe(1);
    expect(err).toContain('missing.json');
    expect(await main(['tuf-client', '--help'])).toBe(0);
    expect(out).toContain('--metadata-url');
  });

  it('prints one line where something fails, and where in the code only when asked', async () => {
    const dir = join(await temporaryFolder(), 'nowhere');
    expect(await main(['build', dir, '--out', `${dir}-mirror`])).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('Mend:');
    expect(await main(['build', dir, '--out', `${dir}-mirror`, '--debug'])).toBe(1);
    expect(err).toMatch(/\n\s+at /);
  });
});

describe('a recipe', () => {
  it.each(['box', 'censor', 'kit', 'poster', 'slips', 'symbols'])(
    '%s says at its top what `nishan` stands for',
    async (name) => {
      const text = await readFile(new URL(`../../../docs/recipes/${name}.md`, import.meta.url), 'utf8');
      const at = text.indexOf('`nishan` stands for `npx nishan`');
      expect(at).toBeGreaterThan(0);
      expect(at).toBeLessThan(text.search(/^(?:sudo )?nishan /m));
      if (/^sudo nishan/m.test(text)) expect(text).toContain('`sudo node bin/nishan.mjs`');
    },
  );
});

describe('the whole road in one process', () => {
  it('goes from init over import and check to a mirror', async () => {
    const folder = await temporaryFolder();
    const [dir, list, mirror] = [join(folder, 'guide'), join(folder, 'list.csv'), join(folder, 'mirror')];
    const rows = ['key,seat,no,name,symbol,party', 'NA-1,North-I,1,Zarin Nilkohi,Kettle,Independent'];
    await writeFile(list, [...rows, 'NA-1,North-I,2,Mehrab Abshari,Lamp,Independent'].join('\n'));
    expect(await main(['init', dir, '--empty', '--name', 'Notebook: "ours"', '--languages', 'en'])).toBe(0);
    const map = 'seat=key,seatName=seat,serial=no,name:en=name,symbol=symbol,party=party';
    out = '';
    expect(await main(['import', 'candidates', list, '--into', dir, '--map', map, '--json'])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ read: 2, accepted: 2, heldBack: 0 });
    expect(await main(['check', dir])).toBe(1);
    expect(err).toMatch(/guide\.yaml.*election\.id/);

    const yaml = join(dir, 'guide.yaml');
    const filled = (await readFile(yaml, 'utf8'))
      .replace("id: ''", 'id: test')
      .replace('name: { en: "" }', 'name: { en: Test }')
      .replace("date: ''", "date: '2027-02-08'");
    await writeFile(yaml, filled);
    err = '';
    expect(await main(['check', dir])).toBe(1);
    expect(err).toMatch(/^to sign off \(no-description\): symbols\.csv/m);
    const signature = ['--by', 'A. Person', '--reason', 'Descriptions come with the next edition'];
    expect(await main(['sign-off', dir, 'no-description', ...signature])).toBe(0);
    expect(await main(['check', dir])).toBe(0);
    out = '';
    const build = ['build', dir, '--out', mirror, '--now', '2026-01-01T06:00:00Z', '--no-shell'];
    expect(await main([...build, '--json'])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ edition: 1, seats: 1, candidates: 2, regions: 1, changed: true });
    out = '';
    expect(await main(build)).toBe(0);
    expect(out).toContain('Nothing has changed since the last build.');
    expect(out).toContain('edition 1, 1 seat in 1 region, 2 candidates');
  });
});

describe('init', () => {
  it('makes an empty guide whose only faults are what is to be filled in', async () => {
    const dir = join(await temporaryFolder(), 'guide');
    await initGuide({ dir, empty: true, name: "The Notebook's: #1", languages: 'en,ur' }, catchOutput());
    const { content, faults } = await checkFolder(dir);
    expect(content.guide.publisher.name.en).toBe("The Notebook's: #1");
    expect(content.guide.languages).toEqual(['en', 'ur']);
    expect(await readFile(join(dir, '.gitignore'), 'utf8')).toBe('keys/\n.cache/\n');
    const errors = faults.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ file }) => file).every((file) => ['guide.yaml', 'contests.csv'].includes(file))).toBe(true);
    expect(errors.map(({ column }) => column)).toContain('election.id');
    expect(faults.filter(({ code }) => code === 'unknown-column')).toEqual([]);
  });

  it('fills in the election where it is told, and lacks nothing but contests then', async () => {
    const dir = join(await temporaryFolder(), 'guide');
    const told = { election: "People's vote", date: '2027-02-08' };
    await initGuide({ dir, empty: true, languages: 'en', ...told }, catchOutput());
    const { content, faults } = await checkFolder(dir);
    expect(content.guide.election).toMatchObject({
      id: 'people-s-vote-2027',
      name: { en: "People's vote" },
      date: '2027-02-08',
    });
    const errors = faults.filter(({ severity }) => severity === 'error');
    expect(errors.every(({ file }) => file === 'contests.csv')).toBe(true);
  });

  it.each([
    [{ empty: true, date: '2027-02-30' }, /--date .*no day/],
    [{ empty: true, date: 'tomorrow' }, /--date .*no day/],
    [{ empty: false, election: 'Vote' }, /--election .*empty guide/],
  ])('refuses %j', async (options, words) => {
    const dir = join(await temporaryFolder(), 'guide');
    await expect(initGuide({ dir, ...options }, catchOutput())).rejects.toThrow(words);
    await expect(stat(dir)).rejects.toThrow();
  });

  it.runIf(process.platform !== 'win32')('keeps keys from other people of the computer', async () => {
    const dir = join(await temporaryFolder(), 'guide');
    await initGuide({ dir, empty: true }, catchOutput());
    const names = await readdir(join(dir, 'keys'));
    expect(names).toHaveLength(12);
    for (const name of names) expect((await stat(join(dir, 'keys', name))).mode & 0o077).toBe(0);
  });

  it('makes other keys each time', async () => {
    const folder = await temporaryFolder();
    for (const name of ['a', 'b']) await initGuide({ dir: join(folder, name), empty: true }, catchOutput());
    const read = (name: string) => readFile(join(folder, name, 'keys/roles.json'), 'utf8');
    expect(await read('a')).not.toBe(await read('b'));
  });

  it.each([
    ['a folder with other files', 'notes.txt', /has other files in it; nothing was changed/],
    ['a folder with a guide', 'guide.yaml', /has a guide in it already; nothing was changed/],
  ])('refuses %s', async (_, file, message) => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, file), 'mine');
    expect(await main(['init', dir])).toBe(1);
    expect(err).toMatch(message);
    expect(await readdir(dir)).toEqual([file]);
    expect(await readFile(join(dir, file), 'utf8')).toBe('mine');
  });

  it('takes a folder that is there and empty, and refuses a file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'empty'));
    expect(await main(['init', join(folder, 'empty')])).toBe(0);
    expect(await readdir(join(folder, 'empty'))).toContain('guide.yaml');
    await writeFile(join(folder, 'file'), 'mine');
    expect(await main(['init', join(folder, 'file')])).toBe(1);
    expect(err).toContain('is a file');
  });

  // Node's recursive mkdir never ends there.
  it.runIf(existsSync('/proc/self'))('ends where no folder can be made', async () => {
    for (const argv of [
      ['init', '/proc/nishan'],
      ['init', '/proc/nishan/guide', '--empty'],
    ]) {
      err = '';
      expect(await main(argv)).toBe(1);
      expect(err).toMatch(/\/proc\/.*cannot be made.*Mend: name a folder elsewhere; nothing was written/);
    }
    const guide = await exampleGuide();
    await expect(guide.build({ out: '/proc/nishan/mirror' })).rejects.toThrow(/cannot be made/);
  });

  it('refuses languages that are none, and a name without --empty', async () => {
    const dir = join(await temporaryFolder(), 'guide');
    expect(await main(['init', dir, '--empty', '--languages', 'en,Urdu!'])).toBe(1);
    expect(err).toContain('"Urdu!" is not a language tag');
    expect(await main(['init', dir, '--name', 'Mine'])).toBe(1);
    expect(err).toContain('belongs to an empty guide');
    await expect(stat(dir)).rejects.toThrow();
  });
});

describe('serve', () => {
  const never = new Promise<void>(() => undefined);

  it.each([
    ['a folder that is not there', 'nowhere', '0', /is not there.*nishan build/],
    ['a folder that is not a mirror', '.', '0', /is not a mirror/],
    ['a port that is none', '.', '70000', /"70000" is not a port/],
    ['a port in letters', '.', 'http', /"http" is not a port/],
  ])('refuses %s', async (_, name, port, message) => {
    const dir = join(await temporaryFolder(), name);
    await expect(serve({ dir, port }, never, catchOutput())).rejects.toThrow(message);
  });

  it('says that a port is in use, and how to choose another', async () => {
    const guide = await builtExample();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(
      serve({ dir: guide.mirror, port: String(port), host: '127.0.0.1' }, never, catchOutput()),
    ).rejects.toThrow(new RegExp(`port ${port} is in use.*--port ${(port % 65_535) + 1}`));
  });

  it('serves a mirror until it is stopped', async () => {
    const guide = await builtExample();
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const output = catchOutput();
    const code = serve({ dir: guide.mirror, port: '0' }, stopped, output);
    await vi.waitFor(() => expect(output.lines.length).toBeGreaterThan(0));
    const url = /http:\S+/.exec(output.lines[0] ?? '')?.[0] ?? '';
    const answer = await fetch(new URL('metadata/timestamp.json', url));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ signed: { _type: 'timestamp' } });
    stop();
    expect(await code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('a failure in words', () => {
  it('names the place of a system failure', () => {
    const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', path: '/mirror/a' });
    expect(describeFailure(full)).toBe('error: /mirror/a does not fit: the disk is full');
  });

  it('stays one line, whatever a file name tries', () => {
    const sly = Object.assign(new Error('x'), { code: 'ENOENT', path: 'a\n\u001b[2Kok' });
    expect(describeFailure(sly)).toBe('error: a [2Kok is not there');
    expect(describeFailure('a\nb')).toBe('error: a b');
  });
});
