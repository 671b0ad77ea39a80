import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { runCheck } from '../../../src/publisher/commands/content/check.ts';
import { runImport } from '../../../src/publisher/commands/content/import.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';
import { checkedAt, faultsWith, swap, whole } from './whole-folder.ts';

it('finds nothing in a whole folder', async () => {
  expect(await faultsWith({})).toEqual([]);
});

it('says which language no voter can choose, and not of one that has other names', async () => {
  const listed = (tags: string): Promise<readonly string[]> =>
    faultsWith(swap('guide.yaml', 'languages: [en, ur]', `languages: [${tags}]`));
  expect((await listed('en, ur, fr')).filter((fault) => fault.includes('guide.yaml'))).toEqual([
    'warning guide.yaml: languages[2] no-interface',
  ]);
  expect((await listed('en, ur, sd, pnb, ur-PK')).filter((fault) => fault.includes('no-interface'))).toEqual([]);
});

it('names what is wrong in guide.yaml, and not what only seems to be missing for it', async () => {
  const wrong = (from: string, to: string): Promise<readonly string[]> => faultsWith(swap('guide.yaml', from, to));
  expect(await wrong('  name: {en: Test, ur: ٹیسٹ} #', '  kind: office\n  name: {en: Test, ur: ٹیسٹ} #')).toEqual([
    'error guide.yaml:3 publisher.kind bad-value',
  ]);
  expect(await wrong('"#2e7d32"', '"green"')).toEqual(['error guide.yaml:14 ballots[0].colour bad-value']);
  expect(await wrong('kind: general', 'kind: big')).toEqual(['error guide.yaml:8 election.kind bad-value']);
  const both = {
    ...swap('guide.yaml', '"#2e7d32"', '"green"'),
    ...swap('candidates.csv', 'NA-1,2,B,ب,,boat', 'NA-1,2,B,ب,,bat'),
  };
  expect(await faultsWith(both)).toContain('error candidates.csv:3 symbol unknown-symbol');
});

it('names the texts of guide.yaml that one of its languages lacks, in one line', async () => {
  const { faults } = await checkFolder(
    await makeFolder({ ...whole, ...swap('guide.yaml', '{en: National, ur: قومی}', "{en: National, ur: ''}") }),
  );
  expect(faults.map(({ code, severity, message }) => [severity, code, message])).toEqual([
    ['warning', 'missing-text', 'a text has nothing in "ur": ballots[0].name'],
  ]);
});

it('speaks of cells where there are cells', async () => {
  const { faults } = await checkFolder(
    await makeFolder({ ...whole, ...swap('guide.yaml', '{en: Election, ur: انتخاب}', '{en: TBA, ur: انتخاب}') }),
  );
  expect(faults.map(({ fix }) => fix)).toEqual(['fill in the real one, or take "en" out of it']);
});

