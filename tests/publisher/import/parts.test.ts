import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { slipsBetween } from '../../../src/core/guide/nearness.ts';
import { addToGuideFile } from '../../../src/publisher/import/add-to-guide-file.ts';
import { districtOf, proposeRegions, type SeatToPlace } from '../../../src/publisher/import/propose-regions.ts';
import { openSymbolChart, symbolKey } from '../../../src/publisher/import/symbol-chart.ts';
import { calmCapitals, cleanText, slug, textByScript } from '../../../src/publisher/import/text/clean-text.ts';
import { guideYaml } from '../content/make-folder.ts';

describe('text', () => {
  it('mends letters only in languages that write them so', () => {
    expect(cleanText('علي', 'ur').text).toBe('علی');
    expect(cleanText('علي', 'ar')).toEqual({ text: 'علي', mends: [] });
    expect(cleanText('علي', 'sd').text).toBe('علي');
  });

  it('is settled after one pass, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('ur', 'en', ''), (raw, language) => {
        const { text } = cleanText(raw, language);
        expect(cleanText(text, language)).toEqual({ text, mends: [] });
      }),
    );
  });

  it('takes two scripts in a cell apart', () => {
    expect(textByScript('BOTTLE بوتل', ['en', 'ur'])).toEqual({ en: 'BOTTLE', ur: 'بوتل' });
    expect(textByScript('بوتل', ['en', 'ur'])).toEqual({ ur: 'بوتل' });
    expect(textByScript('Flasche', ['de'])).toEqual({ de: 'Flasche' });
    expect(textByScript('Bottle', ['ur'])).toEqual({ ur: 'Bottle' });
  });

  it('calms capitals without touching what is no shouting', () => {
    expect(['CRICKET STUMPS', "ALPHABET 'A'", 'TV TROLLEY', 'iPhone', 'PART II'].map(calmCapitals)).toEqual([
      'Cricket Stumps',
      "Alphabet 'A'",
      'TV Trolley',
      'iPhone',
      'Part II',
    ]);
    expect([slug('Éa b/c'), slug('لاہور')]).toEqual(['ea-b-c', null]);
  });
});

describe('slips', () => {
  it.each([
    ['chaprai', 'charpai', 1],
    ['bowl', 'owl', 1],
    ['kitten', 'sitting', 3],
    ['', 'ab', 2],
    ['same', 'same', 0],
  ])('%s and %s: %i', (a, b, slips) => {
    expect(slipsBetween(a, b, 5)).toBe(slips);
    expect(slipsBetween(b, a, 5)).toBe(slips);
    expect(slipsBetween(a, b, 0)).toBe(slips === 0 ? 0 : 1);
  });
});

describe('symbols of a list without a chart', () => {
  const many = (spelling: string, code: string, times: number) =>
    Array.from({ length: times }, () => ({ spelling, code }));
  const options = { isOpen: true, languages: ['en', 'ur'], isNoSymbol: (key: string) => key === 'blueparty' };
  const uses = [
    ...many('KITE', '1', 9),
    ...many('KITE', '11', 2),
    ...many('CHARPAI', '56', 9),
    ...many('CHAPATI', '56', 4),
    ...many('OWL', '56', 1),
    ...many('KEY CHAIN', '155', 5),
    ...many('CHAIR', '55', 5),
    ...many('CHAIN', '55', 1),
  ];
  const chart = openSymbolChart([], uses, options);
  const read = (spelling: string, code: string): string => {
    const reading = chart.read({ spelling, code });
    return reading.symbol ? `${reading.symbol.code}${reading.mend === '' ? '' : ' mended'}` : reading.code;
  };

  it.each([
    ['KITE', '1', '1'],
    ['Kite', '1', '1'],
    ['KITE CODE', '1', '1'],
    ['KITE', '11', '1 mended'],
    ['KITE', '', '1 mended'],
    ['CHAPATI', '56', '56 mended'],
    ['CHAPRAI', '56', 'symbol-contradiction'],
    ['OWL', '56', 'symbol-contradiction'],
    ['CHAIN', '55', 'symbol-contradiction'],
    ['KITE', '56', 'symbol-contradiction'],
    ['', '56', 'no-symbol'],
    ['', '', 'no-symbol'],
    ['BLUE PARTY', '', 'unknown-symbol'],
  ])('"%s" with number "%s": %s', (spelling, code, expected) => {
    expect(read(spelling, code)).toBe(expected);
  });

  it('are named by their most frequent spelling', () => {
    expect(chart.symbols.map(({ code, name }) => `${code} ${name.en}`)).toEqual([
      '1 Kite',
      '56 Charpai',
      '155 Key Chain',
      '55 Chair',
    ]);
    expect(symbolKey("ALPHABET 'A' CODE NO")).toBe('alphabeta');
  });

  it('without numbers are told by name, and a rare slip of a frequent name is left to a person', () => {
    const named = openSymbolChart(
      [],
      [...many('UMBRELLA', '', 5), ...many('UMBRELA', '', 1), ...many('BOAT', '', 1)],
      options,
    );
    expect(named.symbols.map(({ code }) => code)).toEqual(['umbrella', 'boat']);
    const slip = named.read({ spelling: 'UMBRELA', code: '' });
    expect(slip.symbol).toBeNull();
    expect('why' in slip && slip.why).toContain('"Umbrella"');
  });
});

