// The words of a carrier's page: those of the guide's languages.
import { languageOf, loadWords } from '../../words/languages.ts';
import type { DigitKind, Words } from '../../words/words.ts';

/**
 * Loads the words of some languages, in their order; one that we have no words in shows the guide's texts in it, with
 * English around them.
 * @param tags the guide's languages
 * @param digits those that the guide asks for; Western ones where it is left out
 */
export async function carrierWords(tags: readonly string[], digits?: DigitKind): Promise<readonly Words[]> {
  return Promise.all([...new Set(tags)].map((tag) => wordsOf(tag, digits)));
}

async function wordsOf(tag: string, digits: DigitKind = 'latn'): Promise<Words> {
  const own = languageOf(tag);
  const words = (await loadWords(own ?? tag)).withDigits(digits);
  if (own === tag) return words;
  return { ...words, language: tag, locale: own ? words.locale : { ...words.locale, nativeName: tag } };
}
