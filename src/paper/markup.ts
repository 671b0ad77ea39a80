// HTML made of texts that nobody trusts: the one place where they are escaped. What comes out is written as browsers write
// it (HTML §13.3), so that a page parsed and serialised again is the same bytes: a carrier can hand itself on.

/** Markup that is safe to place. Made by `html` alone. */
export class Markup {
  readonly #text: string;

  constructor(text: string, key: typeof ownKey) {
    if (key !== ownKey) throw new TypeError('markup is made by html`…`');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

const ownKey: unique symbol = Symbol('markup');

/** What may stand in a template: texts are escaped, markup is placed, nothing is nothing. */
export type Part = string | number | Markup | null | undefined | false | readonly Part[];

/**
 * A template of HTML. A value behind `="` is an attribute's, any other one is text or markup.
 * Tags are written out, attributes in double quotes, as browsers write them.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  values.forEach((value, i) => {
    text += (strings[i] as string).endsWith('="') ? attribute(value) : place(value);
    text += strings[i + 1] as string;
  });
  return new Markup(text, ownKey);
}

/**
 * Text inside `<style>` and `<script>`, which ends at the first end tag whatever it means.
 * @throws TypeError where it would end its element, or begin a comment
 */
export function rawText(text: string): Markup {
  if (/<\/|<!--/.test(text)) throw new TypeError('this cannot stand in a style or a script');
  return new Markup(text, ownKey);
}

/** What a reader sees of some markup: its text, as browsers give it. */
export function textOf(part: Part): string {
  return place(part)
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp);/g, (entity) => letters[entity] as string);
}

function place(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(place).join('');
  return escapeText(String(part));
}

function attribute(part: Part): string {
  if (typeof part !== 'string' && typeof part !== 'number') throw new TypeError('an attribute is a text');
  const text = plainText(String(part));
  if (!/[&"<>\u00a0]/.test(text)) return text;
  // Browsers differ in whether they write "<" out here; nothing that we place has one.
  return text.replace(/[&"<>\u00a0]/g, (letter) => entities[letter] as string);
}

function escapeText(text: string): string {
  const plain = plainText(text);
  return /[&<>\u00a0]/.test(plain) ? plain.replace(/[&<>\u00a0]/g, (letter) => entities[letter] as string) : plain;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};

const letters = Object.fromEntries(Object.entries(entities).map(([letter, entity]) => [entity, letter]));

/** Parsers change or drop control characters: what is left of them is a space or a line's end. */
function plainText(text: string): string {
  return text.replace(/\r\n|\p{Cc}/gu, (found) =>
    found === '\n' || found === '\t' ? found : found.startsWith('\r') ? '\n' : ' ',
  );
}