describe('tables', () => {
  it.each([
    ['an unknown ballot', swap('contests.csv', 'NA-2,NA', 'NA-2,PA'), ['error contests.csv:3 ballot unknown-ballot']],
    ['a contest twice', swap('contests.csv', 'NA-2,NA', 'NA-1,NA'), ['error contests.csv:3 id doubled-id']],
    [
      'a vote that is held again on no day',
      { 'contests.csv': 'id,ballot,name:en,name:ur,day,rerun\nNA-1,NA,One,ایک,,yes\nNA-2,NA,Two,دو,2027-02-30,\n' },
      ['error contests.csv:3 day no-such-day', 'error contests.csv:2 day rerun-without-day'],
    ],
    [
      'a vote that is held again before the vote, one put off to a day before it, and a round before its first',
      {
        'contests.csv':
          'id,ballot,name:en,name:ur,state,day,rerun,kind,previousContestId\nNA-1,NA,One,ایک,,2027-02-08,yes,,\n' +
          'NA-2,NA,Two,دو,postponed,2027-02-01,,run-off,NA-1\n',
      },
      [
        'error contests.csv:2 day contradicting-dates',
        'error contests.csv:3 day contradicting-dates',
        'error contests.csv:3 day contradicting-dates',
      ],
    ],
    [
      'a contest without a region',
      swap('regions.csv', 'NA-2,north,North,شمال\n', ''),
      ['error contests.csv:3 id no-region'],
    ],
    [
      'a region without contests',
      swap('regions.csv', 'NA-2,north', 'NA-2,north,N,ش\nNA-9,south'),
      ['error regions.csv:4 region empty-region'],
    ],
    [
      'two names of a region',
      swap('regions.csv', 'NA-2,north,North', 'NA-2,north,Nord'),
      ['warning regions.csv:3 regionName two-region-names'],
    ],
    [
      'a serial number twice',
      swap('candidates.csv', 'NA-1,2', 'NA-1,1'),
      ['error candidates.csv:3 serial doubled-serial'],
    ],
    ['a symbol twice', swap('candidates.csv', ',,boat', ',,kite'), ['error candidates.csv:3 symbol doubled-symbol']],
    ['an unknown symbol', swap('candidates.csv', ',,boat', ',,boot'), ['error candidates.csv:3 symbol unknown-symbol']],
    ['an unknown party', swap('candidates.csv', 'ا,p,', 'ا,q,'), ['error candidates.csv:2 party unknown-party']],
    [
      'an unknown contest',
      swap('candidates.csv', 'NA-1,2', 'NA-9,2'),
      ['error candidates.csv:3 contest unknown-contest'],
    ],
    ['no symbol', swap('candidates.csv', ',,boat', ',,'), ['error candidates.csv:3 symbol no-symbol']],
    ['no name', swap('candidates.csv', 'B,ب', ','), ['error candidates.csv:3 name no-name']],
    ['a missing language', swap('candidates.csv', 'B,ب', 'B,'), ['warning candidates.csv:3 name:ur missing-language']],
    [
      'a missing description',
      swap('symbols.csv', ',A boat,', ',,'),
      ['warning symbols.csv:3 description:en missing-language'],
    ],
    [
      'a symbol twice on the chart',
      swap('symbols.csv', 'boat,Boat', 'kite,Boat'),
      ['error symbols.csv:3 code doubled-code'],
    ],
    [
      'two symbols of one name',
      swap('symbols.csv', 'boat,Boat', 'boat,kite'),
      ['warning symbols.csv:3 name:en same-name'],
    ],
    [
      'an open contest without candidates',
      swap('candidates.csv', 'NA-2,1,C,ج,p,kite\n', ''),
      ['error contests.csv:3 state no-candidates'],
    ],
    ['an unknown place', swap('areas.csv', 'NA-2,s', 'NA-2,t'), ['error areas.csv:2 places:women unknown-place']],
    ['a place for others', swap('places.csv', 'women', 'men'), ['error areas.csv:2 places:women wrong-place']],
    ['half a position', swap('places.csv', 'kind\n', 'kind,latitude,longitude\n'), []],
    ['a place of no contest', swap('places.csv', 'NA-1,s', 'NA-9,s'), ['error places.csv:2 contest unknown-contest']],
    [
      'an endorsement of nobody',
      { 'endorsements.csv': 'by,contest,serial\nx,NA-1,9\n' },
      ['error endorsements.csv:2 by unknown-endorser', 'error endorsements.csv:2 serial unknown-candidate'],
    ],
    [
      'a half position',
      { 'places.csv': 'contest,id,number,name:en,name:ur,kind,latitude\nNA-1,s,1,S,س,women,3\n' },
      ['error places.csv:2 latitude half-position'],
    ],
  ])('%s', async (_, changes, expected) => {
    const faults = await faultsWith(changes);
    expect(faults).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(faults).toEqual([]);
  });

  it('a seat key that does not fit its ballot', async () => {
    const ids = ['NA-1', 'NA-2', 'NA-3', 'NA-4', 'NA-5', 'PE-6'];
    const faults = await faultsWith({
      'contests.csv': `id,ballot,name:en,name:ur,state\n${ids.map((id) => `${id},NA,N,ن,postponed\n`).join('')}`,
      'regions.csv': `contest,region,regionName:en,regionName:ur\n${ids.map((id) => `${id},north,N,ن\n`).join('')}`,
    });
    expect(faults).toEqual(['error contests.csv:7 id seat-key-misfit']);
  });

  it('a region that no file could hold', async () => {
    const rows = Array.from({ length: 50_001 }, (_, i) => `NA-1,${i + 1},A,ا,,\n`).join('');
    const faults = await faultsWith({
      'contests.csv': 'id,ballot,name:en,name:ur,mark\nNA-1,NA,One,ایک,nothing\nNA-2,NA,Two,دو,symbol\n',
      'candidates.csv': `contest,serial,name:en,name:ur,party,symbol\n${rows}NA-2,1,C,ج,p,kite\n`,
    });
    expect(faults).toEqual(['error regions.csv:2 region region-too-large']);
  });
});

