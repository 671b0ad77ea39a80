// Which languages there are: one for each file in locales/. Each is loaded when it is chosen, first what the first answer
// says and then the rest; only the name is known before.
import type { Locale } from './locale.ts';
import { openWords, type Words } from './words.ts';

const names = import.meta.glob<string>('./locales/*.json', { query: '?name', import: 'nativeName', eager: true });
const [firstEnglish] = Object.values(
  import.meta.glob<Locale>('./locales/en.json', { query: '?first', import: 'default', eager: true }),
) as [Locale];
const firstParts = import.meta.glob<Locale>(['./locales/*.json', '!./locales/en.json'], {
  query: '?first',
  import: 'default',
});
const restParts = import.meta.glob<RestOfLocale>('./locales/*.json', { query: '?rest', import: 'default' });

type RestOfLocale = Pick<Locale, 'words' | 'errors'>;

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

/** English as far as the first answer needs it, which is always there. */
export const firstWords: Words = openWords('en', firstEnglish, firstEnglish, false);

/** A language as far as the first answer needs it; English where there is no such file or it cannot be loaded. */
export async function loadFirstWords(tag: string): Promise<Words> {
  const first = await loadFirst(tag);
  return first ? openWords(tag, first, firstEnglish, false) : firstWords;
}

/**
 * Loads all of a language, and the English that stands in for what it lacks.
 * @returns English where there is no such file; what could be loaded, and `isWhole` false, where a part is missing
 */
export async function loadWords(tag: string): Promise<Words> {
  const [first, rest, restOfEnglish] = await Promise.all([loadFirst(tag), loadRest(tag), loadRest('en')]);
  const english = join(firstEnglish, restOfEnglish);
  const isEnglish = first === null;
  const isWhole = restOfEnglish !== null && (isEnglish || rest !== null);
  return isEnglish ? openWords('en', english, english, isWhole) : openWords(tag, join(first, rest), english, isWhole);
}

async function loadFirst(tag: string): Promise<Locale | null> {
  return (await firstParts[`./locales/${tag}.json`]?.().catch(() => null)) ?? null;
}

async function loadRest(tag: string): Promise<RestOfLocale | null> {
  return (await restParts[`./locales/${tag}.json`]?.().catch(() => null)) ?? null;
}

function join(first: Locale, rest: RestOfLocale | null): Locale {
  if (!rest) return first;
  return { ...first, words: { ...first.words, ...rest.words }, errors: { ...first.errors, ...rest.errors } };
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
