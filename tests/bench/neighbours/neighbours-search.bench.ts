// The search beside MiniSearch: the same country, the same frozen questions, the same judge, in the same process.
import { it } from 'vitest';
import { openNational, readNational } from '../../core/search/national-guide.ts';
import { dataPresent } from '../../judges/data.mjs';
import { searchQuestions } from '../../judges/search-questions.mjs';
import { scoreSearch } from '../../judges/search-score.ts';
import { hasData, row, spread } from '../measure.ts';
import { titleOf } from './get.ts';
import { openMiniSearch } from './minisearch.ts';

it.runIf(hasData && dataPresent())('200 questions over a whole country', async (context) => {
  const national = readNational();
  const questions = searchQuestions();
  const began = performance.now();
  const ours = openNational(national);
  const readMs = performance.now() - began;
  const theirs = await openMiniSearch(national);
  const runs = [
    ['Nishan', ours, readMs],
    [titleOf('minisearch'), { ...ours, find: theirs.find }, theirs.indexMs],
  ] as const;
  for (const [name, search, indexMs] of runs) {
    scoreSearch(national, search, questions);
    const { first, firstThree, all, times } = scoreSearch(national, search, questions);
    const { median, p95 } = spread(times);
    row(context, `${name}: right first, in the first three`, `${first}, ${firstThree} of ${all}`, '');
    row(context, `${name}: a lookup, median`, `${median.toFixed(2)} ms`, '');
    row(context, `${name}: a lookup, p95`, `${p95.toFixed(1)} ms`, '');
    row(context, `${name}: reading all`, `${indexMs.toFixed(0)} ms`, '');
  }
});
