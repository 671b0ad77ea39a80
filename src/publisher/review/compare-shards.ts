// What changes in the seats of a region. Nothing is left out: what has no words of its own is named by its field.
import { matchCandidates } from '../../core/changes/match-candidates.ts';
import { pickText, type Text } from '../../core/guide/format/text.ts';
import { type PollingPlace, parsePlaces } from '../../core/guide/places.ts';
import { type Candidate, candidateAt } from '../../core/guide/questions.ts';
import type { ContestRow, Shard, VotingArea } from '../../core/guide/shard.ts';
import type { BallotSymbol, Party } from '../../core/guide/symbols.ts';
import { compareById, isSame, otherFields, type ReviewLine, shown, shownPair } from './review-line.ts';

/** One region on one side. */
export interface ShardSide {
  readonly shard: Shard;
  readonly symbols: ReadonlyMap<string, BallotSymbol>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly readBlob: (sha256: string) => Promise<Uint8Array | null>;
}

/** In which language a review speaks of names. */
export type NameOf = (text: Text | undefined) => string;

/** @param languages the guide's */
export function nameIn(languages: readonly string[]): NameOf {
  return (text) => pickText(text, languages)?.text ?? '';
}

interface Contest {
  readonly row: ContestRow;
  readonly candidates: readonly Candidate[];
}

/** @param was null for a region that is new */
export async function compareShards(
  was: ShardSide | null,
  is: ShardSide,
  nameOf: NameOf,
): Promise<readonly ReviewLine[]> {
  const before = was ? contestsOf(was) : new Map<string, Contest>();
  const after = contestsOf(is);
  const fresh = [...after].filter(([id]) => !before.has(id));
  const lines: ReviewLine[] = [
    ...compareById(before, after, {
      added: ({ candidates }, id) => seatLine(id, `${id} is new, with ${candidates.length} candidates`),
      removed: (_, id) => seatLine(id, `${id} is gone`),
      changed: (old, next, id) => compareContests(old, next, id, nameOf),
    }),
    ...fresh.flatMap(([seat, { candidates }]) => candidates.map((each) => newCandidate(each, seat, nameOf))),
    ...compareById(areasOf(was?.shard), areasOf(is.shard), {
      added: ({ name }, id) => ({ part: 'stations', text: `Voting area ${nameOf(name) || id} is new` }),
      removed: ({ name }, id) => ({ part: 'stations', text: `Voting area ${nameOf(name) || id} is gone` }),
      changed: (old, next, id) => fieldLines('stations', `Voting area ${nameOf(next.name) || id}`, old, next),
    }),
  ];
  const [old, next] = [was?.shard.endorsements ?? [], is.shard.endorsements];
  if (!isSame(old, next)) {
    const gone = old.filter((each) => !next.some((other) => isSame(each, other)));
    const came = next.filter((each) => !old.some((other) => isSame(each, other)));
    for (const { by, contest, serial } of gone)
      lines.push({ part: 'candidates', seat: contest, text: `${contest}: ${by} no longer endorses number ${serial}` });
    for (const { by, contest, serial } of came)
      lines.push({ part: 'candidates', seat: contest, text: `${contest}: ${by} endorses number ${serial}` });
  }
  return [...lines, ...(await comparePlaces(was, is, nameOf))];
}

function contestsOf({ shard, symbols, parties }: ShardSide): ReadonlyMap<string, Contest> {
  const contests = new Map<string, Contest>();
  let first = 0;
  for (const row of shard.contests) {
    const candidates = Array.from({ length: row.count }, (_, i) => {
      // Its place among all rows of the region says nothing.
      return { ...candidateAt(symbols, parties, shard, first + i), row: i };
    });
    contests.set(row.id, { row, candidates });
    first += row.count;
  }
  return contests;
}

function seatLine(seat: string, text: string): ReviewLine {
  return { part: 'seats', seat, text };
}

function compareContests(was: Contest, is: Contest, seat: string, nameOf: NameOf): readonly ReviewLine[] {
  const pairs = new Map(matchCandidates(was.candidates, is.candidates));
  const renamed = joinRenamed(was.candidates, is.candidates, pairs);
  const stayed = new Set(pairs.values());
  const line = (text: string): ReviewLine => ({ part: 'candidates', seat, text });
  const fields = fieldLines('seats', seat, { ...was.row, count: 0 }, { ...is.row, count: 0 });
  return [
    ...fields.map((each) => ({ ...each, seat })),
    ...was.candidates
      .filter((candidate) => !stayed.has(candidate))
      .map((candidate) => line(`${whoIs(candidate, seat, nameOf)} is gone (had ${symbolName(candidate, nameOf)})`)),
    ...is.candidates.flatMap((candidate) => {
      const before = pairs.get(candidate);
      if (!before) return [newCandidate(candidate, seat, nameOf)];
      const told = compareCandidates(before, candidate, seat, nameOf).map(line);
      return renamed.has(candidate) ? [...told, line(askWho(candidate, seat, nameOf))] : told;
    }),
  ];
}

/**
 * Pairs those with another name at the same number, with the same symbol and party: told as a name that changed.
 * @param pairs gets them too
 * @returns them, as they are now
 */
