// No text that nobody says: every key stands in the app's source, whole or put together from its parts.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import english from '../../src/words/locales/en.json';

const folders = ['app', 'words', 'paper', 'core'].map((room) => resolve(import.meta.dirname, '../../src', room));
const source = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** `t(`state.${state}-text`)`: the first part stands in a template, the last one is a value somewhere. */
function isPutTogether(key: string): boolean {
  const at = key.lastIndexOf('.');
  const value = key.slice(at + 1).replace(/-text$/, '');
  const isValue = source.includes(`'${value}'`) || new RegExp(`^ +'?${value}'?: `, 'm').test(source);
  return source.includes(`\`${key.slice(0, at)}.\${`) && isValue;
}

it('says every text', () => {
  const unsaid = Object.keys(english.words).filter((key) => !source.includes(`'${key}'`) && !isPutTogether(key));
  expect(unsaid).toEqual([]);
});
