// What the gateway says besides a seat: which one it is to be, and what stands for an answer that there is not. Each is one
// SMS.
import { fitsSms, plainSms } from '../../../core/message/sms-length.ts';
import { joined, listMark, type Telling as Told } from '../../../paper/seat-text.ts';
import type { Edition } from './edition.ts';
import type { Voice } from './voice.ts';

/** From what the gateway tells. */
export interface Telling extends Told {
  readonly edition: Edition;
  readonly voice: Voice;
}

/** Seats to choose from. @param before a word that goes with each of them, for who is to send it */
export function chooseText({ voice }: Telling, seats: readonly string[], before = ''): string {
  const all = plainSms(voice.say('which', { seats: seats.map((seat) => before + seat).join(listMark(voice)) }));
  if (fitsSms(all)) return all;
  return plainSms(voice.say('which-many', { n: seats.length, seat: before + (seats[0] ?? '') }));
}

/** What stands for an answer that there is not. */
export function helpText({ edition, voice, address }: Telling): string {
  const seat = edition.head.guide.seats.code[0] ?? '';
  const more = address === null ? [] : [voice.say('more', { address })];
  return joined([voice.say('help', { seat })], [voice.say('help-more'), ...more]) ?? seat;
}
