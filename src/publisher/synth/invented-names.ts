// Names that nobody has: syllables at random, written in each language's script side by side, so that "Bamiro" is the
// same name in every column. For benchmarks; no dictionary and no list of real people stands behind them.
import type { Text } from '../../core/guide/format/text.ts';
import { isPlaceholder } from '../content/placeholder.ts';
import type { Seeded } from './seeded.ts';

interface Script {
  readonly consonants: readonly string[];
  readonly vowels: readonly string[];
  readonly hasCapitals: boolean;
}

// In one order in all scripts: b p t j d r z s k g l m n h; a i u e o.
const latin: Script = {
  consonants: [...'bptjdrzskglmnh'],
  vowels: [...'aiueo'],
  hasCapitals: true,
};
const arabic: Script = {
  consonants: [...'بپتجدرزسکگلمنہ'],
  vowels: ['ا', 'ی', 'و', 'ے', 'و'],
  hasCapitals: false,
};
const devanagari: Script = {
  consonants: ['ब', 'प', 'त', 'ज', 'द', 'र', 'ज़', 'स', 'क', 'ग', 'ल', 'म', 'न', 'ह'],
  vowels: ['ा', 'ि', 'ु', 'े', 'ो'],
  hasCapitals: false,
};
const bengali: Script = {
  consonants: ['ব', 'প', 'ত', 'জ', 'দ', 'র', 'য', 'স', 'ক', 'গ', 'ল', 'ম', 'ন', 'হ'],
  vowels: ['া', 'ি', 'ু', 'ে', 'ো'],
  hasCapitals: false,
};
const cyrillic: Script = {
  consonants: ['б', 'п', 'т', 'дж', 'д', 'р', 'з', 'с', 'к', 'г', 'л', 'м', 'н', 'х'],
  vowels: ['а', 'и', 'у', 'э', 'о'],
  hasCapitals: true,
};

const scripts: Readonly<Record<string, Script>> = {
  ar: arabic,
  bn: bengali,
  fa: arabic,
  hi: devanagari,
  ne: devanagari,
  ps: arabic,
  ru: cyrillic,
  sd: arabic,
  uk: cyrillic,
  ur: arabic,
};

/** @returns `words` words of two or three syllables, in every language; Latin where its script is not known here */
export function inventedName(random: Seeded, languages: readonly string[], words: number): Text {
  for (;;) {
    const name = anyName(random, languages, words);
    // "Name" is made of two syllables too.
    if (!Object.values(name).some(isPlaceholder)) return name;
  }
}

function anyName(random: Seeded, languages: readonly string[], words: number): Text {
  const syllables = Array.from({ length: words }, () =>
    Array.from({ length: 2 + random.below(2) }, () => [random.below(14), random.below(5)] as const),
  );
  return Object.fromEntries(languages.map((tag) => [tag, written(syllables, scripts[tag] ?? latin)]));
}

function written(words: readonly (readonly (readonly [number, number])[])[], script: Script): string {
  const { consonants, vowels, hasCapitals } = script;
  return (
    words
      .map((word) => word.map(([consonant, vowel]) => `${consonants[consonant]}${vowels[vowel]}`).join(''))
      // Within a word this letter is written as the other yeh.
      .map((word) => word.replace(/ے(?=.)/gu, 'ی'))
      .map((word) => (hasCapitals ? word.charAt(0).toUpperCase() + word.slice(1) : word))
      .join(' ')
  );
}
