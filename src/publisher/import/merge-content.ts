// Judged seats as rows of a content folder's tables: what this source says now, with what people added to it before. What
// becomes of rows that differ is for merge/.
import { fold } from '../../core/spelling/fold.ts';
import type {
  CandidateEntry,
  Content,
  ContestEntry,
  PartyEntry,
  RegionEntry,
  SymbolEntry,
} from '../content/content.ts';
import type { PartyList } from './candidates/party-list.ts';
import type { SymbolChart } from './candidates/symbol-chart.ts';
import type { Made } from './import-report.ts';
import type { JudgedSeat, Judgement, ShownRow, Verdict } from './seats/judge-seats.ts';
import { districtOf, proposeRegions } from './seats/propose-regions.ts';
import { ballotOfSeat, noLetters } from './seats/seat-key.ts';

/** The rows that are this source's. */
export interface MergedContent {
  readonly contests: readonly ContestEntry[];
  /** For seats that regions.csv lacks. */
  readonly placements: readonly RegionEntry[];
  /** How many regions the whole folder has then. */
  readonly regionCount: number;
  readonly candidates: readonly CandidateEntry[];
  readonly parties: readonly PartyEntry[];
  readonly symbols: readonly SymbolEntry[];
  /** Ids of ballots that guide.yaml lacks. */
  readonly newBallots: readonly string[];
  readonly made: Made;
  /** With the mends that only merging finds. */
  readonly verdicts: readonly Verdict[];
}

interface Merging {
  readonly chart: SymbolChart | null;
  readonly parties: PartyList;
  readonly languages: readonly string[];
}

const nowhere = { file: '', row: 0 };

/**
 * @param content the folder as it is
 * @param own what this source made before
 */
export function mergeContent(content: Content, own: Made, judgement: Judgement, merging: Merging): MergedContent {
  const mine = new Set([...own.contests, ...judgement.seats.map(({ id }) => id)]);
  const ballots = openBallots(
    content,
    judgement.seats.map(({ id }) => id),
  );
  const seats = [...judgement.seats].sort(bySeat);
  const before = new Map(content.contests.map((entry) => [entry.id, entry]));
  const hasDistricts = areInDistricts(seats);
  const made = seats.map((seat) =>
    contestOf(seat, before.get(seat.id), { ballot: ballots.of(seat.id), hasDistricts }, merging),
  );
  const contests = [...content.contests.filter(({ id }) => !mine.has(id)), ...made];
  const candidates = candidatesOf(seats, merging.parties);
  const others = content.candidates.filter(({ contest }) => !mine.has(contest));
  const counts = countBySeat([...others, ...candidates]);
  const regionOf = new Map(judgement.seats.map(({ id, region }) => [id, region]));
  const placements = proposeRegions(
    contests.map(({ id, ballot, name }) => ({
      id,
      ballot,
      name,
      region: regionOf.get(id) ?? '',
      candidates: counts.get(id) ?? 0,
    })),
    content.regions,
    merging.languages,
  );
  const parties = partiesOf(content, merging.parties, [...others, ...candidates]);
  return {
    contests: made,
    placements: placements.map((placement) => ({ ...nowhere, ...placement })),
    regionCount: new Set([...content.regions, ...placements].map(({ region }) => region)).size,
    candidates,
    parties,
    symbols: merging.chart ? symbolsOf(content, merging.chart) : [],
    newBallots: ballots.missing(),
    made: {
      contests: made.map(({ id }) => id),
      symbols: merging.chart?.symbols.filter(({ isNew }) => isNew).map(({ code }) => code) ?? own.symbols,
      parties: parties.map(({ id }) => id),
    },
    verdicts: judgement.verdicts.map((verdict) => withParty(verdict, merging.parties)),
  };
}

/** "Lahore-IV" names a district; of wards that each have a name of their own, a list of districts would be the seats again. */
function areInDistricts(seats: readonly JudgedSeat[]): boolean {
  const names = seats.flatMap(({ name }) => Object.values(name)[0] ?? []);
  const districts = new Set(names.map((name) => fold(districtOf(name))));
  return (
    names.length < 2 || districts.size < names.length || names.some((name) => fold(name) !== fold(districtOf(name)))
  );
}

function bySeat(a: JudgedSeat, b: JudgedSeat): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** A country has fewer kinds of ballots; a list with more letters than these has its districts in them. */
const maxBallots = 8;

/** Whether the letters of seats name the paper that they are on: "NA-1", and not "Dhaka-1" beside "Khulna-1". */
function nameBallots(seats: readonly string[]): boolean {
  const lettered = seats.filter((seat) => ballotOfSeat(seat) !== noLetters);
  const letters = new Set(lettered.map(ballotOfSeat));
  const areCapitals = lettered.every((seat) => seat.startsWith(ballotOfSeat(seat)));
  return letters.size <= (areCapitals ? maxBallots : 1);
}

