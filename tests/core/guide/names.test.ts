import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { parseNames, regionsForName } from '../../../src/core/guide/names.ts';
import { foldedWords } from '../../../src/core/spelling/fold.ts';
import { encodeNames } from '../../../src/publisher/build/encode/encode-names.ts';

const pack = (value: unknown): Uint8Array => packJson(value).packed;
const index = (names: readonly (readonly [string, number])[], regions: number) =>
  parseNames(
    pack(
      encodeNames(
        names.map(([name, region]) => ({ name, region })),
        regions,
      ),
    ),
    regions,
  );

describe('an index of names', () => {
  const held = index(
    [
      ['Zarin Nilkohi', 0],
      ['ZARIN Abshari', 1],
      ['Nilofar Abshari', 2],
      ['محمد یوسف', 2],
    ],
    3,
  );

  it('finds the regions of a name in any spelling that folds alike', () => {
    expect(regionsForName(held, 'zarin')).toEqual([0, 1]);
    expect(regionsForName(held, 'Abshari, ZARIN')).toEqual([1]);
    expect(regionsForName(held, 'محمد يوسف')).toEqual([2]);
  });

  it('takes the beginning of a word', () => {
    expect(regionsForName(held, 'nil')).toEqual([0, 2]);
    expect(regionsForName(held, 'nilofa')).toEqual([2]);
  });

  it('says that nobody has a name, and that an empty one could be anybody', () => {
    expect(regionsForName(held, 'sohrab')).toEqual([]);
    expect(regionsForName(held, ' - ')).toBeNull();
  });

  it('leaves out a word that most regions have, and narrows by the others', () => {
    const regions = 20;
    const many = Array.from({ length: regions }, (_, region) => ['Khan', region] as const);
    const common = index([...many, ['Khan Dilawar', 7]], regions);
    expect(regionsForName(common, 'khan')).toBeNull();
    expect(regionsForName(common, 'khan dilawar')).toEqual([7]);
  });

  it('knows as many regions as a country ten times as large as any of ours', () => {
    const regions = 1_000;
    // Numbers are written as characters, and some of them are control characters or marks of direction.
    const names = Array.from({ length: regions }, (_, region) => [`word${region}`, region] as const);
    const found = index(
      [...names, ...names.map(([, region]) => [region % 7 === 0 ? 'Khan' : 'Zarin', region] as const)],
      regions,
    );
    for (const [name, region] of names) expect(regionsForName(found, name)?.includes(region)).toBe(true);
    expect(regionsForName(found, 'word999')).toEqual([999]);
    expect(regionsForName(found, 'khan')).toEqual(
      names.map(([, region]) => region).filter((region) => region % 7 === 0),
    );
  });

  it('finds every name where it is', () => {
    const word = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('Zarin', 'Zarina', '2nd', 'یوسف', 'ÀÉ'));
    const names = fc.array(
      fc.tuple(
        fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
        fc.nat(11),
      ),
    );
    fc.assert(
      fc.property(names, (list) => {
        const found = index(list, 12);
        for (const [name, region] of list) {
          const regions = regionsForName(found, name);
          if (foldedWords(name).length > 0) expect(regions === null || regions.includes(region)).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['a word that does not rise', { words: 'AbAa', regions: '$$$$' }],
    ['more shared letters than there are', { words: 'AaCb', regions: '$$$$' }],
    ['no count at the beginning', { words: 'ab', regions: '$$' }],
    ['a region past the end', { words: 'Aa', regions: '$-' }],
    ['a step that does not rise', { words: 'Aa', regions: '%$#' }],
    ['fewer regions than words', { words: 'AaAb', regions: '$$' }],
    ['more regions than words', { words: 'Aa', regions: '$$$$' }],
    ['regions that end early', { words: 'Aa', regions: '%$' }],
  ])('refuses %s', (_, value) => {
    expect(() => parseNames(pack(value), 3)).toThrow(AppError);
  });

  it('throws nothing but its own error for any two texts', () => {
    const text = fc.string({ unit: fc.constantFrom('A', 'B', 'Z', 'a', 'b', '#', '$', '%', ' ', 'ی') });
    fc.assert(
      fc.property(text, text, (words, regions) => {
        try {
          parseNames(pack({ words, regions }), 5);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
