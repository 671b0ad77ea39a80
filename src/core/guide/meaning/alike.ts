// Which symbols of one ballot a voter may take for each other: the publisher says so, or their names are near. Only ever a
// reason to show two symbols side by side, never to decide which one is meant.
import { fold } from '../../spelling/fold.ts';
import { slipsAllowed, slipsBetween } from '../../spelling/slips-between.ts';
import type { Text } from '../format/text.ts';
import type { Candidate } from '../questions.ts';
import type { BallotSymbol } from '../symbols.ts';

/** Shorter words are shared by chance: "a", "of", "کا". */
const leastLetters = 4;

/** The candidates of a list whose symbol may be taken for this one's, in ballot order. */
export function alikeCandidates(candidates: readonly Candidate[], { symbol }: Candidate): readonly Candidate[] {
  if (!symbol) return [];
  return candidates.filter((each) => each.symbol && each.symbol.code !== symbol.code && areAlike(symbol, each.symbol));
}

/** Whether one symbol may be taken for the other. */
export function areAlike(one: BallotSymbol, other: BallotSymbol): boolean {
  return (one.alike ?? []).includes(other.code) || areNamesNear(one.name, other.name);
}

/** In any language that both have: a slip of the pen apart, or a word in common. */
function areNamesNear(one: Text, other: Text): boolean {
  return Object.keys(one).some((language) => {
    const a = foldedName(one, language);
    const b = foldedName(other, language);
    if (a.name === '' || b.name === '') return false;
    const most = Math.min(slipsAllowed(a.name), slipsAllowed(b.name));
    if (slipsBetween(a.name, b.name, most) <= most) return true;
    return b.words.some((word) => word.length >= leastLetters && a.words.includes(word));
  });
}

interface FoldedName {
  readonly name: string;
  readonly words: readonly string[];
}

/** Each drawing of a list compares every two of its symbols: their names are folded once. */
const foldedNames = new WeakMap<Text, Map<string, FoldedName>>();

function foldedName(text: Text, language: string): FoldedName {
  const known = foldedNames.get(text) ?? new Map<string, FoldedName>();
  foldedNames.set(text, known);
  const found = known.get(language);
  if (found) return found;
  const name = fold(text[language] ?? '');
  const folded = { name, words: name.split(' ') };
  known.set(language, folded);
  return folded;
}