/** The guide's ballot with a seat's letters; a new one where it has none. */
function openBallots(
  { guide }: Content,
  seats: readonly string[],
): { of(seat: string): string; missing(): readonly string[] } {
  const known = new Map(guide.ballots.map(({ id }) => [id.toUpperCase(), id]));
  const missing = new Set<string>();
  const [only] = guide.ballots;
  const areBallots = nameBallots(seats);
  return {
    of(seat) {
      const found = known.get(ballotOfSeat(seat));
      if (found !== undefined) return found;
      const letters = areBallots ? ballotOfSeat(seat) : noLetters;
      if (letters === noLetters && only && guide.ballots.length === 1) return only.id;
      missing.add(letters);
      return letters;
    },
    missing: () => [...missing].sort(),
  };
}

function contestOf(
  seat: JudgedSeat,
  before: ContestEntry | undefined,
  { ballot, hasDistricts }: { readonly ballot: string; readonly hasDistricts: boolean },
  { chart, languages }: Merging,
): ContestEntry {
  const district: Record<string, string> = {};
  for (const language of hasDistricts ? languages : []) {
    const name = seat.name[language];
    if (name) district[language] = districtOf(name);
  }
  const isUnderReview = seat.faults.length > 0;
  // "postponed" and its like are people's words; "open" and "under-review" are this import's.
  const written = before && before.state !== 'open' && before.state !== 'under-review' ? before.state : 'open';
  return {
    ...nowhere,
    kind: 'candidates',
    mark: chart ? 'symbol' : 'nothing',
    places: null,
    previousContestId: null,
    day: null,
    isRerun: false,
    question: {},
    note: {},
    ...before,
    id: seat.id,
    ballot: before?.ballot ?? ballot,
    name: { ...before?.name, ...seat.name },
    district: { ...district, ...before?.district },
    state: isUnderReview ? 'under-review' : written,
    isIncomplete: isUnderReview || seat.isIncomplete,
  };
}

function candidatesOf(seats: readonly JudgedSeat[], parties: PartyList): readonly CandidateEntry[] {
  return seats.flatMap(({ id, shown }) =>
    [...shown].sort((a, b) => a.serial - b.serial).map((row) => candidateOf(id, row, parties)),
  );
}

function candidateOf(contest: string, { row, serial, symbol }: ShownRow, parties: PartyList): CandidateEntry {
  return {
    ...nowhere,
    contest,
    serial,
    name: row.name,
    party: parties.read(row.party)?.party.id ?? null,
    symbol: symbol?.code ?? null,
    // What people added beside the list is kept by the merge, where the name is the same.
    photo: null,
    sound: null,
    isWithdrawn: row.standing === 'withdrawn',
  };
}

function countBySeat(candidates: readonly CandidateEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { contest } of candidates) counts.set(contest, (counts.get(contest) ?? 0) + 1);
  return counts;
}

function partiesOf(content: Content, list: PartyList, candidates: readonly CandidateEntry[]): readonly PartyEntry[] {
  const used = new Set(candidates.map(({ party }) => party));
  const before = new Map(content.parties.map((entry) => [entry.id, entry]));
  const fresh = list.parties.filter(({ id, isNew }) => isNew && used.has(id));
  return fresh.map(({ id, name }) => before.get(id) ?? { ...nowhere, id, name, short: {} });
}

/** What people added to a symbol that an import made (a picture, a description, a better name) stays. */
function symbolsOf(content: Content, chart: SymbolChart): readonly SymbolEntry[] {
  const before = new Map(content.symbols.map((entry) => [entry.code, entry]));
  const fresh = chart.symbols.filter(({ isNew }) => isNew);
  const rows = fresh.map(({ code, name, learnt }): SymbolEntry => {
    const entry = before.get(code);
    const spellings = [...new Set([...(entry?.spellings ?? []), ...learnt.map((text) => text.replaceAll(';', ','))])];
    if (entry) return { ...entry, spellings };
    return {
      ...nowhere,
      code,
      name,
      description: {},
      picture: null,
      isStandIn: false,
      sound: null,
      alike: [],
      spellings,
    };
  });
  return rows.sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }));
}

function withParty(verdict: Verdict, parties: PartyList): Verdict {
  const mend = verdict.held ? '' : (parties.read(verdict.row.party)?.mend ?? '');
  return mend === '' ? verdict : { ...verdict, mends: [...verdict.mends, { code: 'party', text: mend }] };
}
