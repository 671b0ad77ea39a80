// A list with a title above its header, in another sheet, or with one cell for all rows of a seat: as offices keep them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { FaultError } from '../../../../src/publisher/content/fault.ts';
import { readContent } from '../../../../src/publisher/content/read-content.ts';
import { readReview, reviewFolder } from '../../../../src/publisher/content/review.ts';
import { importCandidates } from '../../../../src/publisher/import/candidates/import-candidates.ts';
import { importPlaces } from '../../../../src/publisher/import/places/import-places.ts';
import { guideYaml, makeFolder } from '../../content/make-folder.ts';

type Cells = readonly (readonly string[])[];

function workbook(sheets: Readonly<Record<string, Cells>>): Uint8Array {
  const names = Object.keys(sheets);
  const rel = (i: number): string => `<Relationship Id="r${i}" Target="worksheets/s${i}.xml"/>`;
  const cellsOf = (row: readonly string[]): string =>
    row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
  const parts = names.map((name, i) => [
    `xl/worksheets/s${i}.xml`,
    strToU8(
      `<worksheet><sheetData>${sheets[name]?.map((row) => `<row>${cellsOf(row)}</row>`).join('')}</sheetData></worksheet>`,
    ),
  ]);
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${names.map((_, i) => rel(i)).join('')}</Relationships>`),
    ...Object.fromEntries(parts),
  });
}

const rows: Cells = [
  ['seat', 'no', 'name', 'symbol'],
  ['NA-1', '1', 'Anna', 'Kite'],
  ['NA-1', '2', 'Bano', 'Boat'],
];

it('finds the header below a title, by --map as by a guess, and says in which row', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml });
  const file = join(dir, 'final.csv');
  writeFileSync(
    file,
    `Final list of candidates 2027\nof 15 January\n\n${rows.map((row) => row.join(';')).join('\n')}\n`,
  );
  for (const map of [undefined, 'seat=seat,serial=no,name:en=name,symbol=symbol']) {
    const result = await importCandidates({ file, into: dir, map });
    expect(result).toMatchObject({ read: 2, accepted: 2, heldBack: 0 });
    expect(result.faults.map(({ code, row }) => [code, row])).toEqual([['header-below', 4]]);
  }
  writeFileSync(file, 'Final list\nof 15 January\n');
  await expect(importCandidates({ file, into: dir })).rejects.toThrow(/:1 — no column looks like the seat/);
});

it('names the other sheets where the first is no list, and remembers the one that was chosen', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml });
  const file = join(dir, 'final.xlsx');
  writeFileSync(file, workbook({ Notes: [['For the office']], List: [['Final list 2027'], ...rows] }));
  const refused = await importCandidates({ file, into: dir }).catch((error: unknown) => error);
  expect(refused instanceof FaultError && refused.faults.map(({ fix }) => fix)).toContain(
    'choose with: --sheet "List"',
  );
  expect(String(refused)).not.toContain('between cells');
  expect(await importCandidates({ file, into: dir, sheet: 'List' })).toMatchObject({ accepted: 2 });
  expect(await importCandidates({ file, into: dir })).toMatchObject({ accepted: 2, changes: [], mapFrom: 'kept' });
});

it('shows no seat as whole whose further rows have no seat, and takes the answer that they are its', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml });
  const file = join(dir, 'list.csv');
  const list = [
    'seat,no,name,symbol',
    'NA-1,1,Anna,Kite',
    ',2,Bano,Boat',
    ',3,Chand,Tree',
    'NA-2,1,Dara,Kite',
    ',,Total,',
  ];
  writeFileSync(file, `${list.join('\n')}\n`);
  const first = await importCandidates({ file, into: dir });
  expect([first.accepted, first.heldBack, first.account.incomplete]).toEqual([2, 3, ['NA-1', 'NA-2']]);
  const items = await readReview(dir, 'candidates-list');
  expect(items.map(({ row, seat, what, guess }) => [row, seat, what, guess])).toEqual([
    [3, 'NA-1', 'malformed-key', 'seat=NA-1'],
    [4, 'NA-1', 'malformed-key', 'seat=NA-1'],
    [6, 'NA-2', 'malformed-key', 'seat=NA-2'],
  ]);
  const answers = items.map(({ id, row }) => `${id},${row},,,,,,,yes,${row === 6 ? 'drop' : 'yes'},Amina`);
  writeFileSync(
    join(dir, reviewFolder, 'candidates-list.csv'),
    `id,row,seat,what,reason,found,guess,distance,held,answer,by\n${answers.join('\n').replaceAll(',,,,,,yes,yes', ',,,,seat=NA-1,,yes,yes')}\n`,
  );
  const second = await importCandidates({ file, into: dir });
  expect([second.account.incomplete, second.open, second.unsettled]).toEqual([[], 0, 0]);
  const { content } = await readContent(dir);
  expect(content.candidates.map(({ contest, serial }) => `${contest} ${serial}`)).toEqual([
    'NA-1 1',
    'NA-1 2',
    'NA-1 3',
    'NA-2 1',
  ]);
});

it('offers the seat above to a station without one', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml, 'contests.csv': 'id,ballot\nNA-1,NA\n' });
  const file = join(dir, 'stations.csv');
  writeFileSync(file, 'seat,no,name\nNA-1,1,Hall\n,2,School\n');
  await importPlaces({ file, into: dir });
  expect((await readReview(dir, 'places-stations')).map(({ what, guess }) => [what, guess])).toEqual([
    ['unknown-seat', 'seat=NA-1'],
  ]);
});
