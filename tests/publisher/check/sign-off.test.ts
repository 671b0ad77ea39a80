// A person answers for a warning by name; the signature holds for what was seen and for nothing else.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { runCheck } from '../../../src/publisher/commands/content/check.ts';
import { runSignOff } from '../../../src/publisher/commands/content/sign-off.ts';
import { buildCommand } from '../../../src/publisher/commands/edition/build.ts';
import { stopsBuild } from '../../../src/publisher/content/fault.ts';
import { catchOutput, exampleGuide } from '../build/guide-in-folder.ts';
import { makeFolder } from '../content/make-folder.ts';
import { checkedAt, swap, whole } from './whole-folder.ts';

const standIn = swap('symbols.csv', 'picture\n', 'picture,standIn\n');
const twoStandIns = {
  'symbols.csv': (standIn['symbols.csv'] ?? '').replaceAll('.svg', '.svg,yes'),
};
const words = { code: 'stand-in', by: 'A. Person', reason: 'The commission gives out no drawing', all: false };

async function change(dir: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(dir, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(dir, file), text.replace(from, to));
}

/** While the example's vote is ahead. */
const writtenOn = '2026-11-22T06:00:00Z';

async function codesOf(dir: string): Promise<readonly string[]> {
  const { faults } = await checkFolder(dir, new Date(writtenOn));
  return faults.map(
    (fault) => `${fault.code}${stopsBuild(fault) ? '!' : ''}${fault.signedOff ? ` by ${fault.signedOff.by}` : ''}`,
  );
}

async function standInValue(dir: string, which: number): Promise<string> {
  const { faults } = await checkFolder(dir);
  return faults.filter(({ code }) => code === 'stand-in')[which]?.value ?? '';
}

describe('a warning that must be signed off', () => {
  it('stops until somebody has, and again when what was signed for changes', async () => {
    const dir = await makeFolder({ ...whole, ...twoStandIns });
    expect(await codesOf(dir)).toEqual(['stand-in!', 'stand-in!']);
    const refused = catchOutput();
    expect(await runCheck({ dir }, refused, checkedAt)).toBe(1);
    expect(refused.errors[0]).toMatch(/^to sign off \(stand-in\): symbols.csv:2 standIn — /);
    expect(refused.lines.at(-1)).toContain('0 errors, 2 warnings: 2 to sign off');
    await expect(runSignOff({ ...words, dir }, catchOutput())).rejects.toThrow(/2 warnings have this code.*--all/);
    const value = await standInValue(dir, 0);
    expect(await runSignOff({ ...words, dir, value }, catchOutput())).toBe(0);
    expect(await codesOf(dir)).toEqual(['stand-in by A. Person', 'stand-in!']);
    expect(await runSignOff({ ...words, dir, by: 'B. Person', all: true }, catchOutput())).toBe(0);
    expect(await codesOf(dir)).toEqual(['stand-in by A. Person', 'stand-in by B. Person']);
    const signed = catchOutput();
    expect(await runCheck({ dir }, signed, checkedAt)).toBe(0);
    expect(signed.lines[0]).toContain('signed off by A. Person (The commission gives out no drawing): symbols.csv:2');
    await change(dir, 'pictures/kite.svg', 'M0 0', 'M0 1');
    expect(await codesOf(dir)).toEqual(['void-sign-off', 'stand-in!', 'stand-in by B. Person']);
    expect(await runSignOff({ ...words, dir }, catchOutput())).toBe(0);
    expect(await codesOf(dir)).toEqual(['stand-in by A. Person', 'stand-in by B. Person']);
  });

  it('keeps its signature when rows move', async () => {
    const dir = await makeFolder({ ...whole, ...twoStandIns });
    await runSignOff({ ...words, dir, value: await standInValue(dir, 1) }, catchOutput());
    const [head, kite, boat] = (await readFile(join(dir, 'symbols.csv'), 'utf8')).split('\n');
    await writeFile(join(dir, 'symbols.csv'), [head, boat, kite, ''].join('\n'));
    const { faults } = await checkFolder(dir);
    expect(faults.map(({ row, signedOff }) => [row, signedOff?.by])).toEqual([
      [2, 'A. Person'],
      [3, undefined],
    ]);
  });
});

