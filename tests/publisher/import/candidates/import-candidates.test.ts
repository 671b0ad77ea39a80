import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeTable } from '../../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../../content/make-folder.ts';
import { again, boat, header, type Imported, kite, listed, map, outcomes, run } from '../imported.ts';

describe('a clean list', () => {
  it('is accepted as it was, and makes contests, regions, parties, symbols and ballots', async () => {
    const done = await run([kite('1'), boat('2'), ['PA-7', 'North-II', '1', 'C', 'ج', 'KITE', '1', 'Green']]);
    expect(done.result).toMatchObject({
      read: 3,
      accepted: 3,
      repaired: 0,
      heldBack: 0,
      seats: 2,
      underReview: 0,
      regions: 1,
    });
    expect(listed(done)).toEqual(['NA-1 1 1', 'NA-1 2 2', 'PA-7 1 1']);
    const { contests, symbols, parties, regions, guide } = done.content;
    expect(
      contests.map(({ id, ballot, name, district, state, isIncomplete }) => [
        id,
        ballot,
        name.en,
        district.en,
        state,
        isIncomplete,
      ]),
    ).toEqual([
      ['NA-1', 'NA', 'North-I', 'North', 'open', false],
      ['PA-7', 'PA', 'North-II', 'North', 'open', false],
    ]);
    expect(symbols.map(({ code, name }) => [code, name.en])).toEqual([
      ['1', 'Kite'],
      ['2', 'Boat'],
    ]);
    expect(parties.map(({ id, name }) => [id, name.en])).toEqual([
      ['blue', 'Blue'],
      ['green', 'Green'],
    ]);
    expect(regions.map(({ contest, region }) => [contest, region])).toEqual([
      ['NA-1', 'north'],
      ['PA-7', 'north'],
    ]);
    expect(guide.ballots.map(({ id }) => id)).toEqual(['NA', 'PA']);
    expect(await readFile(join(done.dir, 'guide.yaml'), 'utf8')).toContain('# their name');
  });

  it('adds the languages that it brings to guide.yaml', async () => {
    const yaml = guideYaml.replace('[en, ur]', '[en] # ours');
    const done = await run([['NA-1', 'North', '1', 'A', 'ا', 'KITE', '1', '']], { 'guide.yaml': yaml });
    expect(done.content.guide.languages).toEqual(['en', 'ur']);
    expect(done.content.candidates[0]?.name).toEqual({ en: 'A', ur: 'ا' });
    expect(await readFile(join(done.dir, 'guide.yaml'), 'utf8')).toContain('# ours');
  });

  it('may be in UTF-16 with semicolons, as spreadsheet programs write it', async () => {
    const dir = await makeFolder({ 'guide.yaml': guideYaml });
    const text = `\ufeff${header.join(';')}\r\nNA-1;North;1;A;علی;KITE;1;Blue\r\n`;
    await mkdir(join(dir, 'source'));
    await writeFile(join(dir, 'source/list.csv'), Buffer.from(text, 'utf16le'));
    const done = await again(dir);
    expect(done.content.candidates[0]?.name).toEqual({ en: 'A', ur: 'علی' });
  });

  it('gives the same bytes when it is imported again', async () => {
    const done = await run([kite('1'), boat('2'), ['PA-7', 'North-II', '1', 'C', 'ج', ' KITE ', '', 'IND']]);
    const read = async (): Promise<readonly string[]> => {
      const names = ['candidates', 'contests', 'regions', 'parties', 'symbols'].map((name) => `${name}.csv`);
      return Promise.all(
        [...names, 'guide.yaml', done.result.report].map((name) => readFile(join(done.dir, name), 'utf8')),
      );
    };
    const before = await read();
    await again(done.dir);
    expect(await read()).toEqual(before);
  });

  it('is replaced by a shorter one of the same name, and keeps what people wrote', async () => {
    const done = await run([kite('1'), boat('2'), ['NA-2', 'South', '1', 'C', '', 'STAR', '3', 'Red']]);
    const symbols = await readFile(join(done.dir, 'symbols.csv'), 'utf8');
    await writeFile(join(done.dir, 'symbols.csv'), symbols.replace('1,Kite,,,', '1,Paper kite,,A kite with a tail,'));
    const regions = await readFile(join(done.dir, 'regions.csv'), 'utf8');
    await writeFile(join(done.dir, 'source/list.csv'), writeTable(header, [kite('1'), boat('2')]));
    const { content } = await again(done.dir);
    expect(content.contests.map(({ id }) => id)).toEqual(['NA-1']);
    expect(content.symbols.map(({ code, name, description }) => [code, name.en, description.en])).toEqual([
      ['1', 'Paper kite', 'A kite with a tail'],
      ['2', 'Boat', undefined],
    ]);
    expect(content.parties.map(({ id }) => id)).toEqual(['blue']);
    expect(await readFile(join(done.dir, 'regions.csv'), 'utf8')).toBe(regions);
  });

  it('reads a list without symbols or serial numbers', async () => {
    const done = await run(
      [
        ['Bath', '', '', 'A', '', '', '', ''],
        ['Bath', '', '', 'B', '', '', '', ''],
      ],
      {},
      'seat=key,name:en=en',
    );
    expect(listed(done)).toEqual(['Bath 1 null', 'Bath 2 null']);
    expect(done.content.contests[0]).toMatchObject({ id: 'Bath', ballot: 'NA', mark: 'nothing', state: 'open' });
  });
});

