// Questions after meetings and rides: "where is the pick-up", "jalsa kab hai". Only of guides that have events; a guide
// without them is asked as if the words for them were not there.
import { type Event, eventTime, isEventFor, sortEvents } from '../guide/events.ts';
import { pickText, type Text } from '../guide/format/text.ts';
import { votingTime } from '../guide/meaning/voting-time.ts';
import { wordsOf } from '../search/word-forms.ts';
import type { Moment } from './answer-types.ts';
import { type AskedGuide, seatOf } from './asked-guide.ts';
import type { EventCue, Lexicon } from './lexicon.ts';
import { openPhrases, type Phrases } from './reading/phrases.ts';
import { lines } from './saying/say.ts';

/** Events that a question asks for, and what is said of them. */
export interface EventsFound {
  /** Those that are told, the first one first; none where the guide has none of that kind to come. */
  readonly events: readonly Event[];
  readonly text: string;
}

const maxTold = 3;
const leastLike = 0.92;
const indexes = new WeakMap<Lexicon, Phrases<EventCue>>();

function indexOf(lexicon: Lexicon): Phrases<EventCue> {
  const known = indexes.get(lexicon);
  if (known) return known;
  const index = openPhrases<EventCue>();
  for (const [cue, phrases] of Object.entries(lexicon.events)) {
    for (const phrase of phrases) index.add(phrase, cue as EventCue);
  }
  indexes.set(lexicon, index);
  return index;
}

/**
 * @param seats codes of the seats that are meant; all events where none is
 * @returns null where the question asks for no event
 */
export function findEvents(
  asked: AskedGuide,
  question: string,
  seats: readonly string[],
  lexicon: Lexicon,
  moment: Moment,
): EventsFound | null {
  const { events = [] } = asked.content;
  if (events.length === 0) return null;
  const words = wordsOf(question);
  const cues = new Set(
    indexOf(lexicon)
      .find(words, { least: leastLike })
      .flatMap(({ values }) => values),
  );
  if (cues.size === 0) return null;
  const offset = offsetOf(asked, moment);
  const { coming } = sortEvents(events, moment.now, offset);
  const audience = { seats, regions: seats.flatMap((seat) => seatOf(asked, seat).regions) };
  const found = coming.filter(
    (event) => (cues.has('event') || cues.has(event.kind)) && (seats.length === 0 || isEventFor(event, audience)),
  );
  const told = found.slice(0, maxTold);
  if (told.length === 0) return { events: [], text: lexicon.say('answer.events-none') };
  const more = found.length - told.length;
  const rest = more > 0 ? lexicon.say('answer.more', { n: more }) : '';
  return {
    events: told,
    text: lines(
      told.map((event) => sayEvent(asked, event, lexicon, moment)),
      rest,
    ),
  };
}

function offsetOf({ content }: AskedGuide, { now, deviceOffset }: Moment): number {
  return votingTime(content.guide.election, null, now, deviceOffset).offsetMinutes;
}

/** One line: what, when, where; first that it is off, or what it was. */
export function sayEvent(asked: AskedGuide, event: Event, lexicon: Lexicon, moment: Moment): string {
  const tell = (text: Text | undefined): string => pickText(text, lexicon.languages)?.text ?? '';
  const { starts, ends } = eventTime(event, moment.now, offsetOf(asked, moment));
  const face = asked.content.guide.election.clock ?? '24';
  const hours = [starts, ends].flatMap((clock) => (clock === null ? [] : [lexicon.clock(clock, face)])).join('–');
  const what = [tell(event.title), lexicon.day(event.day), hours, tell(event.place)].filter((part) => part !== '');
  const said = what.join(lexicon.say('answer.comma'));
  if (event.state === 'cancelled') return lexicon.say('answer.event-cancelled', { event: said });
  const was = tell(event.was);
  if (event.state === 'moved' && was !== '') return lexicon.say('answer.event-moved', { event: said, was });
  return said;
}
