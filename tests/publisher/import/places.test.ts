// Polling stations: numbers, whom they are for, names in two scripts; and names that a PDF turned, put right or asked about.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { readReview } from '../../../src/publisher/content/review.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { importPlaces } from '../../../src/publisher/import/places/import-places.ts';
import { stationWords } from '../../../src/publisher/import/text/station-words.ts';
import { findTurn, openLexicon, turnShapes, turnText } from '../../../src/publisher/import/text/turn-text.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

const contests = 'id,ballot\nNA-1,NA\nNA-2,NA\n';

async function run(
  rows: readonly (readonly string[])[],
  header = ['constituency', 'no', 'name'],
): Promise<{ dir: string; result: ImportResult; places: readonly string[] }> {
  const dir = await makeFolder({ 'guide.yaml': guideYaml, 'contests.csv': contests });
  const file = join(dir, 'stations.csv');
  writeFileSync(file, writeTable(header, rows));
  const result = await importPlaces({ file, into: dir });
  const { content } = await readContent(dir);
  const places = content.places
    .all()
    .map(({ contest, id, number, name, kind }) =>
      [contest, id, number, kind, ...Object.entries(name).flat()].join(' | '),
    );
  return { dir, result, places };
}

describe('a list of stations', () => {
  it('tells of each row that says of steps what is neither yes nor no', async () => {
    const rows = ['Y', 'no', 'ramp at the back', '', '-'].map((access, i) => ['NA-1', `${i + 1}`, `Hall ${i}`, access]);
    const { dir, result } = await run(rows, ['constituency', 'no', 'name', 'accessible']);
    expect(result.account.mended).toEqual({ accessible: 1 });
    expect(result.account.rows).toHaveLength(1);
    expect(JSON.stringify(result.account.rows[0])).toContain('ramp at the back');
    expect(result.account.rows[0]).toMatchObject({ row: 4 });
    const { content } = await readContent(dir);
    expect(content.places.all().map(({ isAccessible }) => isAccessible)).toEqual([true, false, null, null, null]);
  });

  it('gives each its number, its name without it, and whom it is for', async () => {
    const { places } = await run([
      ['NA-1', '1', '1 - Govt Boys School\nMain Road (Male)-I'],
      ['NA-1', '2', 'Town Hall (Female)'],
      ['NA-1', '3', '03 Old Mill (Combined)'],
      ['NA-1', '4', '- گورنمنٹ سکول ، کھمبا (عورت) -I'],
      ['NA-1', '5', 'Library / لائبریری'],
    ]);
    expect(places).toEqual([
      'NA-1 | NA-1-1 | 1 | men | en | Govt Boys School Main Road (Male)-I',
      'NA-1 | NA-1-2 | 2 | women | en | Town Hall (Female)',
      'NA-1 | NA-1-3 | 3 | all | en | Old Mill (Combined)',
      'NA-1 | NA-1-4 | 4 | women | ur | گورنمنٹ سکول ، کھمبا (عورت) -I',
      'NA-1 | NA-1-5 | 5 | unknown | en | Library | ur | لائبریری',
    ]);
  });

  it('holds back what has no name or number, a seat that is not there, and numbers that stand twice', async () => {
    const { dir, places } = await run([
      ['NA-1', '1', '1'],
      ['NA-1', 'N/A', 'N/A'],
      ['NA-9', '1', 'Town Hall'],
      ['NA-2', '7', 'School A'],
      ['NA-2', '7', 'School B'],
      ['NA-2', '8', 'School C'],
      ['NA-2', '8', 'School C'],
    ]);
    const items = await readReview(dir, 'places-stations');
    expect(items.map(({ row, what }) => `${row} ${what}`)).toEqual([
      ...['2 no-name', '3 no-number', '4 unknown-seat', '5 duplicate-number', '6 duplicate-number', '8 second-copy'],
    ]);
    expect(places).toEqual(['NA-2 | NA-2-8 | 8 | unknown | en | School C']);
  });

  it('never gives two stations one id, in one import or over several', async () => {
    const both = [
      ['NA-1', '3-ب', 'High School (Female)'],
      ['NA-1', '3', 'Primary School'],
      ['NA-1', '1-A', 'Hall A'],
      ['NA-1', '1/A', 'Hall B'],
    ];
    const { dir, places, result } = await run(both);
    expect(result).toMatchObject({ accepted: 4, heldBack: 0 });
    expect(places.map((place) => place.split(' | ').slice(1, 3).join(' '))).toEqual([
      expect.stringMatching(/^NA-1-3-[0-9a-f]{6} 3-ب$/),
      'NA-1-3 3',
      'NA-1-1-a 1-A',
      expect.stringMatching(/^NA-1-1-a-[0-9a-f]{6} 1\/A$/),
    ]);
    // The station whose plain number comes with a later list does not take the place of one that stands there.
    const later = await makeFolder({ 'guide.yaml': guideYaml, 'contests.csv': contests });
    const file = join(later, 'stations.csv');
    const idsOf = async (rows: readonly (readonly string[])[]): Promise<readonly string[]> => {
      writeFileSync(file, writeTable(['constituency', 'no', 'name'], rows));
      await importPlaces({ file, into: later });
      return (await readContent(later)).content.places.all().map(({ id, number }) => `${number} ${id}`);
    };
    const first = await idsOf([both[0] ?? []]);
    expect(first).toEqual(['3-ب NA-1-3']);
    const second = await idsOf(both.slice(0, 2));
    expect(second).toEqual(['3-ب NA-1-3', expect.stringMatching(/^3 NA-1-3-[0-9a-f]{6}$/)]);
    expect(await idsOf(both.slice(0, 2))).toEqual(second);
    expect(await readReview(dir, 'places-stations')).toEqual([]);
  });

  it('holds back two stations that the list itself gives one id', async () => {
    const { dir, places } = await run(
      [
        ['NA-1', '1', 'Hall', 'p1'],
        ['NA-1', '2', 'School', 'p1'],
        ['NA-1', '3', 'Mill', 'p3'],
      ],
      ['constituency', 'no', 'name', 'id'],
    );
    expect(places).toEqual(['NA-1 | p3 | 3 | unknown | en | Mill']);
    expect((await readReview(dir, 'places-stations')).map(({ what }) => what)).toEqual([
      'duplicate-id',
      'duplicate-id',
    ]);
  });

  it('reads positions with their side of the world, and block codes however they are separated', async () => {
    const { dir } = await run(
      [
        ['NA-1', '1', 'Hall', '27.7011°N', '68.85 E', '11 ، 12؛13'],
        ['NA-1', '2', 'School', '27.7 S', '۶۸٫۵', '14、15'],
      ],
      ['seat', 'number', 'name', 'lat', 'lon', 'blocks'],
    );
    const { content } = await readContent(dir);
    expect(content.places.all().map(({ position, serves }) => [position, serves])).toEqual([
      [{ latitude: 27.7011, longitude: 68.85 }, ['11', '12', '13']],
      [{ latitude: -27.7, longitude: 68.5 }, ['14', '15']],
    ]);
  });

  it('takes hours, positions and block codes', async () => {
    const { dir } = await run(
      [['NA-1', '1', 'Hall', '2027-02-01..2027-02-05 09:00-16:00; 08:00-17:00', '31.5', '74.3', '11, 12', 'Yes']],
      ['seat', 'number', 'name', 'hours', 'lat', 'lon', 'blocks', 'wheelchair'],
    );
    const { content } = await readContent(dir);
    expect(content.places.all()[0]).toMatchObject({
      hours: [
        { opens: '08:00', closes: '17:00' },
        { from: '2027-02-01', to: '2027-02-05', opens: '09:00', closes: '16:00' },
      ],
      position: { latitude: 31.5, longitude: 74.3 },
      serves: ['11', '12'],
      isAccessible: true,
    });
  });
});

