// One change from the command line to the tables and the notice; what is refused leaves every file as it was.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { correctCommand, retireCommand, undoCommand } from '../../../src/publisher/commands/edition/correct.ts';
import { prepareCommand } from '../../../src/publisher/commands/keys/ceremony.ts';
import { type Caught, catchOutput, exampleGuide, type TestGuide } from '../build/guide-in-folder.ts';

const now = '2026-12-01T09:30:00Z';
let guide: TestGuide;
let output: Caught;
beforeEach(async () => {
  guide = await exampleGuide();
  output = catchOutput();
});

const correct = (words: Partial<Parameters<typeof correctCommand>[0]>) =>
  correctCommand({ seat: 'NA-124', guide: guide.dir, reason: ['A misprint'], now, ...words }, output);
const read = (file: string): Promise<string> => readFile(join(guide.dir, file), 'utf8');
const rowOf = async (start: string): Promise<string | undefined> =>
  (await read('candidates.csv')).split('\n').find((row) => row.startsWith(start));

const tables = async (): Promise<readonly string[]> => [await read('candidates.csv'), await read('guide.yaml')];

/** The example has some of its own. */
const countNotices = async (): Promise<number> => (await checkFolder(guide.dir)).content.guide.notices.length;

describe('a corrected symbol', () => {
  it('stands in the table and in a notice that says why, and nothing else changes', async () => {
    const rows = (await read('candidates.csv')).split('\n');
    const notices = await countNotices();
    expect(await correct({ candidate: '3', symbol: 'Boot', order: ['Order 7', 'ur=حکم 7'] })).toBe(0);
    expect(output.lines[0]).toBe('NA-124, 3 Sabahat Regzari: Teapot → Boot');
    const after = (await read('candidates.csv')).replace(/^\ufeff/, '');
    const changed = after.split('\n').filter((row, i) => row !== rows[i]);
    expect(changed).toEqual([expect.stringMatching(/^NA-124,3,Sabahat Regzari,.*,independent,boot,,,$/)]);
    expect(await read('guide.yaml')).toContain('# Everything says "demo"');
    const { content, faults } = await checkFolder(guide.dir);
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(content.guide.notices).toHaveLength(notices + 1);
    expect(content.guide.notices[0]).toMatchObject({
      ...{ id: 'correction-NA-124-3-2612010930', kind: 'correction', at: now, contest: 'NA-124', serial: 3 },
      ...{ regions: ['neel-koh'], was: { en: 'Teapot' }, is: { en: 'Boot' }, reason: { en: 'A misprint' } },
      ...{ order: { en: 'Order 7', ur: 'حکم 7' }, signedBy: content.guide.publisher.name },
      title: { en: 'The symbol changed: NA-124, 3 Sabahat Regzari', ur: expect.stringContaining('صباحت ریگ زاری') },
    });
  });

  it('is refused where another candidate has it, unless the two change places', async () => {
    const before = await read('candidates.csv');
    const notices = await countNotices();
    await expect(correct({ candidate: '3', symbol: 'fish' })).rejects.toThrow(
      /2 Nilofar Shabnami has "Fish" \(fish\).*--swap/,
    );
    expect(await read('candidates.csv')).toBe(before);
    await correct({ candidate: '3', symbol: 'fish', swap: true });
    expect(await rowOf('NA-124,2,')).toContain(',teapot,');
    expect(await rowOf('NA-124,3,')).toContain(',fish,');
    expect((await checkFolder(guide.dir)).content.guide.notices).toHaveLength(notices + 2);
  });

  it('takes the symbol of somebody who withdrew, and can be taken back', async () => {
    await correct({ candidate: '2', withdrawn: true });
    const withdrawn = await read('candidates.csv');
    expect(await correct({ candidate: '3', symbol: 'fish' })).toBe(0);
    expect(await rowOf('NA-124,2,')).toMatch(/,,,,yes$/);
    expect(await rowOf('NA-124,3,')).toContain(',fish,');
    const { content, faults } = await checkFolder(guide.dir);
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await undoCommand({ guide: guide.dir, id: content.guide.notices[0]?.id ?? '' }, output)).toBe(0);
    expect(await read('candidates.csv')).toBe(withdrawn);
  });

  it('asks about an endorsement under the old symbol, and takes it along where the person is meant', async () => {
    await guide.change('endorsements.csv', 'by,contest,serial,', 'by,contest,serial,symbol,');
    await guide.change('endorsements.csv', /^neighbours,NA-124,2,.*$/m, 'neighbours,NA-124,2,fish,Theirs,ان کا');
    await guide.change('endorsements.csv', /^(neighbours,(?!NA-124)[^,]*,\d+),/gm, '$1,,');
    const before = await read('endorsements.csv');
    await expect(correct({ candidate: '2', symbol: 'boot' })).rejects.toThrow(
      /endorsements\.csv:2 symbol — neighbours backs 2 Nilofar Shabnami in NA-124 under the old.*--still-endorsed.*nothing was changed/,
    );
    expect(await read('endorsements.csv')).toBe(before);
    await correct({ candidate: '2', symbol: 'boot', stillEndorsed: true });
    expect(await read('endorsements.csv')).toContain('neighbours,NA-124,2,boot,Theirs');
    const { content, faults } = await checkFolder(guide.dir);
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    await undoCommand({ guide: guide.dir, id: content.guide.notices[0]?.id ?? '' }, output);
    expect(await read('endorsements.csv')).toContain('neighbours,NA-124,2,fish,Theirs');
    expect(await rowOf('NA-124,2,')).toContain(',fish,');
  });

  it('is another notice than the one before, also within a minute, and each is taken back by itself', async () => {
    await correct({ candidate: '3', symbol: 'boot' });
    await correct({ candidate: '3', symbol: 'teapot', now: '2026-12-01T09:30:20Z' });
    const { content, faults } = await checkFolder(guide.dir);
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    const ids = content.guide.notices.slice(0, 2).map(({ id }) => id);
    expect(ids).toEqual(['correction-NA-124-3-2612010930-2', 'correction-NA-124-3-2612010930']);
    for (const id of ids) await undoCommand({ guide: guide.dir, id }, output);
    expect(await rowOf('NA-124,3,')).toContain(',teapot,');
  });

  it.each([
    ['a seat that is not there', { seat: 'NA-999', candidate: '1', symbol: 'fish' }, /no seat "NA-999"/],
    ['a candidate that is not there', { candidate: '77', symbol: 'boot' }, /no candidate 77/],
    ['no seat', { seat: '', station: 'NA-124-1', name: ['There'] }, /needs the seat.*nishan correct [A-Z]+-\d+ …/],
    ['a symbol that is not there', { candidate: '3', symbol: 'zeppelin' }, /"zeppelin". Mend: give its code/],
    [
      'a slip of the fingers',
      { candidate: '3', symbol: 'boto' },
      /no symbol "boto". Mend: is "Boot" \(boot\).* meant\?/,
    ],
    ['the symbol that it has', { candidate: '3', symbol: 'teapot' }, /has this symbol already/],
    ['no reason', { candidate: '3', symbol: 'boot', reason: [] }, /--reason/],
    ['two things at once', { candidate: '3', symbol: 'boot', withdrawn: true as const }, /one thing at a time/],
    ['a language that the guide has not', { candidate: '3', symbol: 'boot', reason: ['fr=x'] }, /no language "fr"/],
    ['a number that is none', { candidate: 'four', symbol: 'boot' }, /number on the ballot/],
    ['a station that is not there', { station: 'NA-124-99', address: ['There'] }, /no polling station "NA-124-99"/],
  ])('is refused with %s, and nothing is written', async (_, words, message) => {
    const before = [await read('candidates.csv'), await read('places.csv'), await read('guide.yaml')];
    await expect(correct(words)).rejects.toThrow(message);
    expect([await read('candidates.csv'), await read('places.csv'), await read('guide.yaml')]).toEqual(before);
  });
});

