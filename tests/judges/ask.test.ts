// The frozen questions and messages, over the whole real list. See README.md. Skipped, by name, where the data folder is
// absent.
import { describe, expect, it } from 'vitest';
import type { AskedGuide } from '../../src/core/answer/asked-guide.ts';
import { askNational } from '../core/answer/asked-national.ts';
import { lexiconOf, moment } from '../core/answer/demo-content.ts';
import { hasData, readNational } from '../core/search/national-guide.ts';
import { askQuestions, frozenSha256 as frozenQuestions } from './ask-questions.mjs';
import { scoreAnswers } from './ask-score.ts';
import { dataPresent, sha256 } from './data.mjs';
import { scoreForwards } from './forward-score.ts';
import { forwards, frozenSha256 as frozenForwards } from './forwards.mjs';

describe.skipIf(!hasData || !dataPresent())('the frozen questions and messages (in ../shared/data)', () => {
  let opened: AskedGuide | null = null;
  const asked = (): AskedGuide => {
    opened ??= askNational(readNational());
    return opened;
  };
  const lexicons = { en: lexiconOf('en'), ur: lexiconOf('ur') };

  it('are answered as well as docs/BENCHMARKS.md says', { timeout: 120_000 }, () => {
    const questions = askQuestions();
    expect(sha256(questions)).toBe(frozenQuestions);
    const { right, all, misses, wrongSymbols } = scoreAnswers(asked(), questions, lexicons, moment);
    expect(all).toBe(300);
    expect(wrongSymbols).toEqual([]);
    expect(right, misses.join('\n')).toBeGreaterThanOrEqual(298);
  });

  it('are checked as well as docs/BENCHMARKS.md says', { timeout: 120_000 }, () => {
    const messages = forwards();
    expect(sha256(messages)).toBe(frozenForwards);
    const { recognised, trueOnes, misses, ...never } = scoreForwards(asked(), messages, lexicons);
    expect(messages).toHaveLength(300);
    expect(trueOnes).toBe(100);
    expect(never.agreeing).toEqual([]);
    expect(never.silent).toEqual([]);
    expect(never.words).toEqual([]);
    expect(recognised, misses.join('\n')).toBeGreaterThanOrEqual(98);
  });
});
