// Which languages there are: one for each file in locales/. Each is loaded when it is chosen, first what the first answer
// says and then the rest; only the name, and which language stands in for it, is known before.
import type { Locale, LocaleName } from './locale.ts';
import { openWords, type Spare, type Words } from './words.ts';

const names = import.meta.glob<LocaleName>('./locales/*.json', { query: '?name', import: 'default', eager: true });
const [firstEnglish] = Object.values(
  import.meta.glob<Locale>('./locales/en.json', { query: '?first', import: 'default', eager: true }),
) as [Locale];
const firstParts = import.meta.glob<Locale>(['./locales/*.json', '!./locales/en.json'], {
  query: '?first',
  import: 'default',
});
const restParts = import.meta.glob<RestOfLocale>('./locales/*.json', { query: '?rest', import: 'default' });

type RestOfLocale = Pick<Locale, 'words' | 'errors'>;

export interface Language extends LocaleName {
  readonly tag: string;
}

const tagOf = (path: string): string => path.replace(/^.*\/|\.json(\?.*)?$/g, '');

/** Every language of the interface, by tag. */
export const languages: readonly Language[] = Object.entries(names)
  .map(([path, name]) => ({ tag: tagOf(path), ...name }))
  .sort((a, b) => (a.tag < b.tag ? -1 : 1));

/** English as far as the first answer needs it, which is always there. */
export const firstWords: Words = openWords('en', firstEnglish, [], false);

/** A language as far as the first answer needs it; English where there is no such file or it cannot be loaded. */
export async function loadFirstWords(tag: string): Promise<Words> {
  const [own, spare] = await Promise.all([loadFirst(tag), loadFirst(fallbackOf(tag))]);
  return own ? openWords(tag, own, sparesOf(tag, spare, firstEnglish), false) : firstWords;
}

/**
 * Loads all of a language, and of those that stand in for what it lacks.
 * @returns English where there is no such file; what could be loaded, and `isWhole` false, where a part is missing
 */
export async function loadWords(tag: string): Promise<Words> {
  const [own, spare, restOfEnglish] = await Promise.all([loadBoth(tag), loadBoth(fallbackOf(tag)), loadRest('en')]);
  const english = join(firstEnglish, restOfEnglish);
  if (!own) return openWords('en', english, [], restOfEnglish !== null);
  const isWhole = restOfEnglish !== null && own.isWhole && (spare?.isWhole ?? fallbackOf(tag) === '');
  return openWords(tag, own.locale, sparesOf(tag, spare?.locale ?? null, english), isWhole);
}

function fallbackOf(tag: string): string {
  return languages.find((language) => language.tag === tag)?.fallback ?? '';
}

function sparesOf(tag: string, spare: Locale | null, english: Locale): readonly Spare[] {
  const last: Spare = ['en', english];
  return spare ? [[fallbackOf(tag), spare], last] : [last];
}

async function loadFirst(tag: string): Promise<Locale | null> {
  return (await firstParts[`./locales/${tag}.json`]?.().catch(() => null)) ?? null;
}

async function loadRest(tag: string): Promise<RestOfLocale | null> {
  return (await restParts[`./locales/${tag}.json`]?.().catch(() => null)) ?? null;
}

async function loadBoth(tag: string): Promise<{ readonly locale: Locale; readonly isWhole: boolean } | null> {
  const [first, rest] = await Promise.all([loadFirst(tag), loadRest(tag)]);
  return first && { locale: join(first, rest), isWhole: rest !== null };
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
    const found = languageOf(tag);
    if (found) return found;
  }
  return 'en';
}

/** The interface's own tag of a language that is called so, with or without a country; null where there is none. */
export function languageOf(tag: string): string | null {
  const short = tag.toLowerCase();
  const find = (matches: (name: string) => boolean) =>
    languages.find(({ tag: own, also = [] }) => [own, ...also].some(matches))?.tag;
  return find((name) => name === short) ?? find((name) => short.startsWith(`${name}-`)) ?? null;
}
