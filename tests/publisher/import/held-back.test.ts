// What an import holds back, row by row or whole seats, and what it cannot take at all.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultError } from '../../../src/publisher/content/fault.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';
import { again, boat, header, kite, listed, map, outcomes, run } from './imported.ts';

describe('rows that are held back alone', () => {
  it.each([
    ['has no symbol', ['NA-1', 'North-I', '3', 'C', '', '', '', ''], 'no symbol'],
    ['has a dash for a symbol', ['NA-1', 'North-I', '3', 'C', '', '-', '', ''], 'no symbol'],
    ["has a symbol's number alone", ['NA-1', 'North-I', '3', 'C', '', '', '3', ''], 'which no name confirms'],
    [
      'has a number and a name that contradict each other',
      ['NA-1', 'North-I', '3', 'C', '', 'STAR', '4', ''],
      'is "Star" (3)',
    ],
    [
      'has a name that is unknown for its number',
      ['NA-1', 'North-I', '3', 'C', '', 'HORSESHOE', '3', ''],
      'is no name',
    ],
    [
      'has an unknown name and no number',
      ['NA-1', 'North-I', '3', 'C', '', 'INDEPENDENT', '', 'Independent'],
      'not on the chart',
    ],
    ['has no name', ['NA-1', 'North-I', '3', '', ' ', 'STAR', '3', ''], 'no name'],
    ['has no serial number', ['NA-1', 'North-I', 'x', 'C', '', 'STAR', '3', ''], 'no serial number'],
    ['has a cell that is too long', ['NA-1', 'North-I', '3', 'C'.repeat(201), '', 'STAR', '3', ''], '200 characters'],
  ])('one that %s, and its seat says that it is incomplete', async (_, row, reason) => {
    const stars = Array.from({ length: 4 }, (__, i) => {
      const seat = [`NA-${i + 2}`, `South-${'I'.repeat(i + 1)}`];
      return [
        [...seat, '1', 'S', '', 'STAR', '3', ''],
        [...seat, '2', 'M', '', 'MOON', '4', ''],
      ];
    }).flat();
    const done = await run([kite('1'), boat('2'), row, ...stars]);
    expect(done.result).toMatchObject({ accepted: 10, heldBack: 1, underReview: 0 });
    expect(outcomes(done)).toEqual([[4, 'held-back', expect.stringContaining(reason)]]);
    expect(done.content.contests.map(({ id, state, isIncomplete }) => [id, state, isIncomplete])[0]).toEqual([
      'NA-1',
      'open',
      true,
    ]);
    expect(done.result.account.incomplete).toEqual(['NA-1']);
  });

  it('a row with more cells than the header', async () => {
    const dir = await makeFolder({
      'guide.yaml': guideYaml,
      'source/list.csv': `${header.join(',')}\nNA-1,North,1,A,,KITE,1,Blue\nNA-1,North,2,B,x,,BOAT,2,Blue\n`,
    });
    const done = await again(dir);
    expect(outcomes(done)).toEqual([[3, 'held-back', 'the row has more cells than the header']]);
  });
});

describe('seats that are held back whole, and stay findable', () => {
  it.each([
    ['a serial number twice', [kite('1'), boat('1')], 'duplicate-serial'],
    ['a symbol number twice', [kite('1'), ['NA-1', 'North-I', '2', 'B', '', 'BOAT', '1', '']], 'doubled-symbol-number'],
    ['a symbol name twice', [kite('1'), ['NA-1', 'North-I', '2', 'B', '', 'kite code', '', '']], 'doubled-symbol-name'],
    ['two names', [kite('1'), ['NA-1', 'South', '2', 'B', '', 'BOAT', '2', '']], 'two-names'],
  ])('%s', async (_, rows, reason) => {
    const done = await run([...rows, ['NA-2', 'East', '1', 'C', '', 'STAR', '3', '']]);
    expect(done.result).toMatchObject({ read: 3, accepted: 1, heldBack: 2, seats: 2, underReview: 1 });
    expect(done.result.account.underReview).toEqual([{ seat: 'NA-1', reasons: expect.arrayContaining([reason]) }]);
    expect(done.content.contests.map(({ id, state, isIncomplete }) => [id, state, isIncomplete])).toEqual([
      ['NA-1', 'under-review', true],
      ['NA-2', 'open', false],
    ]);
    expect(done.content.regions.map(({ contest }) => contest)).toEqual(['NA-1', 'NA-2']);
    expect(listed(done)).toEqual(['NA-2 1 3']);
  });

  it('one symbol under two names, one of which was learnt', async () => {
    const others = ['CHARPAI', 'CHAPATI'].flatMap((symbol) =>
      Array.from({ length: 4 }, (_, i) => [`${symbol}-${i + 1}`, symbol, '1', 'S', '', symbol, '56', '']),
    );
    const mine = ['CHARPAI', 'CHAPATI'].map((symbol, i) => ['NA-1', 'North', String(i + 1), 'A', '', symbol, '', '']);
    const done = await run([...mine, ...others]);
    expect(done.result.account.underReview).toEqual([{ seat: 'NA-1', reasons: ['doubled-symbol'] }]);
    expect(done.result).toMatchObject({ heldBack: 2 });
  });

  it('a seat of which every row is held back', async () => {
    const done = await run([
      ['NA-1', 'North', '1', 'A', '', '', '', ''],
      ['NA-2', 'East', '1', 'C', '', 'STAR', '3', ''],
    ]);
    expect(done.result.account.underReview).toEqual([{ seat: 'NA-1', reasons: ['no-rows'] }]);
  });
});

