// The texts of the gateway's replies and of what volunteers pass on, apart from the app's: no phone loads them. Kept
// short: in Urdu one SMS holds seventy letters.
import english from './gateway/en.json';
import { loadWords } from './languages.ts';
import type { Message } from './locale.ts';
import { type Blanks, sayMessage, type Words } from './words.ts';

export type GatewayKey = keyof typeof english;

const files = import.meta.glob<Readonly<Record<GatewayKey, Message>>>(['./gateway/*.json', '!./gateway/en.json'], {
  import: 'default',
});

/** One language of the gateway; `words` is the app's own, for states and dates. */
export interface GatewayWords {
  readonly words: Words;
  say(key: GatewayKey, blanks?: Blanks): string;
}

/** The tags that there are texts for. */
export const gatewayLanguages: readonly string[] = [
  'en',
  ...Object.keys(files).map((path) => path.replace(/^.*\/|\.json$/g, '')),
];

/** @param tag one of `gatewayLanguages`; English for any other */
export async function loadGatewayWords(tag: string): Promise<GatewayWords> {
  const texts = (await files[`./gateway/${tag}.json`]?.()) ?? english;
  const words = await loadWords(texts === english ? 'en' : tag);
  return { words, say: (key, blanks = {}) => sayMessage(texts[key], words.locale, blanks) };
}
