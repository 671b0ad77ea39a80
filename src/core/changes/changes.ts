// What a voter must know of a region's new edition: symbols, who stands, the vote's state, polling places. Corrected
// spellings are no change. Computed for every region alike, so it says nothing of a voter.

import type { PollingPlace } from '../guide/places.ts';
import { areasOf, type Candidate, candidateAt } from '../guide/questions.ts';
import type { ContestRow, Shard } from '../guide/shard.ts';
import type { BallotSymbol } from '../guide/symbols.ts';
import type { RegionChange } from '../ports.ts';
import { cutText } from './cut-text.ts';
import { matchCandidates } from './match-candidates.ts';
import { isLikeText, isSameText, sharedLanguages } from './same-text.ts';
import { stationChanges } from './station-changes.ts';
import { maxChanges } from './stored-changes.ts';

/** One region in one edition. */
export interface RegionContent {
  readonly edition: number;
  readonly symbols: ReadonlyMap<string, BallotSymbol>;
  readonly shard: Shard;
  /** The lists of polling places that are at hand, by contest; see contestsWithOtherPlaces for which are needed. */
  readonly places: ReadonlyMap<string, readonly PollingPlace[]>;
}

type Change = Omit<RegionChange, 'from' | 'edition' | 'contest'>;

/** What matters most comes first, and is kept where there are too many. */
const order: readonly RegionChange['kind'][] = ['state', 'symbol', 'withdrawn', 'removed', 'station', 'added'];

/**
 * The changes of one region from one edition to a newer one.
 * @param old the edition that was held
 * @param next the edition that replaces it
 * @returns at most `maxChanges`, the weightiest first. Symbols and places without `was` are only there now: mergeChanges
 * keeps them where they mend what was gone
 */
export function changesBetween(old: RegionContent, next: RegionContent): readonly RegionChange[] {
  const before = contestsOf(old);
  const found: RegionChange[] = [];
  for (const [id, { contest, candidates }] of contestsOf(next)) {
    const known = before.get(id);
    if (!known) continue;
    const changes = [
      ...stateChange(known.contest, contest),
      ...candidateChanges(known.candidates, candidates, contest),
      ...placeChanges(old, next, id),
    ];
    for (const change of changes) found.push({ ...change, from: old.edition, edition: next.edition, contest: id });
  }
  const weigh = ({ kind, was }: RegionChange): number =>
    order.indexOf(kind) + ((kind === 'symbol' || kind === 'station') && !was ? order.length : 0);
  return found.sort((a, b) => weigh(a) - weigh(b)).slice(0, maxChanges);
}

interface Contest {
  readonly contest: ContestRow;
  readonly candidates: readonly Candidate[];
}

function contestsOf({ shard, symbols }: RegionContent): ReadonlyMap<string, Contest> {
  const contests = new Map<string, Contest>();
  let first = 0;
  for (const contest of shard.contests) {
    const from = first;
    const candidates = Array.from({ length: contest.count }, (_, i) =>
      candidateAt(symbols, new Map(), shard, from + i),
    );
    contests.set(contest.id, { contest, candidates });
    first += contest.count;
  }
  return contests;
}

function stateChange(old: ContestRow, next: ContestRow): readonly Change[] {
  if (old.state === next.state && old.day === next.day) return [];
  return [{ kind: 'state', was: { '': old.day ?? old.state }, is: { '': next.day ?? next.state } }];
}

/**
 * What a voter must know of one contest's candidates.
 * @param old those of before, in ballot order
 * @param next those of now, in ballot order
 * @returns who has another symbol, withdrew, was added or is gone
 */
export function candidateChanges(
  old: readonly Candidate[],
  next: readonly Candidate[],
  { mark }: Pick<ContestRow, 'mark'>,
): readonly Change[] {
  // A list that is published for the first time is no news of its candidates.
  if (old.length === 0) return [];
  const pairs = matchCandidates(old, next);
  const found: Change[] = [];
  for (const candidate of next) {
    const before = pairs.get(candidate);
    if (!before || (before.isWithdrawn && !candidate.isWithdrawn)) {
      if (!candidate.isWithdrawn) found.push({ ...about('added', candidate), ...symbolAs('is', candidate) });
    } else if (candidate.isWithdrawn && !before.isWithdrawn) {
      found.push({ ...about('withdrawn', candidate), ...symbolAs('was', before) });
    }
    if (before && (mark === 'symbol' || mark === 'logo') && !isSameSymbol(before.symbol, candidate.symbol)) {
      const picture = before.symbol?.picture;
      found.push({
        ...about('symbol', candidate),
        ...symbolAs('was', before),
        ...symbolAs('is', candidate),
        ...(picture && { wasPicture: { sha256: picture.sha256, length: picture.length } }),
      });
    }
  }
  const stayed = new Set(pairs.values());
  const gone = old.filter((candidate) => !stayed.has(candidate) && !candidate.isWithdrawn);
  return [...found, ...gone.map((candidate) => ({ ...about('removed', candidate), ...symbolAs('was', candidate) }))];
}

function about(kind: RegionChange['kind'], { serial, name }: Candidate): Change {
  return { kind, serial, subject: cutText(name) };
}

function symbolAs(side: 'was' | 'is', { symbol }: Candidate): Partial<Change> {
  return symbol ? { [side]: cutText(symbol.name) } : {};
}

/** By its names: drawings get better, and charts are numbered anew. A code whose names are all others is another symbol. */
function isSameSymbol(a: BallotSymbol | null, b: BallotSymbol | null): boolean {
  if (!a || !b) return a === b;
  if (a.code !== b.code) return isSameText(a.name, b.name);
  return isLikeText(a.name, b.name) || sharedLanguages(a.name, b.name).length === 0;
}

/** Whether the symbols of a shard that did not change itself still mean the same. */
export function hasOtherSymbols(
  { symbolCodes }: Shard,
  old: ReadonlyMap<string, BallotSymbol>,
  next: ReadonlyMap<string, BallotSymbol>,
): boolean {
  return symbolCodes.some((code) => !isSameSymbol(old.get(code) ?? null, next.get(code) ?? null));
}

/** The contests whose lists of polling places have to be compared: the list or the areas that name its places differ. */
export function contestsWithOtherPlaces(old: Shard, next: Shard): readonly string[] {
  const isSameAreas = JSON.stringify(old.areas) === JSON.stringify(next.areas);
  return Object.keys(next.places).filter((id) => {
    const before = Object.prototype.hasOwnProperty.call(old.places, id) ? old.places[id] : undefined;
    if (!before) return false;
    return (
      before.sha256 !== next.places[id]?.sha256 || !(isSameAreas || assignmentsOf(old, id) === assignmentsOf(next, id))
    );
  });
}

function assignmentsOf(shard: Shard, contest: string): string {
  return JSON.stringify(areasOf(shard, contest).map(({ serves, pollingPlaceIds }) => [serves, pollingPlaceIds]));
}

function placeChanges(old: RegionContent, next: RegionContent, contest: string): readonly Change[] {
  const before = old.places.get(contest);
  const after = next.places.get(contest);
  if (!before || !after) return [];
  return stationChanges(
    { places: before, areas: areasOf(old.shard, contest) },
    { places: after, areas: areasOf(next.shard, contest) },
  );
}
