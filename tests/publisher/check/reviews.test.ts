// Rows that an import left out or guessed count until somebody answers by name.
import { expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { type ReviewItem, writeReview } from '../../../src/publisher/content/review.ts';
import { makeFolder } from '../content/make-folder.ts';
import { whole } from './whole-folder.ts';

const item = (id: string, isHeld: boolean, answer = '', by = ''): ReviewItem => ({
  ...{ id, row: 2, seat: 'NA-1', what: 'unknown-symbol', reason: 'not on the chart', found: 'KITEE' },
  ...{ guess: 'symbol=kite', distance: 1, isHeld, answer, by },
});

async function faultsWith(items: readonly ReviewItem[]): Promise<readonly string[]> {
  const { faults } = await checkFolder(await makeFolder({ ...whole, 'review/list.csv': writeReview(items) }));
  return faults.map(
    ({ code, file, row, mustSign, value }) => `${code} ${file}:${row} ${mustSign} ${value?.slice(0, 6)}`,
  );
}

it('tells of what is left out and of what was guessed, at the first row of each', async () => {
  const items = [item('a', false, 'yes', 'A. Person'), item('b', true), item('c', false), item('d', true)];
  expect(await faultsWith(items)).toEqual([
    'rows-held-back review/list.csv:3 true 2 rows',
    'rows-unreviewed review/list.csv:4 true 1 rows',
  ]);
});

it('takes an answer that nobody stands by for none', async () => {
  expect(await faultsWith([item('a', true, 'drop', '')])).toHaveLength(1);
  expect(await faultsWith([item('a', true, 'drop', 'A. Person')])).toEqual([]);
});

it('tells of a row that is left out in spite of its answer, and of an edit as an edit', async () => {
  const edit = { ...item('b', false), what: 'your-edit' };
  expect(await faultsWith([item('a', true, 'symbol=kitee', 'A. Person'), edit])).toEqual([
    'answers-not-taken review/list.csv:2 true 1 rows',
    'edits-undecided review/list.csv:3 true 1 rows',
  ]);
});

it('tells of a review file that cannot be read', async () => {
  const { faults } = await checkFolder(await makeFolder({ ...whole, 'review/list.csv': 'id\n1\n' }));
  expect(faults.map(({ code, file }) => `${code} ${file}`)).toEqual(['missing-column review/list.csv']);
});