describe('names the wrong way round', () => {
  const names = [
    ['اسلام آباد ماڈل سکول فار گرلز', 'عورت'],
    ['گورنمنٹ کالج فار بوائز', 'مرد'],
    ['پرائمری سکول', 'مشترکہ'],
    ['ڈگری کالجزکی', 'مرد'],
  ] as const;
  /** As a PDF gives it: joined shapes turned, spaces gone, runs from the line's end to its begin. */
  const scrambled = names.map(([name, kind], i) => {
    const run = (text: string): string => text.split(' ').map(turnShapes).join('');
    return `)${run(kind)}(،11/${i}-G ${run(name)} ${i + 21}`;
  });
  /** As another PDF gives it: every letter turned. */
  const mirrored = names.map(([name, kind]) => [...`${name} (${kind})`].reverse().join(''));
  const lexicon = openLexicon(stationWords);

  it('are known from the words that they are made of', () => {
    expect(findTurn(scrambled, stationWords)).toBe('shapes');
    expect(findTurn(mirrored, stationWords)).toBe('letters');
    expect(
      findTurn(
        names.map(([name, kind]) => `${name} (${kind})`),
        stationWords,
      ),
    ).toBe('none');
    expect(findTurn(['Town Hall (Male)', ''], stationWords)).toBe('none');
  });

  it('are put right, and what no word covers is only a guess', () => {
    expect(scrambled.map((text) => turnText(text, 'shapes', lexicon))).toEqual([
      { text: '21 اسلام آباد ماڈل سکول فار گرلز G-11/0، (عورت)', isSure: true },
      { text: '22 گورنمنٹ کالج فار بوائز G-11/1، (مرد)', isSure: true },
      { text: '23 پرائمری سکول G-11/2، (مشترکہ)', isSure: true },
      expect.objectContaining({ isSure: false }),
    ]);
    expect(turnText(mirrored[0] ?? '', 'letters', lexicon).text).toBe('اسلام آباد ماڈل سکول فار گرلز (عورت)');
  });

  it('are shown where every word was read, else asked about; the number in the name is the list’s', async () => {
    const { dir, places, result } = await run(scrambled.map((name, i) => ['NA-1', String(i + 1), name]));
    expect(places[0]).toBe('NA-1 | NA-1-21 | 21 | women | ur | اسلام آباد ماڈل سکول فار گرلز G-11/0، (عورت)');
    expect(places.length).toBe(3);
    expect(result.account.mended.turned).toBe(3);
    const [item] = await readReview(dir, 'places-stations');
    expect(item).toMatchObject({ what: 'turned', isHeld: true });
    expect(item?.guess).toMatch(/^name:ur=/);
  });
});

