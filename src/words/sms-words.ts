// The texts that tell a seat in one SMS: said by the gateway, by volunteers' messages and by the app where somebody passes a
// seat on. Kept short: in Urdu one SMS holds seventy letters.
import { pickText, type Text } from '../core/guide/format/text.ts';
import { formatDay } from './dates.ts';
import { loadWords } from './languages.ts';
import type { Message } from './locale.ts';
import english from './sms/en.json';
import { type Blanks, sayMessage, tagsOf, type Words } from './words.ts';

export type SmsKey = keyof typeof english;

const files = import.meta.glob<Readonly<Record<SmsKey, Message>>>(['./sms/*.json', '!./sms/en.json'], {
  import: 'default',
});

/** One language: its words, and the guide's texts in it or in the next best one. */
export interface SmsVoice {
  /** The app's own, for states and dates. */
  readonly words: Words;
  say(key: SmsKey, blanks?: Blanks): string;
  /** A text of the guide; "" where it has none. @param languages the guide's */
  tell(text: Text | undefined, languages: readonly string[]): string;
  /** @param day "2027-02-08", or an instant */
  day(day: string): string;
}

/** The tags that there are texts for. */
export const smsLanguages: readonly string[] = [
  'en',
  ...Object.keys(files).map((path) => path.replace(/^.*\/|\.json$/g, '')),
];

/** @param tag one of `smsLanguages`; English for any other */
export async function loadSmsVoice(tag: string): Promise<SmsVoice> {
  const texts = (await files[`./sms/${tag}.json`]?.()) ?? english;
  const words = await loadWords(texts === english ? 'en' : tag);
  return {
    words,
    say: (key, blanks = {}) => sayMessage(texts[key], words.locale, blanks),
    tell: (text, languages) => pickText(text, tagsOf(words, languages))?.text ?? '',
    day: (day) => formatDay(words, day),
  };
}
