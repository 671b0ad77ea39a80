// The same seat as words for one SMS, as the gateway would answer it: for phones that show no pictures.
import { fitsSms, plainSms } from '../../core/message/sms-length.ts';
import { candidateText, seatText, type Telling } from '../../paper/seat-text.ts';
import { loadSmsVoice, smsLanguages } from '../../words/sms-words.ts';
import { regionSign } from '../held/region-sign.ts';
import { getState, getWorld } from '../world.ts';
import { cardAddress } from './card-address.ts';
import type { AskedPanel } from './make-card.ts';

/** @returns null where a newer slip says otherwise, or where these words are not here */
export async function makeSms({ card, held, subject }: AskedPanel): Promise<string | null> {
  const { words } = getState();
  const isOverruled = subject.kind === 'nobody' && subject.why === 'overruled';
  const tag = words.voices.find(([language]) => smsLanguages.includes(language))?.[0] ?? 'en';
  const voice = isOverruled ? null : await loadSmsVoice(tag).catch(() => null);
  if (!voice) return null;
  const telling: Telling = {
    edition: { head: held.head, stateAt: () => regionSign(held).state },
    voice,
    isPassedOn: true,
    now: getWorld().now(),
    address: cardAddress(),
  };
  const text = subject.kind === 'one' ? candidateText(telling, card, subject.candidate) : seatText(telling, card);
  return fitsSms(text) ? plainSms(text) : null;
}

/** What opens the phone's own messages with the text in it; whom it goes to is chosen there. RFC 5724 */
export function smsAddress(text: string): string {
  return `sms:?body=${encodeURIComponent(text)}`;
}
