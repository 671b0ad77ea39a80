// What a language brings to questions and messages: the words that tell what is asked, and the texts of an answer. The
// core knows no language; `words` fills this in.
import type { Event } from '../guide/events.ts';
import type { Things } from '../search/search.ts';

/** What a word or phrase of a question tells of it. */
export const cues = [
  'where',
  'station',
  'bring',
  'when',
  'how',
  'who',
  'symbol',
  'claim',
  'greeting',
  'thanks',
  'help',
  'opinion',
  'seat',
  'assembly',
] as const;
/** What a word can say that is asked for. */
export type Cue = (typeof cues)[number];

/** A word of a question for what the publisher announces; `event` for any of it. */
export type EventCue = Event['kind'] | 'event';

/** A text that answers are made of. */
export type AnswerKey =
  | 'answer.seat'
  | 'answer.seat-lists'
  | 'answer.pair'
  | 'answer.pair-none'
  | 'answer.pair-number'
  | 'answer.withdrawn'
  | 'answer.backed'
  | 'answer.candidate'
  | 'answer.candidate-none'
  | 'answer.candidate-number'
  | 'answer.candidate-withdrawn'
  | 'answer.agrees'
  | 'answer.differs'
  | 'answer.nobody-has'
  | 'answer.nobody-called'
  | 'answer.which-seat'
  | 'answer.which-of'
  | 'answer.which-has'
  | 'answer.more'
  | 'answer.no-seat'
  | 'answer.not-here'
  | 'answer.station'
  | 'answer.stations'
  | 'answer.station-ask'
  | 'answer.when'
  | 'answer.when-hours'
  | 'answer.when-postponed'
  | 'answer.when-over'
  | 'answer.when-off'
  | 'answer.bring-unsaid'
  | 'answer.opinion'
  | 'answer.hello'
  | 'answer.thanks'
  | 'answer.unknown'
  | 'answer.knows'
  | 'answer.identity'
  | 'answer.copy'
  | 'answer.known-message'
  | 'answer.comma'
  | 'answer.events-none'
  | 'answer.event-moved'
  | 'answer.event-cancelled'
  | 'answer.list'
  | 'answer.not-final'
  | 'answer.newer'
  | 'answer.forward-agrees'
  | 'answer.forward-differs'
  | 'answer.forward-says'
  | 'answer.forward-lists'
  | 'answer.forward-no-name'
  | 'answer.forward-elsewhere'
  | 'answer.forward-no-seat'
  | 'answer.forward-unclear'
  | 'answer.forward-more'
  | 'answer.forward-day'
  | 'answer.forward-several'
  | 'answer.forward-was';

/** One language's words for questions and answers. */
export interface Lexicon {
  /** Its tag, and those of the guide's texts that its readers read, best first. */
  readonly languages: readonly string[];
  /** Words and phrases by what they tell, in every language that people may write in. */
  readonly cues: Readonly<Record<Cue, readonly string[]>>;
  /** Words for meetings and rides, asked of guides that have some. */
  readonly events: Readonly<Record<EventCue, readonly string[]>>;
  /** Words around what is meant: chat, courtesy, filling. */
  readonly around: readonly string[];
  /** Words before and after a name that are no part of it. */
  readonly titles: readonly string[];
  /** Words that turn a message round, take it back or put it into the past: "not", "was", "withdrew". */
  readonly turning: readonly string[];
  /** Words of messages that say nothing of who has which symbol: "forward to all groups", "8 February". */
  readonly plain: readonly string[];
  /** Names of months, folded. */
  readonly months: readonly string[];
  /** Which month each of them is, from 1. */
  readonly monthNumbers: Readonly<Record<string, number>>;
  /** Words before a thing that is named: "the". */
  readonly articles: readonly string[];
  /** What things are called, for lists that name them in one language only. */
  readonly things: Things;
  /** Number words: "thirty" is 30, "ایک" is 1. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Speaks a text with its blanks filled in. */
  say(key: AnswerKey, blanks?: Readonly<Record<string, string | number>>): string;
  /** @param day "2027-02-08" */
  day(day: string): string;
  /** @param clock "17:00" */
  clock(clock: string, hours: '12' | '24'): string;
}