describe('with --out', () => {
  const out = (): string => guide.mirror;

  it.each(['targets', 'snapshot', 'timestamp'])('changes no table where the key of %s is elsewhere', async (role) => {
    await rm(join(guide.dir, `keys/demo-${role}.json`));
    const before = await tables();
    await expect(correct({ candidate: '3', symbol: 'Boot', out: out() })).rejects.toThrow(
      /needs 1 signature, and this computer has 0.*nothing was changed.*nishan prepare/,
    );
    expect(await tables()).toEqual(before);
  });

  it('changes no table where the slip would have no address, or a team signs for the seat', async () => {
    await guide.build();
    const before = await tables();
    await expect(correct({ candidate: '3', symbol: 'Boot', out: out() })).rejects.toThrow(/names no address.*nothing/);
    await expect(
      prepareCommand({ dir: guide.dir, out: `${out()}-proposal`, correct: 'NA-124', shell: false }, output),
    ).rejects.toThrow(/names none of its own\. Mend: say where the app opens: --address .*; or leave --correct out/);
    await guide.change(
      'keys/roles.json',
      /\}\s*$/,
      ', "teams": { "hills": { "keys": ["demo-root"], "threshold": 1, "regions": ["neel-koh"] } } }',
    );
    await expect(correct({ candidate: '3', symbol: 'Boot', out: out() })).rejects.toThrow(/team "hills".*--team hills/);
    expect(await tables()).toEqual(before);
  });
});

