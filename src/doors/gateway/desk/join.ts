// "JOIN NA-130": whoever wants to be told is told what to follow. The provider's own channel or list has its people; the
// gateway keeps nobody, and does not know who followed.

import { seatByCode, seatsForTyped } from '../../../core/guide/questions.ts';
import { cutToSms } from '../../../core/message/sms-length.ts';
import { foldedWords } from '../../../core/spelling/fold.ts';
import { joined } from '../../../paper/seat-text.ts';
import type { ChannelName } from '../channel.ts';
import { chooseText, type Telling } from './choice-text.ts';
import type { Voice } from './voice.ts';

/** Where news can be followed: of one seat, one region, or everything; by everybody, or by who asks on one channel. */
export interface FollowPlace {
  readonly link: string;
  readonly seat?: string | undefined;
  readonly region?: string | undefined;
  readonly channel?: ChannelName | undefined;
}

/** A wish to be told, or to be told no more. */
export type JoinWish = { readonly kind: 'join'; readonly seats: string } | { readonly kind: 'leave' };

/** The wish in a message; null where it is a question. The word stands first or last, in any of the languages. */
export function readJoin(question: string, voices: ReadonlyMap<string, Voice>): JoinWish | null {
  const said = foldedWords(question).join(' ');
  for (const voice of voices.values()) {
    if (wordsOf(voice.say('leave-words')).includes(said)) return { kind: 'leave' };
    for (const word of wordsOf(voice.say('join-words'))) {
      if (said === word) return { kind: 'join', seats: '' };
      if (said.startsWith(`${word} `)) return { kind: 'join', seats: said.slice(word.length + 1) };
      if (said.endsWith(` ${word}`)) return { kind: 'join', seats: said.slice(0, -word.length - 1) };
    }
  }
  return null;
}

function wordsOf(list: string): readonly string[] {
  return list.split(',').map((word) => foldedWords(word).join(' '));
}

/** What is answered to a wish. */
export interface JoinAnswer {
  readonly text: string;
  readonly next: readonly string[];
}

/** @param places as configured; where none fits, the publisher's own page as it is signed */
export function answerJoin(
  telling: Telling,
  wish: JoinWish,
  places: readonly FollowPlace[],
  channel: ChannelName,
): JoinAnswer {
  const { voice, edition } = telling;
  const { guide } = edition.head;
  if (wish.kind === 'leave') return { text: cutToSms(voice.say('leave')), next: [] };
  const seats = wish.seats === '' ? [] : seatsForTyped(guide, wish.seats).map(({ code }) => code);
  if (seats.length > 1) {
    const word = wordsOf(voice.say('join-words'))[0]?.toUpperCase() ?? '';
    return { text: chooseText(telling, seats, `${word} `), next: seats.map((seat) => `${word} ${seat}`) };
  }
  const [seat = null] = seats;
  const link = placeFor(places, guide, seat, channel)?.link ?? guide.publisher.web ?? telling.address;
  if (link === null) return { text: cutToSms(voice.say('join-none')), next: [] };
  const main = seat === null ? voice.say('join-all', { link }) : voice.say('join', { seat, link });
  // A link is cut nowhere: alone it is in plain letters, of which an SMS holds more.
  const text = joined([main], [voice.say('join-how')]) ?? joined([link], []) ?? cutToSms(voice.say('join-none'));
  return { text, next: [] };
}

/** The nearest one: of the seat before one of its region, one of this channel before one of any. */
function placeFor(
  places: readonly FollowPlace[],
  guide: Telling['edition']['head']['guide'],
  seat: string | null,
  channel: ChannelName,
): FollowPlace | null {
  const regions = seat === null ? [] : (seatByCode(guide, seat)?.regions ?? []);
  const nearness = (place: FollowPlace): number => {
    if (place.channel !== undefined && place.channel !== channel) return -1;
    if (place.seat !== undefined && place.seat !== seat) return -1;
    if (place.region !== undefined && !regions.includes(place.region)) return -1;
    return (
      (place.seat === undefined ? 0 : 4) + (place.region === undefined ? 0 : 2) + (place.channel === undefined ? 0 : 1)
    );
  };
  const [best] = places.filter((place) => nearness(place) >= 0).sort((a, b) => nearness(b) - nearness(a));
  return best ?? null;
}
