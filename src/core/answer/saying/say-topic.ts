// What an answer says of the day, the place, a page, a notice.

import { pickText, type Text } from '../../guide/format/text.ts';
import { votingTime } from '../../guide/meaning/voting-time.ts';
import type { Notice, Page } from '../../guide/pages.ts';
import type { PollingPlace } from '../../guide/places.ts';
import { wordsOf } from '../../search/word-forms.ts';
import type { Moment } from '../answer-types.ts';
import type { AskedGuide } from '../asked-guide.ts';
import type { Lexicon } from '../lexicon.ts';
import { wordLikeness } from '../reading/word-likeness.ts';
import { lines, saySeat } from './say.ts';

/** @param seat null for the election as a whole */
export function sayVotingTime(asked: AskedGuide, seat: string | null, lexicon: Lexicon, moment: Moment): string {
  const { election } = asked.content.guide;
  const contest = seat === null ? null : (asked.listOf(seat)?.contest ?? null);
  const { phase, day } = votingTime(election, contest, moment.now, moment.deviceOffset);
  if (phase === 'off') return lexicon.say('answer.when-off', { seat: seat ?? '' });
  if (phase === 'postponed') return lexicon.say('answer.when-postponed');
  const date = lexicon.day(day);
  if (phase === 'over') return lexicon.say('answer.when-over', { date });
  const { hours, clock = '24' } = election;
  if (!hours) return lexicon.say('answer.when', { date });
  const at = (time: string): string => lexicon.clock(time, clock);
  return lexicon.say('answer.when-hours', { date, opens: at(hours.opens), closes: at(hours.closes) });
}

/** A page of the guide, its steps numbered. */
export function sayPage({ title, steps }: Page, { languages }: Lexicon): string {
  const told = steps.map(({ text }, i) => `${i + 1}. ${pickText(text, languages)?.text ?? ''}`);
  return lines(pickText(title, languages)?.text ?? '', told);
}

/** A notice: what was, what is. */
export function sayNotice({ title, text, was, is, reason }: Notice, { languages }: Lexicon): string {
  const told = (each: Text | undefined): string => pickText(each, languages)?.text ?? '';
  return lines([title, text, was, is, reason].map(told));
}

/** What is said of polling stations. */
export interface StationsSaid {
  readonly text: string;
  /** The seat that it is about; null where none is known. */
  readonly seat: string | null;
}

const maxStations = 5;
const leastLike = 0.85;

/**
 * Where to vote: stations that were named, how many a seat has, and always how to ask officially, since a list alone
 * does not say whose station is whose.
 * @param said the words that may name a station
 */
export function sayStations(
  asked: AskedGuide,
  seat: string | null,
  said: readonly string[],
  lexicon: Lexicon,
): StationsSaid {
  const { guide, places, search } = asked.content;
  const ask = guide.election.lookups.map(({ text }) => pickText(text, lexicon.languages)?.text ?? '');
  const official = ask.length === 0 ? '' : lines(lexicon.say('answer.station-ask'), ask);
  const all = seat === null ? [] : (places.get(seat) ?? []);
  const named = seat === null ? [] : all.filter((each) => isNamed(each, said));
  const tell = (each: PollingPlace): string => {
    const name = pickText(each.name, lexicon.languages)?.text ?? '';
    return lexicon.say('answer.station', { number: each.number, name });
  };
  if (seat !== null) {
    const told = named.length > 0 && named.length <= maxStations ? named.map(tell) : [];
    const blanks = { seat: saySeat(asked, seat, lexicon), n: all.length };
    return { text: lines(all.length > 0 ? lexicon.say('answer.stations', blanks) : '', told, official), seat };
  }
  const hit = said.length === 0 ? undefined : search.find(said.join(' '))[0];
  if (hit?.kind !== 'station' || hit.score < leastLike) return { text: official, seat: null };
  const found = places.get(hit.seat)?.[hit.row];
  const title = saySeat(asked, hit.seat, lexicon);
  return { text: lines(title, found ? tell(found) : '', official), seat: hit.seat };
}

function isNamed({ name }: PollingPlace, said: readonly string[]): boolean {
  if (said.length === 0) return false;
  const own = Object.values(name).flatMap(wordsOf);
  return said.every((word) => own.some((each) => wordLikeness(word, each) >= leastLike));
}
