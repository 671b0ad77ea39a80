import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/publisher/content/fault.ts';
import { FaultError, formatFault } from '../../../src/publisher/content/fault.ts';
import { readGuideFile } from '../../../src/publisher/content/guide-file/read-guide-file.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { guideYaml, makeFolder } from './make-folder.ts';

describe('readContent', () => {
  it('reads every table, each row with its place', async () => {
    const dir = await makeFolder({
      'guide.yaml': guideYaml,
      'contests.csv':
        'id,ballot,name:en,name:ur,state,incomplete,places,day,rerun\nNA-1,NA,One,ایک,under-review,yes,2,2027-02-20,yes\n',
      'regions.csv': 'contest,region,regionName:en\nNA-1,north,North\n',
      'candidates.csv':
        'contest,serial,name:en,party,symbol,photo,withdrawn\nNA-1,3,A,p,kite,pictures/a.png,yes\n\nNA-1,4,B,,,,\n',
      'parties.csv': 'id,name:en,short:en\np,Party,P\n',
      'symbols.csv': 'code,name:en,description:en,standIn,spellings\nkite,Kite,A kite,yes,kyte; kit\n',
      'places.csv':
        'contest,id,number,name:en,kind,latitude,longitude,accessible,serves\nNA-1,s,7,School,women,1.5,-2,no,11;12\n',
      'areas.csv': 'id,contests,places:women,serves\nward,NA-1,s,11\n',
      'endorsements.csv': 'by,contest,serial\ne,NA-1,3\n',
    });
    const { content, faults } = await readContent(dir);
    expect(faults).toEqual([]);
    expect(content.contests).toEqual([
      {
        ...{ file: 'contests.csv', row: 2, id: 'NA-1', ballot: 'NA', name: { en: 'One', ur: 'ایک' }, district: {} },
        ...{ kind: 'candidates', mark: 'symbol', state: 'under-review', isIncomplete: true, places: 2 },
        ...{ previousContestId: null, day: '2027-02-20', isRerun: true, question: {}, note: {} },
      },
    ]);
    expect(
      content.candidates.map(({ row, serial, party, photo, isWithdrawn }) => [row, serial, party, photo, isWithdrawn]),
    ).toEqual([
      [2, 3, 'p', 'pictures/a.png', true],
      [4, 4, null, null, false],
    ]);
    expect(content.symbols[0]).toMatchObject({ code: 'kite', isStandIn: true, spellings: ['kyte', 'kit'] });
    expect(content.places.all()[0]).toMatchObject({
      ...{ id: 's', number: '7', kind: 'women', isAccessible: false, serves: ['11', '12'] },
      position: { latitude: 1.5, longitude: -2 },
    });
    expect(content.areas[0]).toMatchObject({
      id: 'ward',
      contests: ['NA-1'],
      places: { all: [], men: [], women: ['s'] },
    });
    expect(content.endorsements[0]).toMatchObject({ by: 'e', contest: 'NA-1', serial: 3 });
    expect(content.guide.election.date).toBe('2027-02-08');
  });

  it.each([
    ['serial', 'NA-1,three,A,,', 'bad-number'],
    ['serial', 'NA-1,,A,,', 'missing-value'],
    ['serial', 'NA-1,0,A,,', 'bad-number'],
    ['contest', 'NA 1,1,A,,', 'bad-id'],
    ['name:en', `NA-1,1,${'x'.repeat(201)},,`, 'too-long'],
    ['name:en', 'NA-1,1,a\u202eb,,', 'bidi-control'],
    ['symbol', 'NA-1,1,A,a kite,', 'bad-id'],
    ['photo', 'NA-1,1,A,,../secret.png', 'bad-path'],
    ['photo', 'NA-1,1,A,,pictures/../../x.png', 'bad-path'],
    ['photo', 'NA-1,1,A,,pictures/CON.png', 'bad-path'],
    ['photo', 'NA-1,1,A,,pictures/lpt1', 'bad-path'],
    ['photo', 'NA-1,1,A,,pictures/a.png.', 'bad-path'],
    ['photo', 'NA-1,1,A,,pictures/a /b.png', 'bad-path'],
    ['photo', 'NA-1,1,A,,pictures/a\u202egnp.svg', 'bad-path'],
    ['photo', 'NA-1,1,A,,/etc/passwd', 'bad-path'],
  ])('finds a wrong %s', async (column, row, code) => {
    const dir = await makeFolder({
      'guide.yaml': guideYaml,
      'candidates.csv': `contest,serial,name:en,symbol,photo\n${row}\n`,
    });
    const { faults } = await readContent(dir);
    expect(faults).toMatchObject([{ severity: 'error', code, file: 'candidates.csv', row: 2, column }]);
  });

  it('warns of columns that nothing reads, and of languages that the guide does not have', async () => {
    const dir = await makeFolder({
      'guide.yaml': guideYaml,
      'candidates.csv': 'contest,serial,name:en,name:fr,remark\n',
    });
    const { faults } = await readContent(dir);
    expect(faults.map(({ severity, code, column }) => [severity, code, column])).toEqual([
      ['warning', 'unknown-column', 'name:fr'],
      ['warning', 'unknown-column', 'remark'],
    ]);
  });

  it('says what to do where there is no folder, no guide.yaml, no header', async () => {
    await expect(readContent('/nowhere/at/all')).rejects.toThrow(FaultError);
    await expect(readContent('/nowhere/at/all')).rejects.toThrow(/nishan init/);
    const dir = await makeFolder({ 'contests.csv': 'seat,ballot\n1,2\n' });
    const { faults } = await readContent(dir);
    expect(faults.map(({ code, column }) => [code, column])).toEqual([
      ['no-guide', undefined],
      ['missing-column', 'id'],
    ]);
  });
});

