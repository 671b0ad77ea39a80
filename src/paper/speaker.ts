// One language of a page: its words, and the guide's texts in it or in the next best one, marked.
import { pickText, type Text } from '../core/guide/format/text.ts';
import type { WordKey } from '../words/locale.ts';
import { type Blanks, tagsOf, type Words } from '../words/words.ts';
import { html, type Markup } from './markup.ts';
import { sayText, type TextKey } from './texts.ts';

export interface Speaker {
  readonly words: Words;
  /** A text of the app. */
  t(key: WordKey, blanks?: Blanks): string;
  /** A text of paper. */
  say(key: TextKey, blanks?: Blanks): string;
  /** A text of the guide; "" where it has none in any language. */
  plain(text: Text | undefined): string;
  /** The language that it is told in, where that is not this one. */
  foreign(text: Text | undefined): string | null;
  /** The same text, marked where it is of another language and kept in its own direction. */
  tell(text: Text | undefined): Markup | null;
  /** A name: always kept in its own direction. */
  name(text: Text | undefined): Markup | null;
  /** A name with nothing beside it on its line: marked only where its letters run another way than the page. */
  alone(text: Text | undefined): Markup | null;
}

/** Letters that run from right to left: Hebrew to Arabic Extended-A, presentation forms, and the scripts above U+10800. */
const leftward = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Nothing but such letters, their marks and the spaces between them. */
const leftwardOnly = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Mn} ]+$/u;

const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text without the marks that turn around what follows it: isolation is the page's to give. */
export function unturned(text: string): string {
  return text.replace(turning, '');
}

/** @param languages the guide's, for texts that this language lacks */
export function speakerOf(words: Words, languages: readonly string[]): Speaker {
  const pick = (text: Text | undefined) => {
    const found = pickText(text, tagsOf(words, languages));
    return found && { ...found, text: unturned(found.text) };
  };
  const mark = (found: { readonly text: string; readonly language: string }): Markup =>
    found.language === words.language
      ? html`<bdi>${found.text}</bdi>`
      : html`<bdi lang="${found.language}">${found.text}</bdi>`;
  return {
    words,
    t: (key, blanks) => words.t(key, blanks),
    say: (key, blanks) => sayText(words, key, blanks),
    plain: (text) => pick(text)?.text ?? '',
    foreign(text) {
      const found = pick(text);
      return found && found.language !== words.language ? found.language : null;
    },
    tell(text) {
      const found = pick(text);
      return found && (found.language === words.language ? html`${found.text}` : mark(found));
    },
    name(text) {
      const found = pick(text);
      return found && mark(found);
    },
    alone(text) {
      const found = pick(text);
      if (!found || found.language !== words.language) return found && mark(found);
      const isPlain = words.locale.dir === 'rtl' ? leftwardOnly.test(found.text) : !leftward.test(found.text);
      return isPlain ? html`${found.text}` : mark(found);
    },
  };
}