it('names the address with what comes next, where the guide has none of its own', async () => {
  await guide.build();
  await correct({ candidate: '3', symbol: 'Boot' });
  const next = output.lines.filter((line) => line.startsWith('  '));
  expect(next.map((line) => line.endsWith(' --address https://…'))).toEqual([true, true]);
});

it('is not written where check would stop the build for it', async () => {
  const before = [await read('places.csv'), await read('guide.yaml')];
  await expect(correct({ station: 'NA-124-1', name: ['To be uploaded', 'ur=N/A'] })).rejects.toThrow(
    /places\.csv:\d+ name/,
  );
  expect([await read('places.csv'), await read('guide.yaml')]).toEqual(before);
});

it('says what else is wrong since then: a clip that names the old symbol', async () => {
  await correct({ seat: 'NA-130', candidate: '2', symbol: 'bell', reason: ['A misprint', 'ur=چھپائی کی غلطی'] });
  expect(output.errors.join('\n')).toMatch(/media\.csv:\d+ symbol — the card of NA-130 shows the symbol "bell"/);
  expect(output.errors).toHaveLength(2);
});

it('a candidate withdraws', async () => {
  await correct({ candidate: '3', withdrawn: true });
  expect(await rowOf('NA-124,3,')).toMatch(/,yes$/);
  const [notice] = (await checkFolder(guide.dir)).content.guide.notices;
  expect(notice).toMatchObject({ title: { en: 'NA-124: Withdrawn: Sabahat Regzari' }, was: { en: 'Teapot' } });
  expect(notice?.title.ur).toContain('صباحت ریگ زاری');
  await expect(correct({ candidate: '3', withdrawn: true })).rejects.toThrow('already');
  await guide.build();
});

it('a notice that check would stop the build for is not written', async () => {
  const before = await tables();
  await expect(correct({ candidate: '3', withdrawn: true, reason: ['He is \u202egone'] })).rejects.toThrow(
    /reason.* invisible marks .*nothing was changed/,
  );
  expect(await tables()).toEqual(before);
});

it('a polling station moves', async () => {
  await correct({ station: 'NA-124-1', address: ['Mill Lane, Barfila', 'ur=چکی والی گلی'] });
  const { content } = await checkFolder(guide.dir);
  expect(content.places.all()[0]).toMatchObject({
    id: 'NA-124-1',
    address: { en: 'Mill Lane, Barfila', ur: 'چکی والی گلی' },
  });
  expect(content.guide.notices[0]).toMatchObject({
    ...{ kind: 'station-moved', contest: 'NA-124' },
    ...{ was: { en: 'Boys’ School, Barfila East, East Road, Barfila' } },
    ...{ is: { en: 'Boys’ School, Barfila East, Mill Lane, Barfila' } },
  });
});

it('a polling station does not move from where it is to where it is, in the other language', async () => {
  const before = [await read('places.csv'), await read('guide.yaml')];
  await expect(correct({ station: 'NA-124-1', name: ['New Mill'] })).rejects.toThrow(
    /--name — is said in en alone, .* in ur, which would stay\. Mend: say it in each.*--name "ur=…"/,
  );
  await expect(correct({ station: 'NA-124-1', address: ['ur=چکی'] })).rejects.toThrow(
    /--address — is said in ur alone/,
  );
  expect([await read('places.csv'), await read('guide.yaml')]).toEqual(before);
});

it('says what voters will not read: a reason in one language, no order', async () => {
  await correct({ candidate: '3', symbol: 'boot' });
  expect(output.errors).toEqual([expect.stringMatching(/^warning: --reason says nothing in "ur"/)]);
  expect(output.lines.join('\n')).toContain('No --order was given');
  const whole = catchOutput();
  const both = { reason: ['Drawn anew', 'ur=دوبارہ قرعہ'], order: ['Order 7', 'ur=حکم 7'] };
  await correctCommand({ seat: 'NA-124', guide: guide.dir, now, candidate: '3', symbol: 'key', ...both }, whole);
  expect(whole.errors).toEqual([]);
  expect(whole.lines.join('\n')).not.toContain('--order');
});

