// Which symbols of one ballot a voter may take for each other: the publisher says so, or their names are near. Only ever a
// reason to show two symbols side by side, never to decide which one is meant.
import { fold } from './fold.ts';
import { slipsAllowed, slipsBetween } from './nearness.ts';
import type { Candidate } from './questions.ts';
import type { BallotSymbol } from './symbols.ts';
import type { Text } from './text.ts';

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
    const a = fold(one[language] ?? '');
    const b = fold(other[language] ?? '');
    if (a === '' || b === '') return false;
    const most = Math.min(slipsAllowed(a), slipsAllowed(b));
    if (slipsBetween(a, b, most) <= most) return true;
    const words = new Set(a.split(' ').filter((word) => word.length >= leastLetters));
    return b.split(' ').some((word) => words.has(word));
  });
}