describe('guide.yaml', () => {
  it.each([
    [
      'symbols that are final after the election',
      '2027-01-20',
      '2027-03-20',
      'error guide.yaml: election.calendar.symbolsFinal contradicting-dates',
    ],
    ['a day that does not exist', '"2027-02-08"', '"2027-02-31"', 'error guide.yaml:9 election.date no-such-day'],
    [
      'hours the wrong way round',
      '  lookups: []',
      '  lookups: []\n  hours: {opens: "18:00", closes: "08:00", offset: "+05:00"}',
      'error guide.yaml: election.hours contradicting-dates',
    ],
    [
      'a day of its calendar that does not exist',
      '2027-01-20T',
      '2026-02-30T',
      'error guide.yaml:10 election.calendar.symbolsFinal no-such-day',
    ],
    [
      'symbols that are final when all is over',
      '2027-01-20T00:00:00Z"}',
      '2027-02-09T00:00:00Z", over: "2027-02-08T20:00:00Z"}',
      'error guide.yaml: election.calendar.over contradicting-dates',
    ],
    [
      'a source from no day',
      'ballots:',
      'sources: [{name: {en: List}, date: "2026-02-31"}]\nballots:',
      'error guide.yaml:13 sources[0].date no-such-day',
    ],
    [
      'a rally after the last vote',
      'ballots:',
      'events: [{id: r, kind: rally, title: {en: R}, day: "2027-02-09"}]\nballots:',
      'warning guide.yaml: events[0].day event-after-vote',
    ],
    [
      'a mirror of a kind that no phone knows',
      'ballots:',
      'mirrors: [{kind: gopher, url: "https://a.example/"}]\nballots:',
      'warning guide.yaml: mirrors[0].kind unknown-kind',
    ],
    ['a language twice', '[en, ur]', '[en, ur, en]', 'error guide.yaml: languages[2] doubled-id'],
    [
      'a turned text',
      'name: {en: Test',
      'name: {en: "Te\\u202est"',
      'error guide.yaml: publisher.name.en bidi-control',
    ],
    [
      'a publisher without a name',
      'name: {en: Test, ur: ٹیسٹ}',
      'name: {}',
      'error guide.yaml: publisher.name no-name',
    ],
    [
      'more steps than a strip has',
      'ballots:',
      `pages: [{id: how, kind: steps, title: {en: How, ur: طریقہ}, steps: [${'{text: {en: a, ur: ا}}, '.repeat(7)}]}]\nballots:`,
      'warning guide.yaml: pages[0].steps many-steps',
    ],
  ])('%s', async (_, from, to, expected) => {
    expect(await faultsWith(swap('guide.yaml', from, to))).toEqual([expected]);
  });

  it('says nothing of an event that is cancelled, or is before a vote that was put off', async () => {
    const event = 'events: [{id: r, kind: rally, title: {en: R}, day: "2027-02-09", state: cancelled}]\nballots:';
    expect(await faultsWith(swap('guide.yaml', 'ballots:', event))).toEqual([]);
    const put = {
      ...swap('guide.yaml', 'ballots:', event.replace('cancelled', 'planned')),
      'contests.csv': 'id,ballot,name:en,name:ur,day,rerun\nNA-1,NA,One,ایک,2027-02-20,yes\nNA-2,NA,Two,دو,,\n',
    };
    expect(await faultsWith(put)).toEqual([]);
  });

  it('notices and events that lead nowhere', async () => {
    const faults = await faultsWith({
      'guide.yaml':
        `${guideYaml}notices:\n  - {id: n, kind: correction, at: "2027-01-21T00:00:00Z", title: {en: T}, contest: NA-9}\n` +
        'events:\n  - {id: e, kind: talk, title: {en: T}, day: "2027-02-01", starts: "2027-02-05T10:00:00Z", regions: [west]}\n',
    });
    expect(faults).toEqual([
      'error guide.yaml: notices[0].contest unknown-contest',
      'error guide.yaml: events[0].regions unknown-region',
      'error guide.yaml: events[0].starts contradicting-dates',
    ]);
  });
});

