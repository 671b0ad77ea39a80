// A small content folder in which check finds nothing, to be spoiled one way at a time.
import { expect } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

export const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>';
/** By name inside the folder. */
export const whole: Readonly<Record<string, string>> = {
  'guide.yaml': guideYaml,
  'contests.csv': 'id,ballot,name:en,name:ur\nNA-1,NA,One,ایک\nNA-2,NA,Two,دو\n',
  'regions.csv': 'contest,region,regionName:en,regionName:ur\nNA-1,north,North,شمال\nNA-2,north,North,شمال\n',
  'candidates.csv':
    'contest,serial,name:en,name:ur,party,symbol\nNA-1,1,A,ا,p,kite\nNA-1,2,B,ب,,boat\nNA-2,1,C,ج,p,kite\n',
  'parties.csv': 'id,name:en,name:ur\np,Party,پارٹی\n',
  'symbols.csv':
    'code,name:en,name:ur,description:en,description:ur,picture\n' +
    'kite,Kite,پتنگ,A kite,پتنگ,pictures/kite.svg\nboat,Boat,کشتی,A boat,کشتی,pictures/boat.svg\n',
  'pictures/kite.svg': svg,
  'pictures/boat.svg': svg.replace('M0 0h9v9z', 'M0 6h9l-2 3H2zM4 5V0h1v5z'),
  'places.csv': 'contest,id,number,name:en,name:ur,kind\nNA-1,s,1,School,اسکول,women\n',
  'areas.csv': 'id,name:en,contests,places:women\nward,Ward,NA-1;NA-2,s\n',
};

/** One of its files with a text replaced. */
export const swap = (file: string, from: string, to: string): Record<string, string> => {
  const before = whole[file] ?? '';
  expect(before).toContain(from);
  return { [file]: before.replace(from, to) };
};

/** Before all that the folders of these tests announce. */
export const checkedAt = new Date('2027-01-25T10:00:00Z');

/** The faults of the whole folder with some files changed, as "file:row column code". */
export async function faultsWith(changes: Readonly<Record<string, string | Uint8Array>>): Promise<readonly string[]> {
  const dir = await makeFolder({ ...whole, ...changes });
  const { faults } = await checkFolder(dir, checkedAt);
  return faults.map(
    ({ severity, file, row, column, code }) => `${severity} ${file}:${row ?? ''} ${column ?? ''} ${code}`,
  );
}
