// The words of a carrier's page: those of the guide's languages.
import { languageOf, loadWords } from '../../words/languages.ts';
import type { Words } from '../../words/words.ts';

/**
 * Loads the words of some languages, in their order; one that we have no words in shows the guide's texts in it, with
 * English around them.
 * @param tags the guide's languages
 */
export async function carrierWords(tags: readonly string[]): Promise<readonly Words[]> {
  return Promise.all([...new Set(tags)].map(wordsOf));
}

async function wordsOf(tag: string): Promise<Words> {
  const own = languageOf(tag);
  const words = await loadWords(own ?? tag);
  if (own === tag) return words;
  return { ...words, language: tag, locale: own ? words.locale : { ...words.locale, nativeName: tag } };
}