describe('what is no signature', () => {
  const row = (cells: string): Record<string, string> => ({
    'signed-off.csv': `code,file,column,value,by,reason\n${cells}\n`,
  });
  const one = swap('symbols.csv', 'boat.svg', 'boat.svg,yes');
  const standInBoat = { 'symbols.csv': (one['symbols.csv'] ?? '').replace('picture\n', 'picture,standIn\n') };

  it.each([
    ['no name', 'stand-in,symbols.csv,standIn,BOAT,,because it is so', ['missing-value!', 'stand-in!']],
    ['no reason', 'stand-in,symbols.csv,standIn,BOAT,A,', ['missing-value!', 'stand-in!']],
    ['a reason that is none', 'stand-in,symbols.csv,standIn,BOAT,A,n/a', ['missing-value!', 'stand-in!']],
    ['another value', 'stand-in,symbols.csv,standIn,kite,A,because', ['void-sign-off', 'stand-in!']],
    ['another place', 'stand-in,parties.csv,standIn,BOAT,A,because', ['idle-sign-off', 'stand-in!']],
    ['another fault', 'no-picture,symbols.csv,standIn,BOAT,A,because', ['idle-sign-off', 'stand-in!']],
  ])('%s', async (_, cells, expected) => {
    const value = await standInValue(await makeFolder({ ...whole, ...standInBoat }), 0);
    expect(value).toMatch(/^boat [0-9a-f]{16}$/);
    const signed = row(cells.replace('BOAT', value));
    expect(await codesOf(await makeFolder({ ...whole, ...standInBoat, ...signed }))).toEqual(expected);
  });

  it('an error is never signed off, by whatever row', async () => {
    const wrong = swap('candidates.csv', ',,boat', ',,boot');
    const cells = 'unknown-symbol,candidates.csv,symbol,"there is no symbol ""boot""",A,because';
    const dir = await makeFolder({ ...whole, ...wrong, ...row(cells) });
    expect(await codesOf(dir)).toEqual(['unknown-symbol!', 'error-signed-off']);
    const attempt = runSignOff({ ...words, code: 'unknown-symbol', dir }, catchOutput());
    await expect(attempt).rejects.toThrow('this is an error, which nobody can sign off');
  });

  it('a table that cannot be read signs nothing', async () => {
    const dir = await makeFolder({ ...whole, ...standInBoat, 'signed-off.csv': 'code,value\nstand-in,x\n' });
    expect(await codesOf(dir)).toEqual([...Array(4).fill('missing-column!'), 'stand-in!']);
  });

  it.each([
    [{ by: ' ' }, 'nobody is named'],
    [{ reason: '-' }, 'no reason is given'],
    [{ code: 'no-such' }, 'there is no such warning'],
  ])('the command says why: %j', async (wrong, message) => {
    const dir = await makeFolder({ ...whole, ...standInBoat });
    await expect(runSignOff({ ...words, dir, ...wrong }, catchOutput())).rejects.toThrow(message);
  });
});

it('a demo needs no signatures, a real guide is not built without', async () => {
  const guide = await exampleGuide();
  await guide.change('symbols.csv', 'pictures/umbrella.svg,', 'pictures/umbrella.svg,yes');
  expect(await codesOf(guide.dir)).toEqual(['stand-in', 'no-picture']);
  await guide.change('guide.yaml', 'demo: true', 'demo: false');
  expect(await codesOf(guide.dir)).toEqual(['stand-in!', 'no-picture']);
  const output = catchOutput();
  const options = {
    dir: guide.dir,
    out: guide.mirror,
    now: writtenOn,
    json: false,
    timestampOnly: false,
    shell: false as const,
  };
  expect(await buildCommand(options, output)).toBe(1);
  expect(output.errors.join('\n')).toMatch(
    /to sign off \(stand-in\).*\nNothing was built: 0 errors, 1 warning to sign off/,
  );
});
