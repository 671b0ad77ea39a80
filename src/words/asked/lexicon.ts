// The lexicon of a language for the core's questions and messages: its words, and those that people write with.
import type { Lexicon } from '../../core/answer/lexicon.ts';
import { fold } from '../../core/spelling/fold.ts';
import { formatClock, formatDay } from '../dates.ts';
import { tagsOf, type Words } from '../words.ts';
import { aroundWords, cueWords, eventWords, monthNumber, monthWords, numberWords, titleWords } from './ask-words.ts';
import { plainWords, turningWords } from './message-words.ts';
import { things } from './things.ts';

const numbers = Object.fromEntries(Object.entries(numberWords).map(([word, value]) => [fold(word), value]));

const months = monthWords.map(fold);
const monthNumbers = Object.fromEntries(monthWords.map((name) => [fold(name), monthNumber(name)]));

/** @param languages the guide's own, the main one first */
export function openLexicon(words: Words, languages: readonly string[]): Lexicon {
  return {
    languages: tagsOf(words, languages),
    cues: cueWords,
    events: eventWords,
    around: aroundWords,
    titles: titleWords,
    turning: turningWords,
    plain: plainWords,
    months,
    monthNumbers,
    articles: ['the', 'a', 'an'],
    things,
    numbers,
    say: (key, blanks) => words.t(key, blanks),
    day: (day) => formatDay(words, day),
    clock: (clock, hours) => formatClock(words, clock, hours),
  };
}
