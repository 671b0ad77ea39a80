// Lists as election offices of several countries send them: headers of two lines, column numbers, sums, codes without letters,
// one name in two columns, whom a court took off. All of it is invented. What is read wrongly without a word is the worst.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

const yaml = guideYaml.slice(0, guideYaml.indexOf('ballots:')).replace('[en, ur]', '[en]');

async function take(
  lines: readonly string[],
  { map, guide = yaml, dir }: { readonly map?: string; readonly guide?: string; readonly dir?: string } = {},
): Promise<{ readonly dir: string; readonly result: ImportResult; readonly shown: readonly string[] }> {
  const into = dir ?? (await makeFolder({ 'guide.yaml': guide }));
  const file = join(into, 'list.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const result = await importCandidates({ file, into, map });
  const { content } = await readContent(into);
  const shown = content.candidates.map(({ contest, serial, name, isWithdrawn }) =>
    [contest, serial, Object.values(name)[0], ...(isWithdrawn ? ['withdrawn'] : [])].join(' '),
  );
  return { dir: into, result, shown };
}

const codes = (result: ImportResult): readonly string[] => result.faults.map(({ code }) => code);
const heldRows = (result: ImportResult): readonly string[] =>
  result.account.rows.filter(({ outcome }) => outcome === 'held-back').map(({ row, reason }) => `${row} ${reason}`);

describe('a header', () => {
  const below = ['001,Changa,1,Asha Wanjiru,LION', '001,Changa,2,Peter Otieno,TORCH', '002,Jomva,1,Mary Achieng,LION'];

  it('of two lines is one header, and no row of the list', async () => {
    const { result, shown } = await take([
      'Invented commission',
      'Constituency,,Candidate,,Symbol',
      'Code,Name,No,Name,',
      ...below,
    ]);
    expect(shown).toEqual(['001 1 Asha Wanjiru', '001 2 Peter Otieno', '002 1 Mary Achieng']);
    expect(codes(result)).toEqual(expect.arrayContaining(['two-header-lines', 'header-below']));
    expect(result.faults.find(({ code }) => code === 'header-below')?.row).toBe(2);
    expect([...result.map]).toEqual([
      ['seat', 'Constituency Code'],
      ['seatName:en', 'Constituency Name'],
      ['serial', 'Candidate No'],
      ['name:en', 'Candidate Name'],
      ['symbol', 'Symbol'],
    ]);
  });

  it('with columns that nobody named says that they were not read, and takes no row for a second line', async () => {
    const { result, shown } = await take(['seat,,no,name,symbol', ...below]);
    expect(shown).toHaveLength(3);
    const [told] = result.faults.filter(({ code }) => code === 'unnamed-columns');
    expect(told?.message).toBe('1 column has no name in the header and was not read: B (row 2: "Changa")');
    const words = await take(['seat,,name,symbol', 'A,Name,Asha,LION', 'A,North,Bo,TORCH']);
    expect(words.shown).toHaveLength(2);
  });

  it('with its columns numbered below has no candidate called 4', async () => {
    const { result, shown } = await take(['seat,place,no,name,symbol', '(১),(২),(৩),(৪),(৫)', ...below]);
    expect(shown).toHaveLength(3);
    expect(codes(result)).toContain('numbered-columns');
    expect((await take(['seat,no,name,symbol', '1,2,Asha,LION', '1,3,Bo,TORCH'])).shown).toHaveLength(2);
  });

  it('that cannot be guessed is named itself, and not the title above it', async () => {
    const refused = take(['Invented commission', '', 'AREA,HOLDER,MARK,PARTY', 'A,B,C,D', 'E,F,G,H']);
    await expect(refused).rejects.toThrow(/list\.csv:3 — no column looks like the seat; the columns are: AREA, HOLDER/);
  });
});

describe('one thing in two columns', () => {
  const rows = ['09,1,NUÑEZ,Luz,Sol', '09,1,GÜEMES,Ángel,Luna', '15,1,ÁVILA,Xóchitl,Sol', ',1,PEÑA,Rubén,Luna'];
  const map = 'seat=STATE+DISTRICT,name=SURNAME + OTHER NAMES,symbol=SIGN';

  it('is joined as the map says, and the map is kept', async () => {
    const { dir, result, shown } = await take(['STATE,DISTRICT,SURNAME,OTHER NAMES,SIGN', ...rows], { map });
    expect(shown).toEqual(['09-1 1 NUÑEZ Luz', '09-1 2 GÜEMES Ángel', '15-1 1 ÁVILA Xóchitl']);
    expect(result.unused).toEqual([]);
    expect(heldRows(result)).toEqual(['5 there is no seat in this row; the rows above are of 15-1']);
    const again = await take(['STATE,DISTRICT,SURNAME,OTHER NAMES,SIGN', ...rows], { dir });
    expect([again.result.mapFrom, again.result.changes]).toEqual(['kept', []]);
  });

  it('of which one is not there is refused by its name', async () => {
    const refused = take(['STATE,SURNAME,SIGN', 'a,b,c'], { map });
    await expect(refused).rejects.toThrow(/there is no column "DISTRICT"/);
  });
});

describe('rows that are no candidates', () => {
  const header = 'seat,no,name,symbol';
  const rows = ['Dhaka-1,1,Rahima,Boat', 'Dhaka-1,2,Jamal,Plough', 'Khulna-1,1,Kamal,Boat', 'Khulna-1,2,Selina,Plough'];

  it('sums make no seat, and nobody is asked about them', async () => {
    const { dir, result, shown } = await take([header, ...rows, 'Total,4,,', 'মোট প্রার্থী,৪,,', 'Grand Total,,4,']);
    expect(shown).toHaveLength(4);
    expect([result.seats, result.heldBack, result.open]).toEqual([2, 3, 0]);
    expect(result.account.held).toEqual({ sum: 3 });
    const { content } = await readContent(dir);
    expect(content.contests.map(({ id }) => id)).toEqual(['Dhaka-1', 'Khulna-1']);
  });

  it('sums that stand where the seat is named are no row of it either', async () => {
    const list = ['seat code,seat name,no,name,symbol', '1,North,1,Asha,Boat', ',Total,1,,', '2,South,1,Bo,Boat'];
    const { result } = await take(list);
    expect(result.account.held).toEqual({ sum: 1 });
  });

  it('what stands below the list makes no seat, and a person can say that it is one', async () => {
    const list = [header, ...rows, 'Dhaka-2,1,Nila,Boat', 'Prepared by,,,', 'Central,1,Anwar,Boat'];
    const { dir, result } = await take(list);
    expect([result.seats, result.heldBack, result.open]).toEqual([3, 2, 2]);
    expect(heldRows(result).join()).toContain('"Central" has no number, and most seats of the list have one');
    const review = join(dir, 'review/candidates-list.csv');
    const text = readFileSync(review, 'utf8');
    writeFileSync(review, text.replace(/(Central · 1.*yes),,/, '$1,seat=Central,Amina'));
    expect((await take(list, { dir })).shown).toContain('Central 1 Anwar');
  });
});

describe('seats', () => {
  it('with digits of another script, and with an apostrophe, are read', async () => {
    const rows = ['১৭৪,1,Rahima,Boat', '১৭৪,2,Jamal,Plough', 'Cox’s Bazar-1,1,Kamal,Boat'];
    const { result, shown } = await take(['seat,no,name,symbol', ...rows]);
    expect(shown).toEqual(['174 1 Rahima', '174 2 Jamal', 'Coxs-Bazar-1 1 Kamal']);
    expect(result.account.mended).toEqual({ 'seat-key': 3 });
  });

  it.each([
    [['Dhaka-1', 'Khulna-1'], ['SEAT']],
    [Array.from({ length: 9 }, (_, i) => `${'ABCDEFGHI'[i]}X-1`), ['SEAT']],
    [
      ['NA-1', 'PP-1'],
      ['NA', 'PP'],
    ],
    [['Ward-1', 'Ward-2'], ['WARD']],
  ])('%j are on the ballots %j, and the command names those that it made', async (seats, ballots) => {
    const { dir, result } = await take(['seat,no,name,symbol', ...seats.map((seat) => `${seat},1,Asha,Boat`)]);
    const { content } = await readContent(dir);
    expect([...new Set(content.contests.map(({ ballot }) => ballot))]).toEqual(ballots);
    expect(result.faults.find(({ code }) => code === 'new-ballots')?.message).toContain(ballots.join(', '));
  });
});

it('says that the numbers on the ballot are its own where the list has none', async () => {
  expect(codes((await take(['seat,name,symbol', 'A1,Asha,Boat'])).result)).toContain('numbered-in-order');
  expect(codes((await take(['seat,Sl No,name,symbol', 'A1,1,Asha,Boat'])).result)).not.toContain('numbered-in-order');
});

describe('a status', () => {
  const header = 'seat,no,name,symbol,STATUS';
  const rows = [
    'A1,1,Asha,Lion,CLEARED',
    'A1,2,Bo,Torch,Withdrawn',
    'A1,3,Cheng,Clock,REVOKED BY COURT',
    'A1,4,Dua,,withdrawn',
  ];

  it('says who withdrew, and what it does not say is asked', async () => {
    const { dir, result, shown } = await take([header, ...rows]);
    expect(shown).toEqual(['A1 1 Asha', 'A1 2 Bo withdrawn', 'A1 4 Dua withdrawn']);
    expect(heldRows(result)).toEqual([
      '4 "REVOKED BY COURT" does not say whether the candidate stands: answer status=standing, status=withdrawn or drop',
    ]);
    // A court puts one back.
    const back = await take([header, ...rows.map((row) => row.replace('Withdrawn', 'Cleared'))], { dir });
    expect(back.shown).toContain('A1 2 Bo');
    expect(back.result.changes).toEqual([
      expect.objectContaining({ key: 'A1 2', cells: [{ column: 'withdrawn', was: 'yes', is: '' }] }),
    ]);
  });

  it('frees the symbol of who withdrew: who has it now has it alone', async () => {
    const list = [header, 'A1,1,Asha,Lion,', 'A1,2,Bo,Torch,Withdrawn', 'A1,3,Cheng,Torch,Cleared'];
    const { dir, result, shown } = await take(list);
    expect([result.underReview, shown]).toEqual([0, ['A1 1 Asha', 'A1 2 Bo withdrawn', 'A1 3 Cheng']]);
    const { content } = await readContent(dir);
    expect(content.candidates.map(({ symbol }) => symbol)).toEqual(['lion', null, 'torch']);
  });

  it('in a column "Withdrawn" is a yes or a no; a list without one leaves it to people', async () => {
    const { shown } = await take(['seat,no,name,symbol,Withdrawn', 'A1,1,Asha,Lion,no', 'A1,2,Bo,Torch,Yes']);
    expect(shown).toEqual(['A1 1 Asha', 'A1 2 Bo withdrawn']);
    expect(heldRows((await take([header, 'A1,1,Asha,Lion,yes', 'A1,2,Bo,Torch,'])).result)).toHaveLength(1);
  });
});
