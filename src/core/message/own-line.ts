// What a sharer may write beside signed content: a short greeting in plain letters. Anything that could be read as part of
// the list is refused and said why; decision 37 tells how somebody would abuse it, and what no rule can keep out.
import type { SymbolNames } from './symbol-names.ts';

/** Letters and signs of a line. */
export const maxOwnLine = 60;

/**
 * Why a line is refused. `long`. `number`: seats, serial numbers, dates and telephones are the list's. `sign`: drawings
 * and marks that could stand for a symbol or a code. `address`: where to look is the list's. `scripts`: letters of another
 * script pass for what they are not. `symbol`: it names a symbol of the ballot that the picture does not show.
 */
export type OwnLineFault = 'long' | 'number' | 'sign' | 'address' | 'scripts' | 'symbol';

/** A line as it would be drawn, and what speaks against it; `text` is "" where there is nothing to draw. */
export interface OwnLine {
  readonly text: string;
  readonly fault: OwnLineFault | null;
}

const maxTyped = 500;
const allowed = /^[\p{L}\p{M}\u200c .,!?'’"“”()«»;…،؛؟۔-]*$/u;
const address = /[\p{L}\p{M}][.۔][\p{L}\p{M}]|\bwww\b/iu;
const scripts = [
  ...[/\p{Script=Latin}/u, /\p{Script=Arabic}/u, /\p{Script=Bengali}/u, /\p{Script=Devanagari}/u],
  ...[/\p{Script=Gurmukhi}/u, /\p{Script=Tamil}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u],
  ...[/\p{Script=Hebrew}/u, /\p{Script=Ethiopic}/u, /\p{Script=Thai}/u, /\p{Script=Georgian}/u],
] as const;

/**
 * Judges what somebody typed.
 * @param names those of every symbol of the ballot
 * @param shown codes of those that the picture itself gives to whom it is about
 */
export function readOwnLine(typed: string, names: SymbolNames, shown: readonly string[]): OwnLine {
  const text = tidied(typed.slice(0, maxTyped));
  return { text, fault: text === '' ? null : faultOf(text, names, shown) };
}

/** Letters in their plain form, without marks that nobody sees or that pile up, spaces single. */
function tidied(typed: string): string {
  return (
    typed
      // Letters in circles, bold ones of mathematics, wide ones: what they stand for is what is judged and drawn.
      .normalize('NFKC')
      .replace(/\s+/gu, ' ')
      // Controls, what turns the direction, what nobody sees; a joiner that parts letters in Urdu and Persian stays there.
      .replace(/(?!\u200c)(?:[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]|\p{Variation_Selector})/gu, '')
      .replace(/(\p{Script=Arabic})\u200c+(?=\p{Script=Arabic})|\u200c/gu, (_, letter = '') =>
        letter ? `${letter}\u200c` : '',
      )
      .replace(/(\p{M}{2})\p{M}+/gu, '$1')
      .replace(/([.,!?…،؛؟۔])\1{3,}/gu, '$1$1$1')
      .trim()
  );
}

function faultOf(text: string, names: SymbolNames, shown: readonly string[]): OwnLineFault | null {
  if (text.length > maxOwnLine) return 'long';
  if (/\p{N}/u.test(text)) return 'number';
  if (address.test(text)) return 'address';
  if (!allowed.test(text) || !/\p{L}/u.test(text)) return 'sign';
  if (!isOneScript(text)) return 'scripts';
  return names.namedIn(text).every((codes) => shown.some((code) => codes.has(code))) ? null : 'symbol';
}

function isOneScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return scripts.some((script) => letters.every((letter) => script.test(letter)));
}
