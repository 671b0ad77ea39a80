// Seats that are expected: runs, what a list lacks and what it has too many, in an import and in the gate.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkContent } from '../../../src/publisher/check/check-content.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { compareSeats, expectedSeats, seatsBetween } from '../../../src/publisher/content/rows/expected-seats.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import { exampleGuide } from '../build/guide-in-folder.ts';

const codes = new Set(['seat-missing', 'seat-not-expected', 'seat-without-candidates', 'bad-run']);

async function faultsOf(dir: string) {
  const { content, faults } = await readContent(dir);
  return [...faults, ...checkContent(content, null)].filter(({ code }) => codes.has(code));
}

it('reads a run of seats, and no run of other things', () => {
  expect(seatsBetween('NA-8', 'NA-11')).toEqual(['NA-8', 'NA-9', 'NA-10', 'NA-11']);
  expect(seatsBetween('R001', 'R003')).toEqual(['R001', 'R002', 'R003']);
  for (const [from, to] of [
    ['NA-8', 'PA-9'],
    ['NA-9', 'NA-8'],
    ['NA', 'NB'],
    ['NA-1', 'NA-999999'],
  ] as const)
    expect(seatsBetween(from, to)).toBeNull();
});

it('misses in a list only seats of the kinds that it has', () => {
  const entry = { file: 'seats.csv', row: 2, seats: ['NA-1', 'NA-2', 'PA-1'] };
  const expected = expectedSeats({ expected: [entry] });
  const ofList = compareSeats(expected, new Set(['NA-2', 'NA-7']), true);
  expect(ofList.absent.map(({ id }) => id)).toEqual(['NA-1']);
  expect(ofList.strange).toEqual(['NA-7']);
  const ofGuide = compareSeats(expected, new Set(['NA-2']), false);
  expect(ofGuide.absent.map(({ id }) => id)).toEqual(['NA-1', 'PA-1']);
});

it('are named by check with what to do, and have to be signed off', async () => {
  const { dir } = await exampleGuide();
  const seats = join(dir, 'seats.csv');
  expect(await faultsOf(dir)).toEqual([]);
  await writeFile(seats, 'id,to\nNA-124,NA-133\nPA-119,PA-134\nLC-501,LC-508\n');
  const faults = await faultsOf(dir);
  expect(faults.map(({ code, message, mustSign }) => ({ code, message, mustSign }))).toEqual([
    {
      code: 'seat-missing',
      message: '2 of 34 expected seats are not in contests.csv: NA-132, NA-133',
      mustSign: true,
    },
    {
      code: 'seat-not-expected',
      message: '1 of 33 seats are not among those that seats.csv expects: RF-1',
      mustSign: true,
    },
    {
      code: 'seat-without-candidates',
      message: '1 of 34 expected seats have no candidate: PA-121',
      mustSign: undefined,
    },
  ]);
  await writeFile(seats, 'id,to\nNA-124,PA-133\n');
  expect((await faultsOf(dir)).map(({ code }) => code)).toEqual(['bad-run']);
});

it('are counted and named by an import', async () => {
  const { dir, folder } = await exampleGuide();
  await writeFile(join(dir, 'seats.csv'), 'id,to\nXA-1,XA-3\nNA-124,NA-131\n');
  const list = join(folder, 'list.csv');
  await writeFile(list, 'seat,no,name,symbol\nXA-1,1,Anila,Kite\nXA-2,1,Bano,Kite\nXA-9,1,Chand,Kite\n');
  const { account, report } = await importCandidates({
    file: list,
    into: dir,
    map: 'seat=seat,serial=no,name:en=name,symbol=symbol',
  });
  expect([account.absent, account.strange]).toEqual([['XA-3'], ['XA-9']]);
  expect(JSON.parse(await readFile(join(dir, report), 'utf8'))).toMatchObject({ absent: ['XA-3'], strange: ['XA-9'] });
});