function joinRenamed(
  old: readonly Candidate[],
  next: readonly Candidate[],
  pairs: Map<Candidate, Candidate>,
): ReadonlySet<Candidate> {
  const stayed = new Set(pairs.values());
  const renamed = new Set<Candidate>();
  for (const candidate of next) {
    if (pairs.has(candidate) || !candidate.symbol) continue;
    const { serial, symbol, party } = candidate;
    const before = old.filter(
      (each) => !stayed.has(each) && each.serial === serial && each.symbol?.code === symbol.code,
    );
    const [same, ...others] = before.filter((each) => each.party?.id === party?.id);
    if (!same || others.length > 0) continue;
    pairs.set(candidate, same);
    stayed.add(same);
    renamed.add(candidate);
  }
  return renamed;
}

function askWho(candidate: Candidate, seat: string, nameOf: NameOf): string {
  return `${whoIs(candidate, seat, nameOf)}: number and symbol are as before. Is it a name put right, or another person?`;
}

function newCandidate(candidate: Candidate, seat: string, nameOf: NameOf): ReviewLine {
  const text = `${whoIs(candidate, seat, nameOf)} is new, with ${symbolName(candidate, nameOf)}`;
  return { part: 'candidates', seat, text };
}

function compareCandidates(was: Candidate, is: Candidate, seat: string, nameOf: NameOf): readonly string[] {
  const who = whoIs(is, seat, nameOf);
  const texts: string[] = [];
  if (was.symbol?.code !== is.symbol?.code) {
    const [old, next] = [symbolName(was, nameOf), symbolName(is, nameOf)];
    // Two symbols of one name are told apart by their codes.
    const codes = old === next ? ` (${was.symbol?.code ?? 'none'} → ${is.symbol?.code ?? 'none'})` : '';
    texts.push(`${who}: ${old} → ${next}${codes}`);
  }
  if (was.isWithdrawn !== is.isWithdrawn) texts.push(`${who} ${is.isWithdrawn ? 'has withdrawn' : 'stands again'}`);
  if (was.serial !== is.serial) texts.push(`${who}: number ${was.serial} → ${is.serial}`);
  if (was.party?.id !== is.party?.id) {
    texts.push(`${who}: party ${nameOf(was.party?.name) || 'none'} → ${nameOf(is.party?.name) || 'none'}`);
  }
  for (const tag of new Set([...Object.keys(was.name), ...Object.keys(is.name)])) {
    if (was.name[tag] !== is.name[tag])
      texts.push(`${who}: name ${shown(was.name[tag])} → ${shown(is.name[tag])} (${tag})`);
  }
  if (!isSame(was.photo, is.photo)) texts.push(`${who}: another photograph`);
  if (!isSame(was.sound, is.sound)) texts.push(`${who}: another clip`);
  return texts;
}

function whoIs({ name, serial }: Candidate, seat: string, nameOf: NameOf): string {
  return `${nameOf(name)} (${serial}) in ${seat}`;
}

function symbolName({ symbol }: Candidate, nameOf: NameOf): string {
  return symbol ? nameOf(symbol.name) || symbol.code : 'no symbol';
}

function areasOf(shard: Shard | undefined): ReadonlyMap<string, VotingArea> {
  return new Map((shard?.areas ?? []).map((area) => [area.id, area]));
}

/** A line for each field that differs, as deep as it lies. */
export function fieldLines(part: ReviewLine['part'], what: string, was: object, is: object): readonly ReviewLine[] {
  const [old, next] = [was as Readonly<Record<string, unknown>>, is as Readonly<Record<string, unknown>>];
  return otherFields(was, is).flatMap((name) => {
    const [a, b] = [old[name], next[name]];
    if (isAlike(a, b)) return fieldLines(part, `${what}: ${name}`, a as object, b as object);
    const [from, to] = shownPair(a, b);
    return [{ part, text: `${what}: ${name} ${from} → ${to}` }];
  });
}

/** Whether each has the same parts as the other, so that those can be compared one by one. */
function isAlike(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length;
  const isPlain = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof Map);
  return isPlain(a) && isPlain(b);
}

async function comparePlaces(was: ShardSide | null, is: ShardSide, nameOf: NameOf): Promise<readonly ReviewLine[]> {
  const [old, next] = [was?.shard.places ?? {}, is.shard.places];
  const lines: ReviewLine[] = [];
  for (const seat of new Set([...Object.keys(old), ...Object.keys(next)])) {
    if (isSame(old[seat], next[seat])) continue;
    const before = old[seat] ? await readPlaces(was, old[seat]?.sha256) : new Map<string, PollingPlace>();
    const after = next[seat] ? await readPlaces(is, next[seat]?.sha256) : new Map<string, PollingPlace>();
    if (!before || !after) {
      lines.push({
        part: 'stations',
        seat,
        text: `${seat}: another list of polling places, which is not at hand to be compared`,
      });
      continue;
    }
    const told = compareById(before, after, {
      added: ({ name }, id) => ({ part: 'stations', text: `${seat}: polling place ${nameOf(name) || id} is new` }),
      removed: ({ name }, id) => ({ part: 'stations', text: `${seat}: polling place ${nameOf(name) || id} is gone` }),
      changed: (a, b, id) => fieldLines('stations', `${seat}: polling place ${nameOf(b.name) || id}`, a, b),
    });
    lines.push(...told.map((line) => ({ ...line, seat })));
    if (told.length === 0)
      lines.push({ part: 'stations', seat, text: `${seat}: the polling places stand in another order` });
  }
  return lines;
}

async function readPlaces(side: ShardSide | null, sha256 = ''): Promise<ReadonlyMap<string, PollingPlace> | null> {
  const bytes = await side?.readBlob(sha256);
  return bytes ? new Map(parsePlaces(bytes).map((place) => [place.id, place])) : null;
}
