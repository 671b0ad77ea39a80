// Whom an endorser's own list means: by the symbol in that seat, never against the name; what is doubtful stays out.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { readReview, writeReview } from '../../../src/publisher/content/review.ts';
import { importNominees } from '../../../src/publisher/import/candidates/import-nominees.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

const tables = {
  'guide.yaml': guideYaml,
  'symbols.csv': 'code,name:en,name:ur\n1,Kite,پتنگ\n2,Boat,کشتی\n3,Ladder,سیڑھی\n',
  'contests.csv': 'id,ballot,state\nNA-1,NA,open\nNA-2,NA,under-review\nNA-3,NA,open\n',
  'candidates.csv':
    'contest,serial,name:en,name:ur,symbol\nNA-1,1,Amina Bano,آمنہ بانو,1\nNA-1,2,Bilal Shahnawaz,,2\nNA-3,1,,کامران علی,3\n',
};

async function run(rows: readonly (readonly string[])[], dir?: string): Promise<{ dir: string; result: ImportResult }> {
  const folder = dir ?? (await makeFolder(tables));
  const file = join(folder, 'tickets.csv');
  writeFileSync(file, writeTable(['Constituency', 'Candidate', 'Symbol'], rows));
  return { dir: folder, result: await importNominees({ file, into: folder, by: 'movement' }) };
}

const outcomes = async (dir: string): Promise<readonly string[]> =>
  (await readReview(dir, 'nominees-movement-tickets')).map(({ row, what, guess }) => `${row} ${what} ${guess}`.trim());

it('takes who has the symbol in the seat, in two languages of one cell, and names the endorser', async () => {
  const { dir, result } = await run([
    ['NA-1', 'Amna Bano', 'KITE\n\nپتنگ'],
    ['NA-3', 'Kamran Ali', 'ladder'],
  ]);
  const { content } = await readContent(dir);
  expect(content.endorsements.map(({ by, contest, serial, symbol }) => [by, contest, serial, symbol])).toEqual([
    ['movement', 'NA-1', 1, '1'],
    ['movement', 'NA-3', 1, '3'],
  ]);
  expect(content.guide.endorsers.map(({ id }) => id)).toContain('movement');
  expect([result.accepted, result.repaired, result.heldBack]).toEqual([1, 1, 0]);
  expect(result.mapFrom).toBe('guessed');
});

it('holds back placeholders, symbols that nobody has there, names that say otherwise, seats without a list', async () => {
  const { dir } = await run([
    ['NA-1', 'To be uploaded', ''],
    ['NA-1', 'Bilal Shah Nawaz', 'Ladder'],
    ['NA-1', 'Zubaida Qureshi', 'Kite'],
    ['NA-2', 'Somebody', 'Kite'],
    ['NA-9', 'Somebody', 'Kite'],
    ['NA-1', 'Bilal Shahnawaz', ''],
    ['NA-1', 'Bilal Shahnawaz', 'Bote'],
  ]);
  expect(await outcomes(dir)).toEqual([
    '2 placeholder',
    '3 nominee-symbol serial=2',
    '4 nominee-name serial=1',
    '5 seat-under-review',
    '6 unknown-seat',
    '7 no-symbol serial=2',
    '8 unknown-symbol serial=2',
  ]);
  expect((await readContent(dir)).content.endorsements).toEqual([]);
});

it('offers nobody whom the endorser did not name, where name and symbol are two candidates', async () => {
  const { dir } = await run([['NA-1', 'Bilal Shahnawaz', 'Kite']]);
  const [item] = await readReview(dir, 'nominees-movement-tickets');
  expect(item).toMatchObject({ what: 'nominee-name', guess: '', reason: expect.stringContaining('who is serial 2') });
});

it('goes by an answer, and shows what a second list changes', async () => {
  const rows = [
    ['NA-1', 'Bilal Shah Nawaz', 'Ladder'],
    ['NA-3', 'Kamran Ali', 'Ladder'],
  ];
  const { dir } = await run(rows);
  const items = await readReview(dir, 'nominees-movement-tickets');
  const answered = writeReview(items.map((item) => ({ ...item, answer: 'yes', by: 'Sana' })));
  writeFileSync(join(dir, 'review/nominees-movement-tickets.csv'), answered);
  const { result } = await run([rows[0] ?? []], dir);
  expect(result.changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'removed movement NA-3 1',
    'added movement NA-1 2',
  ]);
});

it('asks whose nominees they are where nobody says so', async () => {
  const dir = await makeFolder(tables);
  const file = join(dir, 'tickets.csv');
  writeFileSync(file, 'Constituency,Candidate,Symbol\nNA-1,A,Kite\n');
  await expect(importNominees({ file, into: dir })).rejects.toThrow(/--by/);
});
