import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { slipsBetween } from '../../../src/core/spelling/slips-between.ts';
import { symbolKey } from '../../../src/publisher/content/rows/symbol-key.ts';
import { addToGuideFile } from '../../../src/publisher/import/add-to-guide-file.ts';
import { openSymbolChart } from '../../../src/publisher/import/candidates/symbol-chart.ts';
import { calmCapitals, cleanText, slug, textByScript } from '../../../src/publisher/import/text/clean-text.ts';
import { sourceName } from '../../../src/publisher/import/text/source-name.ts';
import { guideYaml } from '../content/make-folder.ts';

describe('text', () => {
  it('mends letters only in languages that write them so', () => {
    expect(cleanText('علي', 'ur').text).toBe('علی');
    expect(cleanText('علي', 'ar')).toEqual({ text: 'علي', mends: [] });
    expect(cleanText('علي', 'sd').text).toBe('علي');
  });

  it('leaves no space where a presentation form had its mark stand alone', () => {
    expect(cleanText('\ufe7e', 'ur').text).toBe('\u0652');
    expect(cleanText('\u0645\ufe7c', 'ur').text).toBe('\u0645\u0651');
  });

  it('is settled after one pass, whatever it was', () => {
    const letter = fc.oneof(fc.integer({ min: 0xfb50, max: 0xfefc }), fc.integer({ min: 0x600, max: 0x6ff }));
    const arabic = fc.array(letter).map((codes) => String.fromCodePoint(...codes));
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), arabic),
        fc.constantFrom('ur', 'en', ''),
        (raw, language) => {
          const { text } = cleanText(raw, language);
          expect(cleanText(text, language)).toEqual({ text, mends: [] });
        },
      ),
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

it('adds ballots and languages to guide.yaml and leaves the rest alone', () => {
  const changed = addToGuideFile(guideYaml, { ballots: ['PA'], languages: ['sd'] }, 1);
  expect(changed).toContain('# who publishes');
  expect(changed).toContain('# their name');
  const { ballots, languages } = parse(changed);
  expect(languages).toEqual(['en', 'ur', 'sd']);
  expect(ballots.map(({ id }: { id: string }) => id)).toEqual(['NA', 'PA']);
  expect(addToGuideFile(guideYaml, { ballots: [], languages: [] }, 1)).toBe(guideYaml);
});

describe('what a source is called', () => {
  it('is the same in every format, and never that of another list', () => {
    expect(sourceName('candidates', 'a/Final List.xlsx')).toBe('candidates-final-list');
    expect(sourceName('candidates', 'b/final list.csv')).toBe('candidates-final-list');
    const others = ['فهرست ب.csv', 'فهرست ج.csv', 'فهرست (2).csv', 'اميدوار (2).csv', `${'long '.repeat(9)}north`];
    const names = [...others, `${'long '.repeat(9)}south`, 'list.csv', '2.csv'].map((file) => sourceName('x', file));
    expect(new Set(names).size).toBe(8);
    for (const name of names) expect(name).toMatch(/^x-[a-z0-9-]+$/);
  });
});
