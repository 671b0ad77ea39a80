// The frozen questions to the search, over the whole real list with its polling stations. See README.md. Skipped, by
// name, where the data folder is absent.
import { describe, expect, it } from 'vitest';
import { hasData, openNational, readNational } from '../core/search/national-guide.ts';
import { dataPresent, sha256 } from './data.mjs';
import { frozenSha256, searchQuestions } from './search-questions.mjs';
import { scoreSearch } from './search-score.ts';

describe.skipIf(!hasData || !dataPresent())('the frozen questions to the search (in ../shared/data)', () => {
  it('are answered as well as docs/BENCHMARKS.md says', { timeout: 120_000 }, () => {
    const questions = searchQuestions();
    expect(sha256(questions)).toBe(frozenSha256);
    const national = readNational();
    const { first, firstThree, all, misses } = scoreSearch(national, openNational(national), questions);
    expect(all).toBe(200);
    expect(first, misses.join('\n')).toBeGreaterThanOrEqual(198);
    expect(firstThree, misses.join('\n')).toBe(200);
  });
});