describe('whom a station is for', () => {
  const kindsOf = async (words: readonly string[]): Promise<readonly string[]> => {
    const rows = words.map((word, i) => ['NA-1', String(i + 1), 'All Saints Hall', word]);
    const { dir, places } = await run(rows, ['seat', 'no', 'name', 'gender']);
    const held = (await readReview(dir, 'places-stations')).map(({ row, what }) => `${row} ${what}`);
    return [...places.map((place) => place.split(' | ')[3] ?? ''), ...held];
  };

  it('is read in the words that lists use, and an empty cell says nothing', async () => {
    expect(await kindsOf(['all', 'Everybody', 'both', 'femmes', 'Male', 'M/F', '', 'unknown'])).toEqual([
      ...['all', 'all', 'all', 'women', 'men', 'all', 'unknown', 'unknown'],
    ]);
  });

  it('is asked about where the cell says something else, and an answer settles it', async () => {
    const { dir, places } = await run(
      [
        ['NA-1', '1', 'Old Mill', 'wymmen'],
        ['NA-1', '2', 'Town Hall', 'men'],
      ],
      ['seat', 'no', 'name', 'gender'],
    );
    expect(places).toEqual(['NA-1 | NA-1-2 | 2 | men | en | Town Hall']);
    const [item] = await readReview(dir, 'places-stations');
    expect(item).toMatchObject({ row: 2, what: 'unknown-kind', isHeld: true });
    expect(item?.reason).toContain('"wymmen"');
    const review = join(dir, 'review/places-stations.csv');
    writeFileSync(review, readFileSync(review, 'utf8').replace('yes,,', 'yes,kind=women,Amina'));
    await importPlaces({ file: join(dir, 'stations.csv'), into: dir });
    const { content } = await readContent(dir);
    expect(
      content.places
        .all()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['men', 'women']);
  });
});

describe('a position', () => {
  const columns = ['seat', 'no', 'name', 'latitude', 'longitude'];
  const list = (longitude: string) => [
    ['NA-1', '1', 'Old Mill', '51.50', longitude],
    ['NA-1', '2', 'Town Hall', '51.6', '6.30'],
  ];

  it('that no map has is held back, and the mended list comes in', async () => {
    const { dir, places } = await run(list('620'), columns);
    expect(places).toHaveLength(1);
    const [item] = await readReview(dir, 'places-stations');
    expect(item).toMatchObject({ row: 2, what: 'bad-number' });
    expect(item?.reason).toBe('longitude: "620" is not a number from -180 to 180');
    writeFileSync(join(dir, 'stations.csv'), writeTable(columns, list('6.20')));
    const again = await importPlaces({ file: join(dir, 'stations.csv'), into: dir });
    expect(again).toMatchObject({ accepted: 2, heldBack: 0 });
  });

  it('that a person wrote with fewer noughts is no edit', async () => {
    const { dir } = await run(list('6.20'), columns);
    const table = join(dir, 'places.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace('6.20', '6.2'));
    const again = await importPlaces({ file: join(dir, 'stations.csv'), into: dir });
    expect([again.kept, again.changes]).toEqual([[], []]);
  });

  it('that cannot be read in the guide stops the import, says whose table it is, and is one fault', async () => {
    const { dir } = await run(list('6.20'), columns);
    const table = join(dir, 'places.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace('6.20', '620'));
    const failure = await importPlaces({ file: join(dir, 'stations.csv'), into: dir }).catch((error: Error) => error);
    expect(String(failure)).toMatch(/places\.csv:2 longitude — in the guide's own places\.csv, not in the list: "620"/);
    expect(String(failure)).toMatch(/nothing was imported/);
    expect(String(failure)).not.toContain('is missing');
  });
});
