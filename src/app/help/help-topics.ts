// Which question the help answers first: the one of the screen that it was opened from.
import type { WordKey } from '../../words/locale.ts';
import { type Screen, screens } from '../routes.ts';

type Topic = readonly [question: WordKey, answer: WordKey];

const number: Topic = ['help.number', 'help.number-text'];
const search: Topic = ['topic.search', 'topic.search-text'];
const card: Topic = ['topic.card', 'topic.card-text'];
const where: Topic = ['topic.where', 'topic.where-text'];
const how: Topic = ['topic.how', 'topic.how-text'];
const news: Topic = ['topic.news', 'topic.news-text'];
const real: Topic = ['help.real', 'help.real-text'];
const blocked: Topic = ['topic.blocked', 'topic.blocked-text'];
const give: Topic = ['topic.give', 'topic.give-text'];
const take: Topic = ['topic.take', 'topic.take-text'];
const slip: Topic = ['topic.slip', 'topic.slip-text'];
const kept: Topic = ['topic.kept', 'topic.kept-text'];

const topics: Readonly<Partial<Record<Screen, Topic>>> = {
  find: number,
  list: number,
  search,
  seat: card,
  candidates: card,
  candidate: card,
  places: where,
  guidance: how,
  day: how,
  copy: how,
  news,
  who: real,
  compare: real,
  sources: blocked,
  hop: blocked,
  card: give,
  give,
  stream: give,
  take,
  scan: take,
  slip,
  ready: kept,
  kept,
  wipe: kept,
};

/** What everybody asks, in the order of the help screen. */
export const usualTopics: readonly Topic[] = [
  ['help.what', 'help.what-text'],
  number,
  real,
  ['help.private', 'help.private-text'],
];

/** @param page a screen's name, as the help's place carries it; anything else has no topic */
export function topicOf(page: string): Topic | null {
  const screen = screens.find((each) => each === page);
  return (screen && topics[screen]) ?? null;
}