describe('regions', () => {
  const seat = (id: string, name: string): SeatToPlace => ({
    id,
    ballot: id.replace(/-.*/, ''),
    name: { en: name },
    region: '',
  });
  const placed = (
    seats: readonly SeatToPlace[],
    frozen: Parameters<typeof proposeRegions>[1] = [],
  ): Record<string, string[]> => {
    const found: Record<string, string[]> = {};
    for (const { contest, region } of proposeRegions(seats, frozen, ['en']))
      found[region] = [...(found[region] ?? []), contest];
    return found;
  };

  it('guesses districts from names', () => {
    expect(
      ['Lahore-IV', 'LAHORE XII', 'Karachi East-IV', 'Faisalabad V', 'Town 12', 'Bath', 'III'].map(districtOf),
    ).toEqual(['Lahore', 'Lahore', 'Karachi East', 'Faisalabad', 'Town', 'Bath', 'III']);
  });

  it('keeps districts whole, joins small neighbours, and cuts a large one along its numbers', () => {
    const big = [...Array(10).keys()].map((i) => seat(`NA-${i + 10}`, `Big-${i + 1}`));
    const bigToo = [...Array(20).keys()].map((i) => seat(`PP-${i + 30}`, `BIG-${i + 1}`));
    const small = ['Ash', 'Birch', 'Cedar'].flatMap((name, i) => [
      seat(`NA-${i + 1}`, name),
      seat(`PP-${i + 1}`, name),
    ]);
    const regions = placed([...bigToo, ...small, ...big]);
    expect(regions.ash?.sort()).toEqual(['NA-1', 'NA-2', 'NA-3', 'PP-1', 'PP-2', 'PP-3']);
    expect(regions.big).toHaveLength(15);
    expect(regions['big-2']).toHaveLength(15);
    expect(regions.big).toContain('NA-10');
    expect(regions.big).toContain('PP-30');
  });

  it('makes blocks of numbers where there are no names', () => {
    const regions = placed([...Array(40).keys()].map((i) => seat(`NA-${i + 1}`, '')));
    expect(Object.values(regions).map((seats) => seats.length)).toEqual([14, 13, 13]);
    expect(Object.keys(regions)).toEqual(['na-1', 'na-15', 'na-28']);
  });

  it('never moves a seat, and puts a late one beside its neighbour', () => {
    const frozen = [{ file: 'regions.csv', row: 2, contest: 'NA-1', region: 'home', regionName: { en: 'Home' } }];
    expect(placed([seat('NA-1', 'Elsewhere'), seat('NA-2', 'New')], frozen)).toEqual({ home: ['NA-2'] });
  });

  it('places every seat once, whatever their names', () => {
    const any = fc.uniqueArray(
      fc.record({
        id: fc.tuple(fc.constantFrom('NA', 'PP', 'X'), fc.nat(60)).map(([letters, n]) => `${letters}-${n}`),
        ballot: fc.constantFrom('NA', 'PP'),
        name: fc.record({ en: fc.constantFrom('', 'A-I', 'A-II', 'B', 'B-III', 'ج', 'C cum D') }),
        region: fc.constantFrom('', '', 'Given'),
      }),
      { selector: ({ id }) => id, maxLength: 60 },
    );
    fc.assert(
      fc.property(any, (seats) => {
        const rows = proposeRegions(seats, [], ['en']);
        expect(rows.map(({ contest }) => contest).sort()).toEqual(seats.map(({ id }) => id).sort());
        for (const { region } of rows) expect(region).toMatch(/^[a-z0-9][a-z0-9._-]{0,47}$/);
      }),
    );
  });
});

it('adds ballots and languages to guide.yaml and leaves the rest alone', () => {
  const changed = addToGuideFile(guideYaml, { ballots: ['PA'], languages: ['sd'] }, 1);
  expect(changed).toContain('# who publishes');
  expect(changed).toContain('# their name');
  const { ballots, languages } = parse(changed);
  expect(languages).toEqual(['en', 'ur', 'sd']);
  expect(ballots.map(({ id }: { id: string }) => id)).toEqual(['NA', 'PA']);
  expect(addToGuideFile(guideYaml, { ballots: [], languages: [] }, 1)).toBe(guideYaml);
});
