// Who of an older list is who in the newer one. A serial number alone says little: one new name renumbers a whole list; a
// name alone says little too: a list may have namesakes.

import type { Candidate } from '../guide/questions.ts';
import { fold } from '../spelling/fold.ts';
import { isLikeText } from './same-text.ts';

/** Comparing spellings costs the product of what is left; a list that was replaced whole has no corrected names. */
const maxComparisons = 40_000;

/** The free ones of both lists, and the pairs found so far. */
interface Matching {
  readonly old: Set<Candidate>;
  readonly next: Set<Candidate>;
  /** By the newer one. */
  readonly pairs: Map<Candidate, Candidate>;
}

/**
 * Pairs the candidates of one contest over two editions.
 * @param old in ballot order
 * @param next in ballot order
 * @returns the older one of each pair by the newer one; who is not in it was added, or is gone
 */
export function matchCandidates(
  old: readonly Candidate[],
  next: readonly Candidate[],
): ReadonlyMap<Candidate, Candidate> {
  const matching: Matching = { old: new Set(old), next: new Set(next), pairs: new Map() };
  joinUnchanged(matching, old, next);
  if (matching.old.size === 0 || matching.next.size === 0) return matching.pairs;
  const inOld = languagesOf(old);
  const languages = [...languagesOf(next)].filter((language) => inOld.has(language));
  joinNamed(matching, ({ name }) => languages.map((language) => fold(name[language] ?? '')).join('\n'));
  for (const language of languages) joinNamed(matching, ({ name }) => fold(name[language] ?? '') || null);
  if (matching.old.size * matching.next.size <= maxComparisons) joinCorrected(matching);
  return matching.pairs;
}

function join({ old, next, pairs }: Matching, a: Candidate, b: Candidate): void {
  pairs.set(b, a);
  old.delete(a);
  next.delete(b);
}

/** Nearly all of a list, without folding a letter: names that stand once in both. */
function joinUnchanged(matching: Matching, old: readonly Candidate[], next: readonly Candidate[]): void {
  const nameOf = ({ name }: Candidate): string => JSON.stringify(name);
  const known = groupBy(old, nameOf);
  for (const [name, [candidate, ...namesakes]] of groupBy(next, nameOf)) {
    const [same, ...others] = known.get(name) ?? [];
    if (candidate && same && namesakes.length === 0 && others.length === 0) join(matching, same, candidate);
  }
}

function languagesOf(candidates: readonly Candidate[]): ReadonlySet<string> {
  return new Set(candidates.flatMap(({ name }) => Object.keys(name)));
}

/** Joins those who have the same name; `null` is no name. */
function joinNamed(matching: Matching, nameOf: (candidate: Candidate) => string | null): void {
  const old = groupBy(matching.old, nameOf);
  for (const [name, next] of groupBy(matching.next, nameOf)) joinNamesakes(matching, old.get(name) ?? [], next);
}

function groupBy(
  candidates: Iterable<Candidate>,
  keyOf: (candidate: Candidate) => string | null,
): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return groups;
}

/** The serials of namesakes mean something only where they are the ones from before; else the list was renumbered. */
function joinNamesakes(matching: Matching, old: readonly Candidate[], next: readonly Candidate[]): void {
  const serials = new Set(old.map(({ serial }) => serial));
  const isSameNumbers = old.length === next.length && next.every(({ serial }) => serials.has(serial));
  const bySerial = ({ serial }: Candidate): string => `${serial}`;
  const rules = isSameNumbers ? [bySerial] : [({ symbol }: Candidate) => symbol?.code ?? null, bySerial];
  const left = (): readonly [Candidate[], Candidate[]] => [
    old.filter((each) => matching.old.has(each)),
    next.filter((each) => matching.next.has(each)),
  ];
  for (const rule of old.length === 1 && next.length === 1 ? [] : rules) {
    const [olds, nexts] = left();
    const known = groupBy(olds, rule);
    for (const [key, [candidate, ...more]] of groupBy(nexts, rule)) {
      const [same, ...others] = known.get(key) ?? [];
      if (candidate && same && more.length === 0 && others.length === 0) join(matching, same, candidate);
    }
  }
  const [[a, ...moreOld], [b, ...moreNext]] = left();
  if (a && b && moreOld.length === 0 && moreNext.length === 0) join(matching, a, b);
}

/** A corrected spelling: nearly the same name at the same number, or the only one that is near. */
function joinCorrected(matching: Matching): void {
  const { old, next } = matching;
  for (const candidate of [...next]) {
    const same = [...old].find(({ serial, name }) => serial === candidate.serial && isLikeText(name, candidate.name));
    if (same) join(matching, same, candidate);
  }
  for (const candidate of [...next]) {
    const [only, ...others] = [...old].filter(({ name }) => isLikeText(name, candidate.name));
    const rivals = [...next].filter(({ name }) => only && isLikeText(only.name, name));
    if (only && others.length === 0 && rivals.length === 1) join(matching, only, candidate);
  }
}
