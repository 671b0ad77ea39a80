// The questions of imports to people: written, filled in, read by import and by check.
import { expect, it } from 'vitest';
import { type ReviewItem, readReview, readReviews, writeReview } from '../../../src/publisher/content/review.ts';
import { guideYaml, makeFolder } from './make-folder.ts';

const item: ReviewItem = {
  ...{ id: 'a1', row: 7, seat: 'NA-1', what: 'unknown-symbol', reason: '"Kiet" is not on the chart' },
  ...{ found: '=Kiet', guess: 'symbol=2', distance: 1, isHeld: true, answer: 'yes', by: 'Amina' },
};

it('comes back as it was written, with its place', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml, 'review/candidates-list.csv': writeReview([item]) });
  const place = { file: 'review/candidates-list.csv', record: 2 };
  // What a spreadsheet program would take for a formula is written as text.
  expect(await readReview(dir, 'candidates-list')).toEqual([{ ...item, ...place, found: "'=Kiet" }]);
});

it('reads every file of a folder, and names one that is no table', async () => {
  const dir = await makeFolder({
    'guide.yaml': guideYaml,
    'review/a.csv': writeReview([item, { ...item, id: 'a2', answer: '', distance: null }]),
    'review/b.csv': 'id,row\nx,1\n',
  });
  const { items, faults } = await readReviews(dir);
  expect(items.map(({ id, answer, distance }) => [id, answer, distance])).toEqual([
    ['a1', 'yes', 1],
    ['a2', '', null],
  ]);
  expect(faults.map(({ code, file }) => `${code} ${file}`)).toEqual(['missing-column review/b.csv']);
});

it('is nothing in a folder without imports', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml });
  expect(await readReviews(dir)).toEqual({ items: [], faults: [] });
});
