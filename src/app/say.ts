// Speaks the voter's language: the interface's texts, and which of a guide's own languages to show.
import { pickText, type Text } from '../core/guide/format/text.ts';
import { type Language, languageOf, languages } from '../words/languages.ts';
import type { WordKey } from '../words/locale.ts';
import { type Blanks, tagsOf } from '../words/words.ts';
import { getState } from './world.ts';

/** A text of the interface. */
export function t(key: WordKey, blanks?: Blanks): string {
  return getState().words.t(key, blanks);
}

/** A number in the guide's digits: a place on the ballot, what is on the pad, never a code that people compare. */
export function count(n: number | string): string {
  return getState().words.number(n);
}

/** A text of the guide, in the voter's language or the guide's first one. */
export function pick(text: Text | undefined): { readonly text: string; readonly language: string } | null {
  const { words, head } = getState();
  return pickText(text, tagsOf(words, head?.guide.languages ?? []));
}

/** The same as plain text, "" where there is none; for labels and blanks. */
export function plain(text: Text | undefined): string {
  return pick(text)?.text ?? '';
}

/** The interface's languages that the guide has too, in its order; before there is a guide, those that lack nothing. */
export function guideLanguages(): readonly Language[] {
  const { head } = getState();
  if (!head) return languages.filter(({ isPart }) => !isPart);
  const tags = new Set(head.guide.languages.map(languageOf));
  return [...tags].flatMap((tag) => languages.find((language) => language.tag === tag) ?? []);
}