describe('guide.yaml', () => {
  const read = (yaml: string): { faults: Fault[]; guide: ReturnType<typeof readGuideFile> } => {
    const faults: Fault[] = [];
    return { guide: readGuideFile(new TextEncoder().encode(yaml), faults), faults };
  };

  it('finds each fault with its line and path', () => {
    const { faults, guide } = read(
      `${guideYaml}pages:\n  - {id: a, kind: steps, title: {en: A}, steps: []}\n  - {id: b, kind: stops, title: {}, steps: []}\n` +
        'notices:\n  - {id: n, kind: rumour, at: yesterday, title: {}}\n',
    );
    expect(faults.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['bad-value', 17, 'pages[1].kind'],
      ['bad-value', 19, 'notices[0].at'],
    ]);
    expect(guide.pages.map(({ id }) => id)).toEqual(['a']);
  });

  it('says what is wanted in words, and what is only empty', () => {
    const messages = (from: string, to: string): readonly string[] =>
      read(guideYaml.replace(from, to)).faults.map(({ column, message }) => `${column}: ${message}`);
    expect(messages('id: e', 'id: ""')).toEqual(['election.id: nothing is filled in here']);
    expect(messages('id: e', 'id: a b')).toEqual(['election.id: this should be letters A-Z, digits, ".", "_" and "-"']);
    expect(messages('"2027-02-08"', 'soon')).toEqual([
      'election.date: this should be a day like "2027-02-08", in quotation marks',
    ]);
    const hours = "hours: {opens: '8:00', closes: '17:00', offset: '5'}";
    expect(messages('lookups: []', `lookups: []\n  ${hours}`)).toEqual([
      'election.hours.opens: this should be a time on the 24-hour clock like "08:00", in quotation marks',
    ]);
    expect(messages('"#2e7d32"', '"#2E7D32"')[0]).toContain('a colour like "#1a7f37"');
    expect(messages('"#2e7d32"}', '#2e7d32\n  }')).toEqual(['ballots[0].colour: nothing is filled in here']);
    expect(read(`${guideYaml}mirrors: [{kind: static, url: 'http://guide.example'}]\n`).faults).toMatchObject([
      {
        column: 'mirrors[0].url',
        message: 'this should be an address that begins with https://, like https://guide.example.org/guide/',
        fix: 'write it in that form',
      },
    ]);
    expect(messages('kind: general', 'kind: big')[0]).toContain('one of: general, by-election');
  });

  it.each([
    [/ {2}calendar: .*\n/, '', '"calendar" is missing', /^add it: calendar: \{ symbolsFinal: "2027/],
    [/ {2}lookups: .*\n/, '', '"lookups" is missing', /^add it: lookups: \[\]$/],
    [/ {2}findFirst: .*\n/, '', '"findFirst" is missing', /pad .* list .* search/],
    [/, colour: "#2e7d32"/, '', '"colour" is missing', /colour: "#1a7f37"/],
    [/date: .*/, 'date: 2027', 'this should be a text of at most 10 characters, in quotation', /that form/],
    [/languages: .*/, 'languages: en', 'this should be a list of at most 20', /that form/],
    [
      /name: \{en: Election, ur: انتخاب\}/,
      'name: Election',
      'this should be a part with fields of its own, like { en',
      /that form/,
    ],
    [
      /name: \{en: Election, ur: انتخاب\}/,
      'name: {English: Election}',
      'this should be texts by language',
      /that form/,
    ],
    [/calendar: .*/, 'calendar: {over: soon}', 'this should be an instant in UTC like', /that form/],
    [/ballots:/, 'demo: "yes"\nballots:', 'this should be true or false, without quotation marks', /that form/],
    [
      /ballots:/,
      'mirrors: [{kind: Static, url: "https://a.example/"}]\nballots:',
      /one of: static, metadata, ipfs, blossom/,
      /./,
    ],
    [/ballots:/, 'mirrors: [{url: "https://a.example/"}]\nballots:', '"kind" is missing', /add it: kind: static/],
    [/ballots:/, 'pages: [{id: a, kind: steps, title: {en: A}}]\nballots:', '"steps" is missing', /steps: \[/],
  ])('has words and a mend for %s', (from, to, message, fix) => {
    const { faults } = read(guideYaml.replace(from, to));
    expect(faults.map((fault) => fault.message)).toEqual([
      expect.stringMatching(typeof message === 'string' ? message.replace(/[{(]/g, '\\$&') : message),
    ]);
    expect(faults[0]?.fix).toMatch(fix);
  });

  it('warns of misspelt fields at any depth', () => {
    const { faults } = read(`${guideYaml}page: []\n`.replace('lookups: []', 'lookups: []\n  lookup: []'));
    expect(faults.map(({ severity, code, column }) => [severity, code, column])).toEqual([
      ['warning', 'unknown-field', 'election.lookup'],
      ['warning', 'unknown-field', 'page'],
    ]);
  });

  it.each([
    ['broken YAML', 'a: [\n', 'bad-yaml'],
    ['a list', '- a\n', 'bad-yaml'],
    [
      'an alias bomb',
      `a: &a [x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(60)}]\nc: [${'*b, '.repeat(60)}]\n`,
      'bad-yaml',
    ],
  ])('refuses %s', (_, yaml, code) => {
    expect(read(yaml).faults.map((fault) => fault.code)).toEqual([code]);
  });

  it.each([
    ['{en: Ask in Mill Lane: we answer}', /": " in it/, /"Ask at the desk: we answer\."/],
    ['Ask in Mill Lane: we answer', /": " in it/, /quotation marks/],
    ['{en: "Test"', /not closed/, /"}"/],
    ['@test', /means something else/, /quotation marks/],
    ["'the desk's'", /quotation mark stands inside/, /twice/],
  ])('says in plain words what is wrong with the form of name: %s', (name, message, fix) => {
    const { faults } = read(guideYaml.replace('{en: Test, ur: ٹیسٹ}', name));
    expect(faults).toMatchObject([{ code: 'bad-yaml', row: expect.any(Number) }]);
    expect(faults[0]?.message).toMatch(message);
    expect(faults[0]?.fix).toMatch(fix);
  });

  it('keeps pictures inside the folder', () => {
    const page = (picture: string): string =>
      `pages:\n  - {id: a, kind: steps, title: {}, steps: [{text: {}, picture: "${picture}"}]}\n`;
    expect(read(guideYaml + page('pictures/a.svg')).faults).toEqual([]);
    for (const bad of ['../a.svg', 'pictures/../../a.svg', 'pictures//a', '/a.svg', 'https://a/b.svg']) {
      expect(read(guideYaml + page(bad)).faults.map(({ code }) => code)).toEqual(['bad-value']);
    }
  });

  it('throws nothing, whatever the bytes', () => {
    const line = fc.constantFrom(
      'publisher:',
      '  name: {en: a}',
      'ballots:',
      '- id: a',
      '  - *a',
      '&a x',
      ': :',
      '{',
      ']',
      'languages: [en]',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(line).map((lines) => new TextEncoder().encode(lines.join('\n'))),
        ),
        (bytes) => {
          const faults: Fault[] = [];
          readGuideFile(bytes, faults);
          expect(faults.every(({ message, fix }) => message !== '' && fix !== '')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('prints a fault as one harmless line', () => {
  const fault: Fault = {
    ...{ severity: 'error', code: 'x', file: 'candidates.csv', row: 17, column: 'symbol' },
    ...{ message: 'there is no symbol "ki\u001b[31m\nte\u202e"', fix: 'correct it' },
  };
  expect(formatFault(fault)).toBe('candidates.csv:17 symbol — there is no symbol "ki [31m te ". Mend: correct it');
});