describe('what cannot be imported', () => {
  const fails = async (dir: string, file: string, columns: string): Promise<readonly string[]> => {
    try {
      await importCandidates({ file, into: dir, map: columns });
    } catch (error) {
      if (error instanceof FaultError) return error.faults.map(({ code }) => code);
      throw error;
    }
    return [];
  };

  it.each([
    ['no seat', 'name:en=en', 'bad-map'],
    ['no name', 'seat=key', 'bad-map'],
    ['an unknown target', 'seat=key,name:en=en,colour=x', 'bad-map'],
    ['no pair', 'seat', 'bad-map'],
    ['a target twice', 'seat=key,seat=no,name:en=en', 'bad-map'],
    ['a column that is not there', 'seat=key,name:en=nom', 'missing-column'],
  ])('a map with %s', async (_, columns, code) => {
    const dir = await makeFolder({ 'guide.yaml': guideYaml, 'list.csv': 'key,no,en\nNA-1,1,A\n' });
    expect(await fails(dir, join(dir, 'list.csv'), columns)).toEqual([code]);
    expect((await readdir(dir)).sort()).toEqual(['guide.yaml', 'list.csv']);
  });

  it('an absent file, a folder, an absent content folder, a folder without a guide', async () => {
    const dir = await makeFolder({ 'guide.yaml': guideYaml, 'list.csv': 'key,en\nNA-1,A\n' });
    const columns = 'seat=key,name:en=en';
    expect(await fails(dir, join(dir, 'nothing.csv'), columns)).toEqual(['no-file']);
    expect(await fails(dir, dir, columns)).toEqual(['no-file']);
    expect(await fails(join(dir, 'nothing'), join(dir, 'list.csv'), columns)).toEqual(['no-folder']);
    await mkdir(join(dir, 'empty'));
    expect(await fails(join(dir, 'empty'), join(dir, 'list.csv'), columns)).toEqual(['no-guide']);
  });

  it('a folder in which rows or columns would be lost', async () => {
    const columns = 'seat=key,name:en=en';
    const list = { 'guide.yaml': guideYaml, 'list.csv': 'key,en\nNA-1,A\n' };
    const broken = await makeFolder({ ...list, 'candidates.csv': 'contest,serial,name:en\nNA-9,one,Z\n' });
    expect(await fails(broken, join(broken, 'list.csv'), columns)).toEqual(['bad-number']);
    const remark = await makeFolder({ ...list, 'parties.csv': 'id,name:en,remark\np,P,keep me\n' });
    expect(await fails(remark, join(remark, 'list.csv'), columns)).toEqual(['unknown-column']);
    expect(await readFile(join(remark, 'parties.csv'), 'utf8')).toContain('keep me');
  });

  it('a seat that another list has filled: its rows are held back, what is there stays', async () => {
    const dir = await makeFolder({
      'guide.yaml': guideYaml,
      'contests.csv': 'id,ballot,name:en\nNA-1,NA,North-I\n',
      'candidates.csv': 'contest,serial,name:en,symbol\nNA-1,9,By hand,\n',
      'list.csv': writeTable(header, [kite('1'), boat('2')]),
    });
    const { heldBack, account } = await importCandidates({ file: join(dir, 'list.csv'), into: dir, map });
    expect([heldBack, account.held]).toEqual([2, { 'seat-taken': 2 }]);
    expect((await readContent(dir)).content.candidates.map(({ name }) => name.en)).toEqual(['By hand']);
  });
});
