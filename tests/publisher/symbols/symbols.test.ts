// The contact sheet and stand-ins: what is drawn, what is marked, what is never guessed or replaced.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { svgFault } from '../../../src/core/picture/svg-fault.ts';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { sheetCommand, standInsCommand } from '../../../src/publisher/commands/content/symbols.ts';
import { type IconFinder, openIconSets } from '../../../src/publisher/symbols/icon-sets.ts';
import { catchOutput, exampleGuide, temporaryFolder } from '../build/guide-in-folder.ts';
import { whole } from '../check/whole-folder.ts';
import { makeFolder } from '../content/make-folder.ts';

let icons: IconFinder;
beforeAll(async () => {
  icons = await openIconSets();
});

describe('icons', () => {
  it.each([
    ['Kite', 'fluent:kite'],
    ['BELL', 'fluent:bell'],
    ['Kettle', 'mdi:kettle'],
    ['Aabshar (Water Fall)', 'mdi:waterfall'],
    ['Balloons', 'fluent:balloon'],
  ])('%s is %s', (thing, name) => {
    const icon = icons.forThing(thing);
    expect(icon?.name).toBe(name);
    expect(svgFault(Buffer.from(icon?.svg ?? ''))).toBeNull();
    expect(icon?.svg).not.toContain('currentColor');
  });

  it.each(['Bat', 'Crane', 'Mouse', 'Apple', 'Opera', 'Ship of the desert', '', 'constructor', '__proto__'])(
    'nothing is guessed for "%s"',
    (thing) => {
      expect(icons.forThing(thing)).toBeNull();
    },
  );

  it('are taken by name where somebody chose', () => {
    expect(icons.named('fluent:bat')?.name).toBe('fluent:bat');
    for (const none of ['fluent:no-such-thing', 'other:bat', 'bat', 'mdi:constructor'])
      expect(icons.named(none)).toBeNull();
  });
});

describe('stand-ins', () => {
  const bare = (names: string): Record<string, string> => ({
    'symbols.csv': `code,name:en,name:ur,description:en,description:ur,picture\n${names}`,
  });
  const two = bare('kite,Kite,پتنگ,A kite,پتنگ,\nboat,Bat,کشتی,A boat,کشتی,\n');
  const rows = async (dir: string): Promise<readonly string[]> => {
    const { content } = await checkFolder(dir);
    return content.symbols.map(({ code, picture, isStandIn }) => `${code} ${picture} ${isStandIn}`);
  };

  it('are given by name, marked, credited, and to be signed off', async () => {
    const dir = await makeFolder({ ...whole, ...two });
    const output = catchOutput();
    expect(await standInsCommand({ dir, icons: [] }, output)).toBe(0);
    expect(output.lines[0]).toBe('kite: fluent:kite, pictures/stand-in-kite.svg');
    expect(output.lines).toContain('Without: boat');
    expect(await rows(dir)).toEqual(['kite pictures/stand-in-kite.svg true', 'boat null false']);
    const { faults, content } = await checkFolder(dir);
    expect(faults.map(({ code, mustSign }) => `${code} ${mustSign}`)).toEqual([
      'stand-in true',
      'no-picture undefined',
    ]);
    expect(content.guide.sources).toMatchObject([{ link: 'https://github.com/microsoft/fluentui-emoji' }]);
    expect(await readFile(join(dir, 'guide.yaml'), 'utf8')).toContain('# who publishes');
    // Again: nothing is left to do, and nothing is credited twice.
    await standInsCommand({ dir, icons: ['boat=fluent:sailboat'] }, catchOutput());
    expect(await rows(dir)).toEqual(['kite pictures/stand-in-kite.svg true', 'boat pictures/stand-in-boat.svg true']);
    expect((await checkFolder(dir)).content.guide.sources).toHaveLength(1);
  });

  it('never take the place of an official drawing, nor of anything that is not there', async () => {
    const dir = await makeFolder(whole);
    await expect(standInsCommand({ dir, icons: ['kite=fluent:kite'] }, catchOutput())).rejects.toThrow(
      'a drawing of its own',
    );
    await expect(standInsCommand({ dir, icons: ['kiite=fluent:kite'] }, catchOutput())).rejects.toThrow(
      'no such symbol',
    );
    const other = await makeFolder({ ...whole, ...two });
    await expect(standInsCommand({ dir: other, icons: ['boat=fluent:botte'] }, catchOutput())).rejects.toThrow(
      'no such icon',
    );
    expect(await rows(other)).toEqual(['kite null false', 'boat null false']);
  });
});

it('the sheet shows every symbol at three sizes beside the one most like it, in either direction', async () => {
  const guide = await exampleGuide();
  await guide.change('symbols.csv', 'pictures/teapot.svg,', 'pictures/umbrella.svg,yes');
  const out = join(await temporaryFolder(), 'sheet.html');
  const output = catchOutput();
  expect(await sheetCommand({ dir: guide.dir, out }, output)).toBe(0);
  expect(output.lines[0]).toContain('43 symbols, 42 drawn, 1 stand-in, 2 hard to tell from another.');
  const page = await readFile(out, 'utf8');
  expect(page).toMatch(/<html lang="en" dir="ltr">/);
  expect(page.match(/<li /g)).toHaveLength(43);
  for (const size of [24, 48, 120]) expect(page).toContain(`<i class="s${size} p0"></i>`);
  expect(page).toContain('Hard to tell apart at 48 pixels');
  expect(page).toContain('Stand-in, not the official drawing');
  expect(page).toContain('No drawing yet');
  expect(page).not.toMatch(/<script|https?:\/\//);
  await sheetCommand({ dir: guide.dir, out, languages: 'ur,en' }, catchOutput());
  const urdu = await readFile(out, 'utf8');
  expect(urdu).toMatch(/<html lang="ur" dir="rtl">/);
  expect(urdu).toContain('متبادل تصویر، سرکاری نہیں');
});
