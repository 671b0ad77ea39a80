// The frozen questions to the search, over the whole real list with its polling stations. See README.md. Skipped, by
// name, where the data folder is absent.
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasData, openNational, readNational } from '../core/search/national-guide.ts';
import { sha256 } from './data.mjs';
import { frozenSha256, searchQuestions } from './search-questions.mjs';
import { scoreSearch } from './search-score.ts';

describe.skipIf(!hasData)('the frozen questions to the search (in ../shared/data or NISHAN_DATA)', () => {
  it('are answered first in 95 of 100, among the first three in 99', { timeout: 120_000 }, () => {
    const questions = searchQuestions();
    expect(sha256(questions)).toBe(frozenSha256);
    const national = readNational();
    const { first, firstThree, all, misses } = scoreSearch(national, openNational(national), questions);
    if (process.env.NISHAN_MISSES) writeFileSync(process.env.NISHAN_MISSES, `${misses.join('\n')}\n`);
    expect(all).toBe(200);
    expect({ first, misses: misses.length }).toEqual({ first, misses: all - first });
    expect(first).toBeGreaterThanOrEqual(190);
    expect(firstThree).toBeGreaterThanOrEqual(198);
  });
});
