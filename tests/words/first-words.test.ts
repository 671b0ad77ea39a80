// The first answer carries the texts that it says, and no others; together the two parts are the whole language.
import { describe, expect, it } from 'vitest';
import { firstPart, restPart } from '../../bin/plugins/locale-parts.mjs';
import { firstWords, loadFirstWords, loadWords } from '../../src/words/languages.ts';
import english from '../../src/words/locales/en.json';
import urdu from '../../src/words/locales/ur.json';

describe('the two parts of a language', () => {
  it.each([english, urdu])('are all of it, and share nothing', (locale) => {
    const first = firstPart(locale);
    const rest = restPart(locale);
    expect({ ...first.words, ...rest.words }).toEqual(locale.words);
    expect({ ...first.errors, ...rest.errors }).toEqual(locale.errors);
    expect(Object.keys(first.words).filter((key) => key in rest.words)).toEqual([]);
    expect(Object.keys(first.errors).filter((code) => code in rest.errors)).toEqual([]);
  });

  it('the first one says what the first screen, the card and the bars say', () => {
    const said = Object.keys(firstPart(english).words);
    for (const key of ['find.title', 'bar.where', 'top.help', 'seat.all', 'state.final', 'contest.postponed']) {
      expect(said).toContain(key);
    }
    expect(Object.keys(firstPart(english).errors)).toContain('source/unreachable');
  });

  it('the first one leaves out what other screens say', () => {
    const said = Object.keys(firstPart(english).words);
    for (const key of ['sources.title', 'search.title', 'kept.title', 'help.title']) expect(said).not.toContain(key);
    expect(Object.keys(firstPart(english).errors)).not.toContain('format/not-zip');
  });
});

describe('loading', () => {
  it('the first part is not whole, and says nothing where it has no text', async () => {
    const words = await loadFirstWords('ur');
    expect([words.language, words.isWhole, firstWords.isWhole]).toEqual(['ur', false, false]);
    expect(words.t('find.title')).toBe(urdu.words['find.title']);
    expect(words.t('sources.title')).toBe('');
  });

  it('all of it is whole, with English and without', async () => {
    expect((await loadWords('ur')).t('sources.title')).toBe(urdu.words['sources.title']);
    expect((await loadWords('en')).t('sources.title')).toBe(english.words['sources.title']);
    for (const tag of ['en', 'ur', 'xx']) expect((await loadWords(tag)).isWhole).toBe(true);
  });
});
