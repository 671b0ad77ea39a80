import type { Plugin } from 'vite';

export function localeParts(): Plugin;

type Texts = Readonly<Record<string, unknown>>;
interface LocaleTexts {
  readonly words: Texts;
  readonly errors: Texts;
}

export function firstPart(locale: LocaleTexts): LocaleTexts;
export function restPart(locale: LocaleTexts): LocaleTexts;
