// Which languages there are: one for each file in locales/. Each file is loaded when it is chosen; only the name is
// known before.
import type { Locale } from './locale.ts';
import { englishWords, openWords, type Words } from './words.ts';

const names = import.meta.glob<string>('./locales/*.json', { query: '?name', import: 'nativeName', eager: true });
const files = import.meta.glob<Locale>(['./locales/*.json', '!./locales/en.json'], { import: 'default' });

export interface Language {
  readonly tag: string;
  /** Its own name in its own script. */
  readonly nativeName: string;
}

const tagOf = (path: string): string => path.replace(/^.*\/|\.json(\?.*)?$/g, '');

/** Every language of the interface, by tag. */
export const languages: readonly Language[] = Object.entries(names)
  .map(([path, nativeName]) => ({ tag: tagOf(path), nativeName }))
  .sort((a, b) => (a.tag < b.tag ? -1 : 1));

/** Loads a language; English where there is no such file or it cannot be loaded. */
export async function loadWords(tag: string): Promise<Words> {
  const load = files[`./locales/${tag}.json`];
  const locale = await load?.().catch(() => null);
  return locale ? openWords(tag, locale) : englishWords;
}

/**
 * The first of the wanted languages that there is.
 * @param wanted tags as browsers give them, "ur-PK"
 */
export function pickLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const short = tag.toLowerCase();
    const found =
      languages.find((each) => each.tag === short) ?? languages.find((each) => short.startsWith(`${each.tag}-`));
    if (found) return found.tag;
  }
  return 'en';
}
