// Every language stands on its own feet: direction, months, digits, a plural rule, and no text that English has not, with
// English's blanks. English and Urdu are whole; the others may lack texts, and those are said in another language.
import { describe, expect, it } from 'vitest';
import { faultsOf, formsOfRule, judge, readLanguages, wholeLanguages } from '../../bin/i18n.mjs';
import { errorCodes } from '../../src/core/errors.ts';
import { languagePattern } from '../../src/core/guide/format/text.ts';
import { languages, loadWords, pickLanguage } from '../../src/words/languages.ts';
import type { WordKey } from '../../src/words/locale.ts';
import { pluralForm, pluralRules } from '../../src/words/plural.ts';

const files = readLanguages();
const english = files.get('en')?.texts ?? {};

it('has English, Urdu, the other languages of Pakistan, and another script', () => {
  expect([...files.keys()].sort()).toEqual(['bal', 'bn', 'en', 'pa-arab', 'ps', 'sd', 'skr', 'ur']);
  expect(wholeLanguages).toEqual(['en', 'ur']);
});

describe.each([...files])('%s', (tag, { locale, texts }) => {
  it('carries its direction, name, months, digits and a known plural rule', () => {
    expect(tag).toMatch(languagePattern);
    expect(locale.dir).toBe(tag === 'en' || tag === 'bn' ? 'ltr' : 'rtl');
    expect(locale.nativeName).not.toBe('');
    expect(new Set(locale.months).size).toBe(12);
    expect([...locale.digits]).toHaveLength(10);
    expect(pluralRules).toContain(locale.plural);
  });

  it('falls back to a language that is whole', () => {
    expect(wholeLanguages).toContain(locale.fallback ?? 'en');
  });

  it('has nothing missing that must be there, nothing left over, and the blanks and forms of English', () => {
    expect(faultsOf(judge(english, locale, texts, tag), tag)).toEqual([]);
  });

  it('never says "error" or a bare "verified"', () => {
    const said = Object.values(texts).flatMap((text) => (typeof text === 'string' ? text : Object.values(text)));
    expect(said.filter((text) => /\b(error|verified|invalid|failed)\b|ایرر|تصدیق شدہ/i.test(text))).toEqual([]);
  });
});

it('tells what every failure means, and tells nothing of others', () => {
  const told = Object.keys(english).filter((key) => key.startsWith('errors.'));
  expect(told.sort()).toEqual(errorCodes.map((code) => `errors.${code}`).sort());
});

describe('the report', () => {
  const locale = { plural: 'one-other' };
  const given = { 'words.a': 'A {name}', 'words.b': { one: '{n} b', other: '{n} bs' } };
  const judged = (texts: typeof given | object, tag = 'ur') =>
    faultsOf(judge(given, locale, texts as typeof given, tag), tag);

  it('finds what is missing, left over, without its blank, without a form, or in letters of another keyboard', () => {
    const b = { one: '{n} ب', other: '{n} ب' };
    expect(judged({ 'words.a': 'ا {name}', 'words.b': b })).toEqual([]);
    expect(judged({ 'words.a': 'ا {name}' })).toEqual(['words.b']);
    expect(judged({ 'words.a': 'ا {name}' }, 'skr')).toEqual([]);
    expect(judged({ 'words.c': 'ج' }, 'skr')).toEqual(['words.c']);
    expect(judged({ 'words.a': 'ا', 'words.b': b })).toEqual(['words.a']);
    expect(judged({ 'words.a': 'ا {name}', 'words.b': { other: '{n} ب' } })).toEqual(['words.b']);
    expect(judged({ 'words.a': 'علي {name}', 'words.b': b })).toEqual(['words.a']);
  });

  it('knows the forms of every rule', () => {
    expect(Object.keys(formsOfRule).sort()).toEqual([...pluralRules].sort());
    for (const [rule, forms] of Object.entries(formsOfRule)) {
      const said = new Set([0, 1, 2, 3, 5, 11, 100].map((n) => pluralForm(rule, n)));
      expect([...said].sort()).toEqual([...forms].sort());
    }
  });
});

describe('a language that lacks texts', () => {
  const lacking = languages.filter(({ fallback }) => fallback !== undefined);

  it.each(lacking.map(({ tag }) => tag))(
    '%s says each text, in its own words or in those of its fallback',
    async (tag) => {
      const own = files.get(tag)?.texts ?? {};
      const words = await loadWords(tag);
      const spare = await loadWords(words.locale.fallback ?? 'en');
      expect(words.isWhole).toBe(true);
      for (const path of Object.keys(english).filter((each) => each.startsWith('words.'))) {
        const key = path.slice('words.'.length) as WordKey;
        const blanks = { n: 3, name: 'NA-130' };
        const text = words.t(key, blanks);
        expect(text).not.toBe('');
        if (path in own) continue;
        expect(text).toBe(spare.t(key, blanks));
        expect(words.standsInFor(text)).toBe(spare.language);
      }
    },
  );

  it('is found by the names that browsers give it', () => {
    expect(pickLanguage(['pnb-PK'])).toBe('pa-arab');
    expect(pickLanguage(['pa-Arab-PK'])).toBe('pa-arab');
    expect(pickLanguage(['pa-PK'])).toBe('pa-arab');
    expect(pickLanguage(['pa-IN', 'ur'])).toBe('ur');
    expect(pickLanguage(['sd-PK', 'ur-PK'])).toBe('sd');
  });
});
