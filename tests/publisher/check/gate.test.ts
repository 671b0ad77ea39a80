// What would mislead a voter although every reference leads somewhere: one symbol under two codes, nominees whom nobody
// finds on the ballot, names that are none, seats apart from their neighbours.
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { makeFolder } from '../content/make-folder.ts';
import { swap, whole } from './whole-folder.ts';

async function faultsWith(changes: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { faults } = await checkFolder(await makeFolder({ ...whole, ...changes }));
  return faults.map(
    (fault) => `${fault.severity} ${fault.file}:${fault.row ?? ''} ${fault.column ?? ''} ${fault.code}`,
  );
}

describe('one symbol under two codes', () => {
  const twins = (name: string, spellings: string): Record<string, string> => ({
    'symbols.csv':
      'code,name:en,name:ur,description:en,description:ur,picture,spellings\n' +
      `kite,Kite,پتنگ,A kite,پتنگ,pictures/kite.svg,Patang\nboat,${name},کشتی,A boat,کشتی,pictures/boat.svg,${spellings}\n`,
  });

  it.each([
    ['the same name', twins('KITE', '')],
    ['a name with what printed lists add', twins('Kite (symbol no.)', '')],
    ['a name that is the other one’s spelling', twins('Patang', '')],
    ['a spelling that is the other one’s name', twins('Boat', 'kite; ship')],
    ['a name in another script', { ...twins('Boat', 'پتنگ') }],
  ])('%s', async (_, changes) => {
    const faults = await faultsWith(changes);
    expect(faults).toContain('error candidates.csv:3 symbol doubled-symbol-name');
  });

  it('a spelling that both have been met with says nothing', async () => {
    expect(await faultsWith(twins('Boat', 'patang'))).toEqual([]);
  });

  it('two contests may each have one of them', async () => {
    const faults = await faultsWith({ ...twins('KITE', ''), ...swap('candidates.csv', 'NA-1,2', 'NA-2,2') });
    expect(faults.filter((fault) => fault.startsWith('error'))).toEqual([
      'error candidates.csv:4 symbol doubled-symbol-name',
    ]);
    const apart = await faultsWith({
      ...twins('KITE', ''),
      'candidates.csv': 'contest,serial,name:en,name:ur,party,symbol\nNA-1,1,A,ا,p,kite\nNA-2,1,C,ج,p,boat\n',
    });
    expect(apart.filter((fault) => fault.startsWith('error'))).toEqual([]);
  });
});

describe('nominees', () => {
  const backed = (row: string): Record<string, string> => ({
    ...swap('guide.yaml', 'ballots:', 'endorsers:\n  - {id: e, name: {en: Us, ur: ہم}}\nballots:'),
    'endorsements.csv': `by,contest,serial,symbol\n${row}\n`,
  });

  it.each([
    ['by serial number', 'e,NA-1,1,', []],
    ['by both, which agree', 'e,NA-1,1,kite', []],
    ['a symbol that nobody has in the seat', 'e,NA-2,,boat', ['error endorsements.csv:2 symbol nominee-symbol']],
    ['a number and a symbol that nobody has', 'e,NA-2,1,boat', ['error endorsements.csv:2 symbol nominee-symbol']],
    [
      'a number and somebody else’s symbol',
      'e,NA-1,1,boat',
      ['error endorsements.csv:2 symbol nominee-another-symbol'],
    ],
    ['neither', 'e,NA-1,,', ['error endorsements.csv:2 serial missing-value']],
    ['a symbol in a seat that is not there', 'e,NA-9,,boat', ['error endorsements.csv:2 symbol nominee-symbol']],
  ])('%s', async (_, row, expected) => {
    expect(await faultsWith(backed(row))).toEqual(expected);
  });

  it('finds the serial number by the symbol', async () => {
    const { content, faults } = await checkFolder(await makeFolder({ ...whole, ...backed('e,NA-1,,boat') }));
    expect(faults).toEqual([]);
    expect(content.endorsements).toMatchObject([{ contest: 'NA-1', serial: 2, symbol: 'boat' }]);
  });

  it('a withdrawn one must be signed off, and its symbol is nobody’s', async () => {
    const withdrawn = {
      'candidates.csv': `${(whole['candidates.csv'] ?? '').replaceAll('\n', ',\n').replace('symbol,', 'symbol,withdrawn').replace('boat,', 'boat,yes')}`,
    };
    const { faults } = await checkFolder(await makeFolder({ ...whole, ...backed('e,NA-1,2,'), ...withdrawn }));
    expect(faults).toMatchObject([
      { code: 'nominee-withdrawn', severity: 'warning', mustSign: true, value: 'e NA-1 2' },
    ]);
    expect(await faultsWith({ ...backed('e,NA-1,,boat'), ...withdrawn })).toEqual([
      'error endorsements.csv:2 symbol nominee-symbol',
    ]);
  });
});

it('names that are none, in tables and in guide.yaml', async () => {
  const faults = await faultsWith({
    ...swap('candidates.csv', 'NA-1,2,B', 'NA-1,2,To be uploaded'),
    ...swap('places.csv', 'School', 'N/A'),
    ...swap('guide.yaml', 'name: {en: Election, ur: انتخاب}', 'name: {en: TBA, ur: انتخاب}'),
  });
  expect(faults).toEqual([
    'error candidates.csv:3 name:en placeholder',
    'error guide.yaml: election.name.en placeholder',
    'error places.csv:2 name:en placeholder',
  ]);
});

describe('seats apart from their neighbours', () => {
  const regions = (list: string): Record<string, string> => {
    const seats = [...list].map((region, i) => [`NA-${i + 1}`, region]).filter(([, region]) => region !== '.');
    return {
      'contests.csv': `id,ballot,name:en,name:ur,state\n${seats.map(([id]) => `${id},NA,N,ن,postponed\n`).join('')}`,
      'regions.csv': `contest,region,regionName:en,regionName:ur\n${seats.map(([id, region]) => `${id},${region},N,ن\n`).join('')}`,
      'candidates.csv': 'contest,serial,name:en,name:ur,party,symbol\n',
      'places.csv': 'contest,id\n',
      'areas.csv': 'id,contests\n',
    };
  };

  it.each([
    ['aabaa', ['warning regions.csv:4 region neighbours-disagree']],
    ['aabbaa', ['warning regions.csv:4 region neighbours-disagree']],
    ['aabbbaa', []],
    ['aabbcc', []],
    ['aabcaa', []],
    ['aab.aa', []],
    ['abababa', ['warning regions.csv:3 region neighbours-disagree']],
  ])('%s', async (list, expected) => {
    const faults = (await faultsWith(regions(list))).filter((fault) => fault.includes('neighbours'));
    expect(faults.slice(0, 1)).toEqual(expected);
  });

  it('a seat that is in both regions is at home', async () => {
    const files = regions('aabaa');
    const faults = await faultsWith({ ...files, 'regions.csv': `${files['regions.csv']}NA-3,a,N,ن\n` });
    expect(faults.filter((fault) => fault.includes('neighbours'))).toEqual([]);
  });
});