describe('rows that are repaired', () => {
  it.each([
    ['line breaks and spaces', ['NA-1', 'North-I', '3', 'Long\r\n  name ', '', 'STAR', '3', ''], 'line breaks removed'],
    [
      'Arabic letters in an Urdu name',
      ['NA-1', 'North-I', '3', 'C', 'علي كريم', 'STAR', '3', ''],
      'letters of another keyboard',
    ],
    ['presentation forms', ['NA-1', 'North-I', '3', 'C', 'ﻋﻠﯽ', 'STAR', '3', ''], 'letters of another keyboard'],
    ['invisible marks', ['NA-1', 'North-I', '3', 'C\u202e', '', 'STAR', '3', ''], 'invisible marks removed'],
    ['a serial number with a point', ['NA-1', 'North-I', '3.', 'C', '', 'STAR', '3', ''], 'read as 3'],
    ['a blank symbol number', ['NA-1', 'North-I', '3', 'C', '', 'STAR', '', ''], 'number found by the name'],
    ['a symbol number that is on no chart', ['NA-1', 'North-I', '3', 'C', '', 'STAR', '33', ''], 'no symbol number 33'],
    [
      'a slip that the number confirms',
      ['NA-1', 'North-I', '3', 'C', '', 'UMBRELA', '5', ''],
      '"UMBRELA" read as "Umbrella" (5)',
    ],
    ['a word for independents', ['NA-1', 'North-I', '3', 'C', '', 'STAR', '3', 'IND'], 'read as "Independent"'],
  ])('%s', async (_, row, what) => {
    const others = ['STAR', 'UMBRELLA'].flatMap((symbol, j) =>
      Array.from({ length: 4 }, (__, i) => {
        const party = j === 0 ? 'Independent' : '';
        return [`NA-${i + 2}`, `South-${'I'.repeat(i + 1)}`, String(j + 1), 'S', '', symbol, String(2 * j + 3), party];
      }),
    );
    const done = await run([kite('1'), boat('2'), row, ...others]);
    expect(outcomes(done)).toEqual([[4, 'repaired', expect.stringContaining(what)]]);
    expect(done.result).toMatchObject({ read: 11, accepted: 10, repaired: 1, heldBack: 0 });
  });

  it('keeps the repaired text in the folder', async () => {
    const done = await run([['NA-1', 'North', '1', 'A\nB', 'علي', 'PITCHER کوزہ', '3', '']]);
    expect(done.content.candidates[0]?.name).toEqual({ en: 'A B', ur: 'علی' });
    expect(done.content.symbols[0]?.name).toEqual({ en: 'Pitcher', ur: 'کوزہ' });
  });
});

