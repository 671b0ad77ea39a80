// The box's own page in each language: every text, the same blanks, none that nobody says.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from '../../src/words/box/en.json';
import { boxLanguages, loadBoxWords } from '../../src/words/box-words.ts';
import type { Message } from '../../src/words/locale.ts';

const formsOf = (message: Message | undefined): readonly string[] =>
  message === undefined ? [] : typeof message === 'string' ? [message] : Object.values(message);
const blanksOf = (message: Message | undefined): readonly string[] =>
  [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

it('has English and Urdu', () => {
  expect([...boxLanguages].sort()).toEqual(expect.arrayContaining(['en', 'ur']));
});

describe.each(boxLanguages)('%s', (tag) => {
  const file = resolve(import.meta.dirname, `../../src/words/box/${tag}.json`);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Message>>;

  it('has every text of English, with its blanks', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    for (const [key, message] of Object.entries(english as Readonly<Record<string, Message>>)) {
      expect([key, blanksOf(texts[key])]).toEqual([key, blanksOf(message)]);
      for (const form of formsOf(texts[key])) expect(form.trim()).not.toBe('');
    }
  });

  it('speaks its own direction and plural forms', async () => {
    const { say, words } = await loadBoxWords(tag);
    expect(words.language).toBe(tag);
    expect(say('days', { n: 1 })).toContain('1');
    expect(say('open')).toBe(texts.open);
  });
});

it('speaks English where there is no such language', async () => {
  expect((await loadBoxWords('xx')).say('save')).toBe(english.save);
});

it('has no text that nobody says', () => {
  const source = readFileSync(resolve(import.meta.dirname, '../../src/doors/box/portal-page.ts'), 'utf8');
  expect(Object.keys(english).filter((key) => !source.includes(`'${key}'`))).toEqual([]);
});
