// One language of the gateway: its words, and the guide's texts in it or in the next best one.
import { pickText, type Text } from '../core/guide/text.ts';
import { formatDay } from './dates.ts';
import { type GatewayKey, gatewayLanguages, loadGatewayWords } from './gateway-words.ts';
import { type Blanks, tagsOf, type Words } from './words.ts';

export interface Voice {
  readonly words: Words;
  say(key: GatewayKey, blanks?: Blanks): string;
  /** A text of the guide; "" where it has none. @param languages the guide's */
  tell(text: Text | undefined, languages: readonly string[]): string;
  /** @param day "2027-02-08", or an instant */
  day(day: string): string;
}

/** One language that the gateway speaks. @param tag English for one that it does not */
export async function loadVoice(tag: string): Promise<Voice> {
  const { words, say } = await loadGatewayWords(tag);
  return {
    words,
    say,
    tell: (text, languages) => pickText(text, tagsOf(words, languages))?.text ?? '',
    day: (day) => formatDay(words, day),
  };
}

/** Every language that the gateway speaks, by tag. */
export async function loadVoices(): Promise<ReadonlyMap<string, Voice>> {
  const voices = new Map<string, Voice>();
  for (const tag of gatewayLanguages) voices.set(tag, await loadVoice(tag));
  return voices;
}

/** The languages of a guide that the gateway speaks, the guide's first one first; never empty. */
export function spokenIn(languages: readonly string[], voices: ReadonlyMap<string, Voice>): readonly string[] {
  const both = languages.filter((tag) => voices.has(tag));
  return both.length > 0 ? both : ['en'];
}