it('names no districts where each seat has a name of its own', async () => {
  const districts = async (names: readonly string[]) => {
    const rows = names.map((name, i) => [`NA-${i + 1}`, name, '1', 'A', '', 'KITE', '1', 'Blue']);
    return (await run(rows)).content.contests.map(({ district }) => district.en ?? '');
  };
  expect(await districts(['Old Town', 'Mill', 'Harbour'])).toEqual(['', '', '']);
  expect(await districts(['Old Town-I', 'Old Town-II', 'Harbour'])).toEqual(['Old Town', 'Old Town', 'Harbour']);
});

describe('malformed seat keys', () => {
  const many = Array.from({ length: 25 }, (_, i) => [`PP-${i + 1}`, `Town-${i + 1}`, '1', 'S', '', 'STAR', '3', '']);
  const run1 = async (...rows: string[][]): Promise<Imported> => run([...many, ...rows]);

  it.each([
    ['PP 30', 'PP-30'],
    ['pp-30', 'PP-30'],
    ['PP–30', 'PP-30'],
    ['PP-30,', 'PP-30'],
    ['PP-030', 'PP-30'],
    ['PP-30-HILLS-V', 'PP-30'],
    ['PP-30HILLS-V', 'PP-30'],
    ['PP-۳۰', 'PP-30'],
  ])('"%s" is read as one seat', async (key, seat) => {
    const done = await run1([key, '', '1', 'A', '', 'STAR', '3', '']);
    expect(done.result).toMatchObject({ accepted: 25, repaired: 1, heldBack: 0 });
    expect(done.content.contests.some(({ id }) => id === seat)).toBe(true);
    const name = done.content.contests.find(({ id }) => id === seat)?.name.en;
    expect(name).toBe(key.includes('HILLS') ? 'HILLS-V' : undefined);
  });

  it.each([
    ['PE-30', 'Hills', 'the only seat on a ballot "PE"'],
    ['PE 30', 'Hills', 'the only seat on a ballot "PE"'],
    ['Provincial Assembly-100', 'Hills', 'does not say which seat'],
    ['', 'Hills', 'does not say which seat'],
    ['PP-9Hills', 'Hills-II', 'its only reading, PP-9, is the seat of another list'],
  ])('"%s" is held back and touches no seat', async (key, name, reason) => {
    const done = await run1([key, name, '1', 'A', '', 'STAR', '3', '']);
    expect(done.result).toMatchObject({ accepted: 25, repaired: 0, heldBack: 1, seats: 25, underReview: 0 });
    expect(outcomes(done)).toEqual([[27, 'held-back', expect.stringContaining(reason)]]);
  });

  it.each([
    ['PP-XL', 'Hills-IV', 'PP-40'],
    ['PP', '40 HILLS', 'PP-40'],
    ['PP-40 12', 'Hills', 'PP-40'],
    ['PP-40A', 'Hills', 'PP-40'],
  ])('"%s" is held back, and the seat that it may be is under review', async (key, name, seat) => {
    const done = await run1([key, name, '1', 'A', '', 'STAR', '3', '']);
    expect(done.result).toMatchObject({ accepted: 25, heldBack: 1, seats: 26, underReview: 1 });
    expect(done.content.contests.find(({ id }) => id === seat)?.state).toBe('under-review');
  });

  it('holds back a second copy of a list, and both where they disagree', async () => {
    const copy = await run1(['PP-9,', 'Town-9', '1', 'S', '', 'STAR', '3', '']);
    expect(outcomes(copy)).toEqual([[27, 'held-back', 'a second copy of the list of PP-9']]);
    expect(copy.content.contests.find(({ id }) => id === 'PP-9')?.state).toBe('open');
    const other = await run1(['PP-9,', 'Town-9', '1', 'S', '', 'KITE', '1', '']);
    expect(other.result).toMatchObject({ accepted: 24, heldBack: 2, underReview: 1 });
    expect(other.result.account.underReview[0]?.reasons).toContain('copies-disagree');
  });

  it('joins the parts of a list whose key is typed in two ways', async () => {
    const done = await run1(['PP 9', 'Town-9', '2', 'B', '', 'KITE', '1', '']);
    expect(done.result).toMatchObject({ accepted: 25, repaired: 1, heldBack: 0 });
    expect(listed(done)).toContain('PP-9 2 1');
  });

  it('holds back a seat whose key and name cell name two places', async () => {
    const done = await run1(['PP-30 HILLS-V', 'Valley', '1', 'A', '', 'STAR', '3', '']);
    expect(done.result.account.underReview).toEqual([{ seat: 'PP-30', reasons: ['two-names'] }]);
  });
});

