// Every language is whole: each key, each failure, the same blanks, a direction, months, digits, a plural rule.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import type { Message } from '../../src/words/locale.ts';
import english from '../../src/words/locales/en.json';
import { pluralRules } from '../../src/words/plural.ts';

interface LocaleFile {
  readonly dir: string;
  readonly nativeName: string;
  readonly plural: string;
  readonly digits: string;
  readonly months: readonly string[];
  readonly words: Readonly<Record<string, Message>>;
  readonly errors: Readonly<Record<string, string>>;
}

const folder = resolve(import.meta.dirname, '../../src/words/locales');
const files = readdirSync(folder).map((name) => {
  const locale = JSON.parse(readFileSync(join(folder, name), 'utf8')) as LocaleFile;
  return [name, locale] as const;
});

const formsOf = (message: Message | undefined): readonly string[] =>
  message === undefined ? [] : typeof message === 'string' ? [message] : Object.values(message);
const blanksOf = (message: Message | undefined): string =>
  [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort().join();

it('has English and Urdu', () => {
  expect(files.map(([name]) => name)).toEqual(expect.arrayContaining(['en.json', 'ur.json']));
});

describe.each(files)('%s', (_, locale) => {
  it('carries its direction, name, months, digits and a known plural rule', () => {
    expect(['ltr', 'rtl']).toContain(locale.dir);
    expect(locale.nativeName).not.toBe('');
    expect(new Set(locale.months).size).toBe(12);
    expect([...locale.digits]).toHaveLength(10);
    expect(pluralRules).toContain(locale.plural);
  });

  it('has every key of English and no other', () => {
    expect(Object.keys(locale.words).sort()).toEqual(Object.keys(english.words).sort());
    for (const message of Object.values(locale.words)) {
      for (const form of formsOf(message)) expect(form.trim()).not.toBe('');
    }
  });

  it.each(Object.keys(english.words))('%s has the blanks of English', (key) => {
    const wanted = (english.words as Readonly<Record<string, Message>>)[key];
    expect(blanksOf(locale.words[key])).toBe(blanksOf(wanted));
  });

  it('tells what every failure means', () => {
    expect(Object.keys(locale.errors).sort()).toEqual([...errorCodes].sort());
    for (const text of Object.values(locale.errors)) expect(text.trim()).not.toBe('');
  });

  it('never says "error" or a bare "verified"', () => {
    const texts = [...Object.values(locale.words).flatMap(formsOf), ...Object.values(locale.errors)];
    expect(texts.filter((text) => /\b(error|verified|invalid|failed)\b|ایرر|تصدیق شدہ/i.test(text))).toEqual([]);
  });
});
