// One language of the gateway: what it says of a seat, and what it says besides.
import { type GatewayKey, gatewayLanguages, loadGatewayTexts } from '../../../words/gateway-words.ts';
import { loadSmsVoice, type SmsKey, type SmsVoice, smsLanguages } from '../../../words/sms-words.ts';
import { type Blanks, sayMessage } from '../../../words/words.ts';

export interface Voice extends SmsVoice {
  say(key: GatewayKey | SmsKey, blanks?: Blanks): string;
}

/** Every language that the gateway speaks, by tag. */
export async function loadVoices(): Promise<ReadonlyMap<string, Voice>> {
  const voices = new Map<string, Voice>();
  for (const tag of gatewayLanguages.filter((each) => smsLanguages.includes(each))) {
    voices.set(tag, await loadVoice(tag));
  }
  return voices;
}

/** @param tag English for one that the gateway does not speak */
export async function loadVoice(tag: string): Promise<Voice> {
  const voice = await loadSmsVoice(tag);
  const texts = await loadGatewayTexts(voice.words.language);
  return {
    ...voice,
    say(key, blanks = {}) {
      const { locale } = voice.words;
      return isOwn(texts, key) ? sayMessage(texts[key], locale, blanks) : voice.say(key, blanks);
    },
  };
}

function isOwn(texts: object, key: GatewayKey | SmsKey): key is GatewayKey {
  return Object.prototype.hasOwnProperty.call(texts, key);
}

/** The languages of a guide that the gateway speaks, the guide's first one first; never empty. */
export function spokenIn(languages: readonly string[], voices: ReadonlyMap<string, Voice>): readonly string[] {
  const both = languages.filter((tag) => voices.has(tag));
  return both.length > 0 ? both : ['en'];
}