describe('a chart that somebody wrote', () => {
  const symbols = 'code,name:en,spellings\n1,Kite,\n2,Boat,ship; vessel\n';
  it('is never added to; its spellings count', async () => {
    const done = await run(
      [
        kite('1'),
        ['NA-1', 'North-I', '2', 'B', '', 'Vessel', '', ''],
        ['NA-1', 'North-I', '3', 'C', '', 'STAR', '3', ''],
      ],
      { 'symbols.csv': symbols },
    );
    expect(done.result).toMatchObject({ accepted: 1, repaired: 1, heldBack: 1 });
    expect(listed(done)).toEqual(['NA-1 1 1', 'NA-1 2 2']);
    expect(done.result.account.held).toEqual({ 'unknown-symbol': 1 });
    expect(done.content.symbols.map(({ code }) => code)).toEqual(['1', '2']);
  });

  it('decides by its numbers where the list has no names', async () => {
    const done = await run([kite('1'), boat('2')], { 'symbols.csv': symbols }, map.replace('symbol=symbol,', ''));
    expect(listed(done)).toEqual(['NA-1 1 1', 'NA-1 2 2']);
  });
});

describe('regions', () => {
  it('are taken from the list where it names them, and frozen', async () => {
    const columns = 'seat=key,seatName=seat,serial=no,name:en=en,region=ur';
    const rows = [
      ['NA-1', 'A', '1', 'x', 'Upper Hills', '', '', ''],
      ['NA-2', 'B', '1', 'x', 'Plain', '', '', ''],
    ];
    const done = await run(rows, {}, columns);
    expect(done.content.regions.map(({ contest, region, regionName }) => [contest, region, regionName.en])).toEqual([
      ['NA-1', 'upper-hills', 'Upper Hills'],
      ['NA-2', 'plain', 'Plain'],
    ]);
    const moved = [
      ['NA-1', 'A', '1', 'x', 'Plain', '', '', ''],
      ['NA-3', 'C', '1', 'x', 'plain', '', '', ''],
    ];
    await writeFile(join(done.dir, 'source/list.csv'), writeTable(header, moved));
    const { content } = await again(done.dir, columns);
    expect(content.regions.map(({ contest, region }) => [contest, region])).toEqual([
      ['NA-1', 'upper-hills'],
      ['NA-2', 'plain'],
      ['NA-3', 'plain'],
    ]);
  });
});

it('accounts for every row of any table', async () => {
  const value = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
  const row = fc.tuple(
    value('NA-1', 'NA-2', 'NA 1', 'NA-1North', 'NA', '', 'PE-3', 'x y', 'NA-IV'),
    value('North-I', 'South', '', '12 North'),
    value('1', '2', '3', '', 'x', '٤'),
    value('A', 'B\nC', '', '\u202eD'),
    value('', 'علي'),
    value('KITE', 'BOAT', 'KITE CODE', '', 'STAR', 'UMBRELLA', 'UMBRELA', '-'),
    value('1', '2', '', '11', 'x y'),
    value('Blue', 'IND', '', 'آزاد', 'KITE'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
      const { result } = await run(rows);
      expect(result.read).toBe(rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).length);
    }),
    { numRuns: 60 },
  );
});
