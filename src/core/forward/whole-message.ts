// Whether a message says one thing and nothing beside it. A message that names a candidate with the right symbol can still
// say the opposite ("not the kettle"), take it back ("was", "he withdrew") or add something that no list says; so it agrees
// only where every word of it is known, and none of them turns a sentence round.
import type { AskedGuide, Standing } from '../answer/asked-guide.ts';
import type { Lexicon } from '../answer/lexicon.ts';
import { openPhrases, type Phrases } from '../answer/reading/phrases.ts';
import { turnsRound } from '../answer/reading/turning.ts';
import type { Text } from '../guide/format/text.ts';
import { contestCard, seatNumber } from '../guide/questions.ts';
import { wordsOf } from '../search/word-forms.ts';
import type { WordKinds } from './message-words.ts';

/** The first figures of a telephone number that is written apart. */
const phoneBegin = /(?<![\d])\+?(\d{2,4})(?=[ .\-–]{1,2}\d{5,}(?!\d))/g;
const leastAlike = 0.93;

const indexes = new WeakMap<Lexicon, Phrases<true>>();

function plainIn(lexicon: Lexicon): Phrases<true> {
  const found = indexes.get(lexicon);
  if (found) return found;
  const plain = openPhrases<true>();
  for (const phrase of lexicon.plain) plain.add(phrase, true);
  indexes.set(lexicon, plain);
  return plain;
}

/** What of a message was read. */
export interface ReadMessage extends Pick<WordKinds, 'words' | 'kind'> {
  /** As it came. */
  readonly text: string;
  /** Places of words that are a candidate's name or a symbol's. */
  readonly named: ReadonlySet<number>;
  /** Whom it names. */
  readonly people: readonly Standing[];
}

/** Whether there is anything in a message beside names, symbols, seats and what only stands around them. */
export function saysMore(asked: AskedGuide, message: ReadMessage, lexicon: Lexicon): boolean {
  const { words, kind, named } = message;
  const isOwn = (at: number): boolean => named.has(at) || kind[at] === 'seat' || isCount(message, at);
  if (turnsRound(message.text, words, lexicon, isOwn)) return true;
  const plain = plainIn(lexicon).find(words, { least: leastAlike });
  const known = new Set(plain.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
  const around = wordsAround(asked, message.people);
  const numbers = numbersOf(asked, message);
  return words.some((word, at) => {
    if (isOwn(at) || kind[at] === 'break' || kind[at] === 'noise' || known.has(at) || around.has(word)) return false;
    return kind[at] !== 'number' || !(numbers.has(word) || isItsPlace(message, at));
  });
}

/** "Halqa no 130": there "no" is the number's. */
function isCount({ words, kind }: ReadMessage, at: number): boolean {
  return words[at] === 'no' && (kind[at + 1] === 'number' || kind[at + 1] === 'seat' || words[at + 1] === '');
}

/** "1. … 2. …": the numbers of a list as long as the people whom it names. */
function isItsPlace({ words, people }: ReadMessage, at: number): boolean {
  return words[at + 1] === '' && Number(words[at]) <= people.length;
}

/** Words of the seats where these people stand, and of who backs them: another party's would say something else of them. */
function wordsAround({ content }: AskedGuide, people: readonly Standing[]): ReadonlySet<string> {
  const { guide, symbols, parties, shards } = content;
  const texts = people.flatMap(({ seat: code, region, row, serial }): readonly Text[] => {
    const shard = shards.find((each) => each.region === region);
    const card = shard && contestCard(guide, symbols, parties, shard, code);
    if (!card) return [];
    const party = card.candidates.find((each) => each.row === row)?.party;
    const backers = card.endorsements.filter((each) => each.serial === serial).map(({ by }) => by);
    const names = (guide.endorsers ?? []).filter(({ id }) => backers.includes(id)).map(({ name }) => name);
    const { seat } = card;
    return [seat.name, seat.district, ...(party ? [party.name, party.short] : []), ...names];
  });
  return new Set(texts.flatMap((text) => Object.values(text)).flatMap(wordsOf));
}

/** Numbers that the guide says itself, of these seats, of the day and its hours, and the first figures of telephones. */
function numbersOf({ content: { guide } }: AskedGuide, { text, people }: ReadMessage): ReadonlySet<string> {
  const { date, hours } = guide.election;
  const clocks = hours ? [hours.opens, hours.closes] : [];
  const hour = (clock: string): readonly string[] => [clock, `${Number(clock.slice(0, 2)) % 12}`];
  const phones = [...text.matchAll(phoneBegin)].map(([, figures = '']) => figures);
  const seats = people.map(({ seat }) => seatNumber(seat) ?? '');
  return new Set([date, ...clocks.flatMap(hour), ...phones, ...seats].flatMap(wordsOf));
}