it('puts no English title under a language that the app does not speak', async () => {
  await guide.change('guide.yaml', /^languages: .*$/m, 'languages: [en, ur, fr]');
  await correct({ candidate: '3', symbol: 'boot' });
  await retireCommand({ guide: guide.dir, now: '2027-02-09T06:00:00Z' }, output);
  const { notices } = (await checkFolder(guide.dir)).content.guide;
  expect(notices.slice(0, 2).map(({ title }) => Object.keys(title))).toEqual([
    ['en', 'ur'],
    ['en', 'ur'],
  ]);
});

describe('a mistake', () => {
  it('is taken back whole before it is published', async () => {
    const before = (await checkFolder(guide.dir)).content;
    await guide.build();
    await correct({ candidate: '3', symbol: 'fish', swap: true });
    expect(await undoCommand({ guide: guide.dir, id: 'correction-NA-124-3-2612010930' }, output)).toBe(0);
    const after = (await checkFolder(guide.dir)).content;
    expect(after.candidates).toEqual(before.candidates);
    expect(after.guide.notices).toEqual(before.guide.notices);
    expect((await guide.build()).output.lines[0]).toContain('"changed":false');
  });

  it('that was published is not hidden, and one that somebody built on is left', async () => {
    await correct({ candidate: '3', symbol: 'boot' });
    await guide.build({ now: '2026-12-01T10:00:00Z' });
    const id = 'correction-NA-124-3-2612010930';
    await expect(undoCommand({ guide: guide.dir, id }, output)).rejects.toThrow(
      /was published already.*correct it again/,
    );
    await expect(undoCommand({ guide: guide.dir, id: 'other' }, output)).rejects.toThrow(id);
    await correct({ candidate: '3', symbol: 'key', now: '2026-12-01T11:00:00Z' });
    const table = join(guide.dir, 'candidates.csv');
    await writeFile(table, (await read('candidates.csv')).replace(/(NA-124,3,.*),key,/, '$1,comb,'));
    const second = undoCommand({ guide: guide.dir, id: 'correction-NA-124-3-2612011100' }, output);
    await expect(second).rejects.toThrow(/not "key".*nothing was changed/);
  });
});

it('an election that is over says so once, in every language', async () => {
  expect(await retireCommand({ guide: guide.dir, text: ['Thank you.'], now: '2027-02-09T06:00:00Z' }, output)).toBe(0);
  const { content } = await checkFolder(guide.dir);
  expect(content.guide.election.calendar.over).toBe('2027-02-09T06:00:00Z');
  const [notice] = content.guide.notices;
  expect(notice).toMatchObject({
    kind: 'over',
    text: { en: 'Thank you.' },
    title: { en: 'Election over', ur: 'انتخاب ختم' },
  });
  expect(notice).not.toHaveProperty('regions');
  expect(output.lines.join('\n')).toContain('nishan prepare');
  expect(output.errors.join('\n')).toContain('--text says nothing in "ur"');
  const second = retireCommand({ guide: guide.dir }, output);
  await expect(second).rejects.toThrow(/says already.* Mend: nothing is to be done; .*nishan retire --undo/);
});

it('an election that is to come is not over', async () => {
  const before = await read('guide.yaml');
  await expect(retireCommand({ guide: guide.dir, now }, output)).rejects.toThrow(
    /before the election is held \(2027-02-08\).*when the result is official/,
  );
  expect(await read('guide.yaml')).toBe(before);
});

it('the end of an election is taken back before it is published, and not after', async () => {
  await expect(retireCommand({ guide: guide.dir, undo: true }, output)).rejects.toThrow('does not say');
  const before = (await checkFolder(guide.dir)).content.guide;
  const at = '2027-02-09T06:00:00Z';
  await retireCommand({ guide: guide.dir, now: at }, output);
  expect(await retireCommand({ guide: guide.dir, undo: true }, output)).toBe(0);
  expect((await checkFolder(guide.dir)).content.guide).toEqual(before);
  await retireCommand({ guide: guide.dir, now: at }, output);
  await guide.build({ now: at });
  await expect(retireCommand({ guide: guide.dir, undo: true }, output)).rejects.toThrow('published already');
});
