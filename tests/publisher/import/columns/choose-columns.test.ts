// Which columns were read is said, and which were not; a guess of which nothing comes is refused before anything is written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runImport } from '../../../../src/publisher/commands/content/import.ts';
import { importCandidates } from '../../../../src/publisher/import/candidates/import-candidates.ts';
import { importPlaces } from '../../../../src/publisher/import/places/import-places.ts';
import { guideYaml, makeFolder } from '../../content/make-folder.ts';

async function account(run: typeof importPlaces, csv: string, map?: string) {
  const dir = await makeFolder({ 'guide.yaml': guideYaml, 'contests.csv': 'id,ballot\nNA-1,NA\n' });
  const file = join(dir, 'list.csv');
  writeFileSync(file, csv);
  const lines: string[] = [];
  const take = (line: string): void => void lines.push(line);
  const code = await runImport(run, { file, into: dir, map }, { out: take, err: take, progress: () => undefined });
  return { dir, code, text: lines.join('\n') };
}

it('names the columns of --map, and those that nothing is read from', async () => {
  const csv = 'Seat,No,Candidate,Mark of hers,Bloc\nNA-1,1,Anna,Kite,Reds\n';
  const { text } = await account(importCandidates, csv, 'seat=Seat,serial=No,name:en=Candidate');
  expect(text).toContain('Columns (as --map says):\n  seat=Seat,serial=No,name:en=Candidate');
  expect(text).toContain('  not used: Mark of hers, Bloc\n');
});

it('says beside the map that it offers which columns are not in it', async () => {
  const { code, text } = await account(importCandidates, 'Seat,No,Person who stands,Bloc\nNA-1,1,Anna,Reds\n');
  expect(code).toBe(1);
  expect(text).toContain('--map "seat=Seat,serial=No,name=…", and add what the list has more of; not named there: ');
  expect(text).toContain('not named there: Person who stands, Bloc');
});

it('says once which columns there are where none of them can be read', async () => {
  const { text } = await account(importCandidates, 'الدائرة,الرقم,الاسم\nW-1,1,سلمى حداد\n');
  expect(text).toContain('the columns are: الدائرة, الرقم, الاسم. Mend: say which is which: --map "seat=COLUMN,');
  expect(text).toContain('all that a column can be: nishan import candidates --help');
  expect(text).not.toContain('not named there');
});

it('refuses a guess with which no row can be taken, and changes nothing', async () => {
  const { dir, code, text } = await account(importPlaces, 'seat,no,name,type\nNA-1,1,Old Mill,Primary\n');
  expect(code).toBe(1);
  expect(text).toContain('not one of 1 rows could be taken (1 × unknown-kind; row 2: "Primary" does not say');
  expect(text).toContain('--map "seat=seat,number=no,name:en=name,kind=type"; nothing was imported');
  expect(['places.csv', 'mappings.yaml', 'review', 'reports'].filter((name) => existsSync(join(dir, name)))).toEqual(
    [],
  );
  expect(readFileSync(join(dir, 'guide.yaml'), 'utf8')).toBe(guideYaml);
});

it('ends as a failure where a map fits no row, in words and with its account', async () => {
  const { code, text } = await account(
    importPlaces,
    'seat,no,name\nNA-1,1,Old Mill\n',
    'seat=name,number=no,name=seat',
  );
  expect(text).toContain('1 row read: 0 accepted, 0 repaired, 1 held back.');
  expect(text).toContain(
    'list.csv — none of its 1 row could be taken; most often: unknown-seat, the guide has no such seat. Mend: look at which column',
  );
  expect(code).toBe(1);
});
