// A list that was cut short by accident is noticed before it is signed.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPublishedRows, writePublishedRows } from '../../../src/publisher/build/published/published-rows.ts';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { exampleGuide } from '../build/guide-in-folder.ts';
import { makeFolder } from '../content/make-folder.ts';
import { whole } from './whole-folder.ts';

async function dropsAfter(rows: Readonly<Record<string, number>>): Promise<readonly string[]> {
  const dir = await makeFolder(whole);
  await writePublishedRows(dir, rows);
  const { faults } = await checkFolder(dir);
  return faults.map(({ code, file, row, value, mustSign }) => `${code} ${file}:${row} ${value} ${mustSign}`);
}

it('is silent where nothing went, or no more than one row of a hundred', async () => {
  expect(await dropsAfter({})).toEqual([]);
  expect(await dropsAfter({ 'candidates.csv': 3, 'contests.csv': 1, 'places.csv': 1 })).toEqual([]);
});

it('tells of more, by table, and asks for a signature', async () => {
  expect(await dropsAfter({ 'candidates.csv': 4, 'places.csv': 300 })).toEqual([
    'rows-dropped candidates.csv:1 4 to 3 true',
    'rows-dropped places.csv:1 300 to 1 true',
  ]);
});

it('counts at each build what the next check compares', async () => {
  const guide = await exampleGuide();
  expect(await readPublishedRows(guide.dir)).toBeNull();
  expect((await guide.build()).code).toBe(0);
  const before = await readPublishedRows(guide.dir);
  expect(before).toMatchObject({ 'media.csv': 28 });
  const path = join(guide.dir, 'candidates.csv');
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(before?.['candidates.csv']).toBe(lines.length - 1);
  await writeFile(path, `${lines.slice(0, -8).join('\n')}\n`);
  const { faults } = await checkFolder(guide.dir);
  expect(faults.map(({ code }) => code)).toContain('rows-dropped');
});

it('takes a file that is broken for none', async () => {
  const dir = await makeFolder({ ...whole, 'published/rows.json': '{"format":1,"rows":{"candidates.csv":-1}}' });
  expect(await readPublishedRows(dir)).toBeNull();
  expect((await checkFolder(dir)).faults).toEqual([]);
});