describe('guide.yaml that cannot be read', () => {
  it.each([
    ['a slip of its syntax', { 'guide.yaml': `${guideYaml}\n  - : [` }, ['error guide.yaml:', 'bad-yaml']],
    ['its absence', { 'guide.yaml': '' }, ['error guide.yaml:', 'no-guide']],
  ])('is the one fault that is told: %s', async (what, files, [place, code]) => {
    const dir = await makeFolder({ ...whole, ...files });
    if (what === 'its absence') await rm(join(dir, 'guide.yaml'));
    const { faults } = await checkFolder(dir);
    expect(faults.map(({ severity, file, code }) => [`${severity} ${file}:`, code])).toEqual([[place, code]]);
  });
});

describe('the commands', () => {
  const collect = () => {
    const lines: string[] = [];
    const errors: string[] = [];
    const output = {
      out: (line: string) => void lines.push(line),
      err: (line: string) => void errors.push(line),
      progress: () => {},
    };
    return { lines, errors, output };
  };

  it('check prints a line a fault and its exit code says whether one is an error', async () => {
    const good = collect();
    expect(await runCheck({ dir: await makeFolder(whole) }, good.output, checkedAt)).toBe(0);
    expect(good.lines).toEqual(['2 contests, 3 candidates, 1 region: 0 errors, 0 warnings.']);
    const bad = collect();
    const dir = await makeFolder({ ...whole, ...swap('candidates.csv', ',,boat', ',,boot') });
    expect(await runCheck({ dir }, bad.output, checkedAt)).toBe(1);
    expect(bad.errors).toEqual([
      'error: candidates.csv:3 symbol — there is no symbol "boot". Mend: add it to symbols.csv, or correct it',
    ]);
    const json = collect();
    expect(await runCheck({ dir, json: true }, json.output, checkedAt)).toBe(1);
    expect(JSON.parse(json.lines.join(''))).toMatchObject({
      errors: 1,
      warnings: 0,
      faults: [{ code: 'unknown-symbol', row: 3 }],
    });
    const absent = collect();
    expect(await runCheck({ dir: '/nowhere/at/all' }, absent.output)).toBe(1);
    expect(absent.errors[0]).toContain('there is no such folder');
  });

  it('import prints its account, and fails only when nothing could be imported', async () => {
    const dir = await makeFolder({ 'guide.yaml': guideYaml, 'list.csv': 'k,n,s\nNA-1,A,KITE\nNA-2,B,\n' });
    const options = { file: `${dir}/list.csv`, into: dir, map: 'seat=k,name:en=n,symbol=s' };
    const json = collect();
    expect(await runImport(importCandidates, { ...options, json: true }, json.output)).toBe(0);
    expect(JSON.parse(json.lines.join(''))).toMatchObject({
      ...{ kind: 'candidates', read: 2, accepted: 1, repaired: 0, heldBack: 1, seats: 2, underReview: 1, regions: 1 },
      ...{ report: 'reports/candidates-list.json', open: 1, isFirst: true, changes: [] },
      columns: { seat: 'k', 'name:en': 'n', symbol: 's' },
    });
    const words = collect();
    await runImport(importCandidates, options, words.output);
    expect(words.lines[0]).toBe('Columns (as --map says):');
    expect(words.lines).toContain('2 rows read: 1 accepted, 0 repaired, 1 held back.');
    const bad = collect();
    expect(await runImport(importCandidates, { ...options, map: 'seat=k,name:en=x' }, bad.output)).toBe(1);
    expect(bad.errors[0]).toContain('there is no column "x"');
  });
});
